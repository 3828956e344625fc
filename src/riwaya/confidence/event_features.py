"""What speaks for or against an event: the features of the model `event`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from riwaya.confidence.kinds import ATTACK, CLASH, GROUND, NOUNS, SPEECH, TALK
from riwaya.confidence.views import EventView


def _kind(types: frozenset[str]) -> Callable[[EventView], float]:
    return lambda view: float(view.event.type in types)


def _behind_noun(view: EventView) -> float:
    """Whether the trigger hangs on a noun before it ("منفذ الهجوم" the attack's doer)."""
    return float(view.scene.before(view.event.trigger_span.start) in NOUNS)


def _behind_preposition(view: EventView) -> float:
    return float(view.scene.before(view.event.trigger_span.start) == "ADP")


def _late(view: EventView) -> float:
    """How far into its sentence the trigger stands: 0 at its head, near 1 at its end."""
    return view.scene.depth(view.event.trigger_span.start)


def _density(view: EventView) -> float:
    """The events of the report to its sentences."""
    return len(view.scene.events) / len(view.scene.analysis.sentences)


def _twin(view: EventView) -> float:
    near = {n + step for n in view.sentences for step in (-1, 0, 1)}
    return float(
        any(
            event.type == view.event.type and told & near
            for n, (event, told) in enumerate(zip(view.scene.events, view.scene.sentences, strict=True))
            if n != view.number
        )
    )


def _own_place(view: EventView) -> float:
    lent = {"place.sentence", "place.carried"} & set(view.event.rules)
    return float(bool(view.event.places) and not lent)


def _listed_actor(view: EventView) -> float:
    return float(any(actor.id for actor in view.event.actors))


def _other_actor(view: EventView) -> float:
    return float(any(not actor.id for actor in view.event.actors))


def _figure(view: EventView) -> float:
    event = view.event
    return float(any((event.killed, event.injured, event.killed_or_injured)))


def _trigger(pos: str) -> Callable[[EventView], float]:
    return lambda view: float(view.triggers[:1] == (pos,))


FEATURES: Final[Mapping[str, Callable[[EventView], float]]] = {
    "one": lambda _: 1.0,
    "verb": _trigger("verb"),
    "phrase": _trigger("phrase"),
    "behind_noun": _behind_noun,
    "behind_preposition": _behind_preposition,
    "late": _late,
    "triggers": lambda view: float(len(set(view.triggers)) > 1),
    "twice": lambda view: float(len(view.sentences) > 1),
    "twin": _twin,
    "density": _density,
    "speech": _kind(SPEECH),
    "talk": _kind(TALK),
    "ground": _kind(GROUND),
    "clash": _kind(CLASH),
    "attack": _kind(ATTACK),
    "listed_actor": _listed_actor,
    "other_actor": _other_actor,
    "both_parties": lambda view: float(bool(view.event.actors and view.event.targets)),
    "own_place": _own_place,
    "no_place": lambda view: float(not view.event.places),
    "figure": _figure,
}
