"""Reports that repeat one another: nearly the same text, as papers print what an agency sends.

MinHash of three-word shingles of the folded text (rensa) finds candidates, the shingles themselves decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from riwaya.language.fold import fold

PERMUTATIONS: Final = 128
ROWS: Final = 6  # of a band: 21 bands find 93 of 100 pairs at 0.7, all but one of 1,000 at 0.85
SEED: Final = 20150719  # any fixed number; another one makes other bands
LEAD_WORDS: Final = 40  # after the title: what a paper keeps when it shortens what an agency sends
LEAD_PERMUTATIONS: Final = 24
LEAD_ROWS: Final = 3
SHINGLE: Final = 3  # words
FEWEST: Final = 12  # shingles; a shorter text is nobody's copy
ALIKE: Final = 0.7  # Jaccard
FEWEST_HELD: Final = 30  # shingles of a text that can be part of a longer one
HELD: Final = 0.8  # share of the shorter one's shingles
MIX: Final = 0x9E3779B97F4A7C15  # an odd number without pattern (golden ratio)
WORD: Final = re.compile(r"\w+")


def shingles(text: str) -> frozenset[str]:
    """The three-word shingles of a text, folded; empty where there are too few to tell a copy by."""
    found = _shingles(text)
    return found if len(found) >= FEWEST else frozenset()


def _shingles(text: str) -> frozenset[str]:
    words = WORD.findall(fold(text))
    return frozenset(" ".join(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1))


def bands(text: str, found: frozenset[str]) -> list[str]:
    """What two texts must share in part to be compared: bands of the MinHash of all, and of the lead alone.

    `found` are the text's shingles; none, no bands.
    """
    if not found:
        return []
    parts = list(_bands("t", found, PERMUTATIONS, ROWS))
    body = text.partition("\n")[2].split(maxsplit=LEAD_WORDS)[:LEAD_WORDS]
    lead = _shingles(" ".join(body))
    return parts + list(_bands("l", lead, LEAD_PERMUTATIONS, LEAD_ROWS)) if len(lead) >= FEWEST else parts


def _bands(kind: str, found: frozenset[str], permutations: int, rows: int) -> Iterator[str]:
    from rensa import RMinHash

    minhash = RMinHash(num_perm=permutations, seed=SEED)
    minhash.update(list(found))
    digest = minhash.digest()
    for number, at in enumerate(range(0, permutations - rows + 1, rows)):
        mixed = 0
        for value in digest[at : at + rows]:
            mixed = (mixed * MIX + value + 1) % (1 << 60)
        yield f"{kind}{number}:{mixed:x}"


def jaccard(a: frozenset[str], b: frozenset[str]) -> float:
    """The share of shingles that two texts have in common; 0 where one is too short."""
    shared = len(a & b)
    return shared / (len(a) + len(b) - shared) if shared else 0.0


def held(a: frozenset[str], b: frozenset[str]) -> float:
    """The share of the shorter text that the longer one holds; 0 where the shorter one is too short to tell."""
    shorter = min(len(a), len(b))
    return len(a & b) / shorter if shorter >= FEWEST_HELD else 0.0


def copies(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether the one repeats the other, or is a part of it."""
    return jaccard(a, b) >= ALIKE or held(a, b) >= HELD
