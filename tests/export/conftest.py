"""A report and its events as the exports get them, and strategies for any others."""

from __future__ import annotations

import datetime as dt

import pytest

from riwaya.model import Actor, CodedReport, Count, DateRange, Event, Place, Report, Source, Span, Weapon

TEXT = "قتلى في قصف سوق\nقُتل تسعة مدنيين على الأقل، أمس، جراء قصف\nعلى سوق في مدينة حيس، وفق مصدر طبي."


def span(phrase: str) -> Span:
    start = TEXT.index(phrase)
    return Span(start, start + len(phrase))


@pytest.fixture
def report() -> Report:
    return Report(id="r1", text=TEXT, published=dt.date(2019, 3, 13), outlet="paper", url="https://example.org/1")


@pytest.fixture
def coded() -> CodedReport:
    event = Event(
        id="e1",
        type="shelling",
        trigger="قصف",
        trigger_span=Span(TEXT.rindex("قصف"), TEXT.rindex("قصف") + 3),
        evidence=(span("قتلى في قصف سوق"), Span(TEXT.index("قُتل"), len(TEXT))),
        actors=(
            Actor(text="الحوثيون", evidence=span("حيس"), id="houthi", name="Houthis", type="rebel", confidence=0.5),
        ),
        places=(
            Place(
                text="حيس",
                evidence=span("حيس"),
                name="Hays",
                lat=13.93,
                lon=-43.48,
                country="YE",
                precision=1,
                confidence=0.9,
            ),
            Place(text="سوق", evidence=span("سوق"), reason="not in the gazetteer"),
        ),
        date=DateRange(
            start=dt.date(2019, 3, 12),
            end=dt.date(2019, 3, 12),
            precision=1,
            basis="relative",
            text="أمس",
            confidence=0.62,
        ),
        killed=Count(min=9, text="تسعة مدنيين على الأقل"),
        injured=Count(min=4, max=6, confidence=0.4),
        civilians_harmed=True,
        weapon=Weapon(text="=هاون", evidence=span("سوق"), kind="mortar"),
        sources=(Source(text="مصدر طبي", evidence=span("مصدر طبي"), type="medical"),),
        modality="denied",
        confidence=0.71,
        rules=("e.1", "p.2"),
    )
    bare = Event(id="e2", type="protest", trigger="سوق", trigger_span=span("سوق"), evidence=(span("قُتل"),))
    return CodedReport(
        id="r1",
        outlet="paper",
        published=dt.date(2019, 3, 13),
        url="https://example.org/1",
        sha256="ab",
        coder="riwaya",
        events=(event, bare),
    )


@pytest.fixture
def empty() -> CodedReport:
    return CodedReport(id="r0")
