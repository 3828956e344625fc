"""Finding in a sentence who is said to say what, and how far it reaches."""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import NamedTuple

from riwaya.attribution.speakers import Speakers
from riwaya.language.nouns import Scene, is_armed
from riwaya.language.pattern import word_lists
from riwaya.language.speech import speech_kind
from riwaya.model.phrases import Noun, Phrase

REACH = 6  # phrases between a verb of saying and its subject
MOST_BEFORE = 3
OPENING = 1  # a verb of saying so near the head of its sentence goes on with the last source where it has no subject
NEAR = 6  # phrases in which the quotation of a verb of saying begins
GOES_ON = frozenset({"goes_on", "goes_on_that"})
LOOSE = frozenset({"says_that", "goes_on_that"})  # kinds of verbs that mean other things as well
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
        self.speakers = Speakers(scene, phrases)

    def find(self) -> list[Saying]:
        """All attributions in order of their words."""
        found: list[Saying] = []
        headline = self._before_colon()
        if headline is not None:
            found.append(headline)
        for number, phrase in enumerate(self.phrases):
            if phrase.kind == "verb" or (phrase.kind == "np" and self._as_said(number)):
                saying = self._verb(number)
            elif phrase.preposition in word_lists()["according_key"]:
                saying = self._by(number)
            elif phrase.kind in ("np", "other"):
                saying = self._participle(number)
            else:
                saying = None
            if phrase.kind == "np" and self._relayed(phrase):
                found = self._with_origin(found, phrase)
            if saying is not None:
                found.append(saying)
        return found

    def _relayed(self, phrase: Phrase) -> bool:
        """Whether a phrase stands behind "نقلا عن" (quoting)."""
        lists = word_lists()
        before = self.tokens[phrase.first - 2].word.key if phrase.first > 1 else ""
        return phrase.preposition in lists["passes_on"] and before in lists["quoting"]

    def _with_origin(self, found: list[Saying], phrase: Phrase) -> list[Saying]:
        """The attributions with the one whom the last of them quotes, or one more where there is none."""
        noun = self.speakers.source(phrase)
        if noun is None:
            return found
        if found:
            last = found[-1]
            return [*found[:-1], last._replace(sources=(noun, *last.sources))] if last.sources else found
        return [Saying((noun,), phrase.first, self.phrases[0].first, self.last, False, "according")]

    def _before_colon(self) -> Saying | None:
        """The speaker of a headline: "بوغدانوف: لضرورة الاتفاق" (Bogdanov: need for agreement)."""
        if len(self.phrases) < 3 or self.tokens[self.phrases[1].first].word.key != ":":
            return None
        noun = self.speakers.source(self.phrases[0])
        if noun is None or noun.rule == "state":
            return None
        return Saying((noun,), self.phrases[0].first, self.phrases[2].first, self.last, False, "headline")

    def _verb(self, number: int) -> Saying | None:
        phrase = self.phrases[number]
        kind = speech_kind(self.tokens[phrase.first].word)
        if kind is None or kind[0] == "participle":
            return None
        subject, behind = self._subject(number)
        through = {"relays": "passes_on", "learns": "learned_from"}.get(kind[0], "")
        sources = self._chain(subject, behind)
        if self._unsaid(number):  # covers nothing, but who has not said this may go on to say that
            return Saying(tuple(sources), phrase.first, phrase.first, phrase.first, False, kind[1]) if sources else None
        if through:
            outlet = sources if kind[0] == "relays" else []
            sources = self._through(number, behind, outlet, word_lists()[through])
            return Saying(tuple(sources), phrase.first, *self._reach(number), False, kind[1]) if sources else None
        if not self._is_saying(number, kind[0], sources):
            return None
        if not sources and kind[0] not in GOES_ON and not self._says_that(number) and number > OPENING:
            return None
        return Saying(tuple(sources), phrase.first, *self._reach(number), not sources, kind[1])

    def _is_saying(self, number: int, kind: str, sources: Sequence[Noun]) -> bool:
        """Whether a verb tells of a saying: not "يذكر أن" (it is recalled), nor "نشرت القوات" (the forces deployed)."""
        word = self.tokens[self.phrases[number].first].word
        if not sources and any(r.core in word_lists()["impersonal"] for r in word.readings[:2]):
            return False
        doer = not sources or is_armed(sources[0]) or sources[0].rule == "state"
        return kind not in LOOSE or not doer or self._quotes(number)

    def _quotes(self, number: int) -> bool:
        """Whether "that", a colon or a quotation mark follows a verb of saying and its subject."""
        last = min(len(self.phrases), number + NEAR) - 1
        span = range(self.phrases[number].first, self.phrases[last].last)
        marks = word_lists()["quote_mark"]
        return self._says_that(number) or self._as_said(number) or any(self.tokens[i].word.key in marks for i in span)

    def _says_that(self, number: int) -> bool:
        return any(p.kind == "complement" for p in self.phrases[number + 1 : number + 4])

    def _as_said(self, number: int) -> bool:
        """Whether a verb stands behind "ما" (as … said)."""
        at = self.phrases[number].first
        before = self.tokens[at - 1].word.readings if at else ()
        return bool(before) and before[0].core in word_lists()["what"]

    def _unsaid(self, number: int) -> bool:
        """Whether somebody is told not to have said it: "لم تعلن الوزارة" (the ministry has not announced)."""
        at = self.phrases[number].first
        before = self.tokens[at - 1].word.readings if at > self.phrases[0].first else ()
        return bool(before) and before[0].core in word_lists()["negation"] and not self._as_said(number)

    def _reach(self, number: int) -> tuple[int, int]:
        """What a verb of saying covers: what stands behind its "that" or colon, or behind the verb where there is none.

        Behind "ما" (as … said), and where it closes its sentence ("…, ذكرت الشرطة" the police said), it covers it all.
        """
        phrase = self.phrases[number]
        if self._as_said(number) or self._closes(number):
            return self.phrases[0].first, self.last
        for following in self.phrases[number + 1 : number + 1 + FRAME]:
            if following.kind == "complement" or self.tokens[following.first].word.key == ":":
                return following.first, self.last
            if following.kind == "verb":
                break
        return phrase.first, self.last

    def _closes(self, number: int) -> bool:
        """Whether a verb of saying and its subject close a sentence, behind a mark: what is said stands before them."""
        phrase, following = self.phrases[number], self.phrases[number + 1 :]
        if number < MOST_BEFORE or phrase.conjunction or self.phrases[number - 1].kind != "mark":
            return False
        bare = [p for p in following if p.kind == "np" and not p.preposition and not p.conjunction]
        marks = [p for p in following if p.kind == "mark"]
        kinds = {p.kind for p in following}
        return kinds <= {"np", "time", "mark"} and len(bare) == 1 and len(marks) <= 1 and bare[0] is following[0]

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
        before = REACH if self._had(number) else MOST_BEFORE
        for back in range(number - 1, max(-1, number - 1 - before), -1):
            phrase = self.phrases[back]
            if phrase.kind == "np" and not phrase.preposition:
                return phrase, number
            if phrase.kind == "mark" and self._had(number):
                continue
            if phrase.kind in ("verb", "complement", "mark") and self.tokens[phrase.first].word.pos != "AUX":
                break
        return None, number

    def _through(self, number: int, behind: int, outlet: list[Noun], prepositions: Container[str]) -> list[Noun]:
        """Whom "نقل عن" (relayed from) and "علم من" (learned from) name, then the outlet that relays."""
        for phrase in self.phrases[number + 1 : behind + REACH]:
            if phrase.kind in ("verb", "complement"):
                break
            noun = self.speakers.source(phrase) if phrase.preposition in prepositions else None
            if noun is not None:
                return [noun, *outlet]
        return outlet if self._quotes(number) or self._as_said(number) else []

    def _had(self, number: int) -> bool:
        """Whether "had" stands right before the verb, so that its subject stands before it: "كان فلان قد أعلن"."""
        at = self.phrases[number].first
        return at > 0 and self.tokens[at - 1].word.key in word_lists()["had"]

    def _chain(self, subject: Phrase | None, behind: int) -> list[Noun]:
        chain: list[Noun] = []
        if subject is not None:
            noun = self.speakers.source(subject)
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
            told = phrase.preposition in lists["to"] if phrase.preposition else bool(chain)  # "told the agency that"
            if joined or (told and self.speakers.is_outlet(phrase)):
                noun = self.speakers.source(phrase)
                if noun is not None:
                    chain.append(noun)
        return chain

    def _by(self, number: int) -> Saying | None:
        phrase = self.phrases[number]
        if phrase.kind != "np":
            return None
        noun = self.speakers.issuer(number) or (self.speakers.own_words(phrase) if phrase.definite else None)
        if noun is None:
            return None
        first = self.phrases[0].first
        return Saying((noun,), phrase.first, first, self.last, False, "according")

    def _participle(self, number: int) -> Saying | None:
        phrase = self.phrases[number]
        kind = speech_kind(self.tokens[phrase.first].word)
        if kind is None or kind[0] != "participle":
            return None
        return Saying((), phrase.first, phrase.first, self.last, True, kind[1])
