"""Each error of a made-up article is in the class that its cause suggests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from articles import Article, Item, Scorer, load_scorer
from error_classes import CLASSES, Error, count, errors

TEXT = "قصفت القوات الحكومية بلدة حيس.\nوقتل ثلاثة في هجوم على سوق المخا.\nقال العميد راجح السالمي إن الوضع هادئ."
SPANS = [[0, 30], [31, 67], [68, 107]]


@pytest.fixture
def scorer(bench: Path) -> Scorer:
    return load_scorer(bench)


def gold(kind: str, *sentences: int, **fields: object) -> Item:
    nothing: Item = {"actors": [], "targets": [], "places": [], "sources": [], "date": None, "killed": None}
    return {**nothing, "type": kind, "sentences": list(sentences), "injured": None, **fields}


def coded(kind: str, *sentences: int, **fields: object) -> Item:
    evidence = [{"start": SPANS[i][0], "end": SPANS[i][1]} for i in sentences]
    return {**gold(kind, *sentences), "evidence": evidence, "rules": [], **fields}


def phrase(text: str, **fields: object) -> Item:
    start = TEXT.find(text)
    return {"text": text, "evidence": {"start": start, "end": start + len(text)}, **fields}


def found(scorer: Scorer, told: list[Item], given: list[Item]) -> list[Error]:
    matched = dict(scorer.align(told, given, SPANS, True))
    return list(errors(Article("a", "o", "A", TEXT, SPANS, told, given, matched), scorer))


def of(field: str, scorer: Scorer, told: list[Item], given: list[Item]) -> Iterator[str]:
    return (error.kind for error in found(scorer, told, given) if error.field == field)


@pytest.mark.parametrize(
    ("told", "given", "kinds"),
    [
        ([gold("shelling", 0)], [coded("shelling", 0)], []),
        ([gold("shelling", 0)], [], ["missed: nothing found in its sentences"]),
        (
            [gold("attack", 1)],
            [coded("armed_clash", 1)],
            ["missed: found, with another type", "invented: a gold event with the wrong type"],
        ),
        (
            [gold("shelling", 0), gold("shelling", 0, 1)],
            [coded("shelling", 0)],
            ["missed: merged with another event of its type"],
        ),
        (
            [gold("shelling", 0)],
            [coded("shelling", 0), coded("shelling", 0, 1)],
            ["invented: splits a gold event"],
        ),
        (
            [gold("shelling", 0), gold("attack", 0)],
            [coded("shelling", 0)],
            ["missed: only other events found in its sentences"],
        ),
        (
            [gold("shelling", 0)],
            [coded("shelling", 0), coded("attack", 0)],
            ["invented: beside other events in their sentences"],
        ),
        (
            [gold("shelling", 0)],
            [coded("shelling", 0), coded("attack", 2)],
            ["invented: in a sentence without gold events"],
        ),
        ([], [coded("attack", 2)], ["invented: in an article without gold events"]),
    ],
)
def test_events(scorer: Scorer, told: list[Item], given: list[Item], kinds: list[str]) -> None:
    assert list(of("events", scorer, told, given)) == kinds


@pytest.mark.parametrize(
    ("names", "given", "targets", "kinds"),
    [
        (["القوات الحكومية"], ["القوات الحكومية"], [], []),
        (["القوات الحكومية"], [], [], ["missing: none given"]),
        (["القوات الحكومية"], [], ["القوات الحكومية"], ["actor given as target"]),
        (["راجح السالمي"], ["العميد"], [], ["the phrase right beside it given (its office for its name)"]),
        ([], ["القوات الحكومية"], [], ["given: the gold event has none"]),
        (
            ["راجح السالمي"],
            ["القوات الحكومية"],
            [],
            ["missing: beside others that are right, or in place of wrong ones", "given: another than the gold ones"],
        ),
    ],
)
def test_actors(scorer: Scorer, names: list[str], given: list[str], targets: list[str], kinds: list[str]) -> None:
    event = coded("shelling", 0, actors=[phrase(name) for name in given], targets=[phrase(name) for name in targets])
    assert list(of("actors", scorer, [gold("shelling", 0, actors=names)], [event])) == kinds


@pytest.mark.parametrize(
    ("rules", "given", "kind"),
    [
        ([], phrase("المخا", precision=1, country="YE", admin1="Taiz"), "given: wrong, told with the event"),
        (
            ["place.sentence"],
            phrase("المخا", precision=1, country="YE", admin1="Taiz"),
            "given: wrong, lent by the sentence",
        ),
        (
            ["place.carried"],
            phrase("المخا", precision=1, country="YE", admin1="Taiz"),
            "given: wrong, carried from an event before",
        ),
        ([], phrase("المخا", precision=4, country="YE", admin1="Al Hudaydah"), "given: the area that holds the place"),
        ([], phrase("المخا", precision=6, country="YE", admin1=""), "given: the area that holds the place"),
    ],
)
def test_places(scorer: Scorer, rules: list[str], given: Item, kind: str) -> None:
    place = {"text": "حيس", "country": "YE", "admin1": "Al-Hudaydah"}
    right = phrase("حيس", precision=1, country="YE", admin1="Al Hudaydah")
    told = gold("shelling", 0, places=[place])
    assert list(of("places", scorer, [told], [coded("shelling", 0, places=[right, given], rules=rules)])) == [kind]


THREE, FOUR = {"min": 3, "max": 3}, {"min": 4, "max": 4}


@pytest.mark.parametrize(
    ("want", "got", "elsewhere", "kinds"),
    [
        (THREE, THREE, None, []),
        (THREE, None, None, ["missing: none given"]),
        (None, THREE, None, ["given: the gold event has none"]),
        (THREE, FOUR, None, ["another value"]),
        (THREE, None, THREE, ["the figure stands on another event", "given: its event is invented"]),
    ],
)
def test_killed(scorer: Scorer, want: Item | None, got: Item | None, elsewhere: Item | None, kinds: list[str]) -> None:
    given = [coded("attack", 1, killed=got), coded("shelling", 2, killed=elsewhere)]
    assert list(of("killed", scorer, [gold("attack", 1, killed=want)], given)) == kinds


def test_a_missed_event_misses_all_its_fields_and_an_invented_one_gives_all_its_own(scorer: Scorer) -> None:
    told = gold("attack", 1, actors=["القوات الحكومية"], date={"start": "2019-03-12", "end": "2019-03-12"})
    given = coded("shelling", 0, sources=[phrase("العميد")], killed=THREE)
    kinds = {(error.field, error.kind) for error in found(scorer, [told], [given])}
    missed, invented = "missing: its event was missed", "given: its event is invented"
    assert {("actors", missed), ("date", missed), ("sources", invented), ("killed", invented)} < kinds


def test_every_error_has_a_class_in_the_table(scorer: Scorer) -> None:
    given = [coded("shelling", 0, killed=THREE), coded("attack", 2)]
    article = Article("a", "o", "A", TEXT, SPANS, [], given, {})
    assert sum(sum(kinds.values()) for kinds in count([article], scorer).values()) == len(list(errors(article, scorer)))
    assert all(len(set(kinds)) == len(kinds) for kinds in CLASSES.values())
