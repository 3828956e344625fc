from __future__ import annotations

import datetime as dt
import json

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from riwaya.export import open_export
from riwaya.model import Actor, CodedReport, Count, DateRange, Event, Place, Report, Source, Span, Target, Weapon

SPANS = st.builds(Span, st.integers(0, 10**6), st.integers(0, 10**6))
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
DEGREES = st.none() | st.floats(-180, 180)
DATES = st.builds(
    DateRange,
    start=st.dates(),
    end=st.dates(),
    precision=st.sampled_from([1, 2, 3, 4, 5]),
    basis=st.sampled_from(["stated", "relative", "carried"]),
    text=WORDS,
    evidence=st.none() | SPANS,
)
COUNTS = st.none() | st.builds(Count, min=st.integers(0, 9999), max=st.none() | st.integers(0, 9999), text=WORDS)


def several(strategy: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    return st.lists(strategy, max_size=2).map(tuple)


EVENTS = st.builds(
    Event,
    id=WORDS,
    type=st.sampled_from(["shelling", "air_strike", "consult"]),
    trigger=WORDS,
    trigger_span=SPANS,
    evidence=several(SPANS),
    actors=several(st.builds(Actor, text=WORDS, evidence=SPANS, id=WORDS, wikidata=WORDS)),
    targets=several(st.builds(Target, text=WORDS, evidence=SPANS)),
    places=several(st.builds(Place, text=WORDS, evidence=SPANS, name=WORDS, lat=DEGREES, lon=DEGREES, reason=WORDS)),
    date=st.none() | DATES,
    killed=COUNTS,
    injured=COUNTS,
    killed_or_injured=COUNTS,
    civilians_harmed=st.booleans(),
    weapon=st.none() | st.builds(Weapon, text=WORDS, evidence=SPANS),
    sources=several(st.builds(Source, text=WORDS, evidence=SPANS)),
    modality=st.sampled_from(["actual", "denied", "planned", "hypothetical"]),
    rules=several(WORDS),
)
CODED = st.builds(CodedReport, id=WORDS, outlet=WORDS, published=st.none() | st.dates(), events=several(EVENTS))


@given(CODED)
def test_a_line_gives_the_coded_report_back(coded: CodedReport) -> None:
    line = open_export("jsonl").report(Report(id="x", text=""), coded)
    assert line.endswith("\n")
    assert "\n" not in line[:-1]
    assert msgspec.json.decode(line, type=CodedReport) == coded


def test_fields_stand_in_the_order_of_the_model(report: Report, coded: CodedReport) -> None:
    line = json.loads(open_export("jsonl").report(report, coded))
    assert tuple(line) == CodedReport.__struct_fields__
    assert tuple(line["events"][0]) == Event.__struct_fields__
    assert line["published"] == dt.date(2019, 3, 13).isoformat()
    assert line["events"][0]["killed"] == {
        "min": 9,
        "max": None,
        "text": "تسعة مدنيين على الأقل",
        "evidence": None,
        "confidence": None,
    }
    assert line["events"][1]["date"] is None


def test_a_report_without_events_has_its_line(empty: CodedReport) -> None:
    assert json.loads(open_export("jsonl").report(Report(id="r0", text=""), empty))["events"] == []
