"""The one door of the stage: report text to tokens, sentences and quotes."""

from __future__ import annotations

from typing import cast

from riwaya.language.fold import CleanText, clean
from riwaya.language.readings import particles
from riwaya.language.tokens import LONGEST_WORD, TOKEN
from riwaya.model.analysis import TATWEEL, Analysis, Token, WordKind
from riwaya.model.events import Report
from riwaya.text.morphology import word
from riwaya.text.quotes import quotes
from riwaya.text.sentences import sentences
from riwaya.text.verbs import with_verbs

DAMMA = "\u064f"


def analyse(report: Report) -> Analysis:
    """Cuts a report into tokens and sentences; every token's offsets slice the untouched text."""
    cleaned = clean(report.text)
    tokens = tokenise(cleaned)
    found = sentences(report.text, tokens)
    return Analysis(report, with_verbs(tokens, found), found, quotes(tokens))


def tokenise(cleaned: CleanText) -> tuple[Token, ...]:
    """The tokens of a clean text: words, numbers (digits glued to a word stand alone), single punctuation marks."""
    origins, source = cleaned.origins, cleaned.source
    total = len(origins)
    tokens = []
    for match in TOKEN.finditer(cleaned.text):
        first, last = match.span()
        start = origins[first]
        end = origins[last - 1] + 1
        limit = origins[last] if last < total else len(source)
        while end < limit and not source[end].isspace():
            end += 1
        kind = cast(WordKind, match.lastgroup)
        passive = kind == "word" and _opens_with_damma(source[start:end])
        tokens.append(Token(start, end, word(match.group()[:LONGEST_WORD], kind), passive))
    return tuple(tokens)


def _opens_with_damma(written: str) -> bool:
    """Whether the first damma stands on the first letter, "and", "so" and "will" before it left aside: "وسيُقتل"."""
    before, damma, _ = written.partition(DAMMA)
    if not damma:
        return False
    letters = [letter for letter in before if letter.isalpha() and letter != TATWEEL]
    known = particles()
    return bool(letters) and all(letter in known.conjunctions + known.futures for letter in letters[:-1])


__all__ = ["analyse", "tokenise"]
