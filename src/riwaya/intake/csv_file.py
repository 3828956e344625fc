"""Tables of other tools: a report a row, columns by the names that such tools give them."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import IO, Final

from riwaya.intake.columns import fields_of, knows, readable_day
from riwaya.intake.encoding import encoding_warning
from riwaya.intake.json_lines import numbered_lines
from riwaya.intake.pages.charset import page_text
from riwaya.intake.received import Defaults, Intake, failed
from riwaya.intake.records import Record, admit
from riwaya.model import Failure
from riwaya.model.events import Warning as ReportWarning

# By so many of its first bytes a table's encoding and separator are found out.
_SAMPLE: Final = 65_536
_SEPARATORS: Final = (",", "\t", ";", "|")
_CODECS: Final = {"windows-1256": "cp1256", "ISO-8859-6": "iso8859_6"}


def read(
    stream: IO[bytes], *, where: str, fallback_id: str, defaults: Defaults, warnings: tuple[ReportWarning, ...] = ()
) -> Iterator[Intake | Failure]:
    """The reports of a table with a header. A row without an id gets the file's name and its number, from 1."""
    numbered = numbered_lines(stream, defaults.max_bytes)
    lines = _Lines(numbered, defaults.max_bytes)
    if lines.encoding != "UTF-8":
        warnings = (*warnings, encoding_warning(lines.encoding))
    csv.field_size_limit(defaults.max_bytes)
    table = csv.reader(lines, delimiter=_separator(lines.first))
    number = 0
    try:
        header = next(table, [])
        if not knows(header):
            names = ", ".join(name.strip() for name in header[:8])[:200]
            yield failed(
                where, f'no column for the text (such as "text" or "content"); the columns are: {names or "none"}'
            )
            return
        begins = lines.number + 1
        for row in table:
            number += 1
            if any(cell.strip() for cell in row):
                named = dict(zip(header, row, strict=False))
                yield _row(fields_of(named), f"{where}:{begins}", f"{fallback_id}:{number}", defaults, warnings)
            begins = lines.number + 1
    except csv.Error as error:
        yield failed(f"{where}:{lines.number}", f"CSV is malformed: {error}; nothing behind it is read")


def _row(
    fields: dict[str, str], where: str, fallback_id: str, defaults: Defaults, warnings: tuple[ReportWarning, ...]
) -> Intake | Failure:
    record = Record(**{**fields, **readable_day(fields)})
    return admit(record, where=where, fallback_id=fallback_id, defaults=defaults, warnings=warnings)


class _Lines:
    """The lines of a table as text, in the encoding in which its beginning reads best; `number` is the last one's."""

    def __init__(self, numbered: Iterator[tuple[int, bytes | None]], max_bytes: int) -> None:
        self._numbered = numbered
        self._max_bytes = max_bytes
        self._held: list[bytes | None] = []
        size = 0
        while size < _SAMPLE and (found := next(numbered, None)) is not None:
            self._held.append(found[1])
            size += len(found[1] or b"")
        sample = b"".join(line or b"" for line in self._held)
        self.encoding = page_text(sample).encoding
        self.number = 0
        self.first = self._decoded(self._held[0]) if self._held else ""

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self._held:
            line = self._held.pop(0)
        else:
            _, line = next(self._numbered)
        self.number += 1
        return self._decoded(line)

    def _decoded(self, line: bytes | None) -> str:
        if line is None:
            raise csv.Error(f"a line is longer than {self._max_bytes:,} bytes (see --max-report-bytes)")
        return line.decode(_CODECS.get(self.encoding, "utf-8"), "replace")


def _separator(header: str) -> str:
    """The separator that stands most often in the header."""
    return max(_SEPARATORS, key=header.count)
