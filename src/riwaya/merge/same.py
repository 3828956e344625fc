"""Whether two tellings in one report can be the same event, and how much speaks for it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from riwaya.language.pattern import word_lists
from riwaya.language.tables import rules
from riwaya.model.analysis import Analysis
from riwaya.model.events import DateRange, Place
from riwaya.model.mentions import CountMention
from riwaya.model.phrases import Noun

SPEECH = frozenset({"request", "accuse", "reject", "threaten", "support"})
BOMBING = frozenset({"air_strike", "shelling"})
LETHAL = frozenset("air_strike shelling explosive suicide_bomb chemical_weapon armed_clash attack abduction".split())
LENT = frozenset({"place.sentence", "place.carried"})  # rules of drafts whose place another clause told
COUNTRY, PART = 6, 5  # values of where_prec
NEAR_DEGREES = 0.03
WIDE = frozenset({4, 5, 6, 7})  # where_prec of areas that can hold the other place


class Figures(NamedTuple):
    """The figures of one role: the numbers told, and the least of those told without a number ("dead", "dozens")."""

    told: frozenset[int] = frozenset()
    vague: frozenset[int] = frozenset()

    def __or__(self, other: Figures) -> Figures:
        return Figures(self.told | other.told, self.vague | other.vague)

    def all(self) -> frozenset[int]:
        """All least numbers."""
        return self.told | self.vague

    def agree(self, other: Figures) -> bool:
        """Whether both tell the same."""
        return bool(self.told & other.told or self.vague & other.vague)

    def fit(self, other: Figures) -> bool:
        """Whether the one tells no number and the other one that it can be."""
        return any(
            not one.told and any(least <= n for least in one.vague for n in two.all())
            for one, two in ((self, other), (other, self))
        )


class Compared(NamedTuple):
    """What is compared: the names of the parties as sets of words, places, days, figures, sentences."""

    type: str
    actors: tuple[frozenset[str], ...]
    targets: tuple[frozenset[str], ...]
    places: tuple[Place, ...]
    date: DateRange | None
    killed: Figures
    injured: Figures
    sentences: frozenset[int]
    definite: bool
    modality: str
    fresh: bool  # told as one more of its kind
    apart: bool  # told as before or after another event of its sentence
    own_date: bool  # the day was told in the event's own clause
    own_place: bool  # the places were told in the event's own clause, not lent by the sentence or the one before
    loose: bool  # the type is that of the bare word ("the shelling"), no other word of the sentence says how
    untold: bool  # the means is not told: a bare figure of killed, whose event may be told elsewhere
    anaphor: bool  # a word for whatever was told before ("the operation"): it has no type of its own


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


def common_type(a: Compared, b: Compared) -> str | None:
    """The type of the union; None where the types can not be one event."""
    if a.type == b.type or (b.anaphor and a.type in LETHAL):
        return a.type
    if a.untold and b.type in LETHAL:
        return b.type
    if b.untold and a.type in LETHAL:
        return a.type
    if a.loose and b.type in BOMBING:
        return b.type
    if b.loose and a.type in BOMBING:
        return a.type
    return refinements().get((a.type, b.type)) or refinements().get((b.type, a.type))


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


def wider(a: Place, b: Place) -> bool:
    """Whether `a` is an area that holds `b`: a country or a part of it, a governorate, or its town of the same name."""
    if b.lat is None and a.precision in WIDE:
        return True
    if a.country != b.country or a.precision is None or b.precision == COUNTRY:
        return False
    if a.precision == COUNTRY:
        return True
    narrower = (b.precision or 0) < a.precision
    if a.precision == PART and not a.admin1:
        return narrower
    if not a.admin1 or a.admin1 != b.admin1:
        return False
    return narrower if a.precision in WIDE else a.name == a.admin1 != b.name


def specific(places: tuple[Place, ...]) -> tuple[Place, ...]:
    """The places without those that hold another of them, or name it in fewer words."""
    return tuple(
        place
        for place in places
        if not any(other is not place and (wider(place, other) or shorter(place, other)) for other in places)
    )


def shorter(a: Place, b: Place) -> bool:
    """Whether `a` names the place `b` in fewer words: "جباليا" for "مخيم جباليا" (Jabalia camp)."""
    return same_place(a, b) and set(a.text.split()) < set(b.text.split())


def holds(a: Place, b: Place) -> bool:
    """Whether one of two places is an area that holds the other."""
    return wider(a, b) or wider(b, a)


@cache
def weights() -> Mapping[str, float]:
    """The weights of `rules/merge_weights.yaml` by id."""
    return {rule["id"]: float(rule["weight"]) for rule in rules("merge_weights")}


def score(a: Compared, b: Compared) -> float | None:
    """How much speaks for one event (None: something speaks against it). `a` was told before `b`."""
    if common_type(a, b) is None or barred(a, b):
        return None
    w = weights()
    return sum(w[sign] for sign in signs(a, b)) + w["gap"] * max(0, _gap(a, b) - 1)


def barred(a: Compared, b: Compared) -> bool:
    """Whether something told keeps two tellings apart, whatever speaks for one event."""
    if _other_day(a, b) and a.own_date and b.own_date:
        return True
    if (a.apart or b.apart) and a.sentences & b.sentences and not (a.untold or b.untold):
        return True
    if b.fresh and a.sentences != {0}:
        return True
    if a.type in SPEECH and a.actors and b.actors and a.sentences != {0} and not overlap(a.actors, b.actors):
        return True  # two who condemn one bombing tell two events
    known = all(place.lat is not None for place in (*a.places, *b.places))
    return a.own_place and b.own_place and known and _where(a, b) == "place_differs_lent"


def signs(a: Compared, b: Compared) -> list[str]:
    """What speaks for or against one event: ids of `rules/merge_weights.yaml`."""
    title = 0 in a.sentences
    pairs = ((a.killed, b.killed), (a.injured, b.injured))
    doers = _named(a.actors, b.actors)
    bare = not (b.actors or b.targets or b.killed.all() or b.injured.all()) and not (b.places and b.own_place)
    fitting = any(p.agree(q) or (title and p.fit(q)) for p, q in pairs)
    told = {
        "same_type" if a.type == b.type or b.anaphor else "other_type": True,
        "untold": a.untold != b.untold and not fitting,
        f"actors_{doers}": doers != "",
        "targets_same": bool(a.targets and b.targets) and overlap(a.targets, b.targets),
        _where(a, b): bool(a.places and b.places),
        "date_same": bool(a.date and b.date) and _days(a.date) == _days(b.date),
        "date_differs_lent": _other_day(a, b),
        "definite": b.definite,
        "bare": bare,
        "title": title,
        "modality_differs": a.modality != b.modality,
    }
    return [*(sign for sign, holds_true in told.items() if holds_true), *_figure_signs(pairs, title)]


def _figure_signs(pairs: Iterable[tuple[Figures, Figures]], title: bool) -> Iterator[str]:
    for p, q in pairs:
        if p.agree(q):
            yield "figures_same"
        elif title and p.fit(q):
            yield "figures_fit"
        elif p.all() and q.all():
            yield "figures_differ"


def _gap(a: Compared, b: Compared) -> int:
    return min(abs(i - j) for i in a.sentences for j in b.sentences)


def _days(date: DateRange | None) -> tuple[dt.date, dt.date] | None:
    return (date.start, date.end) if date else None


def _other_day(a: Compared, b: Compared) -> bool:
    return bool(a.date and b.date and (a.date.end < b.date.start or b.date.end < a.date.start))


def _named(a: tuple[frozenset[str], ...], b: tuple[frozenset[str], ...]) -> str:
    """Whether two lists of parties have one in common: `same`, `differ`, "" where one is empty."""
    if not (a and b):
        return ""
    return "same" if overlap(a, b) else "differ"


def _where(a: Compared, b: Compared) -> str:
    """The sign that the places give; "" where one names none."""
    if not (a.places and b.places):
        return ""
    if any(same_place(p, q) for p in a.places for q in b.places):
        return "place_same" if a.own_place and b.own_place else "place_same_lent"
    if any(holds(p, q) for p in a.places for q in b.places):
        return "place_holds_title" if 0 in a.sentences or b.definite else "place_holds"
    return "place_differs_lent"


def figures(counts: Iterable[CountMention], role: str) -> Figures:
    """The figures of one role, by the least number of each; the sum of several events is none of one."""
    of_role = [c for c in counts if c.role == role and not c.scattered]
    return Figures(frozenset(c.min for c in of_role if not c.vague), frozenset(c.min for c in of_role if c.vague))
