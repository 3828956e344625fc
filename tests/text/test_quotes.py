"""What stands between quotation marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.model import Report
from riwaya.text import analyse
from riwaya.text.quotes import LONGEST


def quoted(text: str) -> list[str]:
    analysis = analyse(Report(id="a", text=text))
    return [analysis.text(first, last) if last > first else "" for first, last in analysis.quotes]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("تنظيم «داعش» أعلن", ["داعش"]),
        ("“سنرد” قال", ["سنرد"]),
        ("'سنرد' قال", ["سنرد"]),
        ("‹سنرد› قال", ["سنرد"]),
        ('صحيفة "الحياة" و"الشرق"', ["الحياة", "الشرق"]),
        ("صحيفة (الحياة) قالت", ["الحياة"]),
        ("«قال (أ) إن»", ["قال (أ) إن", "أ"]),  # one within another
        ("« »", [""]),
        # a mark without its partner
        ("«داعش أعلن", []),
        ("داعش» أعلن", []),
        ("(أ «ب» ج", ["ب"]),
        ("«أ ( ب» ج", ["أ ( ب"]),
    ],
)
def test_quotes(text: str, wanted: list[str]) -> None:
    assert quoted(text) == wanted


def test_marks_far_apart_are_no_quote() -> None:
    assert len(quoted("«" + "قال " * (LONGEST - 1) + "»")) == 1
    assert quoted("«" + "قال " * LONGEST + "»") == []


@given(st.text("أب «»\"'()", max_size=40))
def test_quotes_are_ordered_and_nest(text: str) -> None:
    analysis = analyse(Report(id="a", text=text))
    assert list(analysis.quotes) == sorted(analysis.quotes)
    for first, last in analysis.quotes:
        assert 0 < first <= last < len(analysis.tokens)
        assert not any(first < other < last < end for other, end in analysis.quotes)
