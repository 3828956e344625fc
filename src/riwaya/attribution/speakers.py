"""Which phrases name somebody that can speak, and how a source is quoted."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import msgspec

from riwaya.language.fold import fold
from riwaya.language.nouns import Scene, as_actor, own_words
from riwaya.language.pattern import word_lists
from riwaya.language.speech import is_speech_verb
from riwaya.language.tables import rows
from riwaya.model.mentions import ActorMention
from riwaya.model.phrases import Noun, Phrase

PERSONS = frozenset({"official", "person"})
PEOPLE = ("singular", "dual", "plural")  # columns of the forms


@cache
def people() -> frozenset[str]:
    """The folded nouns for people, who can all speak ("والده" his father, "ناجون" survivors)."""
    forms = (form for row in rows("lexicon/people.tsv", *PEOPLE) for column in PEOPLE for form in row.list(column))
    return frozenset(map(fold, forms))


class Speakers:
    """Reads the phrases of one sentence as sources."""

    def __init__(self, scene: Scene, phrases: Sequence[Phrase]) -> None:
        self.scene = scene
        self.tokens = scene.analysis.tokens
        self.phrases = phrases

    def source(self, phrase: Phrase) -> Noun | None:
        """The noun of a phrase as a source, in any case ("لكن مصدرا" but a source); None where it names no speaker."""
        if phrase.kind != "np" or self.tokens[phrase.first].word.kind == "number":
            return None
        lists = word_lists()
        if phrase.actor >= 0 or phrase.place >= 0:
            noun = as_actor(self.scene, phrase)
            if noun is None:
                return None
            if phrase.actor >= 0 and noun.type in PERSONS:
                return self._with_title(noun, self.scene.mentions.actors[phrase.actor])
            common = not noun.id and noun.first == phrase.first and phrase.head in lists["somebody_of"]
            return self._with_place(phrase) if common else noun
        head = phrase.head
        if head in lists["some_of"] and phrase.last > phrase.first + 1:  # "one of the inhabitants", "several sources"
            head = self.tokens[phrase.first + 1].word.readings[0].bare
        word = self.tokens[phrase.first].word
        accusative = word.lemma in lists["source_head"] and not phrase.preposition
        if head in lists["source_head"] or accusative or head in lists["media"] or head in lists["somebody_of"]:
            return self._with_place(phrase)
        name = word.pos == "PROPN" or not word.known
        person = head in people() or (word.enclitic != "" and word.lemma in people())
        return self.own_words(phrase) if name or person else None

    def _with_title(self, noun: Noun, mention: ActorMention) -> Noun:
        """A person with the title before the name: "وزير الدفاع خلوصي أكار" (the minister of defence …)."""
        last = max(mention.last, noun.last)
        return msgspec.structs.replace(noun, first=mention.first, last=last, cut=mention.cut)

    def own_words(self, phrase: Phrase) -> Noun | None:
        """The words of a phrase up to a verb of saying that was read into it ("مصدر عسكري اوضح" a source explained)."""
        noun = own_words(self.scene, phrase)
        if noun is None:
            return None
        verbs = (i for i in range(noun.first + 1, noun.last) if is_speech_verb(self.tokens[i].word))
        return msgspec.structs.replace(noun, last=next(verbs, noun.last))

    def _with_place(self, phrase: Phrase) -> Noun | None:
        """A common noun with where it belongs: "مصدر من المقاومة" (a source of the resistance)."""
        noun = self.own_words(phrase)
        number = self.phrases.index(phrase)
        following = self.phrases[number + 1] if number + 1 < len(self.phrases) else None
        belongs = following is not None and following.kind == "np" and not following.conjunction
        known = any(t.word.definite or t.word.enclitic for t in self.tokens[phrase.first : phrase.last])
        if noun is None or following is None or not belongs or known or noun.last < phrase.last:
            return noun
        lists = word_lists()
        named = following.definite or following.actors or following.places
        if following.preposition not in lists["of_source"] or following.head in lists["means_of_saying"] or not named:
            return noun
        told = "VerbForm=Vnoun" in self.tokens[following.first].word.features
        if told and following.preposition in lists["attached_in"]:
            return noun  # "a source told of the fall of …": what is said, not where the source belongs
        return msgspec.structs.replace(noun, last=min(following.last, following.first + 3))

    def issuer(self, number: int) -> Noun | None:
        """The source that phrase `number` names; whose statement it is where it only says "بيان" (a statement)."""
        phrase = self.phrases[number]
        if phrase.head in word_lists()["statement"] and not phrase.actors:
            for following in self.phrases[number + 1 : number + 3]:
                if following.kind == "np" and following.preposition in word_lists()["issued_by"]:
                    noun = self.source(following)
                    if noun is not None:
                        return noun
        return self.source(phrase)

    def is_outlet(self, phrase: Phrase) -> bool:
        """Whether a phrase names an outlet that is spoken to and passes on; a paper quotes its own name alone."""
        if phrase.head in word_lists()["media"]:
            return True
        before = self.tokens[phrase.first - 1].word.key if phrase.first else ""
        known = phrase.actor >= 0 and self.scene.mentions.actors[phrase.actor].type == "media"
        return known and before not in word_lists()["quote_mark"]
