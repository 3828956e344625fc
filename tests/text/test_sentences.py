"""Where sentences end, which is the title, and where a dateline ends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.model import Analysis, Report
from riwaya.text import analyse


def analysed(text: str) -> Analysis:
    return analyse(Report(id="a", text=text))


def body(text: str) -> list[str]:
    """The sentences behind the title "عنوان"."""
    whole = f"عنوان\n{text}"
    return [whole[s.start : s.end] for s in analysed(whole).sentences[1:]]


SENTENCES = [
    ("قتل شخصان. وأصيب ثلاثة.", ["قتل شخصان.", "وأصيب ثلاثة."]),
    ("هل قتل؟ نعم! قتل…", ["هل قتل؟", "نعم!", "قتل…"]),
    ("قتل شخصان\nوأصيب ثلاثة", ["قتل شخصان", "وأصيب ثلاثة"]),
    ("قتل شخصان.وأصيب ثلاثة", ["قتل شخصان.", "وأصيب ثلاثة"]),  # no blank behind the full stop
    ("قال!!! ثم... صمت", ["قال!!!", "ثم...", "صمت"]),  # marks that stand together
    # a full stop that ends nothing
    ("نزح 3.5 ملايين شخص", ["نزح 3.5 ملايين شخص"]),
    ("قال د. محمد إن", ["قال د. محمد إن"]),  # Dr
    ("التقى أ. علي و م. خالد", ["التقى أ. علي و م. خالد"]),  # Mr, engineer
    ("على بعد 5 كلم. من حلب", ["على بعد 5 كلم. من حلب"]),  # km
    ("قالت أ.ف.ب. إن شخصا قتل", ["قالت أ.ف.ب. إن شخصا قتل"]),  # AFP
    # a mark that closes a quote belongs to what it closes
    ('قال: "سنرد." ثم صمت', ['قال: "سنرد."', "ثم صمت"]),
    ("قال «انتهى الأمر.» وذهب", ["قال «انتهى الأمر.»", "وذهب"]),
    ("(قتل شخصان.) وأصيب", ["(قتل شخصان.)", "وأصيب"]),
    # lists
    ("- قتل شخصان\n- أصيب ثلاثة", ["- قتل شخصان", "- أصيب ثلاثة"]),
    ("1. قصف بلدة\n2. غارة على قرية", ["1. قصف بلدة", "2. غارة على قرية"]),
    ("قتل 5. وأصيب 6.", ["قتل 5.", "وأصيب 6."]),
    ("", []),
]


@pytest.mark.parametrize(("text", "wanted"), SENTENCES)
def test_sentences(text: str, wanted: list[str]) -> None:
    assert body(text) == wanted


def test_the_first_line_is_the_title() -> None:
    kinds = [(s.kind, s.paragraph) for s in analysed("قصف. وغارات\nقتل شخصان.\n\nوأصيب ثلاثة. وانتهى").sentences]
    assert kinds == [("title", 0), ("title", 0), ("body", 1), ("body", 2), ("body", 2)]


DATELINES = [
    ("عدن - واس: قتل شخصان", "قتل شخصان"),
    ("(عدن - واس): قتل شخصان", "قتل شخصان"),
    ("دمشق – وكالات: قتل شخصان", "قتل شخصان"),
    ("كولومبو - «الشرق الأوسط»: قتل شخصان", "قتل شخصان"),
    ("سبق- وكالات: قتل شخصان", "قتل شخصان"),  # the outlet's name is a verb elsewhere (preceded)
    ("بيروت (رويترز) - قتل شخصان", "قتل شخصان"),
    ("حيس (اليمن) 13 مارس (وكالة المرسى) - قتل شخصان", "قتل شخصان"),
    ("دمشق: قال الوزير: لن نتراجع", "قال الوزير: لن نتراجع"),
    # none
    ("قال الوزير: لن نتراجع", "قال الوزير: لن نتراجع"),
    ("قتل شخصان في عدن", "قتل شخصان في عدن"),
    ("الطريق دمشق - حلب مغلق", "الطريق دمشق - حلب مغلق"),
    ("أكد الناطق (العميد) - قتل شخصان", "أكد الناطق (العميد) - قتل شخصان"),
]


@pytest.mark.parametrize(("text", "wanted"), DATELINES)
def test_the_body_of_a_sentence_begins_behind_its_dateline(text: str, wanted: str) -> None:
    analysis = analysed(f"عنوان\n{text}")
    sentence = analysis.sentences[1]
    assert analysis.text(sentence.body, sentence.last) == wanted


def test_a_title_has_no_dateline() -> None:
    (title,) = analysed("عدن - واس: قتل شخصان").sentences
    assert title.body == title.first


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("عدن - واس\nقتل شخصان في غارة", ["dateline", "body"]),  # a line of its own
        ("غارات على حلب. وقتل شخصان", ["body", "body"]),  # a short sentence without a verb is none
        ("قتل شخصان\nثم\nثم\nثم", ["body", "dateline", "body", "body"]),  # and none stands further down
    ],
)
def test_a_dateline_is_a_short_paragraph_that_opens_the_body(text: str, kinds: list[str]) -> None:
    assert [sentence.kind for sentence in analysed(f"عنوان\n{text}").sentences[1:]] == kinds


PIECES = ["قتل شخصان", "عدن - واس:", ".", "…", "د.", "3.5", "1.", "«", "»", '"', "\n", "(", ")", "-", "؟!", "كلم."]


@given(st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join) | st.lists(st.sampled_from(PIECES)).map("".join))
def test_sentences_share_out_all_tokens(text: str) -> None:
    analysis = analysed(text)
    first = 0
    for sentence in analysis.sentences:
        assert sentence.first == first < sentence.last
        assert sentence.first <= sentence.body < sentence.last
        assert sentence.start == analysis.tokens[sentence.first].start
        assert sentence.end == analysis.tokens[sentence.last - 1].end
        assert "\n" not in text[sentence.start : sentence.end]
        first = sentence.last
    assert first == len(analysis.tokens)
    paragraphs = [sentence.paragraph for sentence in analysis.sentences]
    assert paragraphs == sorted(paragraphs)
