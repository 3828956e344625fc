"""The one door of the stage: drafts without sources to drafts with them."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from riwaya.attribution.speech import Saying, Sayings
from riwaya.language.nouns import Scene
from riwaya.language.pattern import word_lists
from riwaya.model.analysis import Analysis
from riwaya.model.mentions import Mentions
from riwaya.model.phrases import Draft, Noun, Phrase

SPEAKS_ON = 3  # sentences back to the speaker of a speech act that names none
LONE = 3  # phrases of a sentence that is nothing but "according to …"
SPEECH_ACTS = frozenset({"request", "accuse", "reject", "threaten", "support"})


def attribute(
    analysis: Analysis, mentions: Mentions, phrases: Sequence[Sequence[Phrase]], drafts: Sequence[Draft]
) -> tuple[Draft, ...]:
    """The drafts with the chain of those who tell them; the paper's own voice is an empty chain.

    A speaker goes on into the next sentence only where its words say so ("وأضاف" and he added).
    """
    scene = Scene(analysis, mentions)
    memory = _Memory(analysis)
    by_sentence: list[list[Saying]] = []
    for number, inside in enumerate(phrases):
        sayings = Sayings(scene, inside, analysis.sentences[number].last).find() if inside else []
        told = [saying._replace(sources=memory.resolve(saying.sources)) for saying in sayings]
        by_sentence.append(told)
        if number and told and len(inside) <= LONE and told[0].rule == "according":
            before = analysis.sentences[number - 1]  # "according to …" alone speaks of the sentence before it
            by_sentence[number - 1].append(told[0]._replace(first=before.first, last=before.last))
    sourced = (_with_sources(draft, by_sentence[draft.sentences[0]]) for draft in drafts)
    spoken = (_spoken(draft, by_sentence) for draft in sourced)
    return tuple(draft for draft in spoken if draft is not None)


class _Memory:
    """The sources named so far: the last chain, and for each common noun the first chain that it opened in full."""

    def __init__(self, analysis: Analysis) -> None:
        self.tokens = analysis.tokens
        self.last: tuple[Noun, ...] = ()
        self.full: dict[str, tuple[Noun, ...]] = {}

    def resolve(self, sources: tuple[Noun, ...]) -> tuple[Noun, ...]:
        """The chain that the text means: the last one where none is named, the full one for "المصادر" (the sources)."""
        if not sources:
            return self.last
        word = self.tokens[sources[0].first].word
        head = word.readings[0].bare
        short = sources[0].last - sources[0].first == 1 and word.definite
        if short and head in word_lists()["statement"] and self.last:
            sources = self.last
        elif short and head in self.full:
            sources = self.full[head] if len(sources) == 1 else (self.full[head][0], *sources[1:])
        elif not short and head in word_lists()["source_head"]:
            self.full[head] = sources
        self.last = sources
        return sources


def _spoken(draft: Draft, by_sentence: Sequence[Sequence[Saying]]) -> Draft | None:
    """A speech act without a doer is the speaker's own ("وقال إنه يجب على إيران" he said that Iran must).

    Where its sentence names no speaker either, it is the one who spoke in the sentences before: "ودعا البيان" (and the
    statement called on).
    """
    if draft.type not in SPEECH_ACTS or draft.actors:
        return draft
    if draft.sources:
        speaker, *others = draft.sources
        return msgspec.structs.replace(draft, actors=(speaker,), sources=tuple(others), rules=(*draft.rules, "speaker"))
    number = draft.sentences[0]
    for sayings in reversed(by_sentence[max(0, number - SPEAKS_ON) : number]):
        speakers = [saying.sources[0] for saying in sayings if saying.sources]
        if speakers:
            return msgspec.structs.replace(draft, actors=(speakers[-1],), rules=(*draft.rules, "speaker.before"))
    return None


def _with_sources(draft: Draft, sayings: Sequence[Saying]) -> Draft:
    covering = [s for s in sayings if s.first <= draft.trigger_first < s.last and s.at != draft.trigger_first]
    framing = [s for s in sayings if s.at < draft.trigger_first < s.first]
    if framing and draft.type == "consult":
        return _with_speaker(draft, framing[-1])
    if not covering:
        return draft
    nearest = max(covering, key=lambda s: (s.first, s.rule == "according", -abs(s.at - draft.trigger_first)))
    sources = nearest.sources
    if draft.type in SPEECH_ACTS:
        sources = tuple(noun for noun in sources if not _same_as_actor(noun, draft))
    return msgspec.structs.replace(draft, sources=sources, rules=(*draft.rules, f"source.{nearest.rule}"))


def _with_speaker(draft: Draft, saying: Saying) -> Draft:
    """A meeting in whose course something was said ("قال خلال لقاء مع" he said when he met): the speaker met too."""
    speakers = tuple(n for n in saying.sources[:1] if not _same_as_actor(n, draft))
    return msgspec.structs.replace(draft, actors=(*speakers, *draft.actors), rules=(*draft.rules, "speaker.met"))


def _same_as_actor(noun: Noun, draft: Draft) -> bool:
    return any(
        (noun.first, noun.last) == (actor.first, actor.last) or (noun.id and noun.id == actor.id)
        for actor in draft.actors
    )
