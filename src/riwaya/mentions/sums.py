"""Which figures are the sum of many events: over a war or a year, or of scattered attacks told one by one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import combinations
from typing import Any

import msgspec

from riwaya.language.pattern import RuleBook, word_lists
from riwaya.language.tables import rules
from riwaya.mentions.count_kinds import Kinds
from riwaya.mentions.time_words import time_words
from riwaya.model.analysis import Analysis, Token
from riwaya.model.mentions import CountMention

RULES = "counts/sums"
BEFORE, BEHIND = 5, 9  # tokens on both sides of a figure in which the span of time or "scattered" may stand
PARTS = 4  # figures at most that a total is the sum of
LEAD = 3  # sentences after the title that may tell the total
FIGURES = 12  # later figures that are looked at
SUMMED = 6  # smaller totals come out by chance
Stretch = tuple[int, int]


@cache
def _book() -> RuleBook:
    return RuleBook(RULES, rules(RULES))


def sums(tokens: Sequence[Token], kinds: Kinds, stretches: Sequence[Stretch]) -> list[str]:
    """What each figure of a sentence sums up: `period`, `scattered` or "".

    `stretches` are the tokens of the figures with their words, in order; what stands behind a figure that "and" joins
    to another is said of both.
    """
    found: list[str] = []
    behind = ""
    for number in range(len(stretches) - 1, -1, -1):
        first, last = stretches[number]
        start = stretches[number - 1][1] if number else kinds.first
        stop = stretches[number + 1][0] if number + 1 < len(stretches) else kinds.stop
        end = _clause(tokens, range(last, min(stop, last + BEHIND)))
        begin = _clause(tokens, range(first - 1, max(start, first - BEFORE) - 1, -1))
        told = _told(tokens, kinds, range(min(begin, first), max(end, last)))
        joined = end == stop < kinds.stop and bool(tokens[stop].word.readings[0].conjunction)
        behind = told or (behind if joined else "")
        found.append(behind)
    return found[::-1]


def _clause(tokens: Sequence[Token], indices: range) -> int:
    """The last of `indices` before a mark; one step beyond all where there is none."""
    for index in indices:
        if tokens[index].word.kind == "punct" and tokens[index].word.key not in word_lists()["count_quotes"]:
            return index
    return indices.stop


def _told(tokens: Sequence[Token], kinds: Kinds, indices: Iterable[int]) -> str:
    def known(kind: str, at: int) -> Iterable[tuple[int, Any]]:
        if kind == "month_name":
            return time_words().chunks(kind, tokens, at, kinds.stop, joined=False)
        return kinds(kind, at)

    for index in indices:
        if tokens[index].word.kind == "word":
            for rule, _ in _book().at(tokens, index, kinds.stop, known):
                return str(rule["yields"]["sum"])
    return ""


def broken_down(analysis: Analysis, counts: Sequence[CountMention]) -> tuple[CountMention, ...]:
    """`counts` where totals that later sentences break down are marked as scattered.

    Example: the title has "19 شهيدا" (19 martyrs), later sentences eleven in one town, eight in another.
    """
    sentences = [n for n, sentence in enumerate(analysis.sentences) for _ in range(sentence.first, sentence.last)]
    told = [(sentences[count.first], count) for count in counts]
    totals = {(count.role, count.min) for at, count in told if _is_total(at, count, told)}
    return tuple(
        msgspec.structs.replace(count, scattered=True) if (count.role, count.min) in totals and _whole(count) else count
        for count in counts
    )


def _whole(count: CountMention) -> bool:
    return not (count.vague or count.part or count.total)


def _is_total(at: int, total: CountMention, told: Sequence[tuple[int, CountMention]]) -> bool:
    """Whether later sentences, each with one figure of its own, make up `total`.

    Two equal figures are more likely one told twice, so only three or more parts may hold equals.
    """
    again = any(n > LEAD and c.min == total.min and c.role == total.role for n, c in told)
    if not _whole(total) or total.min < SUMMED or at > LEAD or again:
        return False
    later = sorted({(n, c.min) for n, c in told if n > at and c.role == total.role and _whole(c) and c.min < total.min})
    return any(
        sum(part for _, part in parts) == total.min
        and len({n for n, _ in parts}) == size
        and (size > 2 or parts[0][1] != parts[1][1])
        for size in range(2, PARTS + 1)
        for parts in combinations(later[:FIGURES], size)
    )
