"""Finding in a sentence who is said to say what, and how far it reaches."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from riwaya.language.nouns import Scene, as_actor, own_words
from riwaya.language.pattern import word_lists
from riwaya.language.speech import speech_kind
from riwaya.model.phrases import Noun, Phrase

REACH = 6  # phrases between a verb of saying and its subject
MOST_BEFORE = 3
OPENING = 1  # a verb of saying so near the head of its sentence goes on with the last source where it has no subject
FRAME = 14  # phrases between a verb of saying and its "that"


class Saying(NamedTuple):
    """One attribution: the chain of sources, and the tokens `first` to `last` that it covers. `whole`: the sentence."""

    sources: tuple[Noun, ...]
    at: int
    first: int
    last: int
    goes_on: bool
    rule: str


class Sayings:
    """Reads the attributions of one sentence."""

    def __init__(self, scene: Scene, phrases: Sequence[Phrase], last: int) -> None:
        self.scene = scene
        self.tokens = scene.analysis.tokens
        self.phrases = phrases
        self.last = last

    def find(self) -> list[Saying]:
        """All attributions in order of their words."""
        found: list[Saying] = []
        headline = self._before_colon()
        if headline is not None:
            found.append(headline)
        for number, phrase in enumerate(self.phrases):
            if phrase.kind == "verb":
                saying = self._verb(number)
            elif phrase.preposition in word_lists()["according_key"]:
                saying = self._by(number)
            elif phrase.kind in ("np", "other"):
                saying = self._participle(number)
            else:
                saying = None
            if saying is not None:
                found.append(saying)
        return found

    def _before_colon(self) -> Saying | None:
        """The speaker of a headline: "بوغدانوف: لضرورة الاتفاق" (Bogdanov: need for agreement)."""
        if len(self.phrases) < 3 or self.tokens[self.phrases[1].first].word.key != ":":
            return None
        noun = self.source(self.phrases[0])
        if noun is None or noun.rule == "state":
            return None
        return Saying((noun,), self.phrases[0].first, self.phrases[2].first, self.last, False, "headline")

    def _verb(self, number: int) -> Saying | None:
        phrase = self.phrases[number]
        kind = speech_kind(self.tokens[phrase.first].word)
        if kind is None or kind[0] == "participle":
            return None
        subject, behind = self._subject(number)
        sources = self._chain(kind[0], subject, behind)
        if kind[0] == "relays" and len(sources) < 2:
            return Saying(tuple(sources), phrase.first, *self._reach(number), False, kind[1]) if sources else None
        if not sources and kind[0] != "goes_on" and not self._says_that(number) and number > OPENING:
            return None
        return Saying(tuple(sources), phrase.first, *self._reach(number), not sources, kind[1])

    def _says_that(self, number: int) -> bool:
        return any(p.kind == "complement" for p in self.phrases[number + 1 : number + 4])

    def _reach(self, number: int) -> tuple[int, int]:
        """What a verb of saying covers: what stands behind its "that" or colon, or behind the verb where there is none.

        Behind "ما" (as … said) it covers the whole sentence.
        """
        phrase = self.phrases[number]
        before = self.tokens[phrase.first - 1].word if phrase.first else None
        if before is not None and before.readings and before.readings[0].core in word_lists()["what"]:
            return self.phrases[0].first, self.last
        for following in self.phrases[number + 1 : number + 1 + FRAME]:
            if following.kind == "complement" or self.tokens[following.first].word.key == ":":
                return following.first, self.last
            if following.kind == "verb":
                break
        return phrase.first, self.last

    def _subject(self, number: int) -> tuple[Phrase | None, int]:
        for ahead in range(number + 1, min(number + 1 + REACH, len(self.phrases))):
            phrase = self.phrases[ahead]
            if phrase.kind in ("verb", "complement", "relative"):
                break
            if phrase.kind == "np" and not phrase.preposition:
                if phrase.conjunction:
                    break
                return phrase, ahead
            if phrase.kind == "mark" and self.tokens[phrase.first].word.key == ":":
                break
        for back in range(number - 1, max(-1, number - 1 - MOST_BEFORE), -1):
            phrase = self.phrases[back]
            if phrase.kind == "np" and not phrase.preposition:
                return phrase, number
            if phrase.kind in ("verb", "complement", "mark") and self.tokens[phrase.first].word.pos != "AUX":
                break
        return None, number

    def _chain(self, kind: str, subject: Phrase | None, behind: int) -> list[Noun]:
        chain: list[Noun] = []
        if subject is not None:
            noun = self.source(subject)
            if noun is not None:
                chain.append(noun)
        lists = word_lists()
        together = True  # still in the list of subjects
        for phrase in self.phrases[behind + 1 : behind + 6]:
            if phrase.kind in ("verb", "complement"):
                break
            if phrase.kind != "np":
                continue
            joined = together and bool(chain) and phrase.conjunction != "" and not phrase.preposition
            together = joined
            if kind == "relays" and phrase.preposition in lists["passes_on"]:
                noun = self.source(phrase)
                if noun is not None:
                    chain.insert(0, noun)
            elif joined or (phrase.preposition in lists["to"] and self._is_media(phrase)):
                noun = self.source(phrase)
                if noun is not None:
                    chain.append(noun)
        return chain

    def _is_media(self, phrase: Phrase) -> bool:
        if phrase.actor >= 0 and self.scene.mentions.actors[phrase.actor].type == "media":
            return True
        return phrase.head in word_lists()["media"]

    def source(self, phrase: Phrase) -> Noun | None:
        """The noun of a phrase as a source; None where it names nobody that can speak."""
        if phrase.kind != "np" or self.tokens[phrase.first].word.kind == "number":
            return None
        lists = word_lists()
        if phrase.actor >= 0 or phrase.place >= 0:
            noun = as_actor(self.scene, phrase)
            common = (
                noun is not None and not noun.id and noun.first == phrase.first and phrase.head in lists["somebody_of"]
            )
            return self._with_place(phrase) if common else noun
        word = self.tokens[phrase.first].word
        if phrase.head in lists["source_head"] or phrase.head in lists["media"]:
            return self._with_place(phrase)
        return own_words(self.scene, phrase) if word.pos == "PROPN" or not word.known else None

    def _with_place(self, phrase: Phrase) -> Noun | None:
        """A common noun with where it belongs: "مصدر من المقاومة" (a source of the resistance)."""
        noun = own_words(self.scene, phrase)
        number = self.phrases.index(phrase)
        following = self.phrases[number + 1] if number + 1 < len(self.phrases) else None
        belongs = following is not None and following.kind == "np" and not following.conjunction
        known = any(t.word.definite or t.word.enclitic for t in self.tokens[phrase.first : phrase.last])
        if noun is None or following is None or not belongs or known:
            return noun
        lists = word_lists()
        named = following.definite or following.actors or following.places
        if following.preposition not in lists["of_source"] or following.head in lists["means_of_saying"] or not named:
            return noun
        return msgspec.structs.replace(noun, last=min(following.last, following.first + 3))

    def _by(self, number: int) -> Saying | None:
        phrase = self.phrases[number]
        if phrase.kind != "np":
            return None
        noun = self._speaking(number) or (own_words(self.scene, phrase) if phrase.definite else None)
        if noun is None:
            return None
        first = self.phrases[0].first
        return Saying((noun,), phrase.first, first, self.last, False, "according")

    def _speaking(self, number: int) -> Noun | None:
        """The source that phrase `number` names; whose statement it is where it only says "بيان" (a statement)."""
        phrase = self.phrases[number]
        if phrase.head in word_lists()["statement"] and not phrase.actors:
            for following in self.phrases[number + 1 : number + 3]:
                if following.kind == "np" and following.preposition in word_lists()["issued_by"]:
                    noun = self.source(following)
                    if noun is not None:
                        return noun
        return self.source(phrase)

    def _participle(self, number: int) -> Saying | None:
        phrase = self.phrases[number]
        kind = speech_kind(self.tokens[phrase.first].word)
        if kind is None or kind[0] != "participle":
            return None
        return Saying((), phrase.first, phrase.first, self.last, True, kind[1])
