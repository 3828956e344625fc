"""Each element of the pattern language, by a pattern, a sentence, and the words that it takes from its start."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.errors import DataError
from riwaya.language.pattern import Found, RuleBook, compile_pattern, word_lists
from riwaya.model import Analysis, Report
from riwaya.text import analyse


def analysed(text: str) -> Analysis:
    return analyse(Report(id="a", text=text))


def towns(kind: str, index: int) -> Iterable[tuple[int, Any]]:
    """Pretends that tokens 1 and 2 are a town."""
    return [(3, "a town")] if (kind, index) == ("town", 1) else []


def match(pattern: str, text: str) -> tuple[Analysis, Found | None]:
    analysis = analysed(text)
    return analysis, compile_pattern(pattern, "here").at(analysis.tokens, 0, len(analysis.tokens), towns)


def taken(pattern: str, text: str) -> str | None:
    """The words that a pattern takes from the start of a text; None where it does not fit."""
    analysis, found = match(pattern, text)
    if found is None:
        return None
    return analysis.text(found.first, found.last) if found.last > found.first else ""


ELEMENTS = [
    # word: article, conjunction and preposition do not matter, nor does spelling
    ("مدينة", "مدينة حلب", "مدينة"),
    ("مدينة", "المدينه حلب", "المدينه"),
    ("مدينة", "وبالمدينة حلب", "وبالمدينة"),
    ("مدينة", "بلدة حلب", None),
    ("المدينة", "مدينة حلب", "مدينة"),
    # a|b|@list
    ("مدينة|بلدة", "بلدة حلب", "بلدة"),
    ("@negation", "لم يقتل", "لم"),
    ("مدينة|@negation", "لن يقتل", "لن"),
    # =word: nothing attached, article as written
    ("=مدينة", "مدينة حلب", "مدينة"),
    ("=مدينة", "المدينة حلب", None),
    ("=مدينة", "بمدينة حلب", None),
    ("=المدينة", "المدينة حلب", "المدينة"),
    ("=المدينة", "مدينة حلب", None),
    # ب+word, و+word
    ("ب+مدينة", "بمدينة حلب", "بمدينة"),
    ("ب+مدينة", "مدينة حلب", None),
    ("ب+مدينة", "لمدينة حلب", None),
    ("و+قال", "وقال الوزير", "وقال"),
    ("و+قال", "قال الوزير", None),
    ("ل+مدينة", "للمدينة حلب", "للمدينة"),
    # #
    ("#", "12 قتيلا", "12"),
    ("#", "١٢ قتيلا", "١٢"),
    ("#", "اثنا عشر", None),
    ("#2", "12 قتيلا", "12"),
    ("#2", "120 قتيلا", None),
    ("#4", "2017 م", "2017"),
    ("#4", "12 م", None),
    ("#2", "1.5 م", None),
    # <kind>
    ("مدينة <town>", "مدينة دير الزور أمس", "مدينة دير الزور"),
    ("<town>", "مدينة دير الزور أمس", None),
    # [ … ]
    ("[هذه] مدينة", "هذه المدينة", "هذه المدينة"),
    ("[هذه] مدينة", "المدينة", "المدينة"),
    ("مدينة [كبيرة]", "مدينة كبيرة", "مدينة كبيرة"),
    ("مدينة [كبيرة]", "مدينة صغيرة", "مدينة"),
    # ( … / … )
    ("( مدينة كبيرة / بلدة )", "بلدة حلب", "بلدة"),
    ("( مدينة كبيرة / بلدة )", "مدينة كبيرة", "مدينة كبيرة"),
    ("( مدينة كبيرة / بلدة )", "مدينة حلب", None),
    # ..3: as few tokens as will do
    ("قتل ..3 مدينة", "قتل في مدينة", "قتل في مدينة"),
    ("قتل ..3 مدينة", "قتل مدينة مدينة", "قتل مدينة"),
    ("قتل ..1 مدينة", "قتل جندي في مدينة", None),
    ("قتل ..3", "قتل جندي", "قتل"),
    # , any mark or none
    ("أمس , الثلاثاء", "أمس، الثلاثاء", "أمس، الثلاثاء"),
    ("أمس , الثلاثاء", "أمس (الثلاثاء", "أمس (الثلاثاء"),
    ("أمس , الثلاثاء", "أمس الثلاثاء", "أمس الثلاثاء"),
    ("أمس , الثلاثاء", "أمس. الثلاثاء", None),
    # backtracking: the optional part gives back what the rest needs
    ("[مدينة] مدينة حلب", "مدينة حلب", "مدينة حلب"),
]


@pytest.mark.parametrize(("pattern", "text", "wanted"), ELEMENTS)
def test_elements(pattern: str, text: str, wanted: str | None) -> None:
    assert taken(pattern, text) == wanted


def test_a_slot_keeps_what_is_inside() -> None:
    analysis, found = match("قتل {n: #} {who: جندي|مدني}", "قتل 12 جنديا وقتل 3 مدني")
    assert found is None
    analysis, found = match("قتل {n: #} {who: جنديا|مدني}", "قتل 12 جنديا أمس")
    assert found is not None
    assert {name: analysis.text(slot.first, slot.last) for name, slot in found.slots.items()} == {
        "n": "12",
        "who": "جنديا",
    }
    assert found.slots["n"].value == "12"


def test_a_slot_keeps_the_value_of_a_list_word() -> None:
    _, found = match("{side: @place_side} من", "شمال من هنا")
    assert found is not None
    assert found.slots["side"].value == word_lists()["place_side"]["شمال"] != ""


def test_a_slot_keeps_the_value_of_a_mention() -> None:
    _, found = match("مدينة {where: <town>}", "مدينة دير الزور")
    assert found is not None
    assert (found.slots["where"].first, found.slots["where"].last, found.slots["where"].value) == (1, 3, "a town")


def test_a_slot_that_is_not_taken_is_not_there() -> None:
    _, found = match("مدينة [{n: #}]", "مدينة حلب")
    assert found is not None
    assert found.slots == {}


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("@no_such_list", "no word list named no_such_list"),
        ("[مدينة", "lacks a closing"),
        ("( مدينة / بلدة", "lacks a closing"),
        ("{n: #", "lacks a closing"),
        ("مدينة ]", "a bracket too many"),
        ("ق+مدينة", "no attached particle"),
    ],
)
def test_a_slip_names_the_rule(pattern: str, message: str) -> None:
    with pytest.raises(DataError, match=f"^rules/x.yaml:one: .*{message}"):
        compile_pattern(pattern, "rules/x.yaml:one")


def test_a_rule_book_gives_the_longest_match_first_then_file_order() -> None:
    book = RuleBook(
        "x",
        [
            {"id": "short", "pattern": "مدينة"},
            {"id": "same", "pattern": "المدينة"},
            {"id": "long", "pattern": ["قرية", "مدينة كبيرة"]},
            {"id": "anything", "pattern": "..1 حلب"},
        ],
    )
    tokens = analysed("المدينة الكبيرة").tokens
    assert [rule["id"] for rule, _ in book.at(tokens, 0, 2)] == ["long", "short", "same"]
    assert [rule["id"] for rule, _ in book.at(analysed("في حلب").tokens, 0, 2)] == ["anything"]


WORDS = ["مدينة", "المدينة", "كبيرة", "قتل", "12", "،", "(", "هذه", "حلب", "وبالمدينة"]
PATTERNS = sorted({pattern for pattern, _, _ in ELEMENTS})


@given(st.sampled_from(PATTERNS), st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join), st.data())
def test_what_is_found_lies_where_it_was_looked_for(pattern: str, text: str, data: st.DataObject) -> None:
    tokens = analysed(text).tokens
    index = data.draw(st.integers(0, len(tokens) - 1))
    stop = data.draw(st.integers(index + 1, len(tokens)))
    compiled = compile_pattern(pattern, "here")
    found = compiled.at(tokens, index, stop, towns)
    assert found == compiled.at(tokens, index, stop, towns)
    if found is not None:
        assert found.first == index <= found.last <= stop
        assert all(index <= slot.first <= slot.last <= stop for slot in found.slots.values())


@given(st.text("مدينة[](){}/|@#=+<>., ..2ن:", max_size=15))
def test_any_line_compiles_or_is_a_data_error(source: str) -> None:
    with contextlib.suppress(DataError):
        compile_pattern(source, "here")
