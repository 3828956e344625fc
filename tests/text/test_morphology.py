"""What is known of a word form without its context, against words looked up by hand."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.language.fold import clean, fold
from riwaya.model import Report, Word
from riwaya.model.analysis import WordKind
from riwaya.text import analyse
from riwaya.text.morphology import word

GOLD = Path(__file__).resolve().parent.parent / "data" / "morphology_gold.tsv"
# The share of the gold words that must come out right. Raise a floor when the table gets better; never lower one.
FLOORS: Final = {"proclitics": 0.995, "stem": 0.995, "lemma": 0.99, "pos": 0.98}


def gold() -> list[dict[str, str]]:
    with GOLD.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def in_context(row: dict[str, str]) -> Word:
    """The gold word as the analysis of its context gives it."""
    analysis = analyse(Report(id="a", text=row["context"]))
    wanted = clean(row["token"]).text
    return next(token.word for token in analysis.tokens if token.word.text == wanted)


def told(found: Word) -> dict[str, str]:
    return {"proclitics": "+".join(found.proclitics), "stem": found.stem, "lemma": found.lemma, "pos": found.pos}


def test_every_gold_word_is_a_token_of_its_context() -> None:
    assert len(gold()) > 200
    assert all(in_context(row) for row in gold())


@pytest.mark.parametrize("field", sorted(FLOORS))
def test_the_share_that_is_right(field: str) -> None:
    rows = gold()
    wrong = []
    for row in rows:
        wanted = row[field] if field == "pos" else fold(row[field])
        found = told(in_context(row))[field]
        if found != wanted:
            wrong.append(f"{row['token']}: {found} and not {wanted}")
    print(f"{field}: {len(rows) - len(wrong)} of {len(rows)} right", *wrong, sep="\n  ")  # noqa: T201 - shown on failure
    assert 1 - len(wrong) / len(rows) >= FLOORS[field]


WORDS = [
    # word, particles, stem, suffix, lemma, part of speech
    ("وأصيب", "و", "اصيب", "", "اصاب", "VERB"),
    ("بالمدينة", "ب+ال", "مدينه", "", "مدينه", "NOUN"),
    ("للجيش", "ل+ال", "جيش", "", "جيش", "NOUN"),
    ("فيها", "", "في", "ها", "في", "ADP"),
]


@pytest.mark.parametrize(("text", "proclitics", "stem", "enclitic", "lemma", "pos"), WORDS)
def test_a_word(text: str, proclitics: str, stem: str, enclitic: str, lemma: str, pos: str) -> None:
    found = word(text, "word")
    assert found.known
    assert (told(found), found.enclitic) == (
        {"proclitics": proclitics, "stem": stem, "lemma": lemma, "pos": pos},
        enclitic,
    )


def test_the_likeliest_reading_comes_first() -> None:
    assert word("وأصيب", "word").readings[0].conjunction == "و"  # and was injured
    assert word("والده", "word").readings[0].conjunction == ""  # his father
    assert word("بلدة", "word").readings[0].preposition == ""  # town, not ب with a word


def test_a_spelling_without_hamza_is_the_same_word() -> None:
    assert word("اصيب", "word").lemma == word("أصيب", "word").lemma


def test_an_unknown_word_keeps_every_reading_and_is_a_noun() -> None:
    found = word("وبزغلمط", "word")
    assert not found.known
    assert found.pos == "NOUN"
    assert [reading.core for reading in found.readings] == ["وبزغلمط", "بزغلمط", "زغلمط"]


NO_WORDS: list[tuple[str, WordKind, str]] = [("12", "number", "NUM"), ("،", "punct", "PUNCT"), ("x", "latin", "PROPN")]


@pytest.mark.parametrize(("text", "kind", "pos"), NO_WORDS)
def test_what_is_no_word(text: str, kind: WordKind, pos: str) -> None:
    found = word(text, kind)
    assert (found.pos, len(found.readings)) == (pos, 1)


def test_definite_words() -> None:
    assert word("المدينة", "word").definite
    assert word("بالمدينة", "word").definite
    assert not word("مدينة", "word").definite


@given(st.text("ابتوفسلكقدصهمةىأ", min_size=1, max_size=12))
def test_any_form_has_a_reading_that_is_whole(form: str) -> None:
    found = word(form, "word")
    assert found.key == fold(form)
    assert any(reading.cut == 0 and reading.core == found.key for reading in found.readings)
    assert found.pos
    assert found.lemma
