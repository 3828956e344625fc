"""Plain text: the whole file is one report."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from riwaya.intake.encoding import decode
from riwaya.intake.received import Defaults, Intake, failed, too_long
from riwaya.intake.records import Record, admit
from riwaya.model import Failure
from riwaya.model.events import Warning as ReportWarning


def read(
    stream: IO[bytes], *, where: str, fallback_id: str, defaults: Defaults, warnings: tuple[ReportWarning, ...] = ()
) -> Iterator[Intake | Failure]:
    """The one report of a text file, which is its text untouched but for a byte order mark."""
    raw = stream.read(defaults.max_bytes + 1)
    if len(raw) > defaults.max_bytes:
        yield too_long(where, defaults.max_bytes)
        return
    decoded = decode(raw)
    if decoded is None:
        yield failed(where, "neither UTF-8, UTF-16, windows-1256 nor ISO-8859-6", fallback_id)
        return
    record = Record(text=decoded.text)
    found = (*warnings, *decoded.warnings)
    yield admit(record, where=where, fallback_id=fallback_id, defaults=defaults, warnings=found)
