"""The lists of `rules/figures.yaml` and `rules/incidents.yaml`, and how their phrases are looked for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Final, get_args

from riwaya.errors import DataError
from riwaya.language.fold import fold
from riwaya.language.tables import rules
from riwaya.model.events import EventType

FIGURES: Final = "figures"
INCIDENTS: Final = "incidents"
_WORD: Final = re.compile(r"\w+")

Phrase = tuple[str, ...]


def words_of(text: str) -> Phrase:
    """The folded words of a text, without marks and quotes between them."""
    return tuple(_WORD.findall(fold(text)))


@cache
def phrases(name: str) -> frozenset[Phrase]:
    """The phrases of the list `figures.<name>`, each as its folded words."""
    return frozenset(words_of(str(phrase)) for phrase in _entry(FIGURES, name)["words"])


@cache
def agencies() -> Mapping[Phrase, str]:
    """The names by which news agencies are quoted, as folded words → the agency."""
    listed = _entry(FIGURES, "agencies")["agencies"]
    return {words_of(str(name)): str(agency) for agency, names in listed.items() for name in names}


@cache
def types(name: str) -> tuple[EventType, ...]:
    """The types of the list `incidents.<name>`, in its order. Raises `DataError` where one is no type of event."""
    listed: tuple[EventType, ...] = tuple(_entry(INCIDENTS, name)["types"])
    unknown = set(listed) - set(get_args(EventType))
    if unknown:
        raise DataError(f"rules/{INCIDENTS}.yaml", f"{name}: no types of events: {', '.join(sorted(unknown))}")
    return listed


def is_specific(party: str, type_: str) -> bool:
    """Whether a party of the lexicon is one party, not several under one word ("rebels") or nobody known ("gunmen")."""
    listed = _entry(INCIDENTS, "unspecific")
    return bool(party) and party not in listed["parties"] and type_ not in listed["party_types"]


def find(wanted: frozenset[Phrase], words: Sequence[str], start: int = 0) -> tuple[int, int] | None:
    """Where the first of these phrases stands in `words` at or behind `start`: from, and to (exclusive)."""
    for first in range(start, len(words)):
        for phrase in wanted:
            last = first + len(phrase)
            if last <= len(words) and all(map(_same, words[first:last], phrase)):
                return first, last
    return None


def _same(word: str, listed: str) -> bool:
    """Whether a word is the listed one, bare or behind a one-letter particle written on to it."""
    return listed in (word, word[1:])


def _entry(file: str, name: str) -> Mapping[str, Any]:
    for entry in rules(file):
        if entry["id"] == f"{file}.{name}":
            return entry
    raise DataError(f"rules/{file}.yaml", f"there is no list {file}.{name}")
