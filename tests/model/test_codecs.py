"""Values go through JSON and come back as they were."""

from __future__ import annotations

import datetime as dt
import json
from typing import TypeVar, get_args

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.model import (
    Actor,
    CodedReport,
    Count,
    DateRange,
    Event,
    Failure,
    Place,
    Report,
    Source,
    Span,
    Target,
    Weapon,
)
from riwaya.model.events import DateBasis, EventType, Modality
from riwaya.model.events import Warning as ReportWarning

Value = TypeVar("Value")

# Any text that UTF-8 can carry, Arabic letters, marks and bidi controls among it.
ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
TEXT = ANY | st.text("قصفت ،\u064f\u0640\u200f«»", max_size=12)
DAYS = st.dates()
SPANS = st.builds(Span, st.integers(0, 10**6), st.integers(0, 10**6))
COUNTS = st.builds(Count, min=st.integers(0, 10**6), max=st.none() | st.integers(0, 10**6), text=TEXT)
DATES = st.builds(
    DateRange,
    start=DAYS,
    end=DAYS,
    precision=st.integers(1, 5),
    basis=st.sampled_from(get_args(DateBasis)),
    text=TEXT,
    evidence=st.none() | SPANS,
)
ACTORS = st.builds(Actor, text=TEXT, evidence=SPANS, id=TEXT, name=TEXT, type=TEXT, country=TEXT, rule=TEXT)
TARGETS = st.builds(Target, text=TEXT, evidence=SPANS, id=TEXT, name=TEXT, type=TEXT)
SOURCES = st.builds(Source, text=TEXT, evidence=SPANS, id=TEXT, type=TEXT)
DEGREES = st.none() | st.floats(-180, 180, allow_nan=False)
PLACES = st.builds(
    Place,
    text=TEXT,
    evidence=SPANS,
    name=TEXT,
    lat=DEGREES,
    lon=DEGREES,
    country=TEXT,
    precision=st.none() | st.integers(1, 7),
    reason=TEXT,
)
EVENTS = st.builds(
    Event,
    id=TEXT,
    type=st.sampled_from(get_args(EventType)),
    trigger=TEXT,
    trigger_span=SPANS,
    evidence=st.lists(SPANS, max_size=3).map(tuple),
    actors=st.lists(ACTORS, max_size=2).map(tuple),
    targets=st.lists(TARGETS, max_size=2).map(tuple),
    places=st.lists(PLACES, max_size=2).map(tuple),
    date=st.none() | DATES,
    killed=st.none() | COUNTS,
    injured=st.none() | COUNTS,
    killed_or_injured=st.none() | COUNTS,
    civilians_harmed=st.booleans(),
    weapon=st.none() | st.builds(Weapon, text=TEXT, evidence=SPANS, kind=TEXT),
    sources=st.lists(SOURCES, max_size=2).map(tuple),
    modality=st.sampled_from(get_args(Modality)),
    rules=st.lists(TEXT, max_size=2).map(tuple),
)
REPORTS = st.builds(Report, id=TEXT, text=TEXT, published=st.none() | DAYS, outlet=TEXT, url=TEXT)
CODED = st.builds(
    CodedReport,
    id=TEXT,
    outlet=TEXT,
    published=st.none() | DAYS,
    url=TEXT,
    sha256=TEXT,
    coder=TEXT,
    events=st.lists(EVENTS, max_size=2).map(tuple),
    warnings=st.lists(st.builds(ReportWarning, code=TEXT, message=TEXT), max_size=2).map(tuple),
)


def there_and_back(value: Value) -> Value:
    return msgspec.json.decode(msgspec.json.encode(value), type=type(value))


@given(REPORTS)
def test_a_report_comes_back(report: Report) -> None:
    assert there_and_back(report) == report


@given(EVENTS)
def test_an_event_comes_back(event: Event) -> None:
    assert there_and_back(event) == event


@given(CODED)
def test_a_coded_report_comes_back(coded: CodedReport) -> None:
    assert there_and_back(coded) == coded


@given(CODED)
def test_other_readers_of_json_see_the_same(coded: CodedReport) -> None:
    written = json.dumps(json.loads(msgspec.json.encode(coded)), ensure_ascii=True)
    assert msgspec.json.decode(written, type=CodedReport) == coded


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        (Report, '{"text": "no id"}'),
        (Report, '{"id": "a", "text": "x", "published": "yesterday"}'),
        (Failure, '{"where": "a.txt"}'),
        (Event, '{"id": "1", "type": "raid", "trigger": "x", "trigger_span": {"start": 0, "end": 1}, "evidence": []}'),
        (Count, '{"min": "many"}'),
        (DateRange, '{"start": "2019-03-12", "end": "2019-03-12", "precision": 6, "basis": "stated", "text": "x"}'),
        (DateRange, '{"start": "2019-03-12", "end": "2019-03-12", "precision": 1, "basis": "published", "text": "x"}'),
    ],
)
def test_what_the_types_forbid_is_refused(kind: type[msgspec.Struct], line: str) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(line, type=kind)


def test_values_can_not_be_changed() -> None:
    report = Report(id="a", text="قصف", published=dt.date(2019, 3, 13))
    with pytest.raises(AttributeError):
        report.text = "غارة"  # type: ignore[misc]
