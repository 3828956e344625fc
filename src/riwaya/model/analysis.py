"""The report as language: words, tokens, sentences. Made by `text`, read by every later stage."""

from __future__ import annotations

from typing import Final, Literal

import msgspec

from riwaya.model.events import Report, Span

TATWEEL: Final = "\u0640"
WordKind = Literal["word", "number", "latin", "punct"]
SentenceKind = Literal["title", "dateline", "body", "footer"]


class Reading(msgspec.Struct, frozen=True, gc=False):
    """One way to take the attached particles off a word.

    `core` is the folded rest with its article, `bare` the rest without; `cut` is how many letters of the clean form
    were taken off before `core`; `preposition` is the folded ب, ل or ك taken off ("" if none) and `conjunction` the
    و or ف. Example: "وبالرقة" (and in Raqqa) has the reading core "الرقه", bare "رقه", cut 2.
    """

    core: str
    bare: str
    cut: int
    conjunction: str = ""
    preposition: str = ""


class Word(msgspec.Struct, frozen=True, gc=False):
    """All that is known of a word form without its context; shared by all tokens of that form.

    `text` is the clean form (no diacritics, ASCII digits), `key` the folded form. `proclitics`, `stem`, `enclitic`,
    `lemma`, `pos` (Universal Dependencies) and `features` are the likeliest analysis; `readings` all ways to take
    particles off, the likeliest first. `stem` and `lemma` are folded, `stem` without article.
    """

    text: str
    key: str
    kind: WordKind
    readings: tuple[Reading, ...]
    proclitics: tuple[str, ...] = ()
    stem: str = ""
    enclitic: str = ""
    lemma: str = ""
    pos: str = "X"
    features: str = ""
    known: bool = False

    @property
    def definite(self) -> bool:
        """Whether the article is on the word in its likeliest reading."""
        return bool(self.readings) and self.readings[0].core != self.readings[0].bare


class Token(msgspec.Struct, frozen=True, gc=False):
    """A word at its place: `start`, `end` are offsets into the untouched text; `passive`: a damma on the first letter.

    "And", "so" and "will" are left aside: "وسيُقتل" (and will be killed) is passive.
    """

    start: int
    end: int
    word: Word
    passive: bool = False


class Sentence(msgspec.Struct, frozen=True, gc=False):
    """Tokens `first` to `last` (half-open). `body` is the first token behind a dateline such as "(Riyadh – SPA):"."""

    start: int
    end: int
    first: int
    last: int
    body: int
    kind: SentenceKind = "body"
    paragraph: int = 0


class Analysis(msgspec.Struct, frozen=True):
    """A report cut into sentences and tokens. `quotes` are token ranges between matching quotation marks."""

    report: Report
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    quotes: tuple[tuple[int, int], ...] = ()

    def span(self, first: int, last: int, cut: int = 0) -> Span:
        """The untouched text's span of tokens `first` to `last`, without `cut` letters of attached particles."""
        start = self.tokens[first].start
        if cut:
            start = letters_on(self.report.text, start, cut)
        return Span(start, self.tokens[last - 1].end)

    def text(self, first: int, last: int, cut: int = 0) -> str:
        """The untouched words of tokens `first` to `last`."""
        return self.span(first, last, cut).of(self.report.text)

    def sentence_at(self, index: int) -> int:
        """The number of the sentence that holds token `index`."""
        low, high = 0, len(self.sentences)
        while low < high:
            mid = (low + high) // 2
            if self.sentences[mid].last <= index:
                low = mid + 1
            else:
                high = mid
        return low


def letters_on(text: str, start: int, count: int) -> int:
    """The offset of the letter of `text` behind `count` letters from `start`; marks and joiners count none."""
    position = start
    while position < len(text) and (count or not text[position].isalpha() or text[position] == TATWEEL):
        count -= text[position].isalpha() and text[position] != TATWEEL
        position += 1
    return position
