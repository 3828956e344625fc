"""Archives of the web in WARC files: a report an answer that is a page with an article.

Whatever a record says of its length or its packing, no more of it is held than a page may have.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import IO, Final

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from riwaya.errors import FetchError
from riwaya.intake.html_file import article
from riwaya.intake.pages.read import MAX_BYTES
from riwaya.intake.received import Defaults, Intake, failed, too_long
from riwaya.intake.web.addresses import host
from riwaya.intake.web.unpacking import unpacker
from riwaya.model import Failure
from riwaya.model.events import Warning as ReportWarning

_OK: Final = 200
_PAGES: Final = ("text/html", "application/xhtml+xml")
_ANSWERS: Final = WarcRecordType.response | WarcRecordType.resource


def read(
    stream: IO[bytes], *, where: str, fallback_id: str, defaults: Defaults, warnings: tuple[ReportWarning, ...] = ()
) -> Iterator[Intake | Failure]:
    """The articles of a WARC file; what was no page, or answered otherwise than 200, is passed over.

    Outlets are hosts where `defaults` name none; the same page fetched again comes out again under the same id.
    """
    del fallback_id  # reports of the web are named by their addresses
    seen = False
    for number, record in _records(stream):
        place = f"{where}#{number}"
        if isinstance(record, str):
            yield failed(place, record)
        elif _is_page(record):
            yield _article(record, place, defaults, warnings)
        else:
            continue
        seen = True
    if not seen:
        yield failed(where, "the archive holds no page")


def _records(stream: IO[bytes]) -> Iterator[tuple[int, WarcRecord | str]]:
    """The answers of an archive with their number among its records, and at last why the rest can not be read."""
    number = 0
    try:
        for record in ArchiveIterator(stream, record_types=_ANSWERS, parse_http=True, strict_mode=False):
            number += 1
            yield number, record
    except OSError as error:
        if getattr(error, "errno", None) is not None or type(error) is not OSError:
            raise  # the file, not what is in it
        yield number + 1, f"WARC is malformed: {error}; nothing behind it is read"


def _is_page(record: WarcRecord) -> bool:
    kind = (record.http_content_type if record.is_http else record.headers.get("Content-Type")) or ""
    if record.is_http_parsed and record.http_headers.status_code != _OK:
        return False
    return kind.partition(";")[0].strip().lower() in _PAGES


def _article(
    record: WarcRecord, where: str, defaults: Defaults, warnings: tuple[ReportWarning, ...]
) -> Intake | Failure:
    address = (record.headers.get("WARC-Target-URI") or "").strip("<>")
    raw = record.reader.read(MAX_BYTES + 1)
    if len(raw) > MAX_BYTES:
        return too_long(where, MAX_BYTES)
    headers = record.http_headers.to_tuples() if record.is_http_parsed else (("content-type", "text/html"),)
    try:
        body = _unpacked(raw, {name.lower(): value for name, value in headers}, address)
    except FetchError as error:
        return failed(where, error.what)
    outlet = defaults.outlet or _host(address)
    named = Defaults(published=defaults.published, outlet=outlet, max_bytes=defaults.max_bytes)
    return article(
        body, headers, where=where, report_id="", defaults=named, address=address,
        looked_at=_day(record), warnings=warnings,
    )  # fmt: skip


def _unpacked(raw: bytes, headers: dict[str, str], address: str) -> bytes:
    """The body without chunks and packing, which some crawlers keep and some take off and still name."""
    if "chunked" in headers.get("transfer-encoding", "").lower():
        raw = _whole(raw)
    taking = unpacker(headers.get("content-encoding", ""), address, MAX_BYTES)
    return raw if taking is None else taking.feed(raw) + taking.finish()


def _whole(raw: bytes) -> bytes:
    """A body out of its chunks; as it is where these were taken off already."""
    pieces: list[bytes] = []
    at = 0
    while True:
        line, end, _ = raw[at : at + 80].partition(b"\r\n")
        try:
            size = int(line.partition(b";")[0], 16)
        except ValueError:
            return raw
        if not end or size < 0:
            return raw
        if size == 0:
            return b"".join(pieces)
        at += len(line) + 2
        pieces.append(raw[at : at + size])
        at += size + 2


def _host(address: str) -> str:
    try:
        return host(address)
    except ValueError:
        return ""


def _day(record: WarcRecord) -> dt.date | None:
    """The day on which the page was fetched, as the record tells it."""
    try:
        return record.record_date.date()
    except (ValueError, AttributeError):  # None where it is not a date, whatever its type says
        return None
