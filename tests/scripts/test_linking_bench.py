"""The linking bench: its arithmetic on invented miniature reports, and whether its ids and offsets fit the corpus."""

from __future__ import annotations

import pytest

from linking_bench import corpus
from linking_cases import CORPUS, Apart, Case, Telling, Told, coded, half, read_cases, score
from riwaya.model import Event, Span
from riwaya.model.events import EventType, Modality


def event(type: EventType, at: int, modality: Modality = "actual") -> Event:
    return Event(id="e1", type=type, trigger="", trigger_span=Span(at, at + 4), evidence=(), modality=modality)


def telling(report: str, start: int = 0, end: int = 50) -> Telling:
    return Telling(report, ((start, end),), ("shelling", "attack"))


TOLD: Told = {
    "r1": [("k1", event("shelling", 5)), ("k2", event("arrest", 9)), ("k3", event("attack", 70))],
    "r2": [("k4", event("attack", 0))],
    "r3": [("k5", event("shelling", 3, "planned")), ("k6", event("protest", 8))],
    "r4": [("k7", event("shelling", 1))],
}
MARKET = Case("market", (telling("r1"), telling("r2"), telling("r3")))
SCHOOL = Case("school", (telling("r1", 60, 90), telling("r4")))


def test_a_telling_is_coded_by_events_of_its_types_in_its_ranges() -> None:
    assert coded(telling("r1"), TOLD) == ["k1"]
    assert coded(telling("r1"), TOLD, any_type=True) == ["k1", "k2"]
    assert coded(telling("r3"), TOLD) == []
    assert coded(telling("unknown"), TOLD) == []


def test_all_right() -> None:
    found = score([MARKET, SCHOOL], [], TOLD, {"k1": "A", "k4": "A", "k3": "B", "k7": "B"})
    assert (found.incidents, found.tellings, found.coded) == (2, 5, 4)
    assert (found.precision, found.recall, found.bcubed) == (1.0, 1.0, 1.0)
    assert found.recall_of_all == 2 / 4  # of the market's three pairs one is coded, of the school's one


def test_all_in_one() -> None:
    found = score([MARKET, SCHOOL], [], TOLD, dict.fromkeys(["k1", "k4", "k3", "k7"], "A"))
    assert (found.precision, found.recall) == (2 / 6, 1.0)
    assert (found.bcubed_precision, found.bcubed_recall) == (0.5, 1.0)


def test_each_alone() -> None:
    found = score([MARKET, SCHOOL], [], TOLD, {"k1": "A", "k4": "B", "k3": "C", "k7": "D"})
    assert (found.together, found.recall) == (0, 0.0)
    assert (found.bcubed_precision, found.bcubed_recall) == (1.0, 0.5)


def test_pairs_held_apart() -> None:
    pair = Apart(telling("r2"), telling("r4"), "same town, next day")
    assert score([], [pair], TOLD, {"k4": "A", "k7": "B"}).held_apart == 1
    assert score([], [pair], TOLD, {"k4": "A", "k7": "A"}).held_apart == 0
    assert score([], [pair], TOLD, {"k4": "A"}).apart == 0


def test_the_bench_is_as_large_as_it_says() -> None:
    cases, apart = read_cases()
    assert len(cases) >= 200
    assert len(apart) >= 180
    assert len({case.name for case in cases}) == len(cases)
    assert {half(case.name) for case in cases} == {"dev", "held"}


def test_ids_and_offsets_fit_the_corpus() -> None:
    if not CORPUS.is_dir():
        pytest.skip("the corpus is not here")
    cases, apart = read_cases()
    tellings = [each for case in cases for each in case.tellings] + [
        each for pair in apart for each in (pair.a, pair.b)
    ]
    lengths = {report.id: len(report.text) for report in corpus()}
    for each in tellings:
        assert each.report in lengths
        assert all(0 <= start < end <= lengths[each.report] for start, end in each.ranges), each.report
