"""What stands in an archive goes out in a format of others, as it is read, and the log keeps what went out."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
from collections.abc import Iterator
from itertools import islice
from typing import IO, TYPE_CHECKING, Final, cast

import msgspec
from sqlalchemy import Connection, select

from riwaya.archive.incidents import Filter, find
from riwaya.archive.standing import as_they_stand
from riwaya.export.about import About
from riwaya.export.records import Level, most_precise
from riwaya.export.writers import ArchiveFormat, ArchiveWriter
from riwaya.model import Event
from riwaya.model.accounts import Account
from riwaya.model.incidents import Incident
from riwaya.store import audit
from riwaya.store.accounts import all_accounts
from riwaya.store.tables import incidents, reports

if TYPE_CHECKING:
    from typing_extensions import Buffer  # of `collections.abc` from Python 3.12

ACCOUNTS_AT_A_TIME: Final = 500


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What is exported; what is left out asks for nothing.

    `since` and `until` are days that the date touches (what has no date touches none), `countries` ISO 3166-1 alpha-2
    of the most precise place. `min_confidence` is that of an account, of an incident that of one of its accounts; what
    nobody rated is kept. `min_sources`: independent voices, of an account those of its incident.
    """

    level: Level = "incidents"
    since: dt.date | None = None
    until: dt.date | None = None
    types: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    min_confidence: float = 0
    min_sources: int = 0
    private: bool = False
    coarsen_km: float = 0


class Exported(msgspec.Struct, frozen=True, kw_only=True):
    """What went out: rows written, records that have none in this format, and the SHA-256 of the bytes."""

    rows: int
    without_row: int
    sha256: str


def export(connection: Connection, format_: ArchiveFormat, stream: IO[bytes], wanted: Wanted) -> Exported:
    """Writes what is wanted to the stream, a batch at a time."""
    hashed = _Hashed(stream)
    writer = ArchiveWriter(format_, cast("IO[bytes]", hashed), about(connection, wanted), wanted.coarsen_km)
    rows = [0, 0]  # without, with
    for thing in standing(connection, wanted):
        rows[writer.add(thing)] += 1
    writer.finish()
    return Exported(rows=rows[True], without_row=rows[False], sha256=hashed.sha256.hexdigest())


def log_export(
    connection: Connection,
    format_: ArchiveFormat,
    name: str,
    wanted: Wanted,
    exported: Exported,
    by: str,
    at: dt.datetime,
) -> None:
    """Writes in the log what went out, to a file of which name, by whom."""
    data = {"format": format_, "file": name, "wanted": wanted, "exported": exported}
    audit.append(connection, by=by, action="export", data=data, at=at)


def about(connection: Connection, wanted: Wanted) -> About:
    """What the file says of itself: coders and outlets are those of the whole archive."""
    coders, outlets = (
        tuple(connection.execute(select(column).where(column != "").distinct().order_by(column)).scalars())
        for column in (reports.c.coder, reports.c.outlet)
    )
    return About(
        level=wanted.level, coders=tuple(sorted(coders)), outlets=tuple(sorted(outlets)), private=wanted.private
    )


def standing(connection: Connection, wanted: Wanted) -> Iterator[Account | Incident]:
    """The accounts or incidents that are wanted, as they stand; what was rejected is left out."""
    return _incidents(connection, wanted) if wanted.level == "incidents" else _accounts(connection, wanted)


def _accounts(connection: Connection, wanted: Wanted) -> Iterator[Account]:
    """In the order of filing. All are read: what an analyst corrected is wanted or not by what it says now."""
    attested = _attested(connection, wanted.min_sources)
    left = all_accounts(connection)
    while part := list(islice(left, ACCOUNTS_AT_A_TIME)):
        for account in as_they_stand(connection, part):
            sourced = attested is None or account.incident in attested
            if account.standing != "rejected" and sourced and _wants(wanted, account.event):
                yield account


def _incidents(connection: Connection, wanted: Wanted) -> Iterator[Incident]:
    """By day and id, without their rejected accounts; one of which all were rejected is none."""
    chosen = Filter(
        since=wanted.since,
        until=wanted.until,
        types=wanted.types,
        countries=wanted.countries,
        min_voices=wanted.min_sources,
    )
    for incident in find(connection, chosen):
        accounts = tuple(account for account in incident.accounts if account.standing != "rejected")
        if any(_sure(wanted, account.event) for account in accounts):
            yield msgspec.structs.replace(incident, accounts=accounts)


def _attested(connection: Connection, least: int) -> frozenset[str] | None:
    """The incidents that so many voices tell; None where none are asked for."""
    if not least:
        return None
    return frozenset(connection.execute(select(incidents.c.id).where(incidents.c.voices >= least)).scalars())


def _sure(wanted: Wanted, event: Event) -> bool:
    return event.confidence is None or event.confidence >= wanted.min_confidence


def _wants(wanted: Wanted, event: Event) -> bool:
    place, date = most_precise(event.places), event.date
    if wanted.types and event.type not in wanted.types:
        return False
    if wanted.countries and (place is None or place.country not in wanted.countries):
        return False
    if (wanted.since or wanted.until) and date is None:
        return False
    early = date is not None and wanted.since is not None and date.end < wanted.since
    late = date is not None and wanted.until is not None and date.start > wanted.until
    return _sure(wanted, event) and not early and not late


class _Hashed(io.RawIOBase):
    """A stream that hashes what is written through it; closing it leaves the file open."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._at = 0
        self.sha256 = hashlib.sha256()

    def writable(self) -> bool:
        return True

    def write(self, data: Buffer) -> int:
        chunk = bytes(data)
        if self._stream.closed:  # after a fault, when pyarrow lets go of a writer that was never finished
            return len(chunk)
        self._stream.write(chunk)
        self.sha256.update(chunk)
        self._at += len(chunk)
        return len(chunk)

    def tell(self) -> int:
        return self._at
