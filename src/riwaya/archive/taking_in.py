"""One answer becomes a report in the archive, or the reason why not: kept on disk first, then filed in one transaction.

A kill between the two leaves a record that nothing refers to, and an article that still waits for the next run.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterator
from typing import Final, Literal

import msgspec
from sqlalchemy import Connection

from riwaya.archive.ingesting import digest, storable
from riwaya.archive.schedule import look_again, page_again
from riwaya.intake import Defaults, Intake
from riwaya.intake.html_file import article_id
from riwaya.intake.keeping import Keeper
from riwaya.intake.pages import NoArticle, read_page
from riwaya.intake.records import Record, admit
from riwaya.intake.web.addresses import canonical, host
from riwaya.intake.web.trips import Answer
from riwaya.model import CodedReport, Failure, Report
from riwaya.model.events import Warning as ReportWarning
from riwaya.model.sources import Fetched, FetchKind, Kept, Page
from riwaya.store.audit import append
from riwaya.store.custody import FETCHED, Fetch
from riwaya.store.engine import Store
from riwaya.store.feeds import Due, Settled, file_fetch, settle_item
from riwaya.store.filing import Filing, file_failures, file_reports, kept_texts
from riwaya.store.records import filed_words

Code = Callable[[Report], CodedReport | Failure]
Became = Literal["new", "version", "known", "recoded", "unchanged", "duplicate", "put off", "failed", "gone"]
_OK: Final = 200
_UNCHANGED: Final = 304
_GONE: Final = (404, 410)
# Pages that are no article now and may be one in an hour.
_PASSING: Final = ("upkeep", "challenge")


class Desk(msgspec.Struct, frozen=True, kw_only=True):
    """What an answer is taken in with: the archive, where it is kept, the coder, who does it."""

    store: Store
    keeper: Keeper
    code: Code
    by: str


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """What became of an article that was due; `events` of a report that was filed, `error` where it was not.

    `report` is the key of the report that it is; `filed` says that it was filed, or coded again, just now.
    """

    became: Became
    report: str = ""
    filed: bool = False
    events: int = 0
    error: str = ""


class _Read(msgspec.Struct, frozen=True, kw_only=True):
    """What an answer holds: a coded report, or why there is none and whether that may pass."""

    filing: Filing | None = None
    failure: Failure | None = None
    error: str = ""
    passing: bool = False


def take_in(desk: Desk, due: Due, answer: Answer) -> Taken:
    """Keeps the answer, files what it tells, and settles the article. Raises `StoreError` and `OSError`."""
    fetched = answer.fetched
    kept = keep(desk, fetched, "page")
    read = _read(desk, due, answer)
    with desk.store.writing() as connection:
        taken = _file(connection, due, answer, read)
        if read.failure is not None:
            file_failures(connection, [read.failure], fetched.at)
        if kept is not None:
            log_fetch(connection, desk, fetched, "page", kept, taken)
        settle_item(connection, due.row, _settled(due, answer, read, taken))
    return taken


def keep_robots(desk: Desk, fetched: Fetched) -> None:
    """Keeps what a host allows, as it said it. Raises `StoreError` and `OSError`."""
    kept = keep(desk, fetched, "robots")
    if kept is not None:
        with desk.store.writing() as connection:
            log_fetch(connection, desk, fetched, "robots", kept)


def keep(desk: Desk, fetched: Fetched, kind: FetchKind) -> Kept | None:
    """Keeps an answer on disk; None where there was none. Raises `OSError`."""
    return desk.keeper.keep(fetched, kind) if fetched.status and not fetched.error else None


def log_fetch(
    connection: Connection,
    desk: Desk,
    fetched: Fetched,
    kind: FetchKind,
    kept: Kept,
    taken: Taken | None = None,
) -> None:
    """Writes into table and log where an answer was kept and which report it is."""
    body = hashlib.sha256(fetched.body).hexdigest()
    report = taken.report if taken else ""
    file_fetch(connection, fetched, kind, kept, body=body, report=report)
    told = Fetch(
        address=fetched.address,
        final=fetched.final,
        kind=kind,
        at=fetched.at,
        status=fetched.status,
        body=body,
        kept=kept,
        report=report,
        reports=tuple(map(tuple, filed_words(connection, [report] if taken and taken.filed else []))),
        became=taken.became if taken else "",
    )
    append(connection, by=desk.by, action=FETCHED, data=told, at=fetched.at)


# ---- what the answer holds ----


def _read(desk: Desk, due: Due, answer: Answer) -> _Read:
    fetched = answer.fetched
    if fetched.error or fetched.status != _OK:
        error = fetched.error or f"status {fetched.status}"
        return _Read(error=error, passing=answer.again_at is not None)
    page = read_page(
        fetched.body,
        fetched.headers,
        address=fetched.final,
        by_feed=due.published.date() if due.published else None,
        looked_at=fetched.at.date(),
    )
    if isinstance(page, NoArticle):
        return _Read(error=page.cause, passing=page.kind in _PASSING)
    admitted = _admitted(due, fetched, page)
    if isinstance(admitted, Failure):
        return _Read(error=admitted.cause)
    intake = storable(admitted)
    coded = desk.code(intake.report)
    if isinstance(coded, Failure):
        failure = msgspec.structs.replace(coded, where=intake.where, id=intake.report.id)
        return _Read(error=f"{coded.stage}: {coded.cause}", failure=failure)
    fresh = tuple(warning for warning in intake.warnings if warning not in coded.warnings)
    coded = msgspec.structs.replace(coded, sha256=digest(intake.report.text), warnings=fresh + coded.warnings)
    return _Read(filing=Filing(report=intake.report, coded=coded, where=intake.where))


def _admitted(due: Due, fetched: Fetched, page: Page) -> Intake | Failure:
    """The article as a report, or why it can not be coded; a correction keeps the id of its report."""
    address = canonical_address(page, fetched)
    record = Record(
        id=due.report.partition("~")[0] or article_id(due.outlet, address),
        text=page.text,
        title=page.title,
        published=page.published.isoformat() if page.published else None,
        outlet=due.outlet,
        url=address,
    )
    where = fetched.final or fetched.address
    return admit(record, where=where, fallback_id="", defaults=Defaults(), warnings=tuple(_warnings(page)))


def _warnings(page: Page) -> Iterator[ReportWarning]:
    yield from (ReportWarning(code="page", message=message) for message in page.warnings)
    if page.date_from == "feed":
        yield ReportWarning(code="feed_date", message="the publication date is that of the feed, in UTC")


def canonical_address(page: Page, fetched: Fetched) -> str:
    """The address that names an article: what the page calls its own, if that is of its host and no front page."""
    final = fetched.final or fetched.address
    told = canonical(page.canonical, final) if page.canonical else ""
    front = told.partition("://")[2].partition("/")[2] == ""
    return told if told and not front and host(told) == host(final) else canonical(final)


# ---- what becomes of it ----


def _file(connection: Connection, due: Due, answer: Answer, read: _Read) -> Taken:
    fetched = answer.fetched
    if read.filing is None:
        if due.report and fetched.status == _UNCHANGED:
            return Taken(became="unchanged", report=due.report)
        if due.report and fetched.status in _GONE:
            return Taken(became="gone", report=due.report, error=read.error)
        return Taken(became="put off" if _again(due, answer, read) else "failed", error=read.error)
    report, sha256 = read.filing.report, read.filing.coded.sha256
    if not due.report:
        kept = kept_texts(connection, [report.id])
        if kept and (report.id, sha256) not in kept:
            # Another address of an article that is filed already, dressed otherwise: no correction of it.
            return Taken(became="duplicate", report=next(iter(kept.values())).key)
    (filed,) = file_reports(connection, [read.filing], fetched.at)
    return Taken(became=filed.became, report=filed.key, filed=filed.became != "known", events=filed.events)


def _settled(due: Due, answer: Answer, read: _Read, taken: Taken) -> Settled:
    """What becomes of the article: had, to be tried or looked at again, or given up."""
    at = answer.fetched.at
    if taken.became == "duplicate":  # its other address is looked at again
        return Settled(state="done", report=taken.report)
    if due.report:
        looks = due.tries + 1 if due.state == "done" else 0
        return Settled(state="done", tries=looks, next_at=look_again(looks, at), error=taken.error, report=taken.report)
    if taken.report:
        return Settled(state="done", next_at=look_again(0, at), report=taken.report)
    again = _again(due, answer, read)
    return Settled(state="waiting" if again else "failed", tries=due.tries + 1, next_at=again, error=taken.error)


def _again(due: Due, answer: Answer, read: _Read) -> dt.datetime | None:
    """When a page that gave no report is tried again; None when it is given up."""
    return page_again(due.tries + 1, answer.fetched.at, answer.again_at) if read.passing else None
