"""Sentences: where they end, which is the title, where a dateline ends."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from riwaya.language.fold import fold
from riwaya.language.tables import rows
from riwaya.model.analysis import Sentence, SentenceKind, Token

CLOSING = frozenset("\u00bb\"')]")
DATELINE_WORDS = 8  # a dateline before a colon or dash is at most so long
SHORT = 8  # a paragraph of at most so many tokens without a verb that opens the body is a dateline


@cache
def _marks() -> tuple[frozenset[str], frozenset[str]]:
    ends, abbreviations = set(), set()
    for row in rows("lexicon/sentence_ends.tsv", "mark", "kind"):
        mark = row["mark"]
        if row["kind"] == "end":
            ends.add(chr(int(mark[2:], 16)) if mark.startswith("U+") else mark)
        else:
            abbreviations.add(fold(mark))
    return frozenset(ends), frozenset(abbreviations)


def sentences(text: str, tokens: Sequence[Token]) -> tuple[Sentence, ...]:
    """Cuts tokens into sentences at line breaks and at marks that end one.

    The first line is the title. A full stop behind an abbreviation, between digits or inside a short quoted name ends
    none. Closing quotation marks belong to the sentence that they close.
    """
    ends, abbreviations = _marks()
    found: list[Sentence] = []
    first, paragraph = 0, 0
    count = len(tokens)
    for index, token in enumerate(tokens):
        if index < first:
            continue
        after = index + 1
        broken = after < count and "\n" in text[token.end : tokens[after].start]
        ended = broken or after == count
        if not ended and token.word.kind == "punct" and token.word.key in ends and index > first:
            ended = not _abbreviated(tokens[index - 1], token, abbreviations)
            while ended and after < count and _closes(tokens[after - 1], tokens[after], ends):
                after += 1
            broken = after < count and "\n" in text[tokens[after - 1].end : tokens[after].start]
        if ended:
            found.append(_sentence(tokens, first, after, paragraph))
            first = after
            paragraph += broken
    return tuple(found)


def _abbreviated(before: Token, mark: Token, abbreviations: frozenset[str]) -> bool:
    """Whether a full stop belongs to the abbreviation or the initial right before it."""
    short = before.word.key in abbreviations or (before.word.kind == "word" and len(before.word.key) == 1)
    return short and before.end == mark.start


def _closes(before: Token, token: Token, ends: frozenset[str]) -> bool:
    """Whether a mark right behind the end of a sentence still belongs to it."""
    return token.start == before.end and token.word.key in ends | CLOSING


def _sentence(tokens: Sequence[Token], first: int, last: int, paragraph: int) -> Sentence:
    kind: SentenceKind = "title" if paragraph == 0 else "body"
    body = first
    if paragraph > 0:
        body = _behind_dateline(tokens, first, last)
        verbless = not any(token.word.pos in ("VERB", "AUX") for token in tokens[first:last])
        if paragraph <= 2 and last - first <= SHORT and verbless:
            kind = "dateline"
    return Sentence(tokens[first].start, tokens[last - 1].end, first, last, body, kind, paragraph)


def _behind_dateline(tokens: Sequence[Token], first: int, last: int) -> int:
    """The first token behind "سبق- وكالات:" (Sabq, agencies) or "(عدن - واس):"; `first` where there is none."""
    for index in range(first, min(last - 1, first + DATELINE_WORDS)):
        word = tokens[index].word
        if word.pos in ("VERB", "AUX", "SCONJ", "PART"):
            return first
        if word.key == ":" and index > first:
            return index + 1
    return first
