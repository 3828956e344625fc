"""Incidents out of the archive: found by their summary columns, followed where an id became another."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import msgspec
from sqlalchemy import ColumnElement, Connection, exists, or_, select, update

from riwaya.model.accounts import Account
from riwaya.model.incidents import Incident
from riwaya.store.accounts import accounts_by_key
from riwaya.store.among import among
from riwaya.store.tables import events, forwards, incident_events, incidents, reports

KM_A_DEGREE: Final = 111.0  # of latitude, a little less than it is, so that a box is never too small
HALF_ROUND: Final = 180.0
POLE: Final = 85.0  # degrees; nearer to a pole a box has no width worth reckoning


class Filter(msgspec.Struct, frozen=True, kw_only=True):
    """Which incidents are wanted; what is left out asks for nothing.

    `since` and `until` are days that the incident's date touches (an incident without a date touches none). `near` is
    latitude and longitude, `km` the distance from it to the incident's place; one known only by its country, or not
    at all, is near nothing. `min_voices` counts independent voices, `min_reports` reports, copies included. `outlets`
    and `actors` (ids of the lexicon) want at least one account of theirs. `skip` and `limit` turn the pages.
    """

    since: dt.date | None = None
    until: dt.date | None = None
    near: tuple[float, float] | None = None
    km: float = 25
    types: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    min_voices: int = 0
    min_reports: int = 0
    outlets: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    skip: int = 0
    limit: int | None = None


class Forward(msgspec.Struct, frozen=True, kw_only=True):
    """What became of an incident's id: it was merged into another, or a part of it left under a new id."""

    old: str
    new: str
    reason: str
    at: str


def row_of(incident: Incident) -> dict[str, object]:
    """The columns of table `incidents`: what can be looked for without reading the accounts.

    `reports`, `voices` and `outlets` are numbers; `lat` and `lon` those of the incident's place.
    """
    place, date = incident.place, incident.date
    return {
        "id": incident.id,
        "type": incident.type,
        "date_start": date.start if date else None,
        "date_end": date.end if date else None,
        "country": place.country if place else "",
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "reports": len({account.report_key for account in incident.accounts}),
        "voices": incident.voices,
        "outlets": len(incident.outlets),
    }


def write_summaries(connection: Connection, whole: Iterable[Incident]) -> None:
    """Writes the summary columns of incidents that have their rows already."""
    for incident in whole:
        row = row_of(incident)
        connection.execute(update(incidents).where(incidents.c.id == row.pop("id")).values(row))


def candidates(connection: Connection, wanted: Filter) -> Iterator[str]:
    """The ids of incidents that can be wanted, by day and id, those without a day last; `near` only as a box."""
    query = (
        select(incidents.c.id)
        .where(*_conditions(connection, wanted))
        .order_by(incidents.c.date_start.is_(None), incidents.c.date_start, incidents.c.date_end, incidents.c.id)
    )
    yield from connection.execute(query).scalars().all()


def _conditions(connection: Connection, wanted: Filter) -> Iterator[ColumnElement[bool]]:
    row = incidents.c
    if wanted.since is not None:
        yield row.date_end >= wanted.since
    if wanted.until is not None:
        yield row.date_start <= wanted.until
    if wanted.near is not None:
        yield from _box(wanted.near, wanted.km)
    if wanted.types:
        yield among(connection, row.type, wanted.types)
    if wanted.countries:
        yield among(connection, row.country, wanted.countries)
    if wanted.min_voices:
        yield row.voices >= wanted.min_voices
    if wanted.min_reports:
        yield row.reports >= wanted.min_reports
    if wanted.outlets:
        yield _told(among(connection, reports.c.outlet, wanted.outlets))
    if wanted.actors:
        # Only a first sieve: the id may be a target's or a source's.
        yield _told(or_(*(events.c.data.contains(f'"id":"{actor}"', autoescape=True) for actor in wanted.actors)))


def _told(by: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether an account of the incident is so."""
    return exists(
        select(incident_events.c.event)
        .join(events, events.c.key == incident_events.c.event)
        .join(reports, events.c.report == reports.c.row)
        .where(incident_events.c.incident == incidents.c.id, by)
    )


def _box(near: tuple[float, float], km: float) -> Iterator[ColumnElement[bool]]:
    """Degrees around a point that hold all that lies within so many kilometres."""
    latitude, longitude = near
    high = km / KM_A_DEGREE
    yield incidents.c.lat.between(latitude - high, latitude + high)
    if abs(latitude) + high < POLE:
        wide = high / math.cos(math.radians(abs(latitude) + high))
        west, east = longitude - wide, longitude + wide
        if west >= -HALF_ROUND and east <= HALF_ROUND:  # else it lies across the date line
            yield incidents.c.lon.between(west, east)


def accounts_beside(connection: Connection, report_keys: Iterable[str], types: Sequence[str]) -> list[Account]:
    """The accounts of these types that these reports give of anything."""
    keys = (
        select(events.c.key)
        .join(reports, events.c.report == reports.c.row)
        .where(among(connection, reports.c.key, report_keys), events.c.type.in_(list(types)))
    )
    return list(accounts_by_key(connection, connection.execute(keys).scalars().all()))


def ids_that_are(connection: Connection, ids: Iterable[str]) -> set[str]:
    """Those of these ids that name an incident now."""
    return set(connection.execute(select(incidents.c.id).where(among(connection, incidents.c.id, ids))).scalars())


def all_ids(connection: Connection) -> list[str]:
    """The ids of all incidents, and those that once were one."""
    known = connection.execute(select(incidents.c.id).union(select(forwards.c.old))).scalars()
    return sorted(known)


def forwards_of(connection: Connection, id_: str) -> list[Forward]:
    """What became of an id, and what became it; the oldest first."""
    query = (
        select(forwards)
        .where(or_(forwards.c.old == id_, forwards.c.new == id_))
        .order_by(forwards.c.at, forwards.c.old, forwards.c.new)
    )
    return [Forward(**row) for row in connection.execute(query).mappings()]
