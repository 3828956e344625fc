"""Dates, months and years of the calendar to days: what is not told (year, month) is filled in from publication."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from hijridate import Gregorian, Hijri

from riwaya.model.mentions import TimeExpression

MONTHS: Final = 12
AHEAD: Final = 31  # days by which a date without year may lie ahead before the year before is meant
PARTS: Final = {"": (1, 31), "start": (1, 10), "middle": (11, 20), "end": (21, 31)}
YEAR_PARTS: Final = {"": (1, 12), "start": (1, 1), "middle": (6, 7), "end": (12, 12)}

Days = tuple[dt.date, dt.date]
"""The first and the last day."""

Build = Callable[[int, int], Days | None]
"""(year, month) → the days that are meant in that month, None where it has no such days."""


def months_on(day: dt.date, months: int) -> dt.date:
    """The same day so many months on or back, or the last of its month: 31 March and -1 give 28 February."""
    year, month = shift(day, months)
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def shift(day: dt.date, months: int) -> tuple[int, int]:
    """The year and month so many months from a day."""
    total = day.year * MONTHS + day.month - 1 + months
    return total // MONTHS, total % MONTHS + 1


def date_days(expression: TimeExpression, published: dt.date, future: bool) -> Days | None:
    """A day of a month; year, or month and year, filled in."""
    day = expression.day
    if day is None:
        return None
    return _nearest(expression, published, future, lambda year, month: _exact(expression, year, month, day, day))


def several_days(expression: TimeExpression, published: dt.date, future: bool) -> Days | None:
    """From the first to the last of several days of one month; year, or month and year, filled in."""
    if not expression.days:
        return None
    first, last = min(expression.days), max(expression.days)
    return _nearest(expression, published, future, lambda year, month: _exact(expression, year, month, first, last))


def month_days(expression: TimeExpression, published: dt.date, future: bool) -> Days | None:
    """A month or its part; the year filled in."""
    first, last = PARTS[expression.part]

    def build(year: int, month: int) -> Days | None:
        length = _month_length(expression, year, month)
        return _exact(expression, year, month, first, min(last, length))

    return _nearest_month(expression, published, future, build)


def relative_month_days(expression: TimeExpression, published: dt.date, _future: bool) -> Days:
    """The month so many months from that of publication, or its part."""
    year, month = shift(published, expression.offset)
    first, last = PARTS[expression.part]
    length = calendar.monthrange(year, month)[1]
    return dt.date(year, month, first), dt.date(year, month, min(last, length))


def relative_year_days(expression: TimeExpression, published: dt.date, _future: bool) -> Days:
    """The year so many years from that of publication, or its part."""
    return year_days(published.year + expression.offset, expression.part)


def year_days(year: int, part: str) -> Days:
    """A year or its part: the beginning is January, the middle June and July, the end December."""
    first, last = YEAR_PARTS[part]
    return dt.date(year, first, 1), dt.date(year, last, calendar.monthrange(year, last)[1])


def _told_year(expression: TimeExpression, published: dt.date) -> int | None:
    """The year as told, or as so many years from publication (unit `year`)."""
    return published.year + expression.offset if expression.unit == "year" else expression.year


def _nearest(expression: TimeExpression, published: dt.date, future: bool, build: Build) -> Days | None:
    """The day or days of a month, its year or month filled in: the last not after publication, or the next.

    A date that lies a little ahead of publication is meant so, even where nothing says that the event is to come.
    """
    year = _told_year(expression, published)
    if expression.month is None:
        return _in_nearest_month(expression, published, future, build)
    if year is not None:
        return build(year, expression.month)
    found = _candidates(expression, published, expression.month, build)
    past = [days for days in found if days[0] <= published]
    ahead = [days for days in found if days[0] > published]
    if expression.direction == 1:
        return min(ahead, default=None)
    if expression.direction == -1:
        return max(past, default=None)
    recent = [days for days in past if (published - days[1]).days <= AHEAD]
    soon = [days for days in ahead if (days[0] - published).days <= AHEAD]
    if future:
        return min(soon, default=None) or max(recent, default=None) or min(ahead, default=None)
    return max(recent, default=None) or min(soon, default=None) or max(past, default=None)


def _in_nearest_month(expression: TimeExpression, published: dt.date, future: bool, build: Build) -> Days | None:
    """A day of an untold month: of this, the last or the next one, by what is told."""
    if expression.direction is not None:
        return build(*shift(published, expression.direction))
    found = [days for step in range(-2, 3) if (days := build(*shift(published, step))) is not None]
    if future:
        return min((days for days in found if days[0] >= published), default=None)
    return max((days for days in found if days[1] <= published), default=None)


def _nearest_month(expression: TimeExpression, published: dt.date, future: bool, build: Build) -> Days | None:
    """A month, its year filled in: the last that began before publication, or the next."""
    year = _told_year(expression, published)
    if expression.month is None:
        return None
    if year is not None:
        return build(year, expression.month)
    found = _candidates(expression, published, expression.month, build)
    if expression.direction == 1:
        return min((days for days in found if days[0] > published), default=None)
    if expression.direction == -1:
        return max((days for days in found if days[1] < published), default=None)
    if future and expression.direction is None:
        return min((days for days in found if days[1] >= published), default=None)
    return max((days for days in found if days[0] <= published), default=None)


def _candidates(expression: TimeExpression, published: dt.date, month: int, build: Build) -> list[Days]:
    """What is meant in the year of publication and those beside it."""
    year = published.year
    if expression.calendar == "hijri":
        year = Gregorian.fromdate(published).to_hijri().year
    found = []
    for candidate in (year - 1, year, year + 1):
        try:
            days = build(candidate, month)
        except ValueError:  # 29 February
            continue
        if days is not None:
            found.append(days)
    return found


def _exact(expression: TimeExpression, year: int, month: int, first: int, last: int) -> Days | None:
    if expression.calendar == "hijri":
        return _hijri_day(year, month, first), _hijri_day(year, month, last)
    length = calendar.monthrange(year, month)[1]
    return None if last > length else (dt.date(year, month, first), dt.date(year, month, last))


@lru_cache(maxsize=4096)
def _hijri_day(year: int, month: int, day: int) -> dt.date:
    return dt.date.fromisoformat(Hijri(year, month, day).to_gregorian().isoformat())


def _month_length(expression: TimeExpression, year: int, month: int) -> int:
    if expression.calendar == "hijri":
        return Hijri(year, month, 1).month_length()
    return calendar.monthrange(year, month)[1]
