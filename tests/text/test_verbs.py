"""Verbs written like their noun: where they stand tells which they are."""

from __future__ import annotations

import pytest

from riwaya.model import Report
from riwaya.text.analyse import analyse


def part_of_speech(body: str, word: str) -> str:
    analysis = analyse(Report(id="test", text=f"عنوان\n{body}"))
    return next(token.word.pos for token in analysis.tokens if token.word.text == word)


@pytest.mark.parametrize(
    ("body", "word"),
    [
        ("قصف الجيش التركي مدينة منبج.", "قصف"),  # the army shelled
        ("خطف مسلحون طبيبا في مدينة درنة.", "خطف"),  # gunmen abducted
        ("عقد مجلس الأمن جلسة طارئة.", "عقد"),  # the council held
        ("وقال ناشط: قصف الطيران الحربي بلدة سرمين.", "قصف"),  # behind a colon
    ],
)
def test_opens_a_clause_before_its_subject(body: str, word: str) -> None:
    assert part_of_speech(body, word) == "VERB"


@pytest.mark.parametrize(
    ("body", "word"),
    [
        ("قصف عنيف يستهدف بلدة سرمين.", "قصف"),  # an adjective follows
        ("قصف القوات الحكومية استمر ساعات.", "قصف"),  # the verb would be feminine
        ("استمر قصف الجيش على المدينة.", "قصف"),  # it opens no clause
        ("قصف على مدينة رفح.", "قصف"),  # a preposition follows
    ],
)
def test_stays_a_noun_elsewhere(body: str, word: str) -> None:
    assert part_of_speech(body, word) == "NOUN"


def test_a_title_keeps_its_nouns() -> None:
    analysis = analyse(Report(id="test", text="قصف الجيش لمدينة منبج\nسقط جرحى."))
    assert analysis.tokens[0].word.pos == "NOUN"


@pytest.mark.parametrize("written", ["ستنسحب", "وستنسحب", "وستردّ"])
def test_the_letter_of_the_future_is_kept(written: str) -> None:
    analysis = analyse(Report(id="test", text=f"عنوان\n{written} القوات."))
    assert "س" in analysis.tokens[1].word.proclitics
