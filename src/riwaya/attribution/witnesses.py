"""Who tells more of an event that was told before: further sources, without an event of their own in what they say."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from riwaya.attribution.speech import Saying
from riwaya.language.nouns import Scene
from riwaya.language.pattern import word_lists
from riwaya.model.phrases import VIOLENT, Draft, Phrase

OPENING = 4  # phrases of a sentence in which the verb of a witness stands


def with_witnesses(
    scene: Scene, phrases: Sequence[Sequence[Phrase]], by_sentence: Sequence[Sequence[Saying]], drafts: Sequence[Draft]
) -> tuple[Draft, ...]:
    """The drafts; those of which others tell more have these as sources too, behind their own.

    So tells who gives figures in the same sentence ("واعترف الجيش بإصابة اثنين" and the army admitted two wounded), and
    a common witness in the sentence that follows ("وقال أحد الجيران إن" one of the neighbours said that).
    """
    reader = _Witnesses(scene, phrases, drafts)
    found = list(drafts)
    for number, sayings in enumerate(by_sentence):
        for saying in sayings:
            of = reader.told_of(saying, number)
            if of is not None:
                found[of] = _with_source(found[of], saying)
    return tuple(found)


class _Witnesses:
    """Finds the draft of which an attribution tells more."""

    def __init__(self, scene: Scene, phrases: Sequence[Sequence[Phrase]], drafts: Sequence[Draft]) -> None:
        self.scene = scene
        self.tokens = scene.analysis.tokens
        self.phrases = phrases
        self.drafts = drafts

    def told_of(self, saying: Saying, number: int) -> int | None:
        """The index of the draft that what is said is about; None where it is about none, or has a draft of its own."""
        if not saying.sources or saying.goes_on or saying.rule in ("part", "headline"):
            return None
        here = [i for i, d in enumerate(self.drafts) if number in d.sentences]
        if any(self._holds(saying, self.drafts[i]) for i in here):
            return None
        before = [i for i in here if self._violent(i) and self.drafts[i].trigger_first < saying.at]
        if before:
            return before[-1] if self._gives_figures(saying) else None
        if here or not number or not self._is_witness(saying, number):
            return None
        earlier = [i for i, d in enumerate(self.drafts) if number - 1 in d.sentences and self._violent(i)]
        return earlier[-1] if earlier else None

    def _violent(self, index: int) -> bool:
        return self.drafts[index].type in VIOLENT and self.drafts[index].modality == "actual"

    def _holds(self, saying: Saying, draft: Draft) -> bool:
        """Whether a draft is told by this attribution, or stands in it."""
        nouns = (*draft.sources, *draft.actors)
        mine = any(noun.first == source.first for source in saying.sources for noun in nouns)
        return mine or saying.at <= draft.trigger_first < saying.last

    def _gives_figures(self, saying: Saying) -> bool:
        return any(saying.at < count.first < saying.last for count in self.scene.mentions.counts)

    def _is_witness(self, saying: Saying, number: int) -> bool:
        """Whether somebody without office speaks at the head of a sentence that names no other time."""
        inside = self.phrases[number]
        opens = any(p.first == saying.at for p in inside[:OPENING])
        source, lists = saying.sources[0], word_lists()
        word = self.tokens[source.first].word
        if word.readings[0].bare in lists["some_of"] and source.last > source.first + 1:
            word = self.tokens[source.first + 1].word
        common = word.readings[0].bare in lists["witness"] or word.lemma in lists["witness"]
        return opens and common and not source.id and not any(p.kind == "time" for p in inside)


def _with_source(draft: Draft, saying: Saying) -> Draft:
    told = {noun.first for noun in draft.sources}
    more = tuple(noun for noun in saying.sources if noun.first not in told)
    return msgspec.structs.replace(draft, sources=(*draft.sources, *more), rules=(*draft.rules, "source.witness"))
