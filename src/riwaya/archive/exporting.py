"""What stands in an archive goes out in a format of others, as it is read, and the log keeps what went out."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING, Final

import msgspec
from sqlalchemy import Connection, select

from riwaya.export.about import About
from riwaya.export.records import Level, most_precise
from riwaya.export.writers import ArchiveFormat, ArchiveWriter
from riwaya.incidents.whole import whole
from riwaya.model import DateRange, Place
from riwaya.model.accounts import Account
from riwaya.model.incidents import Incident
from riwaya.store import audit
from riwaya.store.accounts import accounts_of_incidents, all_accounts
from riwaya.store.tables import incidents, reports

if TYPE_CHECKING:
    from typing_extensions import Buffer  # of `collections.abc` from Python 3.12

INCIDENTS_AT_A_TIME: Final = 200


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
    writer = ArchiveWriter(format_, hashed, about(connection, wanted), wanted.coarsen_km)
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
    if wanted.level == "incidents":
        yield from (incident for incident in _incidents(connection) if _wants_incident(wanted, incident))
        return
    attested = _attested(connection, wanted.min_sources)
    for account in all_accounts(connection):
        sourced = attested is None or account.incident in attested
        if account.standing != "rejected" and sourced and _wants_account(wanted, account):
            yield account


def _incidents(connection: Connection) -> Iterator[Incident]:
    """All incidents by id, without their rejected accounts; one of which all were rejected is none."""
    ids = connection.execute(select(incidents.c.id).order_by(incidents.c.id)).scalars().all()
    for first in range(0, len(ids), INCIDENTS_AT_A_TIME):
        part = ids[first : first + INCIDENTS_AT_A_TIME]
        told: dict[str, list[Account]] = {}
        for account in accounts_of_incidents(connection, part):
            if account.standing != "rejected":
                told.setdefault(account.incident, []).append(account)
        yield from (whole(id_, told[id_]) for id_ in part if id_ in told)


def _attested(connection: Connection, least: int) -> frozenset[str] | None:
    """The incidents that so many voices tell; None where none are asked for."""
    if not least:
        return None
    return frozenset(connection.execute(select(incidents.c.id).where(incidents.c.voices >= least)).scalars())


def _wants_account(wanted: Wanted, account: Account) -> bool:
    event = account.event
    sure = event.confidence is None or event.confidence >= wanted.min_confidence
    return sure and _wants(wanted, event.type, event.date, most_precise(event.places))


def _wants_incident(wanted: Wanted, incident: Incident) -> bool:
    rated = [account.event.confidence for account in incident.accounts]
    sure = any(one is None or one >= wanted.min_confidence for one in rated)
    enough = incident.voices >= wanted.min_sources
    return sure and enough and _wants(wanted, incident.type, incident.date, incident.place)


def _wants(wanted: Wanted, type_: str, date: DateRange | None, place: Place | None) -> bool:
    if (wanted.types and type_ not in wanted.types) or (
        wanted.countries and (place is None or place.country not in wanted.countries)
    ):
        return False
    if wanted.since is None and wanted.until is None:
        return True
    if date is None:
        return False
    return not (wanted.since and date.end < wanted.since) and not (wanted.until and date.start > wanted.until)


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
        self._stream.write(chunk)
        self.sha256.update(chunk)
        self._at += len(chunk)
        return len(chunk)

    def tell(self) -> int:
        return self._at
