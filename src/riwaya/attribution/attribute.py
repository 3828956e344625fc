"""The one door of the stage: drafts without sources to drafts with them."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from riwaya.attribution.speech import Saying, Sayings
from riwaya.language.nouns import Scene
from riwaya.model.analysis import Analysis
from riwaya.model.mentions import Mentions
from riwaya.model.phrases import Draft, Noun, Phrase

SPEECH_ACTS = frozenset({"request", "accuse", "reject", "threaten", "support"})


def attribute(
    analysis: Analysis, mentions: Mentions, phrases: Sequence[Sequence[Phrase]], drafts: Sequence[Draft]
) -> tuple[Draft, ...]:
    """The drafts with the chain of those who tell them; the paper's own voice is an empty chain.

    A speaker goes on into the next sentence only where its words say so ("وأضاف" and he added).
    """
    scene = Scene(analysis, mentions)
    by_sentence: list[list[Saying]] = []
    last_sources: tuple[Noun, ...] = ()
    for number, inside in enumerate(phrases):
        sayings = Sayings(scene, inside, analysis.sentences[number].last).find() if inside else []
        told = []
        for saying in sayings:
            sources = saying.sources or last_sources
            last_sources = sources
            told.append(saying._replace(sources=sources))
        by_sentence.append(told)
    told = (_with_sources(draft, by_sentence[draft.sentences[0]], analysis) for draft in drafts)
    return tuple(draft for draft in map(_spoken, told) if draft is not None)


def _spoken(draft: Draft) -> Draft | None:
    """A speech act without a doer is the speaker's own ("وقال إنه يجب على إيران" he said that Iran must)."""
    if draft.type not in SPEECH_ACTS or draft.actors:
        return draft
    if not draft.sources:
        return None
    speaker, *others = draft.sources
    return msgspec.structs.replace(draft, actors=(speaker,), sources=tuple(others), rules=(*draft.rules, "speaker"))


def _with_sources(draft: Draft, sayings: Sequence[Saying], analysis: Analysis) -> Draft:
    covering = [s for s in sayings if s.first <= draft.trigger_first < s.last and s.at != draft.trigger_first]
    if not covering:
        return draft
    nearest = max(covering, key=lambda s: (s.first, s.rule == "according", -abs(s.at - draft.trigger_first)))
    sources = tuple(noun for noun in nearest.sources if not _same_as_actor(noun, draft, analysis))
    return msgspec.structs.replace(draft, sources=sources, rules=(*draft.rules, f"source.{nearest.rule}"))


def _same_as_actor(noun: Noun, draft: Draft, analysis: Analysis) -> bool:
    if draft.type not in SPEECH_ACTS:
        return False
    return any(
        (noun.first, noun.last) == (actor.first, actor.last) or (noun.id and noun.id == actor.id) for actor in draft.actors
    )
