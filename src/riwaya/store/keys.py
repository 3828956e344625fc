"""The keys of reports and events: made of what they are, so that the same thing has the same key in every archive."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from typing import Final

import msgspec

from riwaya.model import Event

_DIGITS: Final = 12


def report_key(report_id: str, version: int) -> str:
    """A report's id, with `~2` behind it for the second text under that id."""
    return report_id if version == 1 else f"{report_id}~{version}"


def event_keys(report: str, events: Iterable[Event]) -> list[str]:
    """A key for each event of a report: `E` and 12 digits, of the report, the type and the trigger's span.

    Events that share all three (a list of places or days told by one verb) are numbered in their order.
    """
    seen: Counter[tuple[str, int, int]] = Counter()
    keys = []
    for event in events:
        told = (event.type, event.trigger_span.start, event.trigger_span.end)
        seen[told] += 1
        keys.append("E" + _digest("\n".join(map(str, (report, *told, seen[told])))))
    return keys


def fingerprint(event: Event) -> str:
    """A short digest of all that the machine says of an event, its place among the report's events left aside."""
    return _digest(msgspec.json.encode(msgspec.structs.replace(event, id="")).decode("utf-8"))


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]
