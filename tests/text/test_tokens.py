"""A text cut into words, numbers and marks, each at its place in the untouched text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.language.fold import clean
from riwaya.language.tokens import LONGEST_WORD
from riwaya.model import Report, Token
from riwaya.text import analyse

ARABIC = "ابتحجقصفوىيةءأإآئؤمنلكسه"
ODD = "\u064f\u064b\u0651\u0640\u200f\u202b\ufeffﻻﷲﷺ٣۴12.,:،؟!…«»“”'\"()-–_ \n\t\u00a0aBé🙂"
ANY_TEXT = st.text(max_size=80) | st.text(ARABIC + ODD, max_size=80)


def tokens_of(text: str) -> tuple[Token, ...]:
    return analyse(Report(id="a", text=text)).tokens


def cut(text: str) -> list[str]:
    """The words of a text as they are written, with `|` between."""
    return [text[token.start : token.end] for token in tokens_of(text)]


TEXTS = [
    ("قتل شخصان أمس.", "قتل|شخصان|أمس|."),
    # digits glued to words stand alone
    ("20جنديا", "20|جنديا"),
    ("الـ48 ساعة", "الـ|48|ساعة"),
    ("و12 قتيلا", "و|12|قتيلا"),
    ("عام2015م", "عام|2015|م"),
    # decimals and thousands are one number, times are two
    ("3.5 و1,200 و1.200.000", "3.5|و|1,200|و|1.200.000"),
    ("٣٫٥", "٣٫٥"),
    ("12:30", "12|:|30"),
    ("بلغ 12.", "بلغ|12|."),
    # quotation marks of any shape are marks of their own
    ("«داعش» و“النصرة”", "«|داعش|»|و|“|النصرة|”"),
    ("ل'داعش'", "ل|'|داعش|'"),
    # Latin
    ("قناة CNN الأمريكية", "قناة|CNN|الأمريكية"),
    ("وBBC", "و|BBC"),
    ("Médecins sans frontières", "Médecins|sans|frontières"),
    # what carries no reading belongs to the word that it is written on
    ("قُتِلَ شخصٌ", "قُتِلَ|شخصٌ"),
    ("قـــتل", "قـــتل"),
    ("شخص\u200fان", "شخص\u200fان"),
    ("ﻣﺤﻤﺪ ﷺ", "ﻣﺤﻤﺪ|ﷺ"),
    # marks
    ("عدن-صنعاء", "عدن|-|صنعاء"),
    ("قال؟!", "قال|؟|!"),
    ("كي_في", "كي|_|في"),
    ("", ""),
    (" \n ", ""),
]


@pytest.mark.parametrize(("text", "wanted"), TEXTS)
def test_a_text_is_cut(text: str, wanted: str) -> None:
    assert "|".join(cut(text)) == wanted


@pytest.mark.parametrize(
    ("text", "kind"),
    [("قتل", "word"), ("12", "number"), ("3.5", "number"), ("CNN", "latin"), ("،", "punct"), ("_", "punct")],
)
def test_kinds(text: str, kind: str) -> None:
    (token,) = tokens_of(text)
    assert token.word.kind == kind


def test_a_word_is_known_by_its_clean_and_its_folded_form() -> None:
    (token,) = tokens_of("الرِّقّــة")
    assert (token.word.text, token.word.key) == ("الرقة", "الرقه")


# A damma on the first letter, with "and", "so" and "will" left aside, marks the passive of a verb.
VOICE = [
    ("قُتل", True),  # was killed
    ("قُتِلَ", True),
    ("وقُتل", True),  # and was killed
    ("وَقُتل", True),
    ("فأُصيب", True),  # so was injured
    ("سيُقتل", True),  # will be killed
    ("وسيُعتقل", True),
    ("قـُتل", True),  # a tatweel carries the mark
    ("قتل", False),
    ("قَتَلَ", False),  # killed
    ("يَقتُل", False),  # kills: the damma is on the third letter
    ("كتُب", False),
    ("قصفُ", False),  # the nominative ending of a short noun
    ("حربُ", False),
    ("هجومٌ", False),
]


@pytest.mark.parametrize(("word", "passive"), VOICE)
def test_a_damma_on_the_first_letter_marks_the_passive(word: str, passive: bool) -> None:
    (token,) = tokens_of(word)
    assert token.passive is passive


@given(ANY_TEXT)
def test_tokens_are_in_order_and_slice_the_text(text: str) -> None:
    end = 0
    for token in tokens_of(text):
        assert end <= token.start < token.end <= len(text)
        assert clean(text[token.start : token.end]).text[:LONGEST_WORD] == token.word.text
        end = token.end


@given(ANY_TEXT)
def test_nothing_readable_is_lost(text: str) -> None:
    kept = "".join(clean(text[token.start : token.end]).text for token in tokens_of(text))
    assert kept == "".join(clean(text).text.split())


@given(st.text(ARABIC, min_size=LONGEST_WORD + 1, max_size=200))
def test_a_word_of_any_length_is_one_token(text: str) -> None:
    (token,) = tokens_of(text)
    assert (token.start, token.end) == (0, len(text))
    assert len(token.word.text) == LONGEST_WORD
