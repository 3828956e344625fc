"""The nouns that name people, by folded form, and how many a form says: one, two, many."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from riwaya.language.fold import fold
from riwaya.language.pattern import word_lists
from riwaya.language.readings import readings
from riwaya.language.tables import rows
from riwaya.mentions.casualties import MOST_WORDS, VICTIMS, casualties

PEOPLE = "lexicon/people.tsv"
NATIONALITIES = "lexicon/nationalities.tsv"

HowMany = Literal["one", "two", "many"]
ORDER: tuple[HowMany, ...] = ("many", "two", "one")


class Person(NamedTuple):
    """One reading of a noun for people: its lexicon `group` (folded singular) and how many the form says."""

    group: str
    how_many: HowMany
    civilian: bool
    combatant: bool
    joined: bool
    carried: bool
    definite: bool


class _Entry(NamedTuple):
    group: str
    how_many: HowMany
    civilian: bool
    combatant: bool


@lru_cache(maxsize=MOST_WORDS)
def people(key: str) -> tuple[Person, ...]:
    """What the folded word `key` can name of people, many before two where the form is both; () for other words.

    The dead and wounded as nouns are left to `casualties`.
    """
    if any(word.pos in VICTIMS for word in casualties(key)):
        return ()
    found: dict[Person, None] = {}
    for reading in readings(key):
        attached = bool(reading.conjunction), bool(reading.preposition)
        for entry in _forms().get(reading.bare, ()):
            found[Person(*entry, *attached, reading.core != reading.bare)] = None
    return tuple(found)


@cache
def _forms() -> dict[str, tuple[_Entry, ...]]:
    found: dict[str, dict[_Entry, None]] = {}
    for form, entry in (*_listed(), *_nationals(), *_more()):
        found.setdefault(form, {})[entry] = None
    return {
        form: tuple(sorted(entries, key=lambda entry: ORDER.index(entry.how_many))) for form, entries in found.items()
    }


def _listed() -> Iterator[tuple[str, _Entry]]:
    """The table of people. A dual form that is also the accusative of one ("شخصا") is read as one."""
    lists = word_lists()
    oblique = tuple(lists["count_oblique"])
    for row in rows(PEOPLE, "singular", "dual", "plural", "class"):
        one, two, many = (list(map(fold, row.list(column))) for column in ("singular", "dual", "plural"))
        if (one or many)[0] in lists["count_things"]:
            continue  # families, souls: counted, but their number is not that of people
        group, civilian, combatant = (one or many)[0], row["class"] == "civilian", row["class"] == "combatant"
        accusatives = [form + tail for form in one for tail in lists["count_accusative"]]
        annexed = [form[:-1] for form in two if form not in many and form.endswith(oblique)]
        for form in (*one, *accusatives):
            yield form, _Entry(group, "one", civilian, combatant)
        for form in (*two, *annexed):
            if form not in accusatives and form not in one:
                yield form, _Entry(group, "two", civilian, combatant)
        two_rather = lists["count_rather_two"]
        many = [form for form in many if form not in two_rather]
        for form in (*many, *(form[:-1] for form in many if form.endswith(oblique))):
            yield form, _Entry(group, "many", civilian, combatant)


def _nationals() -> Iterator[tuple[str, _Entry]]:
    """Nouns of nationality; their endings say how many, broken plurals ("أتراك", Turks) have none of these."""
    lists = word_lists()
    endings = sorted(lists["count_nisba"].items(), key=lambda item: -len(item[0]))
    for row in rows(NATIONALITIES, "adjective_forms"):
        for form in map(fold, row.list("adjective_forms")):
            told = next((value for ending, value in endings if form.endswith(ending)), "many")
            tails = ("", *lists["count_accusative"]) if told == "one" else ("",)
            for how_many in ORDER:
                if how_many in told.split("+"):
                    yield from ((form + tail, _Entry(form, how_many, False, False)) for tail in tails)


def _more() -> Iterator[tuple[str, _Entry]]:
    """What counts know beyond the table."""
    for name, civilian in (("count_people", False), ("count_people_civilian", True)):
        for form, value in word_lists()[name].items():
            for how_many in ORDER:
                if how_many == value:
                    yield form, _Entry(form, how_many, civilian, False)
