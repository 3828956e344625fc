"""What speaks for or against a field of an event: the features of the models of its fields."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Final

from riwaya.confidence.kinds import AIR, AREA, CLASH, COUNTRY, NOUNS, REMOTE, SHELLING, SPEECH, TALK
from riwaya.confidence.views import FieldView
from riwaya.model.events import Count, DateRange, Place

Feature = Callable[[FieldView], float]
LINE = 40  # characters
GAP = 3  # characters between words that stand side by side
LONG_NAME = 3  # words


def _rule(*beginnings: str) -> Feature:
    return lambda view: float(view.rule.split(":")[0] in beginnings)


def _event_rule(*ids: str) -> Feature:
    return lambda view: float(not set(ids).isdisjoint(view.told.event.rules))


def _type(types: frozenset[str]) -> Feature:
    return lambda view: float(view.told.event.type in types)


def _far(view: FieldView) -> float:
    return math.log1p(view.distance / LINE)


def _before(view: FieldView) -> float:
    return float(view.beside_trigger and view.span.end <= view.told.event.trigger_span.start)


def _many_words(view: FieldView) -> float:
    return float(len(view.text.split()) > LONG_NAME)


def _one_word(view: FieldView) -> float:
    return float(len(view.text.split()) == 1)


def _proper_name(view: FieldView) -> float:
    return float(view.told.scene.token_at(view.span.start).word.pos == "PROPN")


def _touching(view: FieldView) -> float:
    behind = view.span.start - view.told.event.trigger_span.end
    return float(0 <= behind <= GAP)


def _party_elsewhere(view: FieldView) -> float:
    """Whether another event of the report has the same words as an actor or target."""
    others = (event for n, event in enumerate(view.told.scene.events) if n != view.told.number)
    words = {party.text for event in others for parties in (event.actors, event.targets) for party in parties}
    return float(view.text in words)


def _behind_noun(view: FieldView) -> float:
    return float(view.told.scene.before(view.span.start) in NOUNS)


def _title(view: FieldView) -> float:
    sentences = view.told.scene.analysis.sentences
    return float(any(s.kind == "title" and s.start <= view.span.start < s.end for s in sentences))


def _place(test: Callable[[Place], bool]) -> Feature:
    return lambda view: float(isinstance(view.field, Place) and test(view.field))


def _date(test: Callable[[DateRange], bool]) -> Feature:
    return lambda view: float(isinstance(view.field, DateRange) and test(view.field))


def _count(test: Callable[[Count], bool]) -> Feature:
    return lambda view: float(isinstance(view.field, Count) and test(view.field))


def _namesakes(view: FieldView) -> float:
    return math.log(max(1, view.told.scene.candidates.get(view.span.start, 1)))


ALL: Final[Mapping[str, Feature]] = {
    "one": lambda _: 1.0,
    "event": lambda view: view.event_score,
    "far": _far,
    "elsewhere": lambda view: float(not view.beside_trigger),
    "before": _before,
    "later": lambda view: float(view.number > 0),
    "several": lambda view: math.log(view.among),
    "twice": lambda view: float(len(view.told.sentences) > 1),
    "named": _rule("actor"),
    "headed": _rule("head"),
    "titled": _rule("title", "surname"),
    "state": _rule("state", "national"),
    "resumed": _rule("resumed"),
    "victims": _rule("victims"),
    "many_words": _many_words,
    "one_word": _one_word,
    "proper_name": _proper_name,
    "touching": _touching,
    "behind_noun": _behind_noun,
    "in_title": _title,
    "party_elsewhere": _party_elsewhere,
    "with_actor": lambda view: float(bool(view.told.event.actors)),
    "remote": _type(REMOTE),
    "air": _type(AIR),
    "shelling": _type(SHELLING),
    "clash": _type(CLASH),
    "talk": _type(TALK),
    "speech": _type(SPEECH),
    "said": _event_rule("source.say"),
    "lent_place": _event_rule("place.sentence"),
    "carried_place": _event_rule("place.carried"),
    "namesakes": _namesakes,
    "area": _place(lambda place: AREA <= (place.precision or 0) < COUNTRY),
    "country": _place(lambda place: (place.precision or 0) >= COUNTRY),
    "lent_time": _event_rule("time.sentence"),
    "carried_time": _date(lambda date: date.basis == "carried"),
    "injured": lambda view: float(view.field is view.told.event.injured),
    "one_or_two": _count(lambda count: count.max in (1, 2)),
}


def _chosen(names: str) -> Mapping[str, Feature]:
    return {name: ALL[name] for name in ("one", "event", *names.split())}


FEATURES: Final[Mapping[str, Mapping[str, Feature]]] = {
    "actor": _chosen("far elsewhere before later several headed resumed victims many_words one_word proper_name talk"),
    "target": _chosen("twice later named state many_words one_word proper_name clash talk speech remote"),
    "source": _chosen("far twice titled resumed many_words said speech party_elsewhere with_actor"),
    "place": _chosen("far twice lent_place carried_place namesakes area country behind_noun in_title clash talk"),
    "date": _chosen("far before lent_time carried_time said remote"),
    "count": _chosen("elsewhere before twice injured one_or_two"),
    "weapon": _chosen("before touching one_word air shelling"),
}
