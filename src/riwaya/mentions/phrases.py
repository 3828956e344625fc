"""The phrases of a sentence: noun phrases with their prepositions, verbs, relatives, times, marks."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from riwaya.language.fold import fold
from riwaya.language.gazetteer import gazetteer
from riwaya.language.pattern import word_lists
from riwaya.language.readings import particles
from riwaya.language.tables import rows
from riwaya.language.trie import Trie
from riwaya.mentions.noun_phrases import QUOTES, is_nominal, phrase_end
from riwaya.model.analysis import Analysis, Reading, Sentence, Token
from riwaya.model.mentions import Mention, Mentions, PlaceMention
from riwaya.model.phrases import Phrase, PhraseKind

TOWN = frozenset({"PPL", "PPLA", "PPLA2", "PPLA3", "PPLA4", "PPLC"})  # GeoNames feature codes of towns
AREA = frozenset({"ADM1", "ADM2"})  # and of governorates and districts


@cache
def _prepositions() -> Trie[str]:
    trie: Trie[str] = Trie(bare=False)
    for row in rows("lexicon/prepositions.tsv", "words", "key"):
        trie.add(fold(row["words"]).split(), fold(row["key"]))
    return trie


class _Reader:
    """Walks one sentence; holds what was read but not yet placed: a conjunction, a preposition."""

    def __init__(self, tokens: Sequence[Token], mentions: Mentions) -> None:
        self.tokens = tokens
        self.mentions = mentions
        self.actor_at = {m.first: i for i, m in enumerate(mentions.actors)}
        self.place_at = {m.first: i for i, m in enumerate(mentions.places)}
        self.time_at = {m.first: i for i, m in enumerate(mentions.times)}
        self.weapon_at = {m.first: i for i, m in enumerate(mentions.weapons)}
        self.inner = {m.first: m.last for group in (mentions.places, mentions.actors) for m in group}
        self.conjunction = ""
        self.preposition = ""
        self.since = 0

    def sentence(self, first: int, last: int) -> list[Phrase]:
        found: list[Phrase] = []
        index = first
        self.conjunction = self.preposition = ""
        while index < last:
            phrase, index = self._next(index, last)
            if phrase is not None:
                found.append(phrase)
                self.conjunction = self.preposition = ""
        return found

    def _next(self, index: int, stop: int) -> tuple[Phrase | None, int]:
        token = self.tokens[index]
        word = token.word
        if word.kind == "punct":
            if word.key in QUOTES:
                return None, index + 1
            return self._plain("mark", index, index + 1), index + 1
        if index in self.time_at:
            mention = self.mentions.times[self.time_at[index]]
            return self._plain("time", index, mention.last, mention.conjunction), mention.last
        if index in self.place_at:
            return self._noun(index, stop)
        match = next(iter(_prepositions().at(self.tokens, index, stop)), None)
        if index in self.actor_at and (match is None or match.last == stop):
            return self._noun(index, stop)
        reading = word.readings[0]
        lists = word_lists()
        if word.key in lists["adverb"]:
            return self._plain("other", index, index + 1), index + 1
        if word.key in _conjunctions() or word.key in lists["or"]:
            self.conjunction = word.key
            return None, index + 1
        if reading.core in lists["complementiser"]:
            return self._plain("complement", index, index + 1, reading.conjunction), index + 1
        if match is not None and match.last < stop:
            self.conjunction = self.conjunction or match.reading.conjunction
            self.preposition = match.value[0]
            self.since = index
            return None, match.last
        if reading.core in lists["relative"]:
            return self._plain("relative", index, index + 1, reading.conjunction), index + 1
        if reading.core in lists["demonstrative"] and index + 1 < stop and self.tokens[index + 1].word.definite:
            self.conjunction, self.preposition = (
                reading.conjunction or self.conjunction,
                reading.preposition or self.preposition,
            )
            return None, index + 1
        named = self.preposition != "" and self.tokens[index - 1].word.key in QUOTES  # a verb that is a name
        if word.key in lists["when"] and not self.preposition:
            return self._plain("other", index, index + 1), index + 1
        if word.pos in ("VERB", "AUX") and not named:
            return self._plain("verb", index, index + 1, reading.conjunction), index + 1
        if is_nominal(token) or named:
            return self._noun(index, stop)
        return self._plain("other", index, index + 1, reading.conjunction), index + 1

    def _plain(self, kind: PhraseKind, first: int, last: int, conjunction: str = "") -> Phrase:
        return Phrase(
            kind=kind, first=first, last=last, conjunction=conjunction or self.conjunction, preposition=self.preposition
        )

    def _noun(self, index: int, stop: int) -> tuple[Phrase, int]:
        opening: Mention | None = None
        if index in self.actor_at:
            opening = self.mentions.actors[self.actor_at[index]]
        elif index in self.place_at:
            opening = self.mentions.places[self.place_at[index]]
        reading = self.tokens[index].word.readings[0]
        stop = next((i for i in range(index + 1, stop) if i in self.time_at), stop)
        last = phrase_end(self.tokens, index, stop, self.inner)
        cut, conjunction, preposition, head = reading.cut, reading.conjunction, reading.preposition, reading.bare
        if opening is not None:
            last = max(last, min(opening.last, stop))
            if opening.cut or not conjunction:
                cut, conjunction, preposition = opening.cut, opening.conjunction, opening.preposition
            head = getattr(opening, "head", "") if index in self.actor_at else head
            if index in self.place_at and not preposition:
                preposition = self._near(self.mentions.places[self.place_at[index]])
        places = tuple(self.place_at[i] for i in range(index, last) if i in self.place_at)
        phrase = Phrase(
            kind="np",
            first=index,
            last=last,
            cut=cut,
            conjunction=conjunction or self.conjunction,
            preposition=self.preposition or preposition,  # in "according to the sources" the word before governs
            head=head,
            definite=opening is not None or any(t.word.definite or t.word.enclitic for t in self.tokens[index:last]),
            actor=self.actor_at.get(index, -1),
            place=self.place_at.get(index, -1),
            weapon=next((self.weapon_at[i] for i in range(index, last) if i in self.weapon_at), -1),
            actors=tuple(self.actor_at[i] for i in range(index, last) if i in self.actor_at),
            places=places or self._again(index, last, reading),
        )
        return phrase, last

    def _again(self, index: int, last: int, reading: Reading) -> tuple[int, ...]:
        """The place that a bare definite noun takes up again: "in the town", "in the same district"."""
        lists = word_lists()
        same = False
        if reading.bare in lists["place_same_before"] and last == index + 2:  # "the same town" with "same" in front
            index, same = index + 1, True
        behind = self.tokens[index + 1].word if index + 1 < len(self.tokens) else None
        if behind is not None and any(r.bare in lists["place_same"] for r in behind.readings[:1]):
            last, same = index + 1 if last == index + 2 else last, True
        word = self.tokens[index].word
        head = word.readings[0].bare
        if not word.definite or last != index + 1:
            return ()
        towns, areas = head in lists["place_again_town"], head in lists["place_again_area"]
        upon = self.preposition in lists["upon"]  # "control of the area", "of the base"
        held = upon and head in lists["place_held"]
        alike = head in lists["place_again_alike"] and self.preposition + reading.preposition in lists["locative"]
        if not (towns or areas or held or alike) and not (same and head in lists["place_plain_head"]):
            return ()
        relations = ("", "part") if towns else ("",)
        earlier = [n for n, p in enumerate(self.mentions.places) if p.first < index and p.relation in relations]
        for number in reversed(earlier):
            place = self.mentions.places[number]
            kinds = {gazetteer().row(row).kind for row in place.candidates[:3]}
            if alike or (towns and place.head not in ("", "settlement")):
                continue
            if (
                not (towns or areas or held)
                or (held and head in lists["place_plain_head"])
                or (towns and kinds & TOWN)
                or (areas and kinds & AREA)
            ):
                return (number,)
        return tuple(n for n in reversed(earlier) if self._head(n) == head)[:1]

    def _head(self, number: int) -> str:
        return self.tokens[self.mentions.places[number].first].word.readings[0].bare

    def _near(self, place: PlaceMention) -> str:
        """The preposition that the name of a place holds itself: "قرب مدينة أعزاز" (near the town of Azaz)."""
        return next(iter(word_lists()["near_key"])) if place.relation in ("near", "offset", "between") else ""


@cache
def _conjunctions() -> frozenset[str]:
    return frozenset(particles().conjunctions)


def find_phrases(analysis: Analysis, mentions: Mentions) -> tuple[tuple[Phrase, ...], ...]:
    """The phrases of every sentence, in order; quotation marks and conjunctions are folded into their neighbours."""
    reader = _Reader(analysis.tokens, mentions)
    return tuple(tuple(reader.sentence(_start(sentence), sentence.last)) for sentence in analysis.sentences)


def _start(sentence: Sentence) -> int:
    return sentence.first if sentence.kind == "title" else sentence.body
