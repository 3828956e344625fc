"""The words that bring a source: verbs and participles of saying, from `lexicon/speech.tsv`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

from riwaya.language.fold import fold
from riwaya.language.inflect import verb_forms
from riwaya.language.tables import rows
from riwaya.model.analysis import Word

STRICT: Final = frozenset({"says", "goes_on"})  # kinds of verbs that mean nothing but saying


@cache
def speech_words() -> Mapping[str, tuple[str, str]]:
    """Folded form → (kind, id) of `lexicon/speech.tsv`."""
    found: dict[str, tuple[str, str]] = {}
    for row in rows("lexicon/speech.tsv", "id", "kind", "pos", "forms"):
        for form in row.list("forms"):
            written = [w for w, _ in verb_forms(form)] if row["pos"] == "verb" else [fold(form)]
            for word in written:
                found.setdefault(word, (row["kind"], row["id"]))
    return found


def speech_kind(word: Word) -> tuple[str, str] | None:
    """(kind, id) of a word that brings a source, by its likeliest readings; None for other words."""
    for reading in word.readings[:3]:
        if reading.core in speech_words() and not reading.preposition:
            return speech_words()[reading.core]
    return None


def is_speech_verb(word: Word) -> bool:
    """Whether a word can be a verb of saying, whatever else it may be."""
    kinds = (speech_words()[r.core][0] for r in word.readings[:1] if r.core in speech_words())
    return any(kind in STRICT for kind in kinds)
