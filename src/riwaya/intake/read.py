"""Paths in, reports and failures out: finds the files, opens each, and gives it to the reader of its kind."""

from __future__ import annotations

import datetime as dt
import io
import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import IO, Final

import msgspec

from riwaya.intake import json_file, json_lines, telegram, text
from riwaya.intake.received import DEFAULT_MAX_BYTES, Defaults, Intake, Received, failed
from riwaya.intake.sources import Kind, Opened, Source, Watch, find_sources, open_source, reason, shown
from riwaya.model import Failure
from riwaya.model.events import Warning as ReportWarning

_Reader = Callable[..., Iterator[Intake | Failure]]
_READERS: Final[dict[Kind, _Reader]] = {
    "text": text.read,
    "json": json_file.read,
    "json_lines": json_lines.read,
    "telegram": telegram.read,
}
_PAGE: Final = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_SNIFFED: Final = 4096


def read_reports(
    paths: Iterable[str],
    *,
    published: dt.date | None = None,
    outlet: str = "",
    max_bytes: int = DEFAULT_MAX_BYTES,
    stdin: IO[bytes] | None = None,
    watch: Watch | None = None,
) -> Iterator[Received]:
    """The reports of files, folders and standard input ("-"), one after the other, and what could not be read.

    `published` and `outlet` hold for reports that do not say themselves; `watch` is told how many bytes were read.
    Never raises on bad input: what can not be read comes out as a `Failure` in its place.
    """
    defaults = Defaults(published=published, outlet=outlet, max_bytes=max_bytes)
    return _mark_duplicates(_read_all(paths, defaults, stdin, watch))


def _read_all(
    paths: Iterable[str], defaults: Defaults, stdin: IO[bytes] | None, watch: Watch | None
) -> Iterator[Received]:
    for source in find_sources(paths):
        if isinstance(source, Source):
            yield from _read_source(source, defaults, stdin, watch)
        else:
            yield source


def _read_source(
    source: Source, defaults: Defaults, stdin: IO[bytes] | None, watch: Watch | None
) -> Iterator[Intake | Failure]:
    last = ""
    try:
        with open_source(source, stdin, watch) as opened:
            for received in _reader(source, opened, defaults):
                last = received.where
                yield received
    except (OSError, EOFError, zlib.error) as error:
        behind = f" behind {last}" if last else ""
        yield failed(source.where, f"{reason(error)}{behind}", source.fallback_id if not last else "")


def _reader(source: Source, opened: Opened, defaults: Defaults) -> Iterator[Intake | Failure]:
    kind = source.kind
    if kind is None or kind == "json":
        kind = sniff(opened.stream, kind)
    fallback_id = source.fallback_id
    if kind == "json_lines" and source.path is not None:
        fallback_id = shown(source.path).rpartition("/")[2]
    return _reader_of(kind)(
        opened.stream, where=source.where, fallback_id=fallback_id, defaults=defaults, warnings=opened.warnings
    )


def _reader_of(kind: Kind) -> _Reader:
    """The reader of a kind; those that need much are loaded when they are needed."""
    if kind == "csv":
        from riwaya.intake import csv_file

        return csv_file.read
    if kind == "html":
        from riwaya.intake import html_file

        return html_file.read
    if kind == "warc" or kind == "wacz":
        from riwaya.intake import wacz, warc

        return warc.read if kind == "warc" else wacz.read
    return _READERS[kind]


def sniff(stream: io.BufferedReader, otherwise: Kind | None = None) -> Kind:
    """What a stream holds by its first character that is not blank, and for an object by how its first line ends.

    What begins as a page of HTML is one, and an object that begins as Telegram's exports do.

    An object whose first line is complete and not the only one begins JSON lines; any other bracket is a JSON file.
    """
    head = stream.peek(_SNIFFED).removeprefix(b"\xef\xbb\xbf").lstrip()
    if head.startswith(b"["):
        return "json"
    if not head.startswith(b"{"):
        return otherwise or ("html" if _PAGE.match(head) else "text")
    if telegram.is_export(head):
        return "telegram"
    first, newline, rest = head.partition(b"\n")
    if not newline:
        return otherwise or "json_lines"
    complete = first.rstrip().endswith(b"}")
    return "json_lines" if complete and (otherwise is None or rest.strip()) else "json"


def _mark_duplicates(stream: Iterator[Received]) -> Iterator[Received]:
    """The same stream, a warning on each report whose id an earlier one has; both are kept."""
    seen: set[str] = set()
    for received in stream:
        if not isinstance(received, Intake):
            yield received
            continue
        report_id = received.report.id
        if report_id in seen:
            warning = ReportWarning(code="duplicate_id", message=f"an earlier report has the id {report_id!r} too")
            received = msgspec.structs.replace(received, warnings=(*received.warnings, warning))
        seen.add(report_id)
        yield received
