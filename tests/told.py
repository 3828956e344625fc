"""What the tests of events, sources and merging share: a sentence in, its events out."""

from __future__ import annotations

import datetime as dt

from riwaya.model import Event, Report
from riwaya.pipeline import code

PUBLISHED = dt.date(2020, 5, 14)  # a Thursday


def events(text: str) -> tuple[Event, ...]:
    """The events of a report whose whole text is `text`."""
    return code(Report(id="test", text=text, published=PUBLISHED)).events


def only(text: str) -> Event:
    """The one event of such a report."""
    (event,) = events(text)
    return event
