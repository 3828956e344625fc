"""Who calls on, accuses, warns or backs whom: verbs, participles of the manner, nouns that a verb expresses."""

from __future__ import annotations

import pytest

from riwaya.model import Event
from told import events


def acts(text: str) -> list[tuple[str, list[str], list[str]]]:
    def names(event: Event, field: str) -> list[str]:
        return [noun.text for noun in getattr(event, field)]

    return [(event.type, names(event, "actors"), names(event, "targets")) for event in events(text)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "رحبت روسيا بالهدنة داعية الحكومة الليبية إلى الحوار.",  # calling on: the object stands in its own phrase
            [("request", ["روسيا"], ["الحكومة الليبية"])],
        ),
        (
            "وقال وزير الخارجية المصري إن الوضع صعب، مطالبا حركة طالبان بالإفراج عن السجناء.",
            [("request", ["وزير الخارجية المصري"], ["حركة طالبان"])],
        ),
        (
            "وأكد وزير الدفاع التركي أن الوضع هادئ، متهما حزب العمال الكردستاني بالتصعيد.",
            [("accuse", ["وزير الدفاع التركي"], ["حزب العمال الكردستاني"])],
        ),
        (
            "أعربت تونس عن إدانتها الشديدة للعمل الإرهابي في مالي.",  # expressed its condemnation of an act
            [("accuse", ["تونس"], ["عمل الإرهابي"])],
        ),
        (
            "وقال وزير الدفاع السوداني إن بلاده لن تسمح بأي تدخل أجنبي.",  # will not allow
            [("reject", ["وزير الدفاع السوداني"], [])],
        ),
        (
            "ودعا رئيس الوزراء الليبي الشعب الليبي إلى الهدوء.",  # a people is addressed as well
            [("request", ["رئيس الوزراء الليبي"], ["الشعب الليبي"])],
        ),
    ],
)
def test_speech_acts(text: str, told: list[tuple[str, list[str], list[str]]]) -> None:
    assert [act for act in acts(text) if act[0] == told[0][0]] == told


def test_the_speaker_of_the_sentence_before_goes_on() -> None:
    text = "قالت وزارة الخارجية العراقية إن القصف انتهاك للسيادة. ودعا البيان الحكومة التركية إلى سحب قواتها."
    assert ("request", ["وزارة الخارجية العراقية"], ["الحكومة التركية"]) in acts(text)


def test_an_oblique_dual_is_whom_one_calls_on() -> None:
    text = "وصلت بعثة الاتحاد الأوروبي إلى طرابلس، ودعت طرفي النزاع إلى هدنة."
    assert ("request", ["الاتحاد الأوروبي"], ["طرفي النزاع"]) in acts(text)


def test_supporters_of_a_party_praise_nobody() -> None:
    assert acts("وصلت القوات المؤيدة للرئيس اليمني إلى مديرية نهم.") == acts("وصلت القوات إلى مديرية نهم.")
