"""Whether two tellings in one report can be the same event, and how much speaks for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from riwaya.language.pattern import word_lists
from riwaya.language.tables import rules
from riwaya.model.analysis import Analysis
from riwaya.model.events import DateRange, Place
from riwaya.model.mentions import CountMention
from riwaya.model.phrases import Noun

SPEECH = frozenset({"request", "accuse", "reject", "threaten", "support"})
NEAR_DEGREES = 0.12
WIDE = frozenset({4, 5, 6, 7})  # where_prec of areas that can hold the other place


class Told(NamedTuple):
    """What is compared: the names of the parties as sets of words, places, days, figures, sentences."""

    type: str
    actors: tuple[frozenset[str], ...]
    targets: tuple[frozenset[str], ...]
    places: tuple[Place, ...]
    date: DateRange | None
    killed: frozenset[int]
    injured: frozenset[int]
    sentences: frozenset[int]
    definite: bool
    modality: str


def name_words(noun: Noun, analysis: Analysis) -> frozenset[str]:
    """The distinctive folded words of a noun, and its id."""
    generic = word_lists()["generic_party"]
    bare = {t.word.readings[0].bare for t in analysis.tokens[noun.first : noun.last] if t.word.kind != "punct"}
    distinctive = {word for word in bare if word not in generic}
    return frozenset({*(distinctive or bare), *([noun.id] if noun.id else [])})


@cache
def refinements() -> Mapping[tuple[str, str], str]:
    """(type, other type) → the type that stands when two tellings are one event (`rules/merge.yaml`)."""
    return {(source, rule["into"]): rule["into"] for rule in rules("merge") for source in rule["from"]}


def common_type(a: str, b: str) -> str | None:
    """The type of the union; None where the types can not be one event."""
    if a == b:
        return a
    return refinements().get((a, b)) or refinements().get((b, a))


def overlap(a: Iterable[frozenset[str]], b: Iterable[frozenset[str]]) -> bool:
    """Whether some name of the one list is a name of the other."""
    others = list(b)
    return any(x & y for x in a for y in others)


def same_place(a: Place, b: Place) -> bool:
    """Whether two places are one, or one lies about the other."""
    if a.gazetteer_id and a.gazetteer_id == b.gazetteer_id:
        return True
    if a.lat is None or b.lat is None or a.lon is None or b.lon is None:
        return a.text == b.text
    return abs(a.lat - b.lat) < NEAR_DEGREES and abs(a.lon - b.lon) < NEAR_DEGREES


def holds(a: Place, b: Place) -> bool:
    """Whether one of two places is an area (a governorate, a country) that holds the other."""
    for wide, narrow in ((a, b), (b, a)):
        if wide.precision in WIDE and wide.country == narrow.country:
            return wide.precision == 6 or not wide.admin1 or wide.admin1 == narrow.admin1
    return False


def score(a: Told, b: Told) -> float | None:
    """How much speaks for one event (None: something speaks against it)."""
    if common_type(a.type, b.type) is None:
        return None
    if a.date and b.date and (a.date.end < b.date.start or b.date.end < a.date.start):
        return None
    total = 0.0 if a.type == b.type else -0.5
    for x, y, weight in ((a.actors, b.actors, 1.0), (a.targets, b.targets, 0.7)):
        if x and y:
            if overlap(x, y):
                total += weight
            elif weight == 1.0 and a.type != "armed_clash":
                return None
            else:
                total -= 0.7
    if a.places and b.places:
        if any(same_place(p, q) for p in a.places for q in b.places):
            total += 1.5
        elif any(holds(p, q) for p in a.places for q in b.places):
            total += 0.4
        else:
            return None
    for p, q in ((a.killed, b.killed), (a.injured, b.injured)):
        if p and q:
            total += 1.2 if p & q else -1.2
    if a.date and b.date and (a.date.start, a.date.end) == (b.date.start, b.date.end):
        total += 0.4
    if b.definite:
        total += 0.8
    if 0 in a.sentences:
        total += 0.5
    if a.modality != b.modality:
        total -= 0.6
    gap = min(abs(i - j) for i in a.sentences for j in b.sentences)
    return total - 0.15 * max(0, gap - 1)


def figures(counts: Iterable[CountMention], role: str) -> frozenset[int]:
    """The least numbers of the figures of one role."""
    return frozenset(c.min for c in counts if c.role == role)
