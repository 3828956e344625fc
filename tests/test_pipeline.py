"""Reports through all stages: the same bytes every time, evidence that is in the text, nothing that escapes."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riwaya import pipeline
from riwaya.errors import RiwayaError, StageError
from riwaya.model import Actor, CodedReport, Event, Failure, Place, Report, Source, Span, Target
from riwaya.pipeline import code, code_safely, explain, work

# Codes the reports of a folder and writes them, all in one process of its own.
PROGRAM = """
import datetime, json, pathlib, sys
import msgspec
from riwaya.model import Report
from riwaya.pipeline import code, explain

for path in sorted(pathlib.Path(sys.argv[1]).glob("*.json")):
    told = json.loads(path.read_text("utf-8"))
    report = Report(id=told["id"], text=told["text"], published=datetime.date.fromisoformat(told["published"]))
    sys.stdout.buffer.write(msgspec.json.encode(code(report)) + b"\\n")
    sys.stdout.buffer.write(msgspec.json.encode(explain(report).lines) + b"\\n")
"""
PUBLISHED = dt.date(2019, 3, 13)


def reports_of(samples: Path) -> list[Report]:
    found = []
    for path in sorted(samples.glob("*.json")):
        told = json.loads(path.read_text("utf-8"))
        day = dt.date.fromisoformat(told["published"])
        found.append(Report(id=told["id"], text=told["text"], published=day, outlet=told["outlet"], url=told["url"]))
    return found


# ---- the same bytes ----


def coded_with_seed(samples: Path, seed: int) -> bytes:
    environment = os.environ | {"PYTHONHASHSEED": str(seed)}
    command = [sys.executable, "-c", PROGRAM, str(samples)]
    return subprocess.run(command, capture_output=True, check=True, env=environment).stdout


def test_two_hash_seeds_give_the_same_bytes(samples: Path) -> None:
    first = coded_with_seed(samples, 1)
    assert first.count(b"\n") == 2 * len(reports_of(samples))
    assert coded_with_seed(samples, 4242) == first


def test_what_was_coded_before_does_not_matter(samples: Path) -> None:
    reports = reports_of(samples)
    assert [code(report) for report in reversed(reports)][::-1] == [code(report) for report in reports]


# ---- evidence ----


def quoted(event: Event) -> Iterator[tuple[str, Span | None]]:
    """Each phrase that an event quotes, and where it says that it stands."""
    yield event.trigger, event.trigger_span
    nouns: list[Actor | Target | Place | Source] = [*event.actors, *event.targets, *event.places, *event.sources]
    yield from ((noun.text, noun.evidence) for noun in nouns)
    counts = [count for count in (event.killed, event.injured, event.killed_or_injured) if count is not None]
    yield from ((count.text, count.evidence) for count in counts)
    if event.date is not None:
        yield event.date.text, event.date.evidence
    if event.weapon is not None:
        yield event.weapon.text, event.weapon.evidence


def problems(text: str, coded: CodedReport) -> list[str]:
    """What is wrong with the evidence of a coded report."""
    found = []
    for event in coded.events:
        for phrase, span in quoted(event):
            if span is not None and span.of(text) != phrase:
                found.append(f"{event.id}: {phrase!r} is not what stands at {span}")
            if phrase != phrase.strip() or not phrase:
                found.append(f"{event.id}: blank in {phrase!r}")
        for span in (*event.evidence, *(s for _, s in quoted(event) if s is not None)):
            if not 0 <= span.start < span.end <= len(text):
                found.append(f"{event.id}: {span} is not inside the report")
        if not any(s.start <= event.trigger_span.start and event.trigger_span.end <= s.end for s in event.evidence):
            found.append(f"{event.id}: the trigger is not in the evidence")
        if list(event.evidence) != sorted(set(event.evidence)):
            found.append(f"{event.id}: evidence out of order")
    return found


def test_every_field_of_every_sample_is_in_the_text(samples: Path) -> None:
    for report in reports_of(samples):
        coded = code(report)
        assert coded.events, report.id
        assert problems(report.text, coded) == []


def test_events_are_numbered_in_the_order_of_their_evidence(samples: Path) -> None:
    for report in reports_of(samples):
        events = code(report).events
        assert [event.id for event in events] == [f"e{number}" for number in range(1, len(events) + 1)]
        starts = [event.evidence[0].start for event in events]
        assert starts == sorted(starts)


def test_figures_and_days_are_in_order(samples: Path) -> None:
    for report in reports_of(samples):
        for event in code(report).events:
            for count in (event.killed, event.injured, event.killed_or_injured):
                assert count is None or count.max is None or 0 < count.min <= count.max
            assert event.date is None or event.date.start <= event.date.end
            for place in event.places:
                assert (place.lat is None) == (place.lon is None) == (place.precision is None) == bool(place.reason)


def test_every_event_names_the_rules_that_made_it(samples: Path) -> None:
    for report in reports_of(samples):
        assert all(event.rules and all(event.rules) for event in code(report).events)


def test_a_coded_report_carries_what_identifies_its_report() -> None:
    report = Report(id="a", text="قصف", published=PUBLISHED, outlet="o", url="https://example.org/")
    coded = code(report)
    assert (coded.id, coded.published, coded.outlet, coded.url) == ("a", PUBLISHED, "o", "https://example.org/")
    assert coded.sha256 == hashlib.sha256("قصف".encode()).hexdigest()
    assert coded.coder.startswith("riwaya ")


# ---- one sentence ----


def only_event(text: str) -> Event:
    (event,) = code(Report(id="a", text=text, published=PUBLISHED)).events
    return event


def test_a_sentence_becomes_an_event() -> None:
    event = only_event("قُتل ثلاثة مدنيين وأصيب خمسة آخرون أمس في قصف مدفعي لقوات النظام على بلدة دوما في سوريا")
    assert event.type == "shelling"
    assert [(place.text, place.name, place.country) for place in event.places] == [("دوما", "Douma", "SY")]
    assert [actor.text for actor in event.actors] == ["قوات النظام"]
    assert event.date is not None
    assert event.date.start == event.date.end == dt.date(2019, 3, 12)
    assert event.killed is not None
    assert event.injured is not None
    assert (event.killed.min, event.killed.max, event.injured.min, event.injured.max) == (3, 3, 5, 5)
    assert event.civilians_harmed


def test_the_day_of_publication_stands_in_for_no_other() -> None:
    assert only_event("قُتل ثلاثة مدنيين في قصف مدفعي على بلدة دوما في سوريا").date is None


def test_a_text_without_events_has_none() -> None:
    assert code(Report(id="a", text="عنوان\nالطقس غدا مشمس.", published=PUBLISHED)).events == ()


# ---- what fails ----


def breaks(*_arguments: object) -> object:
    raise KeyError("no such row")


STAGES = [
    ("analyse", "text"),
    ("find_mentions", "mentions"),
    ("find_phrases", "mentions"),
    ("extract", "events"),
    ("attribute", "attribution"),
    ("resolve", "resolve"),
    ("unite", "merge"),
]


@pytest.mark.parametrize(("function", "stage"), STAGES)
def test_a_stage_that_fails_is_named(monkeypatch: pytest.MonkeyPatch, function: str, stage: str) -> None:
    monkeypatch.setattr(pipeline, function, breaks)
    report = Report(id="r7", text="قُتل شخصان في قصف على تعز", published=PUBLISHED)
    with pytest.raises(StageError) as caught:
        code(report)
    assert isinstance(caught.value, RiwayaError)
    assert (caught.value.stage, caught.value.report_id) == (stage, "r7")
    assert isinstance(caught.value.cause, KeyError)
    assert str(caught.value) == f"report r7: {stage} failed: KeyError: 'no such row'"
    failure = code_safely(report)
    assert failure == Failure(where="r7", stage=stage, cause="KeyError: 'no such row'", id="r7")


def test_an_interrupt_is_no_failure_of_a_stage(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_arguments: object) -> object:
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline, "analyse", interrupt)
    with pytest.raises(KeyboardInterrupt):
        code_safely(Report(id="a", text="قصف"))


# ---- any text ----

FRAGMENTS = """
قتل قُتل مقتل قتلى وأصيب إصابة جرحى شخصان ثلاثة 12 20جنديا ٣ عشرات مئات نحو أكثر من ما لا يقل عن على الأقل بينهم
أطفال مدنيين جنود مسلحون مجهولون الجيش السوري قوات النظام الحوثيين «داعش» التحالف الدولي طائرات روسية الحكومة
في على من إلى ب بين قرب شمال غرب ريف محيط مدينة بلدة مطار حلب الشمالي دوما تعز صنعاء البوكمال سوريا اليمن ليبيا
قصف قصفت قصفها غارة غارات شنت شنّ تفجير انفجار عبوة ناسفة انتحاري هجوم اشتباكات سيطرت انسحبت اعتقل خطف
أمس الثلاثاء اليوم غدا الأسبوع المقبل الماضي مطلع آذار/مارس 2019 خلال 24 ساعة منذ أيام
قال قالت وأضاف أعلن أن إن إنه بحسب وفق نقلا عن مصدر عسكري وكالة المرصد لم لن قد سوف سي نفى هدد دعا طالب اتهم
جراء إثر أسفر أدى إلى مما التي الذي و ثم فيما ، . : ؟ ! … " « » ( ) - – \u064f \u0640 \u200f ﻻ BBC x
""".split()
TEXTS = st.lists(st.sampled_from(FRAGMENTS) | st.just("\n"), max_size=40).map(" ".join) | st.lists(
    st.sampled_from(FRAGMENTS), max_size=15
).map("".join)


@settings(max_examples=150)
@given(TEXTS, st.none() | st.dates(dt.date(1990, 1, 1), dt.date(2035, 12, 31)))
def test_any_text_is_coded_with_evidence_that_is_in_it(text: str, published: dt.date | None) -> None:
    coded = code_safely(Report(id="a", text=text, published=published))
    assert isinstance(coded, CodedReport), coded
    assert problems(text, coded) == []
    assert msgspec.json.decode(msgspec.json.encode(coded), type=CodedReport) == coded


@settings(max_examples=50)
@given(TEXTS)
def test_without_a_day_of_publication_no_day_is_made_up(text: str) -> None:
    events = code(Report(id="a", text=text)).events
    assert all(event.date is None or event.date.basis != "relative" for event in events)


@given(st.text(max_size=60))
def test_any_string_is_coded(text: str) -> None:
    assert isinstance(code_safely(Report(id="a", text=text, published=PUBLISHED)), CodedReport)


# ---- explanations ----


def test_every_sentence_is_explained(samples: Path) -> None:
    for report in reports_of(samples):
        explanation = explain(report)
        assert [number for number, _ in explanation.lines] == list(range(len(explanation.analysis.sentences)))
        lines = [line for _, inside in explanation.lines for line in inside]
        for kind in ("phrases: ", "place: ", "telling: ", "event "):
            assert any(line.startswith(kind) for line in lines), (report.id, kind)


def test_every_event_is_in_the_explanation_of_its_sentences(samples: Path) -> None:
    for report in reports_of(samples):
        explained = dict(explain(report).lines)
        sentences = work(report).analysis.sentences
        for event in code(report).events:
            told_in = [n for n, s in enumerate(sentences) if Span(s.start, s.end) in event.evidence]
            assert told_in
            for number in told_in:
                assert any(line.startswith(f"event {event.id}: {event.type}") for line in explained[number])
            why = [line for said in explained.values() for line in said if line.endswith("(log-odds)")]
            assert sum(f" of {event.id}: " in line for line in why) == 1
