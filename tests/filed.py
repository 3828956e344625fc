"""What the tests of an archive share: a report in a few words, with the events that they say were coded in it."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from typing import Any

from riwaya.model import CodedReport, Event, Report, Span
from riwaya.store.filing import Filing

AT = dt.datetime(2019, 3, 14, 9, 30, tzinfo=dt.UTC)
CODER = "riwaya 0.1.0"
SENTENCE = re.compile(r"[^.\n]*قصف[^.\n]*")
SHELLING = "قصف"


def event(text: str, start: int, number: int = 1, **fields: Any) -> Event:
    """A shelling told at an offset, with its sentence as evidence."""
    sentence = next(Span(*match.span()) for match in SENTENCE.finditer(text) if match.start() <= start < match.end())
    told: dict[str, Any] = {
        "id": str(number),
        "type": "shelling",
        "trigger": SHELLING,
        "trigger_span": Span(start, start + len(SHELLING)),
        "evidence": (sentence,),
    }
    return Event(**(told | fields))


def shellings(text: str, **fields: Any) -> tuple[Event, ...]:
    """A shelling at each word for it."""
    found = enumerate(re.finditer(SHELLING, text), 1)
    return tuple(event(text, match.start(), number, **fields) for number, match in found)


def filing(id: str, text: str, *, events: tuple[Event, ...] | None = None, coder: str = CODER, **fields: Any) -> Filing:
    """A report with a shelling at each word for it, unless the events are given; `fields` are those of the report."""
    known: dict[str, Any] = {"outlet": "paper", "published": dt.date(2019, 3, 13)}
    report = Report(id=id, text=text, **(known | fields))
    coded = CodedReport(
        id=id,
        outlet=report.outlet,
        published=report.published,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        coder=coder,
        events=shellings(text) if events is None else events,
    )
    return Filing(report=report, coded=coded, where=f"{id}.txt")
