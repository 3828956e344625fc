"""What an archive holds, counted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, FromClause, false, func, select

from riwaya.store.schema import version_of
from riwaya.store.tables import audit, events, failures, incidents, judgements, outlets, reports


class Census(msgspec.Struct, frozen=True, kw_only=True):
    """The numbers of an archive. Lists hold names with their counts, the most frequent first.

    `versions` are reports that are a second or later text under an id, `copies` those that repeat another report, as
    far as linking has looked. `unlinked` events wait for it. `failures` are counted by stage and cause.
    """

    schema: str
    reports: int
    versions: int
    copies: int
    first: dt.date | None
    last: dt.date | None
    outlets: tuple[tuple[str, int], ...]
    coders: tuple[tuple[str, int], ...]
    events: int
    unlinked: int
    types: tuple[tuple[str, int], ...]
    incidents: int
    judgements: tuple[tuple[str, int], ...]
    failures: tuple[tuple[str, str, int], ...]
    log: int


def census(connection: Connection) -> Census:
    """Counts what the archive holds."""
    days = select(func.min(reports.c.published), func.max(reports.c.published))
    first, last = connection.execute(days).one()
    return Census(
        schema=version_of(connection) or "",
        reports=_count(connection, reports),
        versions=_count(connection, reports, reports.c.version > 1),
        copies=_count(connection, reports, reports.c.voice != reports.c.key),
        first=first,
        last=last,
        outlets=_sorted(connection.execute(select(outlets.c.id, outlets.c.reports))),
        coders=_by(connection, reports.c.coder),
        events=_count(connection, events),
        unlinked=_count(connection, events, events.c.linked == false()),
        types=_by(connection, events.c.type),
        incidents=_count(connection, incidents),
        judgements=_by(connection, judgements.c.kind),
        failures=_by(connection, failures.c.stage, failures.c.cause),
        log=_count(connection, audit),
    )


def _count(connection: Connection, table: FromClause, *where: ColumnElement[bool]) -> int:
    return connection.execute(select(func.count()).select_from(table).where(*where)).scalar_one()


def _by(connection: Connection, *names: ColumnElement[str]) -> tuple[Any, ...]:
    """How many rows there are of each name, the most frequent first."""
    query = select(*names, func.count().label("rows")).group_by(*names)
    return _sorted(connection.execute(query))


def _sorted(rows: Iterable[Any]) -> tuple[Any, ...]:
    # Not by the database, whose order of letters depends on its settings.
    return tuple(sorted(map(tuple, rows), key=lambda row: (-row[-1], *row)))
