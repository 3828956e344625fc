"""JSON in any layout: one object, an array of objects, or objects one behind the other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from riwaya.intake.encoding import decode
from riwaya.intake.json_elements import Element, elements
from riwaya.intake.received import Defaults, Intake, failed, too_long
from riwaya.intake.records import read_record
from riwaya.model import Failure
from riwaya.model.events import Warning as ReportWarning


def read(
    stream: IO[bytes], *, where: str, fallback_id: str, defaults: Defaults, warnings: tuple[ReportWarning, ...] = ()
) -> Iterator[Intake | Failure]:
    """The reports of a JSON file. A report without an id gets the file's, with its number from the second on."""
    seen = False
    for element in elements(stream, defaults.max_bytes):
        seen = True
        place = f"{where}:{element.line}"
        own_id = fallback_id if element.number == 1 else f"{fallback_id}#{element.number}"
        yield _read_element(element, place, own_id, defaults, warnings)
    if not seen:
        yield failed(where, "the file holds no report")


def _read_element(
    element: Element, where: str, fallback_id: str, defaults: Defaults, warnings: tuple[ReportWarning, ...]
) -> Intake | Failure:
    if element.problem:
        return failed(where, element.problem)
    if element.data is None:
        return too_long(where, defaults.max_bytes)
    decoded = decode(element.data)
    if decoded is None:
        return failed(where, "neither UTF-8, UTF-16, windows-1256 nor ISO-8859-6")
    found = (*warnings, *decoded.warnings)
    return read_record(decoded.text, where=where, fallback_id=fallback_id, defaults=defaults, warnings=found)
