"""What speaks for or against a field of an event: the features of the models of its fields."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Final

from riwaya.confidence.kinds import AREA, CLASH, COUNTRY, SPEECH, TALK
from riwaya.confidence.views import FieldView
from riwaya.model.events import Count, DateRange, Place

Feature = Callable[[FieldView], float]
LINE = 40  # characters
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
    text = view.span.of(view.told.scene.analysis.report.text)
    return float(len(text.split()) > LONG_NAME)


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
    "one_or_two": _count(lambda count: count.max in (1, 2)),
}


def _chosen(names: str) -> Mapping[str, Feature]:
    return {name: ALL[name] for name in ("one", "event", *names.split())}


FEATURES: Final[Mapping[str, Mapping[str, Feature]]] = {
    "actor": _chosen("far elsewhere before later several headed resumed victims many_words"),
    "target": _chosen("twice later named state many_words clash talk speech"),
    "source": _chosen("far twice titled resumed many_words said speech"),
    "place": _chosen("far twice lent_place carried_place namesakes area country"),
    "date": _chosen("far before lent_time carried_time"),
    "count": _chosen("elsewhere twice one_or_two"),
    "weapon": _chosen("before"),
}
