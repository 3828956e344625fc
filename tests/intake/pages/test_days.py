"""Days as papers write them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages import written_days
from riwaya.intake.pages.days import day_in_address, find_day, find_days

DAY = dt.date(2015, 8, 10)
WAYS = [
    getattr(written_days, name)
    for name in "levant nile both bracketed algeria morocco slashes year_first hijri agency".split()
]


@pytest.mark.parametrize(
    "written",
    [
        "الرياض 25 شوال 1436 هـ الموافق 10 أغسطس 2015 م واس",
        "الاثنين 10 آب 2015",
        "الإثنين، ١٠ آب/أغسطس ٢٠١٥ - ١٢:٤٠",
        "نشر في 10 أغسطس (آب) 2015 الساعة 18:20",
        "10 من أغسطس 2015",
        "10 أغسطس عام 2015",
        "10 أوت 2015",
        "10 غشت 2015",
        "25 شوال 1436",
        "25/10/1436هـ",
        "10/8/2015",
        "10-08-2015 - 18:20",
        "2015/08/10",
        "٢٠١٥-٠٨-١٠",
        "10.08.2015",
        "8/13/2015",
        "August 10, 2015",
        "Mon, 10 Aug 2015 12:00:00 GMT",
        "10 août 2015",
    ],
)
def test_ways_to_write_a_day(written: str) -> None:
    assert find_day(written) == (DAY if "13" not in written else dt.date(2015, 8, 13))


@pytest.mark.parametrize(
    "written",
    ["", "قتل 10 في آب", "القرار 2216 لعام 2015", "10/8", "31 فبراير 2015", "99/99/2015", "هاتف 02-2015-100200"],
)
def test_what_is_no_whole_date(written: str) -> None:
    assert find_day(written) is None


def test_of_two_calendars_the_common_one() -> None:
    both = find_days("25 شوال 1436 هـ الموافق 10 أغسطس 2015")
    assert [(one.day, one.hijri) for one in both] == [(DAY, True), (DAY, False)]


@pytest.mark.parametrize(
    ("address", "day"),
    [
        ("https://example.org/2015/08/10/story", DAY),
        ("https://example.org/news/2015-8-10-story.html", DAY),
        ("https://example.org/a/20150810/1", DAY),
        ("https://example.org/2015/08/", None),
        ("https://example.org/news/120150810123", None),
        ("https://2015-08-10.example.org/", None),
    ],
)
def test_days_in_addresses(address: str, day: dt.date | None) -> None:
    assert day_in_address(address) == day


@given(st.dates(dt.date(1990, 1, 1), dt.date(2050, 12, 31)), st.sampled_from(WAYS))
def test_every_day_is_found_in_every_way_of_writing(day: dt.date, way: object) -> None:
    assert callable(way)
    assert find_day(str(way(day))) == day


@given(st.text(max_size=200))
def test_any_text_can_be_searched(text: str) -> None:
    find_day(text)
    day_in_address(text)
