"""The tables of triggers, support verbs and frames, in the form in which sentences are searched."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

import msgspec

from riwaya.errors import DataError
from riwaya.language.fold import fold
from riwaya.language.inflect import noun_forms, verb_forms
from riwaya.language.readings import bare_words
from riwaya.language.tables import rows, rules
from riwaya.language.trie import Trie


class Trigger(NamedTuple):
    """A line of `lexicon/triggers.tsv`; `needs` is a conjunction of alternatives: (("armed", "place"), ("people",))."""

    id: str
    type: str
    group: str
    pos: str
    frame: str
    needs: tuple[tuple[str, ...], ...]


class Form(NamedTuple):
    """A written form of a trigger or a support verb; `tense` is past, present, noun, participle or phrase."""

    entry: Trigger
    tense: str


class Support(NamedTuple):
    """A line of `lexicon/support_verbs.tsv`."""

    id: str
    trigger: str
    other: str
    types: frozenset[str]


class Frame(msgspec.Struct, frozen=True):
    """An entry of `rules/events/frames.yaml`."""

    id: str
    meaning: str
    subject: str
    object: str
    genitive: str
    prepositions: dict[str, str]


def _needs(cell: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(part.strip() for part in option.split(",")) for option in cell.split("|") if option.strip())


@cache
def triggers() -> Trie[Form]:
    """All written forms of all triggers."""
    trie: Trie[Form] = Trie(bare=True)
    known = frames()
    for row in rows("lexicon/triggers.tsv", "id", "type", "group", "pos", "forms", "frame", "needs", "gloss"):
        if row["frame"] not in known:
            raise DataError(row.where, f"no frame {row['frame']!r} in rules/events/frames.yaml")
        entry = Trigger(row["id"], row["type"], row["group"], row["pos"], row["frame"], _needs(row["needs"]))
        for form in row.list("forms"):
            for words, tense in _expand(form, entry.pos, row.where):
                trie.add(words, Form(entry, tense))
    return trie


def _expand(form: str, pos: str, where: str) -> list[tuple[list[str], str]]:
    if pos == "verb":
        if "/" not in form:
            raise DataError(where, f"a verb is given as past/present: {form}")
        head, *rest = form.split("/")[0].split()
        present = next(iter(form.split("/")[1].split()), "")
        return [
            ([word, *bare_words(" ".join(rest))], tense) for word, tense in sorted(set(verb_forms(f"{head}/{present}")))
        ]
    if pos == "noun":
        first, *rest = form.split()
        tail = bare_words(" ".join(rest))
        return [([word, *tail], "noun") for word in ([fold(first)] if tail else sorted(set(noun_forms(first))))]
    if pos == "participle":
        return [([fold(form)], "participle")]
    return [(bare_words(form), "phrase")]


@cache
def supports() -> Mapping[str, tuple[Support, ...]]:
    """Folded verb form → the support verbs that it may be."""
    found: dict[str, list[Support]] = {}
    for row in rows("lexicon/support_verbs.tsv", "id", "forms", "trigger", "other", "types"):
        entry = Support(row["id"], fold(row["trigger"]), row["other"], frozenset(filter(None, row["types"].split(","))))
        for form in row.list("forms"):
            for word, _ in verb_forms(form):
                if entry not in found.setdefault(word, []):
                    found[word].append(entry)
    return {word: tuple(entries) for word, entries in found.items()}


@cache
def frames() -> Mapping[str, Frame]:
    """The frames by id."""
    found = {}
    for rule in rules("events/frames"):
        try:
            frame = msgspec.convert(rule, Frame)
        except msgspec.ValidationError as error:
            raise DataError(f"rules/events/frames.yaml:{rule['id']}", str(error)) from None
        folded = {fold(key): role for key, role in frame.prepositions.items()}
        found[frame.id] = msgspec.structs.replace(frame, prepositions=folded)
    return found
