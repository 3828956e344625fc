"""The stage as a whole: any text comes through it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.model import Report
from riwaya.text import analyse

ANY_TEXT = st.text(max_size=120) | st.text("اقصفحلبو ،.؟«»\"'()\n\r\t12٣ﻻﷺ\u064f\u0640\u200f\u202baé-:…", max_size=120)


@given(ANY_TEXT)
def test_any_text_will_do(text: str) -> None:
    report = Report(id="a", text=text)
    analysis = analyse(report)
    assert analysis == analyse(report)
    assert analysis.report is report
    for first, last in analysis.quotes:
        assert first <= last <= len(analysis.tokens)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\ufeff", "\u064f\u0640", "\x00", "\ud800", "🙂", "ﷺ" * 30])
def test_odd_texts(text: str) -> None:
    analysis = analyse(Report(id="a", text=text))
    assert bool(analysis.tokens) == bool(analysis.sentences)


def test_a_report_as_an_analysis() -> None:
    text = "غارات على صنعاء\nصنعاء - وكالات: قُتل 3 أشخاص. وقال «مصدر طبي» إن 20 أصيبوا."
    analysis = analyse(Report(id="a", text=text))
    assert [(s.kind, text[s.start : s.end]) for s in analysis.sentences] == [
        ("title", "غارات على صنعاء"),
        ("body", "صنعاء - وكالات: قُتل 3 أشخاص."),
        ("body", "وقال «مصدر طبي» إن 20 أصيبوا."),
    ]
    assert [analysis.text(first, last) for first, last in analysis.quotes] == ["مصدر طبي"]
    assert [text[t.start : t.end] for t in analysis.tokens if t.passive] == ["قُتل"]
    assert [t.word.key for t in analysis.tokens if t.word.kind == "number"] == ["3", "20"]
