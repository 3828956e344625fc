"""The digest of all that is kept of a report: its text has one of its own, this one is of what stands beside it.

It goes into the log with each filing and coding, so that a changed outlet, day, coordinate or event is found.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, select

from riwaya.store.among import among
from riwaya.store.exact import digest, digest_of_text, untouched
from riwaya.store.tables import events, reports

_STREAMED: Final = 200
_REPORT: Final = "key id version outlet published url sha256 source ingested_at coder warnings".split()
_EVENT: Final = "key position type modality date_start date_end country lat lon confidence data".split()


class Record(NamedTuple):
    """A report as it is kept: the SHA-256 that stands beside its text, that of the text, and that of all the rest."""

    key: str
    sha256: str
    text: str
    rest: str


def records(connection: Connection, keys: Iterable[str] | None = None) -> Iterator[Record]:
    """The digests of all reports, or of those with these keys, in the order of filing."""
    query = select(reports.c.row, untouched(reports.c.text), *(untouched(reports.c[name]) for name in _REPORT))
    told = select(events.c.report, *(untouched(events.c[name]) for name in _EVENT))
    if keys is not None:
        wanted = list(keys)
        query = query.where(among(connection, reports.c.key, wanted))
        told = told.join(reports, events.c.report == reports.c.row).where(among(connection, reports.c.key, wanted))
    options = {"yield_per": _STREAMED}
    by_report = groupby(
        connection.execute(told.order_by(events.c.report, events.c.position, events.c.row), execution_options=options),
        key=lambda row: row.report,
    )
    number, own = next(by_report, (0, iter(())))
    for row in connection.execute(query.order_by(reports.c.row), execution_options=options):
        while number and number < row.row:  # events of no report
            number, own = next(by_report, (0, iter(())))
        of_report: list[Any] = []
        if number == row.row:
            of_report = [[getattr(event, name) for name in _EVENT] for event in own]
            number, own = next(by_report, (0, iter(())))
        rest = digest([[getattr(row, name) for name in _REPORT], of_report])
        yield Record(key=row.key, sha256=row.sha256, text=digest_of_text(row.text), rest=rest)


def filed_words(connection: Connection, keys: Iterable[str]) -> list[list[str]]:
    """What the log tells of reports that were filed or coded again: key, SHA-256 of the text, digest of the rest."""
    return [[record.key, record.sha256, record.rest] for record in records(connection, keys)]
