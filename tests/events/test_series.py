"""One verb, several days: each with places of its own."""

from __future__ import annotations

import pytest

from riwaya.model import Event
from told import events


def days(event: Event) -> tuple[list[str], str]:
    return [place.text for place in event.places], event.date.start.isoformat() if event.date else ""


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "قصف الطيران الحربي بلدات كفرنبل وحاس يوم الاثنين، وبلدتي سراقب وبنش يوم الثلاثاء.",
            [(["كفرنبل", "حاس"], "2020-05-11"), (["سراقب", "بنش"], "2020-05-12")],
        ),
        (
            "قصفت القوات يوم الاثنين مدينة سراقب ويوم الثلاثاء مدينة بنش.",
            [(["سراقب"], "2020-05-11"), (["بنش"], "2020-05-12")],
        ),
        (
            "شنت الطائرات غارات على البوكمال يوم السبت وعلى الميادين يوم الأحد.",
            [(["البوكمال"], "2020-05-09"), (["الميادين"], "2020-05-10")],
        ),
        # one day for all places
        ("قصف الطيران الحربي بلدتي سراقب وبنش يوم الثلاثاء.", [(["سراقب", "بنش"], "2020-05-12")]),
        # a place without a day: nothing is split
        ("شنت الطائرات غارات على البوكمال يوم السبت وعلى الميادين.", [(["البوكمال", "الميادين"], "2020-05-09")]),
    ],
)
def test_places_by_day(text: str, told: list[tuple[list[str], str]]) -> None:
    assert [days(event) for event in events(text)] == told
