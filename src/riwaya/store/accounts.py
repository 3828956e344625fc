"""Reports and events out of the archive as `Archived` reports and `Account`s, as the machine made them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any, Final

import msgspec
from sqlalchemy import Connection, Row, Select, func, select

from riwaya.model import CodedReport, Event, Report
from riwaya.model.accounts import Account, Archived, Custody
from riwaya.model.events import Warning as ReportWarning
from riwaya.store.among import among
from riwaya.store.filing import Filed, Filing, best_place, file_failures, file_report, file_reports
from riwaya.store.tables import events, incident_events, reports

# So many rows are in memory at a time, however many are asked for.
STREAMED: Final = 500


class AccountFilter(msgspec.Struct, frozen=True, kw_only=True):
    """Which accounts are wanted; what is left out asks for nothing.

    `since` and `until` are days that the event's date touches (an event without a date touches none), `countries`
    those of its most precise place, `published_since` and `published_until` days of publication.
    `min_confidence` keeps events that nobody has rated.
    """

    types: tuple[str, ...] = ()
    modalities: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    since: dt.date | None = None
    until: dt.date | None = None
    published_since: dt.date | None = None
    published_until: dt.date | None = None
    min_confidence: float = 0


_ACCOUNTS: Final = (
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
    yield from _accounts(connection, _ACCOUNTS.where(among(connection, incident_events.c.incident, ids)))


def accounts_by_key(connection: Connection, keys: Iterable[str]) -> Iterator[Account]:
    """The accounts of these keys that there are, in the order of filing."""
    yield from _accounts(connection, _ACCOUNTS.where(among(connection, events.c.key, keys)))


def accounts_of_reports(connection: Connection, keys: Iterable[str]) -> Iterator[Account]:
    """The accounts that these reports give, in the order of filing."""
    yield from _accounts(connection, _ACCOUNTS.where(among(connection, reports.c.key, keys)))


def accounts(connection: Connection, wanted: AccountFilter) -> Iterator[Account]:
    """The accounts that a filter wants, in the order of filing."""
    query = _ACCOUNTS
    for column, values in (
        (events.c.type, wanted.types),
        (events.c.modality, wanted.modalities),
        (events.c.country, wanted.countries),
        (reports.c.outlet, wanted.outlets),
    ):
        if values:
            query = query.where(among(connection, column, values))
    if wanted.since:
        query = query.where(events.c.date_end >= wanted.since)
    if wanted.until:
        query = query.where(events.c.date_start <= wanted.until)
    if wanted.published_since:
        query = query.where(reports.c.published >= wanted.published_since)
    if wanted.published_until:
        query = query.where(reports.c.published <= wanted.published_until)
    if wanted.min_confidence:
        query = query.where(func.coalesce(events.c.confidence, 1) >= wanted.min_confidence)
    yield from _accounts(connection, query)


def all_accounts(connection: Connection) -> Iterator[Account]:
    """Every account, in the order of filing."""
    yield from _accounts(connection, _ACCOUNTS)


def _accounts(connection: Connection, query: Select[Any]) -> Iterator[Account]:
    for row in connection.execute(query, execution_options={"yield_per": STREAMED}):
        yield account_of(row)


def account_of(row: Row[Any]) -> Account:
    """A row of the query above as an account."""
    return Account(
        key=row.key,
        report_key=row.report_key,
        report=_report(row),
        voice=row.voice,
        event=msgspec.json.decode(row.data, type=Event),
        incident=row.incident,
    )


def _report(row: Row[Any]) -> Report:
    return Report(id=row.id, text=row.text, published=row.published, outlet=row.outlet, url=row.url)


def archived(connection: Connection, key: str) -> Archived | None:
    """The report with this key and its events, as it came; None where there is none."""
    return next(_archived(connection, select(reports).where(reports.c.key == key)), None)


def versions(connection: Connection, report_id: str) -> list[Archived]:
    """All texts that came under an id, the first one first."""
    query = select(reports).where(reports.c.id == report_id).order_by(reports.c.version)
    return list(_archived(connection, query))


def all_archived(connection: Connection) -> Iterator[Archived]:
    """Every report with its events, in the order of filing."""
    yield from _archived(connection, select(reports).order_by(reports.c.row))


def archived_behind(connection: Connection, row: int, limit: int) -> Iterator[tuple[int, Archived]]:
    """The next reports behind a row of the table, each with its own row: for those who go through all and write too."""
    query = select(reports).where(reports.c.row > row).order_by(reports.c.row).limit(limit)
    rows = list(connection.execute(query.with_only_columns(reports.c.row)).scalars())
    yield from zip(rows, _archived(connection, query), strict=True)


def _archived(connection: Connection, query: Select[Any]) -> Iterator[Archived]:
    for part in connection.execute(query, execution_options={"yield_per": STREAMED}).partitions():
        told = _events(connection, [row.key for row in part])
        for row in part:
            yield _archived_of(row, tuple(told.get(row.row, ())))


def _events(connection: Connection, keys: Iterable[str]) -> dict[int, list[Event]]:
    query = select(events.c.report, events.c.data).join(reports, events.c.report == reports.c.row)
    query = query.where(among(connection, reports.c.key, keys)).order_by(events.c.report, events.c.position)
    found: dict[int, list[Event]] = {}
    for row in connection.execute(query):
        found.setdefault(row.report, []).append(msgspec.json.decode(row.data, type=Event))
    return found


def _archived_of(row: Row[Any], told: tuple[Event, ...]) -> Archived:
    coded = CodedReport(
        id=row.id,
        outlet=row.outlet,
        published=row.published,
        url=row.url,
        sha256=row.sha256,
        coder=row.coder,
        events=told,
        warnings=msgspec.json.decode(row.warnings, type=tuple[ReportWarning, ...]),
    )
    ingested_at = dt.datetime.fromisoformat(row.ingested_at)
    custody = Custody(where=row.source, sha256=row.sha256, ingested_at=ingested_at, version=row.version)
    return Archived(key=row.key, report=_report(row), custody=custody, coded=coded, voice=row.voice or row.key)


__all__ = [
    "AccountFilter",
    "Filed",
    "Filing",
    "account_of",
    "accounts",
    "accounts_by_key",
    "accounts_of_incidents",
    "accounts_of_reports",
    "all_accounts",
    "all_archived",
    "archived",
    "archived_behind",
    "best_place",
    "file_failures",
    "file_report",
    "file_reports",
    "versions",
]
