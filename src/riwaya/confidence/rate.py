"""The one door of the stage: events without scores to events with them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final, TypeVar

import msgspec

from riwaya.confidence import event_features, field_features
from riwaya.confidence.views import EventView, FieldView, scene_of, view_of
from riwaya.confidence.weights import glosses, log_odds, models, score
from riwaya.model.analysis import Analysis
from riwaya.model.events import Actor, Count, DateRange, Event, Place, Source, Target, Weapon
from riwaya.model.mentions import Mentions

Field = Actor | Target | Source | Place | DateRange | Count | Weapon
# The fields of an event and the model of each.
LISTS: Final = {"actors": "actor", "targets": "target", "places": "place", "sources": "source"}
VALUES: Final = {
    "date": "date",
    "killed": "count",
    "injured": "count",
    "killed_or_injured": "count",
    "weapon": "weapon",
}


def rate(analysis: Analysis, mentions: Mentions, events: Sequence[Event]) -> tuple[Event, ...]:
    """The events of a report with the confidence of each event and of each of its fields."""
    scene = scene_of(analysis, mentions, events)
    return tuple(_rated(view_of(scene, number)) for number in range(len(scene.events)))


def _rated(view: EventView) -> Event:
    odds = log_odds(view, event_features.FEATURES, models()["event"])
    changes: dict[str, Any] = {"confidence": score(odds)}
    for name, model, fields in fields_of(view.event):
        rated = [
            _with_score(field, model, one) for field, one in zip(fields, views_of(view, odds, fields), strict=True)
        ]
        changes[name] = tuple(rated) if name in LISTS else rated[0]
    return msgspec.structs.replace(view.event, **changes)


def reasons(analysis: Analysis, mentions: Mentions, events: Sequence[Event]) -> Iterator[tuple[str, ...]]:
    """For each event of a report what speaks for and against it, with its log-odds, the heaviest first."""
    scene = scene_of(analysis, mentions, events)
    weights, meanings = models()["event"], glosses("event")
    for number in range(len(scene.events)):
        view = view_of(scene, number)
        odds = {name: weights[name] * feature(view) for name, feature in event_features.FEATURES.items()}
        heaviest = sorted((name for name in odds if odds[name]), key=lambda name: (-abs(odds[name]), name))
        yield tuple(f"{meanings[name]} {odds[name]:+.2f}" for name in heaviest)


def fields_of(event: Event) -> Iterator[tuple[str, str, tuple[Field, ...]]]:
    """The fields that an event has: the name, its model, and the one or several of it."""
    for name, model in LISTS.items():
        if fields := getattr(event, name):
            yield name, model, fields
    for name, model in VALUES.items():
        if (field := getattr(event, name)) is not None:
            yield name, model, (field,)


def views_of(view: EventView, odds: float, fields: Sequence[Field]) -> Iterator[FieldView]:
    """What the features look at, for each of the fields of one kind; `odds` are those of the event."""
    for number, field in enumerate(fields):
        span = field.evidence or view.event.trigger_span
        rule = getattr(field, "rule", "")
        yield FieldView(view, odds, field, span, rule, number, len(fields))


AnyField = TypeVar("AnyField", bound=Field)


def _with_score(field: AnyField, model: str, view: FieldView) -> AnyField:
    odds = log_odds(view, field_features.FEATURES[model], models()[model])
    return msgspec.structs.replace(field, confidence=score(odds))
