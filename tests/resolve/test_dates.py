"""Sentences to days, by the coding guidelines."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.mentions.times import find_times
from riwaya.model import Report, TimeExpression
from riwaya.resolve.dates import precision_of, resolve_date, written_on
from riwaya.text import analyse


def values(text: str) -> list[TimeExpression]:
    return [mention.value for mention in find_times(analyse(Report(id="test", text=text)))]


def days(text: str, published: str | None, *, future: bool = False) -> str | None:
    """The days of the only time in a text as "start" or "start/end"."""
    (value,) = values(text)
    found = resolve_date(value, dt.date.fromisoformat(published) if published else None, future=future)
    if found is None:
        return None
    return "/".join(dict.fromkeys((found.start.isoformat(), found.end.isoformat())))


@pytest.mark.parametrize(
    ("text", "published", "wanted"),
    [
        ("قصفوها أمس", "2017-11-04", "2017-11-03"),
        ("قصف أول أمس الاثنين", "2017-07-26", "2017-07-24"),
        ("قصفوها الجمعة", "2015-08-07", "2015-08-07"),
        ("قصفوها الثلاثاء الماضي", "2017-08-02", "2017-08-01"),
        ("قصفوها الاثنين الماضي", "2015-08-10", "2015-08-03"),
        ("وصلوا الأسبوع الماضي", "2015-08-09", "2015-07-27/2015-08-02"),
        ("بدأت الوزارة هذا الأسبوع توزيع الخيام", "2015-07-29", "2015-07-27/2015-07-29"),
        ("أواخر الشهر الماضي", "2015-08-09", "2015-07-21/2015-07-31"),
        ("منتصف يوليو", "2015-08-04", "2015-07-11/2015-07-20"),
        ("مطلع تموز الماضي", "2017-07-26", "2017-07-01/2017-07-10"),
        ("خلال يوليو الحالي", "2015-08-02", "2015-07-01/2015-07-31"),
        ("في تشرين الثاني/نوفمبر الماضي", "2015-08-09", "2014-11-01/2014-11-30"),
        ("خلال الـ48 ساعة الماضية", "2015-08-10", "2015-08-08/2015-08-10"),
        ("خلال اليومين الماضيين", "2015-08-01", "2015-07-30/2015-07-31"),
        ("قبل شهرين", "2015-08-04", "2015-06-01/2015-06-30"),
        ("بتاريخ 3 و12 و24 و27 و29 و30 قصفوها", "2017-07-26", "2017-06-03/2017-06-30"),
        ("ليل الاربعاء الخميس", "2015-07-31", "2015-07-29/2015-07-30"),
        ("منذ نهاية مارس الماضي", "2015-08-04", "2015-03-31/2015-08-03"),
        ("هذا الربيع", "2015-08-06", "2015-03-01/2015-05-31"),
        ("نهاية عام 2014", "2015-07-31", "2014-12-01/2014-12-31"),
        ("في 29 شباط", "2017-03-05", "2016-02-29"),
        ("في 30 شباط", "2017-03-05", None),
        ("في 5 شوال 1436هـ", "2015-07-22", "2015-07-21"),
        ("في 29 رمضان", "2015-08-10", "2015-07-16"),
        ("مؤخرا", "2015-08-10", None),
    ],
)
def test_past_times(text: str, published: str, wanted: str | None) -> None:
    assert days(text, published) == wanted


@pytest.mark.parametrize(
    ("text", "published", "wanted"),
    [
        ("يصلون الجمعة", "2015-08-04", "2015-08-07"),
        ("يصلون الجمعة المقبل", "2015-08-07", "2015-08-14"),
        ("يصلون في 10 كانون الثاني", "2015-12-20", "2016-01-10"),
        ("يصلون في سبتمبر", "2015-08-04", "2015-09-01/2015-09-30"),
        ("يصلون في أيار", "2015-08-04", "2016-05-01/2016-05-31"),
        ("خلال سبتمبر أو أكتوبر المقبلين", "2015-08-10", "2015-09-01/2015-10-31"),
        ("خلال الساعات المقبلة", "2015-07-31", "2015-07-31"),
        ("ستعقد الجولة هذا الأسبوع", "2015-07-31", "2015-07-27/2015-08-02"),
    ],
)
def test_times_to_come(text: str, published: str, wanted: str) -> None:
    assert days(text, published, future=True) == wanted


def test_a_weekday_that_disagrees_shows_that_the_text_is_older_than_its_publication() -> None:
    assert days("سيطرت المقاومة اليوم الثلاثاء على المدينة", "2015-08-06") == "2015-08-04"
    assert days("قتلوا أمس الأحد", "2015-08-11") == "2015-08-09"


def test_a_weekday_that_would_make_the_text_too_old_is_a_slip() -> None:
    assert days("يصلون غدا الأحد", "2015-07-24") == "2015-07-25"


def test_the_day_of_writing_is_told_by_a_day_with_its_weekday() -> None:
    published = dt.date(2015, 8, 11)
    assert written_on(values("قتل خمسة اليوم الاثنين. وأصيب 16 اليوم"), published) == dt.date(2015, 8, 10)
    assert written_on(values("قتل خمسة أمس"), published) == published


def test_a_date_a_little_ahead_is_not_put_back_a_year() -> None:
    assert days("في 15 آب", "2015-08-10") == "2015-08-15"
    assert days("في 15 كانون الأول", "2015-08-10") == "2014-12-15"


def test_without_a_day_of_publication_only_dates_with_a_year_are_known() -> None:
    assert days("قصفوها أمس", None) is None
    assert days("قصفوها في 10 تموز", None) is None
    assert days("قصفوها الجمعة", None) is None
    assert days("قصفوها في 10 تموز 2017", None) == "2017-07-10"
    assert days("قصفوها في تموز 2017", None) == "2017-07-01/2017-07-31"
    assert days("قصفوها عام 2013", None) == "2013-01-01/2013-12-31"
    assert days("قصفوها في 10 تموز من العام الماضي", None) is None


def test_precision_and_basis() -> None:
    published = dt.date(2015, 8, 10)
    cases = [
        ("أمس", 1, "relative"),
        ("خلال اليومين الماضيين", 2, "relative"),
        ("الأسبوع الماضي", 3, "relative"),
        ("في 3 آب الجاري", 1, "stated"),
        ("في تموز الماضي", 4, "stated"),
        ("عام 2013", 5, "stated"),
    ]
    for text, precision, basis in cases:
        found = resolve_date(values(text)[0], published)
        assert found is not None
        assert (found.precision, found.basis) == (precision, basis)


DATES = st.dates(dt.date(1990, 1, 1), dt.date(2060, 12, 31))
EXPRESSIONS = st.builds(
    TimeExpression,
    kind=st.sampled_from(
        ["day_offset", "weekday", "date", "days", "month", "span", "vague_past", "week", "relative_month", "vague"]
    ),
    offset=st.integers(-400, 400),
    weekday=st.none() | st.integers(0, 6),
    direction=st.sampled_from([None, -1, 0, 1]),
    day=st.none() | st.integers(1, 31),
    days=st.lists(st.integers(1, 31), max_size=4).map(tuple),
    month=st.none() | st.integers(1, 12),
    calendar=st.sampled_from(["gregorian", "hijri"]),
    part=st.sampled_from(["", "start", "middle", "end"]),
    amount=st.integers(0, 500),
    unit=st.sampled_from(["", "hour", "day", "week", "month"]),
)


@given(EXPRESSIONS, DATES, st.booleans())
def test_whatever_is_told_gives_rising_days_or_none(value: TimeExpression, published: dt.date, future: bool) -> None:
    found = resolve_date(value, published, future=future)
    assert found == resolve_date(value, published, future=future)
    if found is not None:
        assert found.start <= found.end
        assert found.precision == precision_of(found.start, found.end)


@given(st.integers(0, 6), DATES)
def test_a_past_weekday_lies_in_the_seven_days_up_to_publication(weekday: int, published: dt.date) -> None:
    found = resolve_date(TimeExpression(kind="weekday", weekday=weekday), published)
    assert found is not None
    assert found.start.weekday() == weekday
    assert 0 <= (published - found.start).days < 7


@given(st.integers(1, 28), st.integers(1, 12), DATES)
def test_the_last_such_date_is_less_than_a_year_and_a_day_ago(day: int, month: int, published: dt.date) -> None:
    found = resolve_date(TimeExpression(kind="date", day=day, month=month, direction=-1), published)
    assert found is not None
    assert 0 <= (published - found.start).days <= 366
