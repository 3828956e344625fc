"""Reports and events into the archive, and out of it as `Archived` reports and `Account`s, as the machine made them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

import msgspec
from sqlalchemy import Connection, Row, Select, func, insert, select

from riwaya.model import CodedReport, Event, Place, Report
from riwaya.model.accounts import Account
from riwaya.store.keys import event_keys, report_key
from riwaya.store.tables import events, incident_events, reports

_LEAST_PRECISE = 9


class Filing(msgspec.Struct, frozen=True, kw_only=True):
    """A coded report that is to be filed, and where it came from."""

    report: Report
    coded: CodedReport
    where: str


def file_report(connection: Connection, filing: Filing, at: dt.datetime) -> str | None:
    """Files a report and its events; its key, None where the archive has this text under this id already."""
    report, coded = filing.report, filing.coded
    same_id = select(reports.c.sha256, reports.c.version).where(reports.c.id == report.id)
    versions = {row.sha256: row.version for row in connection.execute(same_id)}
    if coded.sha256 in versions:
        return None
    version = max(versions.values(), default=0) + 1
    key = report_key(report.id, version)
    row = connection.execute(
        insert(reports)
        .values(
            key=key,
            id=report.id,
            version=version,
            outlet=report.outlet,
            published=report.published,
            url=report.url,
            text=report.text,
            sha256=coded.sha256,
            source=filing.where,
            ingested_at=at.isoformat(),
            coder=coded.coder,
            warnings=msgspec.json.encode(coded.warnings).decode("utf-8"),
        )
        .returning(reports.c.row)
    ).scalar_one()
    if coded.events:
        connection.execute(insert(events), list(_event_rows(row, key, coded.events)))
    return key


def _event_rows(report: int, key: str, told: Sequence[Event]) -> Iterator[dict[str, object]]:
    for position, (event_key, event) in enumerate(zip(event_keys(key, told), told, strict=True)):
        place = best_place(event.places)
        yield {
            "key": event_key,
            "report": report,
            "position": position,
            "type": event.type,
            "modality": event.modality,
            "date_start": event.date.start if event.date else None,
            "date_end": event.date.end if event.date else None,
            "country": place.country if place else "",
            "lat": place.lat if place else None,
            "lon": place.lon if place else None,
            "confidence": event.confidence,
            "data": msgspec.json.encode(event).decode("utf-8"),
            "linked": False,
        }


def best_place(places: Sequence[Place]) -> Place | None:
    """The most precise place, the first told of several; None where there is none."""
    return min(places, key=lambda place: place.precision or _LEAST_PRECISE, default=None)


_ACCOUNTS = (
    select(
        events.c.key,
        events.c.data,
        reports.c.key.label("report_key"),
        reports.c.id,
        reports.c.outlet,
        reports.c.published,
        reports.c.url,
        reports.c.text,
        func.coalesce(reports.c.voice, reports.c.key).label("voice"),
        func.coalesce(incident_events.c.incident, "").label("incident"),
    )
    .join(reports, events.c.report == reports.c.row)
    .outerjoin(incident_events, incident_events.c.event == events.c.key)
    .order_by(events.c.report, events.c.position)
)


def accounts_of_incidents(connection: Connection, ids: Iterable[str]) -> Iterator[Account]:
    """The accounts of incidents, in the order of filing."""
    yield from _accounts(connection, _ACCOUNTS.where(incident_events.c.incident.in_(list(ids))))


def accounts_by_key(connection: Connection, keys: Iterable[str]) -> Iterator[Account]:
    """The accounts of these keys that there are, in the order of filing."""
    yield from _accounts(connection, _ACCOUNTS.where(events.c.key.in_(list(keys))))


def all_accounts(connection: Connection) -> Iterator[Account]:
    """Every account, in the order of filing."""
    yield from _accounts(connection, _ACCOUNTS)


def _accounts(connection: Connection, query: Select[tuple[object, ...]]) -> Iterator[Account]:
    rows = connection.execution_options(yield_per=1000).execute(query)
    for row in rows:
        yield account_of(row)


def account_of(row: Row[tuple[object, ...]]) -> Account:
    """A row of the query above as an account."""
    report = Report(id=row.id, text=row.text, published=row.published, outlet=row.outlet, url=row.url)
    return Account(
        key=row.key,
        report_key=row.report_key,
        report=report,
        voice=row.voice,
        event=msgspec.json.decode(row.data, type=Event),
        incident=row.incident,
    )
