"""How alike the text of an article and a reading of it are."""

from __future__ import annotations

import re
from collections import Counter

SHINGLE = 4


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Runs of four words, marks aside: what is missing, too much or in another order counts against a reading."""
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[at : at + SHINGLE]) for at in range(max(1, len(words) - SHINGLE + 1)))


def text_f1(read: str, truth: str) -> float:
    """F1 over runs of four words."""
    one, other = shingles(read), shingles(truth)
    both = (one & other).total()
    return 2 * both / (one.total() + other.total())
