"""Numbers in digits, in words, mixed, untold, as ranges; and generated words read back."""

from __future__ import annotations

import importlib.util

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.language.fold import clean
from riwaya.mentions.numbers import Number, find_number
from riwaya.text.analyse import tokenise

UNITS = ["", "واحد", "اثنان", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة"]
FEMININE = ["", "واحدة", "اثنتان", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثماني", "تسع"]
TENS = ["", "عشرة", "عشرون", "ثلاثون", "أربعون", "خمسون", "ستون", "سبعون", "ثمانون", "تسعون"]
HUNDREDS = ["", "مئة", "مئتان", *(stem + "مئة" for stem in ("ثلاث", "أربع", "خمس", "ست", "سبع", "ثمان", "تسع"))]
SPELLINGS = {"mixed": "مائة", "dual": "مائتان"}


def find(text: str) -> Number | None:
    tokens = tokenise(clean(text))
    return find_number(tokens, 0, len(tokens))


def words_below_hundred(n: int, feminine: bool) -> str:
    units = FEMININE if feminine else UNITS
    if n < 10:
        return units[n]
    if n == 10:
        return "عشر" if feminine else "عشرة"
    if n < 20:
        unit = {1: "إحدى" if feminine else "أحد", 2: "اثنتا" if feminine else "اثنا"}.get(n - 10, units[n - 10])
        return f"{unit} {'عشرة' if feminine else 'عشر'}"
    ten, unit = TENS[n // 10], units[n % 10]
    return f"{unit} و{ten}" if unit else ten


def words_below_thousand(n: int, feminine: bool, old: bool) -> str:
    hundred = HUNDREDS[n // 100]
    if old:
        hundred = hundred.replace("مئة", SPELLINGS["mixed"]).replace("مئتان", SPELLINGS["dual"])
    rest = words_below_hundred(n % 100, feminine)
    return " و".join(part for part in (hundred, rest) if part)


def words(n: int, feminine: bool = False, old: bool = False) -> str:
    """The Arabic words for `n`, in one of its two genders, in the new or the old spelling of hundred."""
    thousands, rest = divmod(n, 1000)
    parts = []
    if thousands == 1:
        parts.append("ألف")
    elif thousands == 2:
        parts.append("ألفان")
    elif thousands:
        plural = "آلاف" if 3 <= thousands <= 10 else "ألف"
        parts.append(f"{words_below_thousand(thousands, False, old)} {plural}")
    if rest:
        parts.append(words_below_thousand(rest, feminine, old))
    return " و".join(parts)


@given(st.integers(1, 999_999), st.booleans(), st.booleans())
def test_words_are_read_back(n: int, feminine: bool, old: bool) -> None:
    text = words(n, feminine, old)
    assert find(text) == Number(n, n, len(tokenise(clean(text))), True)


@given(st.integers(1, 999_999))
def test_the_oblique_case_is_read_too(n: int) -> None:
    oblique = {word: word[:-2] + "ين" for word in (*TENS[2:], "مئتان", "ألفان", "اثنان")} | {"اثنا": "اثني"}
    text = " ".join(
        oblique.get(word, "و" + oblique.get(word[1:], word[1:]) if word[0] == "و" else word)
        for word in words(n).split()
    )
    found = find(text)
    assert found is not None
    assert found.min == n


@given(st.integers(1, 9_999_999), st.sampled_from(["", ",", "."]))
def test_digits_are_read_back(n: int, separator: str) -> None:
    text = f"{n:,}".replace(",", separator)
    assert find(text) == Number(n, n, 1, True)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("5300 شخص", 5300, 5300),
        ("1.200 شخص", 1200, 1200),
        ("1,200 شخص", 1200, 1200),
        ("١٢ شخصا", 12, 12),
        ("ثلاثة وأربعون شخصا", 43, 43),
        ("خمسة آلاف وثلاثمائة", 5300, 5300),
        ("أحد عشر شخصا", 11, 11),
        ("ثمانية عشر حوثيا", 18, 18),
        ("اثني عشر ألفا", 12_000, 12_000),
        ("مئة وخمسين قتيلا", 150, 150),
        ("ثلاث مئة وستين", 360, 360),
        ("ألفي مقاتل", 2000, 2000),
        ("مئتي ألف", 200_000, 200_000),
        ("3 آلاف", 3000, 3000),
        ("74 ألف شخص", 74_000, 74_000),
        ("1.5 مليون نازح", 1_500_000, 1_500_000),
        ("وعشرة آخرين", 10, 10),
        ("بستة جنود", 6, 6),
        ("الثلاثة", 3, 3),
        ("أحد الجنود", 1, 1),
    ],
)
def test_told_numbers(text: str, low: int, high: int) -> None:
    found = find(text)
    assert found is not None
    assert (found.min, found.max, found.exact) == (low, high, True)


@pytest.mark.parametrize(
    ("text", "low"),
    [
        ("عشرات القتلى", 20),
        ("العشرات", 20),
        ("مئات", 200),
        ("المئات من المدنيين", 200),
        ("آلاف الأشخاص", 2000),
        ("عشرات الآلاف", 20_000),
        ("مئات الآلاف", 200_000),
        ("بضعة أشخاص", 1),
        ("عدة جنود", 1),
        ("عدد من الجنود", 1),
        ("عدد كبير من الجنود", 1),
        ("عدد آخر", 1),
        ("العديد من القتلى", 1),
        ("بضعة آلاف", 2000),
    ],
)
def test_untold_numbers_are_open_above(text: str, low: int) -> None:
    found = find(text)
    assert found is not None
    assert (found.min, found.max, found.exact) == (low, None, False)


@pytest.mark.parametrize(
    "text",
    [
        "بين 20 و25 شخصا",
        "ما بين 20 و25 شخصا",
        "من 20 إلى 25 شخصا",
        "20-25 شخصا",
        "20 إلى 25 شخصا",
        "20 أو 25 شخصا",
        "بين عشرين وخمسة وعشرين شخصا",
    ],
)
def test_ranges(text: str) -> None:
    found = find(text)
    assert found is not None
    assert (found.min, found.max, found.exact) == (20, 25, False)


@pytest.mark.parametrize("text", ["عدد القتلى", "هذا العدد من القتلى", "20% من", "خمسة في المئة", "أحد", "قال", "2.75"])
def test_what_is_no_number_of_things(text: str) -> None:
    assert find(text) is None


def test_two_numbers_of_a_list_stay_two() -> None:
    assert find("ثلاثة وخمسة") == Number(3, 3, 1, True)
    assert find("عشرة وعشرون") == Number(10, 10, 1, True)


def test_a_number_ends_where_it_must() -> None:
    tokens = tokenise(clean("خمسة آلاف وثلاثمائة شخص"))
    assert find_number(tokens, 0, len(tokens)) == Number(5300, 5300, 3, True)
    assert find_number(tokens, 0, 2) == Number(5000, 5000, 2, True)


@pytest.mark.skipif(importlib.util.find_spec("arabic_itn") is None, reason="arabic-itn is not installed")
@pytest.mark.parametrize("n", [11, 12, 43, 150, 500, 5300])
def test_another_reader_of_numbers_agrees(n: int) -> None:
    normalise = importlib.import_module("arabic_itn").normalize
    assert str(n) in str(normalise(f"قتل {words(n)} شخص")).replace(",", "")
