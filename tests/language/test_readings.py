"""The ways to take attached particles off a word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.language.fold import fold
from riwaya.language.readings import bare_words, enclitics, particles, readings

Told = tuple[str, str, str]

# word → (conjunction, preposition, what remains) of each reading behind the whole word
WORDS: list[tuple[str, list[Told]]] = [
    ("حلب", []),
    ("وحلب", [("و", "", "حلب")]),  # and Aleppo
    ("فقال", [("ف", "", "قال")]),  # so he said
    ("بالرقة", [("", "ب", "الرقه")]),  # in Raqqa
    ("كالجيش", [("", "ك", "الجيش")]),  # like the army
    ("سيقتل", [("", "", "يقتل")]),  # will kill: the future particle comes off, and leaves no trace but the cut
    ("وسيقتل", [("و", "", "سيقتل"), ("و", "", "يقتل")]),
    ("وبحلب", [("و", "", "بحلب"), ("و", "ب", "حلب")]),
    ("للجيش", [("", "ل", "الجيش"), ("", "ل", "اللجيش"), ("", "ل", "لجيش")]),  # لل is ل and ال, or ل before a word in ل
    ("لحلب", [("", "ل", "حلب")]),
    ("فبالمدينة", [("ف", "", "بالمدينه"), ("ف", "ب", "المدينه")]),
    ("المدينة", []),  # the article is told by core and bare, not taken off
    # what would leave less than two letters stays
    ("بي", []),
    ("وال", [("و", "", "ال")]),
    ("و", []),
]


@pytest.mark.parametrize(("word", "wanted"), WORDS, ids=[word for word, _ in WORDS])
def test_readings_of_a_word(word: str, wanted: list[Told]) -> None:
    whole, *others = readings(fold(word))
    assert (whole.core, whole.cut, whole.conjunction, whole.preposition) == (fold(word), 0, "", "")
    assert [(r.conjunction, r.preposition, r.core) for r in others] == wanted


@pytest.mark.parametrize(
    ("word", "core", "bare"),
    [
        ("الرقة", "الرقه", "رقه"),
        ("بالرقة", "الرقه", "رقه"),
        ("للتحالف", "التحالف", "تحالف"),
        ("ال", "ال", "ال"),
        ("الف", "الف", "الف"),  # too short to have an article (ألف: thousand)
    ],
)
def test_the_bare_word_is_without_article(word: str, core: str, bare: str) -> None:
    assert (core, bare) in {(r.core, r.bare) for r in readings(fold(word))}


@given(st.text("وفسبلكاقدحمه", min_size=1, max_size=10))
def test_what_is_taken_off_and_what_remains_make_the_word(key: str) -> None:
    found = readings(key)
    assert len({(r.core, r.cut) for r in found}) == len(found)
    for reading in found:
        without = reading.core.removeprefix(particles().article)
        assert key[reading.cut :] in (reading.core, without)  # the article of لل is written with the first ل only
        assert reading.bare in (reading.core, without)
        assert key.startswith(reading.conjunction)


def test_the_particles_of_the_table() -> None:
    known = particles()
    assert known.conjunctions == ("و", "ف")
    assert known.futures == ("س",)
    assert set(known.prepositions) == {"ب", "ل", "ك"}
    assert known.article == "ال"


def test_the_longest_suffix_comes_first() -> None:
    lengths = [len(suffix) for suffix in enclitics()]
    assert lengths == sorted(lengths, reverse=True)


def test_the_words_of_a_listed_phrase() -> None:
    assert bare_words("التحالف الدولي") == ["تحالف", "دولي"]
    assert bare_words("التحالف الدولي", bare=False) == ["التحالف", "الدولي"]
    assert bare_words("قوّاتٌ أمنية") == ["قوات", "امنيه"]
