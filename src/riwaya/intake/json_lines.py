"""JSON lines: a report a line, each line for itself, so that a bad one takes no other with it."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import IO, Final

from riwaya.intake.encoding import decode
from riwaya.intake.received import Defaults, Intake, failed, too_long
from riwaya.intake.records import read_record
from riwaya.model import Failure
from riwaya.model.events import Warning as ReportWarning

_CHUNK: Final = 65_536


def read(
    stream: IO[bytes], *, where: str, fallback_id: str, defaults: Defaults, warnings: tuple[ReportWarning, ...] = ()
) -> Iterator[Intake | Failure]:
    """The reports of a file of JSON lines; empty lines are left out."""
    for number, line in numbered_lines(stream, defaults.max_bytes):
        place = f"{where}:{number}"
        if line is None:
            yield too_long(place, defaults.max_bytes)
        elif line.strip():
            yield _read_line(line, place, f"{fallback_id}:{number}", defaults, warnings)


def _read_line(
    line: bytes, where: str, fallback_id: str, defaults: Defaults, warnings: tuple[ReportWarning, ...]
) -> Intake | Failure:
    decoded = decode(line)
    if decoded is None:
        return failed(where, "neither UTF-8, UTF-16, windows-1256 nor ISO-8859-6")
    found = (*warnings, *decoded.warnings)
    return read_record(decoded.text, where=where, fallback_id=fallback_id, defaults=defaults, warnings=found)


def numbered_lines(stream: IO[bytes], max_bytes: int) -> Iterator[tuple[int, bytes | None]]:
    """The lines from number 1 on; None for one above the limit, of which no more than the limit is held."""
    number = 0
    while line := stream.readline(max_bytes + 1):
        number += 1
        if number == 1:
            line = line.removeprefix(codecs.BOM_UTF8)
        if len(line) <= max_bytes or line.endswith(b"\n"):
            yield number, line
            continue
        del line
        while (rest := stream.readline(_CHUNK)) and not rest.endswith(b"\n"):
            pass
        yield number, None
