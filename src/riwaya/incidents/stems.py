"""Words as linking compares them: folded, without attached particles and endings. Coarse, and the same for all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final

from riwaya.incidents.rules import RAREST, endings, rarity
from riwaya.language.fold import fold
from riwaya.language.readings import particles

WORD: Final = re.compile(r"\w+")
SHORTEST: Final = 3


def stems(text: str) -> Iterator[str]:
    """The stems of all words and numbers of a text, in its order."""
    for word in WORD.findall(fold(text)):
        yield stem(word)


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The stem of a folded word: "والمدنيين" (and the civilians) and "مدني" (civilian) give the same.

    A letter that can be a particle, as in "بنجران" (in Najran), comes off where the rest is the more common word.
    """
    rest = _without_article(word)
    found = _without_ending(rest)
    if rest != word:
        return found
    known = particles()
    for letters in (known.conjunctions, known.prepositions):
        for letter in letters:
            if word.startswith(letter) and len(word) >= len(letter) + SHORTEST:
                inner = _without_ending(word.removeprefix(letter))
                if _bits(inner) < _bits(found) or (
                    letters is known.conjunctions and _bits(inner) == _bits(found) < RAREST
                ):
                    word, found = word.removeprefix(letter), inner
                    break
    return found


def _bits(word: str) -> int:
    return rarity().get(("word", word), RAREST)


@cache
def _articles() -> tuple[str, ...]:
    """The article behind all that can stand before it, the longest first."""
    known = particles()
    contracted = [contraction for contraction, _ in known.contracted]
    behind = [preposition + known.article for preposition in known.prepositions]
    after = [known.article, *contracted, *behind]
    return tuple(sorted({c + a for c in ("", *known.conjunctions) for a in after}, key=lambda a: (-len(a), a)))


def _without_article(word: str) -> str:
    for article in _articles():
        if word.startswith(article) and len(word) >= len(article) + SHORTEST:
            return word.removeprefix(article)
    return word


def _without_ending(word: str) -> str:
    for ending in endings():
        if word.endswith(ending) and len(word) >= len(ending) + SHORTEST:
            return word.removesuffix(ending)
    return word
