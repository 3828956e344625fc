"""The ways to take attached particles off a word form, from the table of particles alone."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from riwaya.language.fold import fold
from riwaya.language.tables import rows
from riwaya.model.analysis import Reading

SHORTEST = 2  # letters that must remain when a particle is taken off


class Particles(NamedTuple):
    """The letters of `lexicon/proclitics.tsv` by class; `contracted` maps لل to its preposition."""

    conjunctions: tuple[str, ...]
    futures: tuple[str, ...]
    future_before: tuple[str, ...]
    prepositions: tuple[str, ...]
    article: str
    contracted: tuple[tuple[str, str], ...]


@cache
def particles() -> Particles:
    """The attached particles."""
    by_class: dict[str, list[str]] = {}
    contracted = []
    before: list[str] = []
    for row in rows("lexicon/proclitics.tsv", "letter", "class", "contracts", "before"):
        by_class.setdefault(row["class"], []).append(row["letter"])
        if row["class"] == "future":
            before.extend(row.list("before"))
        if row["contracts"]:
            contracted.append((row["contracts"], row["letter"]))
    return Particles(
        tuple(by_class["conjunction"]),
        tuple(by_class["future"]),
        tuple(before),
        tuple(by_class["preposition"]),
        by_class["article"][0],
        tuple(contracted),
    )


@cache
def enclitics() -> tuple[str, ...]:
    """The pronoun suffixes, the longest first."""
    return tuple(row["suffix"] for row in rows("lexicon/enclitics.tsv", "suffix"))


def readings(key: str) -> tuple[Reading, ...]:
    """All ways to take particles off the folded form `key`, the whole word first.

    Example: "وللتحالف" (and to the coalition) gives the whole, "للتحالف", and "التحالف" behind و and ل.
    """
    known = particles()
    found: list[Reading] = []

    def add(core: str, cut: int, conjunction: str, preposition: str) -> None:
        if len(core) < SHORTEST and cut:
            return
        bare = core.removeprefix(known.article) if len(core) > len(known.article) + 1 else core
        found.append(Reading(core, bare, cut, conjunction, preposition))

    def below(rest: str, cut: int, conjunction: str) -> None:
        add(rest, cut, conjunction, "")
        for contraction, preposition in known.contracted:
            if rest.startswith(contraction):
                tail = rest[len(contraction) :]
                add(known.article + tail, cut + len(contraction), conjunction, preposition)
                add(known.article + contraction[0] + tail, cut + 1, conjunction, preposition)
        for preposition in known.prepositions:
            if rest.startswith(preposition):
                add(rest[len(preposition) :], cut + len(preposition), conjunction, preposition)
        for future in known.futures:
            if rest.startswith(future) and rest[len(future) :].startswith(known.future_before):
                add(rest[len(future) :], cut + len(future), conjunction, "")

    below(key, 0, "")
    for conjunction in known.conjunctions:
        if key.startswith(conjunction):
            below(key[len(conjunction) :], len(conjunction), conjunction)
    return tuple(found)


def bare_words(phrase: str, *, bare: bool = True) -> list[str]:
    """The folded words of a listed phrase as a trie holds them, without article where `bare`."""
    article = particles().article
    words = [word for word in fold(phrase).split() if word]
    if not bare:
        return words
    return [word.removeprefix(article) if len(word) > len(article) + 1 else word for word in words]
