"""How written words are cleaned and folded, and the way back to the untouched text."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.errors import DataError
from riwaya.language import tables
from riwaya.language.fold import _char_map, clean, fold, fold_clean
from riwaya.model import Span

ARABIC = "ابتحجقصفوىيةءأإآئؤ"
ODD = "\u064f\u0651\u0640\u200f\u202b\ufeff\u2066ﻻﷲﷺﻣ٣۴،«»“”‘…\u00a0 \n12aÀİ"
ANY_TEXT = st.text(max_size=40) | st.text(ARABIC + ODD, max_size=40)

CLEAN = [
    # what carries no reading goes
    ("قُتِلَ", "قتل"),  # vowel signs
    ("مدّمرة", "مدمرة"),  # shadda
    ("قــــصف", "قصف"),  # tatweel
    ("رحمٰن", "رحمن"),  # superscript alef
    ("قصف\u200fت", "قصفت"),  # right-to-left mark
    ("\u202bقصف\u202c", "قصف"),  # embedding
    ("\u2067قصف\u2069", "قصف"),  # isolate
    ("قص\u200bف", "قصف"),  # zero width space
    ("قص\u200cف", "قصف"),  # zero width non-joiner
    ("\ufeffقصف", "قصف"),  # byte order mark
    ("قص\u00adف", "قصف"),  # soft hyphen
    # presentation forms and ligatures
    ("ﻗﺼﻒ", "قصف"),
    ("ﻻ", "لا"),
    ("ﷲ", "الله"),
    ("ﷺ", "صلىاللهعليهوسلم"),
    ("ﹷ", ""),  # a vowel sign on a space
    ("１２Ａ", "12A"),  # wide digits and letters
    # digits
    ("٢٠١٧", "2017"),
    ("۲۰۱۷", "2017"),
    ("٣٫٥", "3.5"),
    ("١٬٢٠٠", "1,200"),
    # quotes and dashes
    ("“داعش”", '"داعش"'),
    ("„داعش‟", '"داعش"'),
    ("‘داعش’", "'داعش'"),
    ("‹داعش›", "'داعش'"),
    ("`داعش´", "'داعش'"),
    ("「داعش」", '"داعش"'),
    ("«داعش»", "«داعش»"),  # these stay: they say which is the opening one
    ("عدن – واس", "عدن - واس"),
    ("عدن — واس", "عدن - واس"),
    # letters of Persian and Urdu keyboards
    ("یمن", "يمن"),
    ("کابل", "كابل"),
    ("قصف\u00a0مدفعي", "قصف مدفعي"),  # no-break space
    ("قال…", "قال…"),
    ("أحمد إلى آخر المدينة", "أحمد إلى آخر المدينة"),  # spelling is left to fold
    ("", ""),
]


@pytest.mark.parametrize(("source", "wanted"), CLEAN)
def test_clean(source: str, wanted: str) -> None:
    assert clean(source).text == wanted


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("أحمد", "احمد"),
        ("إدلب", "ادلب"),
        ("آخر", "اخر"),
        ("ٱلله", "الله"),
        ("مستشفى", "مستشفي"),
        ("الرقة", "الرقه"),
        ("مسؤول", "مسوول"),
        ("رئيس", "رييس"),
        ("گلگت", "كلكت"),
        ("پاريس", "باريس"),
        ("BBC", "bbc"),
        ("قُتِل", "قتل"),
        ("أ", "أ"),  # composed, and alef with a combining hamza
    ],
)
def test_spellings_that_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_a_standing_hamza_is_a_letter_of_its_own() -> None:
    assert fold("شيء") != fold("شي")


@given(ANY_TEXT)
def test_cleaning_twice_is_cleaning_once(source: str) -> None:
    once = clean(source).text
    assert clean(once).text == once


@given(ANY_TEXT)
def test_folding_twice_is_folding_once(source: str) -> None:
    assert fold(fold(source)) == fold(source)


@given(ANY_TEXT)
def test_folding_keeps_the_length_of_clean_text(source: str) -> None:
    once = clean(source).text
    assert len(fold_clean(once)) == len(once)
    assert fold_clean(once) == fold(source)


@given(st.text(ARABIC, max_size=20))
def test_decomposed_letters_fold_like_composed_ones(source: str) -> None:
    assert fold(unicodedata.normalize("NFD", source)) == fold(source)


@given(ANY_TEXT)
def test_the_way_back_is_monotone(source: str) -> None:
    cleaned = clean(source)
    origins = list(cleaned.origins)
    assert len(origins) == len(cleaned.text)
    assert origins == sorted(origins)
    assert all(0 <= origin < len(source) for origin in origins)


def at_edge(origins: list[int], index: int) -> bool:
    """Whether a clean offset lies between characters of the source, not inside what one ligature became."""
    return index in (0, len(origins)) or origins[index - 1] != origins[index]


@given(ANY_TEXT, st.data())
def test_a_span_slices_what_cleans_to_the_clean_slice(source: str, data: st.DataObject) -> None:
    cleaned = clean(source)
    edges = [i for i in range(len(cleaned.text) + 1) if at_edge(list(cleaned.origins), i)]
    start, end = sorted((data.draw(st.sampled_from(edges)), data.draw(st.sampled_from(edges))))
    span = cleaned.span(start, end)
    assert 0 <= span.start <= span.end <= len(source)
    assert clean(span.of(source)).text == cleaned.text[start:end]


def test_a_span_takes_the_marks_of_its_last_letter() -> None:
    cleaned = clean("قُصِفَتْ حلبُ")
    assert cleaned.span(0, 4).of(cleaned.source) == "قُصِفَتْ"
    assert cleaned.span(5, 8).of(cleaned.source) == "حلبُ"


def test_a_span_within_a_ligature_is_the_whole_ligature() -> None:
    cleaned = clean("قال ﷲ")
    assert cleaned.text == "قال الله"
    assert cleaned.span(4, 6) == Span(4, 5)


def test_an_empty_span_stands_before_its_character() -> None:
    cleaned = clean("\u200fقصف")
    assert cleaned.span(0, 0) == Span(1, 1)
    assert cleaned.span(3, 3) == Span(4, 4)


def test_a_table_of_characters_names_file_and_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "DATA", tmp_path)
    (tmp_path / "x.tsv").write_text("# a\nfrom\tto\nU+06XY\tي\n", "utf-8")
    with pytest.raises(DataError, match=r"^x\.tsv:3: not a character"):
        _char_map("x.tsv")
