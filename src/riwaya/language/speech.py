"""The words that bring a source: verbs and participles of saying, from `lexicon/speech.tsv`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from riwaya.language.fold import fold
from riwaya.language.inflect import verb_forms
from riwaya.language.tables import rows
from riwaya.model.analysis import Word


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
