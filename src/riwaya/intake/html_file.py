"""Pages of news as files: saved by hand, or out of an archive of the web."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator
from typing import IO, Final

from riwaya.intake.pages import NoArticle, read_page
from riwaya.intake.pages.read import MAX_BYTES
from riwaya.intake.received import Defaults, Intake, failed, too_long
from riwaya.intake.records import Record, admit
from riwaya.model import Failure
from riwaya.model.events import Warning as ReportWarning
from riwaya.model.sources import Page

_DIGITS: Final = 12


def read(
    stream: IO[bytes], *, where: str, fallback_id: str, defaults: Defaults, warnings: tuple[ReportWarning, ...] = ()
) -> Iterator[Intake | Failure]:
    """The article of a page of HTML; its id is the file's name."""
    raw = stream.read(MAX_BYTES + 1)
    if len(raw) > MAX_BYTES:
        yield too_long(where, MAX_BYTES)
        return
    yield article(raw, (), where=where, report_id=fallback_id, defaults=defaults, warnings=warnings)


def article(
    body: bytes,
    headers: Iterable[tuple[str, str]],
    *,
    where: str,
    report_id: str,
    defaults: Defaults,
    address: str = "",
    looked_at: dt.date | None = None,
    warnings: tuple[ReportWarning, ...] = (),
) -> Intake | Failure:
    """The report of a page, or why there is none. An empty `report_id` is made of outlet and address."""
    page = read_page(body, headers, address=address, looked_at=looked_at)
    if isinstance(page, NoArticle):
        return failed(where, page.cause, report_id)
    outlet = defaults.outlet
    record = Record(
        id=report_id or article_id(outlet, page.canonical),
        text=page.text,
        title=page.title,
        published=page.published.isoformat() if page.published else None,
        outlet=outlet,
        url=page.canonical,
    )
    found = (*warnings, *_warnings(page))
    return admit(record, where=where, fallback_id=report_id, defaults=defaults, warnings=found)


def article_id(outlet: str, address: str) -> str:
    """The id of an article of the web: its outlet, and the first digits of the SHA-256 of its address."""
    digest = hashlib.sha256(address.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]
    return f"{outlet}:{digest}" if outlet else digest


def _warnings(page: Page) -> Iterator[ReportWarning]:
    return (ReportWarning(code="page", message=message) for message in page.warnings)
