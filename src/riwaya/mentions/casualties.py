"""The words that say that people were hit, and the nouns that name people, by folded form."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from riwaya.errors import DataError
from riwaya.language.fold import fold
from riwaya.language.pattern import word_lists
from riwaya.language.readings import readings
from riwaya.language.tables import rows

CASUALTY_WORDS = "lexicon/casualty_words.tsv"
PEOPLE = "lexicon/people.tsv"
VICTIMS = frozenset({"victim", "pair", "victims"})
POSITIONS = VICTIMS | {"verb", "struck", "verbs", "pronoun", "noun", "own", "fall", "fate", "met"}
MOST_WORDS = 100_000  # forms whose readings are kept

Role = Literal["killed", "injured"]
HowMany = Literal["one", "two", "many"]
ROLES: dict[str, Role] = {"killed": "killed", "injured": "injured"}


class Casualty(NamedTuple):
    """One reading of a casualty word: `joined` behind و or ف, `carried` behind ب, ل or ك, `definite` with article."""

    role: Role
    pos: str
    joined: bool
    carried: bool
    definite: bool


class Person(NamedTuple):
    """One reading of a noun for people: its lexicon `group` (folded singular) and how many the form says."""

    group: str
    how_many: HowMany
    civilian: bool
    combatant: bool
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
        for role, pos in _casualty_forms().get(reading.bare, ()):
            found[Casualty(role, pos, bool(reading.conjunction), bool(reading.preposition), definite)] = None
    return tuple(found)


def casualty(key: str, *positions: str) -> Casualty | None:
    """The first reading of `key` as a casualty word of one of these `positions`."""
    return next((word for word in casualties(key) if word.pos in positions), None)


def _forms(cells: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(fold(cell) for cell in cells))


@cache
def _people_forms() -> dict[str, tuple[tuple[str, HowMany, bool, bool], ...]]:
    found: dict[str, dict[tuple[str, HowMany, bool, bool], None]] = {}

    def add(form: str, how_many: HowMany, group: str, civilian: bool, combatant: bool) -> None:
        found.setdefault(form, {})[group, how_many, civilian, combatant] = None

    for row in rows(PEOPLE, "singular", "dual", "plural", "class", "civilian"):
        one, two, many = (_forms(row.list(column)) for column in ("singular", "dual", "plural"))
        group = (one or many)[0]
        flags = (row["class"] == "civilian" or row["civilian"] == "yes", row["class"] == "combatant")
        for form in many:
            add(form, "many", group, *flags)
            if form.endswith(_oblique()):
                add(form[:-1], "many", group, *flags)
        for form in two:
            add(form, "two", group, *flags)
            if form not in many and form.endswith(_oblique()):
                add(form[:-1], "two", group, *flags)
        for form in one:
            for accusative in (form, *(form + tail for tail in word_lists()["count_accusative"])):
                add(accusative, "one", group, *flags)
    return {form: tuple(entries) for form, entries in found.items()}


@cache
def _oblique() -> tuple[str, ...]:
    """The ending of duals and sound plurals that loses its last letter before another noun."""
    return tuple(word_lists()["count_oblique"])


@lru_cache(maxsize=MOST_WORDS)
def people(key: str) -> tuple[Person, ...]:
    """What the folded word `key` can name of people, many before two where the form is both; () for other words."""
    found: dict[Person, None] = {}
    for reading in readings(key):
        definite = reading.core != reading.bare
        attached = bool(reading.conjunction), bool(reading.preposition)
        for entry in _people_forms().get(reading.bare, ()):
            found[Person(*entry, *attached, definite)] = None
    return tuple(found)
