"""Sentences: where they end, which is the title, where a dateline ends."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from riwaya.language.fold import fold
from riwaya.language.tables import rows
from riwaya.model.analysis import Sentence, SentenceKind, Token

CLOSING = frozenset("\u00bb\"')]")
DATELINE_WORDS = 12  # a dateline before a dash behind a bracket has at most so many tokens
COLON_WORDS = 8  # and before a colon
DASH = "-"
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

    The first line is the title. A full stop behind an abbreviation, between digits or behind the number of a list ends
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
            numbered = index == first + 1 and tokens[first].word.kind == "number"
            ended = not (numbered or _abbreviated(tokens[index - 1], token, abbreviations))
            while ended and after < count and _closes(tokens[after - 1], tokens[after], ends):
                after += 1
            broken = after < count and "\n" in text[tokens[after - 1].end : tokens[after].start]
        if ended:
            whole = (broken or after == count) and (not found or found[-1].paragraph < paragraph)
            found.append(_sentence(tokens, first, after, paragraph, whole))
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


def _sentence(tokens: Sequence[Token], first: int, last: int, paragraph: int, whole: bool) -> Sentence:
    """A sentence with its kind; `whole`: it is all of its paragraph."""
    kind: SentenceKind = "title" if paragraph == 0 else "body"
    body = first
    if paragraph > 0:
        body = _behind_dateline(tokens, first, last)
        verbless = "Amb=VERB" not in tokens[body].word.features
        verbless = verbless and not any(token.word.pos in ("VERB", "AUX") for token in tokens[first:last])
        if whole and paragraph <= 2 and last - first <= SHORT and verbless:
            kind = "dateline"
    return Sentence(tokens[first].start, tokens[last - 1].end, first, last, body, kind, paragraph)


def _behind_dateline(tokens: Sequence[Token], first: int, last: int) -> int:
    """The first token behind "سبق- وكالات:" (Sabq, agencies) or "بيروت (رويترز) -"; `first` where there is none."""
    for index in range(first, min(last - 1, first + DATELINE_WORDS)):
        word = tokens[index].word
        outlet = index == first and tokens[index + 1].word.key == DASH
        if word.pos in ("VERB", "AUX", "SCONJ", "PART") and not outlet:
            return first
        near = index < first + COLON_WORDS
        if index > first and (near if word.key == ":" else word.key == DASH and tokens[index - 1].word.key == ")"):
            return index + 1
    return first
