"""What is known of a word form without context, from the table built ahead (`scripts/build_morphology.py`)."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from riwaya.language.fold import fold_clean
from riwaya.language.readings import enclitics, particles, readings
from riwaya.language.tables import DATA, read_lines, rows
from riwaya.model.analysis import Reading, Word, WordKind

TABLE = "lexicon/morphology.tsv.gz"
OVERRIDES = "lexicon/morphology_overrides.tsv"
MOST_WORDS = 200_000


class _Entry(NamedTuple):
    proclitics: str
    stem: str
    enclitic: str
    lemma: str
    pos: str
    features: str


@cache
def _table() -> tuple[dict[str, str], dict[str, str]]:
    """Lines of the table by clean form, and by folded form (the more frequent of two forms that fold alike)."""
    by_form: dict[str, str] = {}
    by_key: dict[str, str] = {}
    for line in read_lines(DATA / TABLE)[1:]:
        form, _, rest = line.partition("\t")
        by_form[form] = rest
        by_key.setdefault(fold_clean(form), rest)
    return by_form, by_key


@cache
def _overrides() -> tuple[dict[str, str], dict[str, str]]:
    """Rows of the overrides by clean form, and by folded form (the first of those that fold alike)."""
    columns = ("proclitics", "stem", "enclitic", "lemma", "pos", "features")
    by_form: dict[str, str] = {}
    by_key: dict[str, str] = {}
    for row in rows(OVERRIDES, "form_or_lemma", *columns):
        line = "\t".join(row[column] for column in columns)
        by_form[row["form_or_lemma"]] = line
        by_key.setdefault(fold_clean(row["form_or_lemma"]), line)
    return by_form, by_key


def _entry(text: str, key: str) -> _Entry | None:
    by_form, by_key = _table()
    override_by_form, override_by_key = _overrides()
    line = override_by_form.get(text) or by_form.get(text) or override_by_key.get(key) or by_key.get(key)
    if line is None:
        return None
    cells = line.split("\t")
    return _Entry(*(cells + [""] * (6 - len(cells)))[:6])


@lru_cache(maxsize=MOST_WORDS)
def word(text: str, kind: WordKind) -> Word:
    """The analysis of the clean form `text`. Unknown words keep every reading and are taken for nouns."""
    key = fold_clean(text)
    if kind != "word":
        pos = {"number": "NUM", "punct": "PUNCT"}.get(kind, "PROPN")
        return Word(text, key, kind, (Reading(key, key, 0),), stem=key, lemma=key, pos=pos)
    found = readings(key)
    entry = _entry(text, key)
    if entry is not None:
        proclitics = tuple(part for part in fold_clean(entry.proclitics).split("+") if part)
        return _known(text, key, found, proclitics, entry)
    for reading in found[1:]:
        entry = _entry(reading.core, reading.core)
        if entry is not None and not entry.proclitics.replace(particles().article, ""):
            taken = tuple(part for part in (reading.conjunction, reading.preposition) if part)
            future = key[sum(map(len, taken)) : reading.cut]  # what was cut beside them: the letter of the future
            taken += (future,) if future in particles().futures else ()
            return _known(text, key, found, taken + tuple(filter(None, [fold_clean(entry.proclitics)])), entry)
    for suffix in enclitics():
        if key.endswith(suffix) and len(key) - len(suffix) > 2:
            rest = key[: -len(suffix)]
            entry = _entry(rest, rest)
            if entry is not None and not entry.enclitic and not entry.proclitics:
                return _known(text, key, found, (), entry._replace(enclitic=suffix))
    return Word(text, key, kind, found, stem=found[0].bare, lemma=found[0].bare, pos="NOUN")


def _known(text: str, key: str, found: tuple[Reading, ...], proclitics: tuple[str, ...], entry: _Entry) -> Word:
    stem = fold_clean(entry.stem)
    likeliest = sorted(found, key=lambda r: (_distance(r, proclitics), r.bare != stem, r.cut))
    return Word(
        text,
        key,
        "word",
        tuple(likeliest),
        proclitics=proclitics,
        stem=stem,
        enclitic=fold_clean(entry.enclitic),
        lemma=fold_clean(entry.lemma),
        pos=entry.pos,
        features=entry.features,
        known=True,
    )


def _distance(reading: Reading, proclitics: tuple[str, ...]) -> int:
    """How far a reading is from the particles that the table takes off, the article apart."""
    taken = {reading.conjunction, reading.preposition} - {""}
    wanted = {part for part in proclitics if len(part) == 1}
    return len(taken ^ wanted)
