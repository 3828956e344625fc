"""What the features look at: an event among the events of its report, and a field of an event."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cache

import msgspec

from riwaya.language.tables import rows
from riwaya.model.analysis import Analysis, Sentence, Token
from riwaya.model.events import Event, Span
from riwaya.model.mentions import Mentions


class Scene(msgspec.Struct, frozen=True):
    """A coded report: its analysis, its events, the sentences that tell each, the candidates of each place's name."""

    analysis: Analysis
    events: tuple[Event, ...]
    sentences: tuple[frozenset[int], ...]
    candidates: Mapping[int, int]  # where a place's name begins → how many places of the gazetteer bear it

    def before(self, offset: int) -> str:
        """The part of speech of the word before the one at an offset, "" at the head of a sentence."""
        index, sentence = self._place(offset)
        return self.analysis.tokens[index - 1].word.pos if index > sentence.first else ""

    def depth(self, offset: int) -> float:
        """How far into its sentence the word at an offset stands, from 0 to 1."""
        index, sentence = self._place(offset)
        return (index - sentence.first) / (sentence.last - sentence.first)

    def token_at(self, offset: int) -> Token:
        """The token that holds an offset."""
        return self.analysis.tokens[self._place(offset)[0]]

    def _place(self, offset: int) -> tuple[int, Sentence]:
        index = bisect_right(self.analysis.tokens, offset, key=lambda token: token.start) - 1
        return index, self.analysis.sentences[self.analysis.sentence_at(index)]


class EventView(msgspec.Struct, frozen=True):
    """One event of a report; `triggers` are the parts of speech of the triggers that tell it, the first one first."""

    scene: Scene
    number: int
    event: Event
    sentences: frozenset[int]
    triggers: tuple[str, ...]


class FieldView(msgspec.Struct, frozen=True):
    """One field of an event: its words' span, its rule, its place among its like; `event_score` is a log-odds."""

    told: EventView
    event_score: float
    field: object
    span: Span
    rule: str
    number: int = 0
    among: int = 1

    @property
    def text(self) -> str:
        """The field's words."""
        return self.span.of(self.told.scene.analysis.report.text)

    @property
    def distance(self) -> int:
        """The characters between the field's words and the trigger; 0 where they touch or overlap."""
        trigger = self.told.event.trigger_span
        return max(0, self.span.start - trigger.end, trigger.start - self.span.end)

    @property
    def beside_trigger(self) -> bool:
        """Whether the field's words stand in the trigger's sentence."""
        trigger = self.told.event.trigger_span
        spans = (v for v in self.told.event.evidence if v.start <= trigger.start < v.end)
        return any(v.start <= self.span.start < v.end for v in spans)


def scene_of(analysis: Analysis, mentions: Mentions, events: Sequence[Event]) -> Scene:
    """The coded report as the features see it."""
    numbers = {sentence.start: number for number, sentence in enumerate(analysis.sentences)}
    candidates = {
        analysis.span(m.core_first, m.core_last, m.core_cut).start: len(m.candidates) for m in mentions.places
    }
    told = tuple(frozenset(numbers[span.start] for span in event.evidence) for event in events)
    return Scene(analysis, tuple(events), told, candidates)


def view_of(scene: Scene, number: int) -> EventView:
    """One event of the report."""
    event = scene.events[number]
    known = trigger_forms()
    triggers = tuple(known[rule] for rule in event.rules if rule in known)
    return EventView(scene, number, event, scene.sentences[number], triggers)


@cache
def trigger_forms() -> Mapping[str, str]:
    """For each trigger whether it is a verb, a noun or a phrase."""
    return {row["id"]: row["pos"] for row in rows("lexicon/triggers.tsv", "id", "pos")}
