"""The phrases of a sentence: noun phrases with what governs them, verbs, relatives, "that", times and marks."""

from __future__ import annotations

import pytest

from riwaya.mentions.phrases import find_phrases
from riwaya.model import Report
from riwaya.pipeline import find_mentions
from riwaya.text import analyse


def shape(text: str) -> list[str]:
    """The phrases of the one sentence as `kind[words]`, a preposition's key before a noun phrase."""
    analysis = analyse(Report(id="test", text=text))
    (inside,) = find_phrases(analysis, find_mentions(analysis))
    shown = []
    for phrase in inside:
        before = f"{phrase.preposition} " if phrase.preposition else ""
        shown.append(f"{phrase.kind}[{before}{analysis.text(phrase.first, phrase.last, phrase.cut)}]")
    return shown


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        (
            "قصفت القوات الحكومية بلدة كفرنبل في ريف إدلب.",
            ["verb[قصفت]", "np[القوات الحكومية]", "np[بلدة كفرنبل]", "np[في ريف إدلب]", "mark[.]"],
        ),
        (
            "استنكر المجلس بشدة الهجوم.",  # a word of the manner governs nothing
            ["verb[استنكر]", "np[المجلس]", "other[بشدة]", "np[الهجوم]", "mark[.]"],
        ),
        (
            "قال المرصد السوري لحقوق الإنسان إن القصف مستمر.",
            ["verb[قال]", "np[المرصد السوري لحقوق الإنسان]", "complement[إن]", "np[القصف]", "np[مستمر]", "mark[.]"],
        ),
        (
            "استهدفت الغارة مقاتلين موالين لإيران.",  # an affiliation stays inside
            ["verb[استهدفت]", "np[الغارة]", "np[مقاتلين موالين لإيران]", "mark[.]"],
        ),
        (
            "قتل ثلاثة من عناصر قوات الدعم السريع.",
            ["verb[قتل]", "np[ثلاثة]", "np[من عناصر قوات الدعم السريع]", "mark[.]"],
        ),
        (
            "التقى الرئيس التركي رجب طيب أردوغان نظيره الروسي فلاديمير بوتين.",  # two definite nouns are two phrases
            ["verb[التقى]", "np[الرئيس التركي رجب طيب أردوغان]", "np[نظيره الروسي فلاديمير بوتين]", "mark[.]"],
        ),
        (
            "استهدف القصف تجمعا لمقاتلي المعارضة السورية.",  # the attached preposition comes off
            ["verb[استهدف]", "np[القصف]", "np[تجمعا]", "np[ل مقاتلي المعارضة السورية]", "mark[.]"],
        ),
        (
            "قتل مدنيان على يد قوات الاحتلال في نابلس.",  # a composed preposition
            ["verb[قتل]", "np[مدنيان]", "np[من قبل قوات الاحتلال]", "np[في نابلس]", "mark[.]"],
        ),
        (
            "قصفت طائرات حربية مدينة إدلب أمس.",
            ["verb[قصفت]", "np[طائرات حربية]", "np[مدينة إدلب]", "time[أمس]", "mark[.]"],
        ),
        (
            "الغارة التي شنتها طائرات التحالف على صعدة أسفرت عن مقتل ستة مدنيين.",
            [
                "np[الغارة]",
                "relative[التي]",
                "verb[شنتها]",
                "np[طائرات التحالف]",
                "np[علي صعدة]",
                "verb[أسفرت]",
                "np[عن مقتل ستة مدنيين]",
                "mark[.]",
            ],
        ),
        (
            "ميليشيات «الحشد الشعبي» دخلت الموصل.",  # quotation marks are folded in
            ["np[ميليشيات «الحشد الشعبي»]", "verb[دخلت]", "np[الموصل]", "mark[.]"],
        ),
    ],
)
def test_phrases(text: str, phrases: list[str]) -> None:
    assert shape(text) == phrases
