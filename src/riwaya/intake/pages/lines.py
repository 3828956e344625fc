"""The lines of a reading of a page without those that are no part of the article."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from typing import Final

from riwaya.intake.pages.days import find_day
from riwaya.intake.pages.furniture import is_known_label
from riwaya.intake.pages.marks import begins, words_of
from riwaya.intake.pages.tree import squeezed

# What separates the cells of a row where a reading writes tables so.
_CELLS: Final = re.compile(r"\s*\\?\|[\s|]*")
_CLOCK: Final = re.compile(r"\d{1,2}[:.]\d{2}")
_ENDS: Final = frozenset('.!?:\u061f\u2026\u00bb")\u06d4')
_SEPARATORS: Final = ":|-/\u2013\u2014"
# A line of fewer words that does not end as sentences do, and begins as furniture does, is that.
_SHORT: Final = 9
# A line with a day or an hour in it and no more words than this is about when it was published.
_STAMP_WORDS: Final = 14
_CLOCK_WORDS: Final = 4
# A line of so many words, or of half of them that ends as sentences do, is prose.
PROSE: Final = 8


def tidy(lines: Iterable[str], title: str, linked: Collection[str]) -> tuple[str, ...]:
    """The lines of an article. `linked` are the folded words of the page's links."""
    heading = " ".join(words_of(title))
    found: list[str] = []
    for line in lines:
        line = squeezed(line)
        words = words_of(line)
        if begins(words, "line_end") == len(words) and words and found:
            break
        if _is_furniture(line, words, linked) or " ".join(words) == heading or (found and line == found[-1]):
            continue
        found.append(squeezed(_CELLS.sub(" ", line)))
    return tuple(found)


def _is_furniture(line: str, words: list[str], linked: Collection[str]) -> bool:
    if not any(word.isalpha() for word in words) or begins(words, "line_whole") or is_known_label(line):
        return True
    in_link = " ".join(words) in linked
    if begins(words, "line_furniture"):
        return in_link or _is_labelled(line) or (len(words) < _SHORT and line[-1] not in _ENDS) or is_stamp(line)
    return (in_link and line[-1] != ".") or is_stamp(line)


def _is_labelled(line: str) -> bool:
    """Whether a separator stands behind the first words: "اقرأ أيضا: …" (read also)."""
    head = line[:40]
    return any(mark in head for mark in _SEPARATORS) or line[-1] in _SEPARATORS


def is_stamp(line: str) -> bool:
    """Whether a line only says when, as pages do above the text and live blogs above each entry."""
    if line[-1] in ".!\u061f":
        return False
    words = line.split()
    if len(words) <= _CLOCK_WORDS and _CLOCK.search(line):
        return True
    return len(words) <= _STAMP_WORDS and find_day(line) is not None


def is_prose(line: str) -> bool:
    """Whether a line is of sentences, and no label or caption."""
    words = len(line.split())
    return words >= PROSE or (words >= PROSE // 2 and line[-1] in _ENDS)


def prose_words(lines: Iterable[str]) -> int:
    """How many words the prose among lines has."""
    return sum(len(line.split()) for line in lines if is_prose(line))
