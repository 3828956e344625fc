"""Tellings that are one event, and tellings that stay two."""

from __future__ import annotations

import datetime as dt

import pytest

from riwaya.model import Event
from told import events, only


def where(event: Event) -> list[str]:
    return [place.text for place in event.places]


@pytest.mark.parametrize(
    ("text", "kind", "told"),
    [
        # title, lead and a definite noun of the body
        ("غارة على مدينة صعدة\nقصف طيران التحالف مدينة صعدة أمس. وأسفرت الغارة عن مقتل ثلاثة مدنيين.", "air_strike", 3),
        ("انفجار في مدينة عدن\nانفجرت سيارة مفخخة أمس في مدينة عدن. وأسفر الهجوم عن مقتل أربعة أشخاص.", "explosive", 3),
        # a fight that goes on
        (
            "اشتباكات في سبها\nاندلعت اشتباكات في مدينة سبها بين قبيلتين. وتواصلت الاشتباكات حتى المساء.",
            "armed_clash",
            2,
        ),
        # a more telling word for the same
        (
            "تفجير في مسجد بمدينة أبها يودي بحياة خمسة أشخاص\n"
            "قتل خمسة أشخاص عندما فجر انتحاري نفسه داخل مسجد في مدينة أبها.",
            "suicide_bomb",
            2,
        ),
        (
            "هجوم على مدرسة في صعدة يقتل عشرة أطفال\nقتل عشرة أطفال في غارة جوية على مدرسة في صعدة.",
            "air_strike",
            2,
        ),
        # dead told without a number in the title
        ("قتلى في مدينة إب\nقصف طيران التحالف مدينة إب أمس ما أدى إلى مقتل سبعة مدنيين.", "air_strike", 2),
        # "the operation": no event of its own
        (
            "قتل أربعة جنود في انفجار سيارة مفخخة في بنغازي. وتبنى تنظيم أنصار الشريعة العملية.",
            "explosive",
            2,
        ),
        # "the shelling" of the next sentence
        ("قصفت المدفعية بلدة كفرنبل أمس. وأصيب طفلان في القصف.", "shelling", 2),
    ],
)
def test_one_event_told_again(text: str, kind: str, told: int) -> None:
    event = only(text)
    assert (event.type, len(event.evidence)) == (kind, told)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (
            "استهدفت غارة مدينة حيس وقتلت شخصين. واستهدفت غارة مدينة المخا وقتلت ثلاثة.",
            [["حيس"], ["المخا"]],
        ),
        ("قتلى في بغداد\nقتل تسعة في تفجير في بغداد. وقتل 12 في تفجير في الحلة.", [["بغداد"], ["الحلة"]]),
        ("قتل شخصان في غارة على خان يونس. وقتل أربعة في غارة أخرى على رفح.", [["خان يونس"], ["رفح"]]),
        ("تفجير في كابول يقتل خمسة أشخاص\nقتل ثمانية أشخاص في هجوم انتحاري في مدينة هرات.", [["كابول"], ["هرات"]]),
    ],
)
def test_two_towns_are_two_events(text: str, places: list[list[str]]) -> None:
    assert [where(event) for event in events(text)] == places


def test_two_days_are_two_events() -> None:
    text = "قصفت القوات التركية بلدة عين عيسى يوم الاثنين. وقصفت القوات التركية بلدة عين عيسى يوم الأربعاء."
    days = [event.date.start.day for event in events(text) if event.date is not None]
    assert days == [11, 13]


def test_events_are_numbered_in_the_order_of_the_text() -> None:
    text = "قتل شخصان في غارة على خان يونس. وقتل أربعة في غارة أخرى على رفح."
    assert [event.id for event in events(text)] == ["e1", "e2"]


def test_the_united_event_keeps_what_each_telling_says() -> None:
    event = only("انفجار في مدينة عدن\nانفجرت سيارة مفخخة أمس في مدينة عدن. وأسفر الهجوم عن مقتل أربعة أشخاص.")
    assert event.weapon is not None
    assert event.weapon.text == "سيارة مفخخة"
    assert event.killed is not None
    assert event.killed.min == 4
    assert event.date is not None
    assert event.date.start == dt.date(2020, 5, 13)
    assert where(event) == ["عدن"]


def test_a_bombing_hours_before_an_attack_is_another() -> None:
    told = events("هاجم انتحاري مركزا للشرطة في كابول بعد يومين من تفجير عبوة ناسفة في المدينة.")
    assert sorted(event.type for event in told) == ["explosive", "suicide_bomb"]
