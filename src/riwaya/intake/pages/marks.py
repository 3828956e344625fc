"""The table by which a news page's furniture, its title and its days are known: `data/pages/marks.tsv`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

from riwaya.language.fold import fold
from riwaya.language.tables import rows

TABLE: Final = "pages/marks.tsv"
MONTH: Final = "month_"
_PARTS: Final = re.compile(r"[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])")
_WORD: Final = re.compile(r"\w+")


@cache
def marks() -> Mapping[str, frozenset[str]]:
    """The folded words of each kind of the table, words cut at blanks and joined by one."""
    found: dict[str, set[str]] = {}
    for row in rows(TABLE, "kind", "words"):
        found.setdefault(row["kind"], set()).update(plain(word) for word in row.list("words"))
    return {kind: frozenset(words) for kind, words in found.items()}


@cache
def most_words(kind: str) -> int:
    """Of how many words the longest mark of a kind is."""
    return max(len(mark.split()) for mark in marks()[kind])


def plain(text: str) -> str:
    """The words of a text, folded, one blank between: what marks are compared with."""
    return text.strip().lower() if text.isascii() and not text.count(" ") else " ".join(words_of(text))


def words_of(text: str) -> list[str]:
    """The folded words of a text, without marks."""
    return _WORD.findall(fold(text).replace("_", " "))


def begins(words: list[str], kind: str) -> int:
    """How many of the first words are a mark of a kind, the longest that fits; 0 if none."""
    known = marks()[kind]
    return next((n for n in range(min(most_words(kind), len(words)), 0, -1) if " ".join(words[:n]) in known), 0)


def has_class(written: str, kind: str) -> bool:
    """Whether an element's class or id has a mark of a kind: "relatedPosts-box" has "related posts"."""
    known = marks()[kind]
    for name in written.split():
        parts = [part.lower() for part in _PARTS.findall(name)]
        for size in range(1, min(most_words(kind), len(parts)) + 1):
            if any(" ".join(parts[at : at + size]) in known for at in range(len(parts) - size + 1)):
                return True
    return False
