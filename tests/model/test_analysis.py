"""Spans of the analysis: what letters attached particles take off, and in which sentence a token stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.model import Report, Span
from riwaya.model.analysis import letters_on
from riwaya.text import analyse


@pytest.mark.parametrize(
    ("word", "cut", "rest"),
    [
        ("وبالرقة", 2, "الرقة"),  # and in Raqqa
        ("وَبِالرقة", 2, "الرقة"),  # vowel signs count no letter
        ("لـحلب", 1, "حلب"),  # nor does a tatweel
        ("ب«داعش»", 1, "داعش»"),  # nor a quotation mark
        ("حلب", 0, "حلب"),
        ("حلب", 9, ""),
    ],
)
def test_letters_are_taken_off(word: str, cut: int, rest: str) -> None:
    assert word[letters_on(word, 0, cut) if cut else 0 :] == rest


def test_a_span_of_tokens_is_the_untouched_text() -> None:
    analysis = analyse(Report(id="a", text="قُتِلَ شخصان وبِحلب ثلاثة"))
    assert analysis.text(0, 2) == "قُتِلَ شخصان"
    assert analysis.text(2, 3, 2) == "حلب"
    assert analysis.span(0, 1) == Span(0, 6)


@given(st.lists(st.sampled_from(["قتل", "شخص", ".", "\n", "«", "12"]), max_size=20).map(" ".join))
def test_every_token_stands_in_its_sentence(text: str) -> None:
    analysis = analyse(Report(id="a", text=text))
    for number, sentence in enumerate(analysis.sentences):
        assert {analysis.sentence_at(i) for i in range(sentence.first, sentence.last)} == {number}
