"""The words that say that people were hit, by folded form."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Literal, NamedTuple

from riwaya.errors import DataError
from riwaya.language.fold import fold
from riwaya.language.readings import readings
from riwaya.language.tables import rows

CASUALTY_WORDS = "lexicon/casualty_words.tsv"
VICTIMS = frozenset({"victim", "pair", "victims"})
VERBS = frozenset({"verb", "struck", "verbs"})
POSITIONS = VICTIMS | {"verb", "struck", "verbs", "pronoun", "noun", "own", "owned", "him", "fall", "fate", "met"}
MOST_WORDS = 100_000  # forms whose readings are kept

Role = Literal["killed", "injured"]
ROLES: dict[str, Role] = {"killed": "killed", "injured": "injured"}


class Casualty(NamedTuple):
    """One reading of a casualty word: `joined` behind و or ف, `carried` behind ب, ل or ك, `definite` with article."""

    role: Role
    pos: str
    joined: bool
    carried: bool
    definite: bool


@cache
def _casualty_forms() -> dict[str, tuple[tuple[Role, str], ...]]:
    found: dict[str, tuple[tuple[Role, str], ...]] = {}
    for row in rows(CASUALTY_WORDS, "forms", "role", "pos", "gloss"):
        if row["role"] not in ROLES or row["pos"] not in POSITIONS:
            raise DataError(row.where, f"no such role or pos: {row['role']}, {row['pos']}")
        for form in dict.fromkeys(map(fold, row.list("forms"))):
            found[form] = (*found.get(form, ()), (ROLES[row["role"]], row["pos"]))
    return found


@lru_cache(maxsize=MOST_WORDS)
def casualties(key: str) -> tuple[Casualty, ...]:
    """What the folded word `key` can say of people hit; () for other words."""
    found: dict[Casualty, None] = {}
    for reading in readings(key):
        definite = reading.core != reading.bare
        if not reading.preposition and reading.cut > len(reading.conjunction):
            continue  # the future: nobody is hit yet
        told = _casualty_forms().get(reading.bare, ())
        if reading.preposition and any(pos == "noun" for _, pos in told):
            told = tuple((role, pos) for role, pos in told if pos not in VERBS)  # a preposition governs no verb
        for role, pos in told:
            found[Casualty(role, pos, bool(reading.conjunction), bool(reading.preposition), definite)] = None
    return tuple(found)


def casualty(key: str, *positions: str) -> Casualty | None:
    """The first reading of `key` as a casualty word of one of these `positions`."""
    return next((word for word in casualties(key) if word.pos in positions), None)
