"""The one door of the stage: drafts without sources to drafts with them."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from riwaya.attribution.speech import Saying, Sayings
from riwaya.attribution.witnesses import with_witnesses
from riwaya.language.nouns import Scene, actor_noun
from riwaya.language.pattern import word_lists
from riwaya.model.analysis import Analysis
from riwaya.model.mentions import Mentions
from riwaya.model.phrases import Draft, Noun, Phrase

SPEAKS_ON = 3  # sentences back to the speaker of a speech act that names none
LONE = 3  # phrases of a sentence that is nothing but "according to …"
SPEECH_ACTS = frozenset({"request", "accuse", "reject", "threaten", "support"})
OWN_ACTS = SPEECH_ACTS | {"consult"}  # who tells of an own act of these is no source
CLAIM = "claim"  # the rule of drafts whose doer claimed them


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
    reader = _Reader(scene, phrases, by_sentence)
    sourced = map(reader.with_sources, drafts)
    spoken = [draft for draft in map(reader.spoken, sourced) if draft is not None]
    return with_witnesses(scene, phrases, by_sentence, spoken)


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
        lists = word_lists()
        if short and head in lists["statement"] and self.last:
            sources = self.last
        elif short and head in self.full:
            self.full[head] = sources = (self.full[head][0], *(sources[1:] or self.full[head][1:]))
        elif short and head in lists["speaker_noun"] and self.last:
            sources = (self.last[0], *(sources[1:] or self.last[1:]))
        elif not short and (head in lists["source_head"] or head in lists["resumable"]):
            self.full[head] = sources
        self.last = sources
        return sources


class _Reader:
    """Gives drafts their sources, from the attributions of each sentence."""

    def __init__(
        self, scene: Scene, phrases: Sequence[Sequence[Phrase]], by_sentence: Sequence[Sequence[Saying]]
    ) -> None:
        self.scene = scene
        self.phrases = phrases
        self.by_sentence = by_sentence

    def spoken(self, draft: Draft) -> Draft | None:
        """A speech act without a doer is the speaker's own ("وقال إنه يجب على إيران" he said that Iran must).

        Where its sentence names no speaker either, it is the one who spoke in the sentences before: "ودعا البيان" (and
        the statement called on).
        """
        if draft.type not in SPEECH_ACTS or draft.actors:
            return draft
        if draft.sources:
            speaker, *others = draft.sources
            rules = (*draft.rules, "speaker")
            return msgspec.structs.replace(draft, actors=(self._core(speaker),), sources=tuple(others), rules=rules)
        number = draft.sentences[0]
        for sayings in reversed(self.by_sentence[max(0, number - SPEAKS_ON) : number]):
            speakers = [saying.sources[0] for saying in sayings if saying.sources]
            if speakers:
                actors = (self._core(speakers[-1]),)
                return msgspec.structs.replace(draft, actors=actors, rules=(*draft.rules, "speaker.before"))
        return None

    def with_sources(self, draft: Draft) -> Draft:
        """The draft with the chain of the attribution of its sentence that covers it."""
        at, sayings = self._at(draft), self.by_sentence[draft.sentences[0]]
        covering = [s for s in sayings if s.first <= at < s.last and s.at != draft.trigger_first]
        if draft.type == "consult":
            framing = [s for s in sayings if s.at < draft.trigger_first < s.first]
            if framing or (covering and self._in_the_course(draft)):
                return self._with_speaker(draft, (framing or covering)[-1])
        if CLAIM in draft.rules:
            return msgspec.structs.replace(draft, sources=draft.actors[:1], rules=(*draft.rules, "source.claim"))
        if not covering or self._aside(draft):
            return draft
        nearest = max(covering, key=lambda s: (s.first, s.rule == "according", -abs(s.at - at)))
        sources = nearest.sources
        if draft.type in OWN_ACTS:
            sources = tuple(noun for noun in sources if not _same_as_actor(noun, draft))
        return msgspec.structs.replace(draft, sources=sources, rules=(*draft.rules, f"source.{nearest.rule}"))

    def _aside(self, draft: Draft) -> bool:
        """Whether a speech act is the paper's remark on what was said: "وهو أمر نفاه الوزير" (which he denied)."""
        inside = self.phrases[draft.sentences[0]]
        number = next((n for n, p in enumerate(inside) if p.first == draft.trigger_first and p.kind == "verb"), 0)
        if draft.type not in SPEECH_ACTS or not number:
            return False
        before = number - 1 - (inside[number - 1].kind == "relative" and number > 1)
        suffixed = self.scene.analysis.tokens[draft.trigger_first].word.enclitic != ""
        return suffixed and inside[before].head in word_lists()["matter"]

    def _at(self, draft: Draft) -> int:
        """The token of its sentence that tells of the draft: its trigger, or the figure told anew of an earlier one."""
        if "counts.carried" in draft.rules and draft.counts:
            return self.scene.mentions.counts[draft.counts[0]].first
        return draft.trigger_first

    def _in_the_course(self, draft: Draft) -> bool:
        """Whether a meeting is told as what something was said in ("خلال لقاء مع" when he met)."""
        inside = self.phrases[draft.sentences[0]]
        own = next((p for p in inside if p.first <= draft.trigger_first < p.last), None)
        return own is not None and own.preposition in word_lists()["setting_preposition"]

    def _with_speaker(self, draft: Draft, saying: Saying) -> Draft:
        """A meeting in whose course something was said ("قال خلال لقاء" he said when he met): the speaker met too."""
        speakers = tuple(self._core(n) for n in saying.sources[:1] if not _same_as_actor(n, draft))
        return msgspec.structs.replace(draft, actors=(*speakers, *draft.actors), rules=(*draft.rules, "speaker.met"))

    def _core(self, speaker: Noun) -> Noun:
        """A speaker as a doer: the name without the title."""
        mentions = enumerate(self.scene.mentions.actors)
        index = next((i for i, m in mentions if m.first == speaker.first and m.last == speaker.last), None)
        return speaker if index is None else actor_noun(self.scene, index)


def _same_as_actor(noun: Noun, draft: Draft) -> bool:
    return any(noun.first <= actor.first < noun.last or (noun.id and noun.id == actor.id) for actor in draft.actors)
