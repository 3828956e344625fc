"""Times as told to calendar days, by the coding guidelines. Precision by the UCDP GED codebook."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from hijridate import Gregorian, Hijri

from riwaya.model.mentions import TimeExpression

Precision = Literal[1, 2, 3, 4, 5]
Basis = Literal["stated", "relative"]
DAY: Final = dt.timedelta(days=1)
OLDEST_TEXT: Final = 4 * DAY  # a text is written so long before its publication at most
WEEK: Final = 7
MONTHS: Final = 12
AHEAD: Final = 31  # days by which a date without year may lie ahead before the year before is meant
VAGUE_DAYS: Final = 7  # "some days ago" reaches so far back
PARTS: Final = {"": (1, 31), "start": (1, 10), "middle": (11, 20), "end": (21, 31)}
YEAR_PARTS: Final = {"": (1, 12), "start": (1, 1), "middle": (6, 7), "end": (12, 12)}
UNIT_DAYS: Final = {"week": 7, "day": 1}
HIJRI_YEARS: Final = range(1343, 1501)  # what the conversion table covers
STATED: Final = frozenset({"date", "days", "month", "year"})


class ResolvedDays(NamedTuple):
    """Days from `start` to `end`, both included.

    `precision`: 1 a day, 2 two to six days, 3 a week, 4 up to a month, 5 longer. `basis`: `stated` (a date of the
    calendar is told, at most its year is filled in) or `relative` (told from the day of publication).
    """

    start: dt.date
    end: dt.date
    precision: Precision
    basis: Basis


_Days = tuple[dt.date, dt.date]


def resolve_date(expression: TimeExpression, published: dt.date | None, *, future: bool = False) -> ResolvedDays | None:
    """The days that a time means in a report of day `published`; `future` where the event is still to come.

    None where it means no days ("مؤخرا", recently), where the calendar has no such day, and where it needs the day of
    publication and there is none.
    """
    try:
        days = _days(expression, published, future)
    except (ValueError, OverflowError):  # no such day in this calendar, or outside the table of the hijra
        return None
    if days is None or days[0] > days[1]:
        return None
    return ResolvedDays(*days, precision_of(*days), "stated" if _stated(expression) else "relative")


def written_on(expressions: Iterable[TimeExpression], published: dt.date) -> dt.date:
    """The day on which a text was written: before publication where "اليوم الثلاثاء" (today, Tuesday) says so.

    Days told from publication without a weekday ("أمس", yesterday) in the same text are to be counted from this day.
    Where the text names several such days the latest counts.
    """
    days = []
    for expression in expressions:
        if expression.kind == "day_offset" and expression.weekday is not None:
            days.append(_day_offset(expression, published, False)[0] - expression.offset * DAY)
    return max(days, default=published)


def precision_of(start: dt.date, end: dt.date) -> Precision:
    """The UCDP date precision of a range of days."""
    length = (end - start).days + 1
    if length == 1:
        return 1
    if length < WEEK:
        return 2
    if length == WEEK:
        return 3
    return 4 if length <= 31 else 5


def _stated(expression: TimeExpression) -> bool:
    if expression.kind == "range":
        return all(side is not None and _stated(side) for side in (expression.start, expression.end))
    named = expression.kind == "year" or expression.month is not None
    return expression.kind in STATED and named and not expression.unit


def _days(expression: TimeExpression, published: dt.date | None, future: bool) -> _Days | None:
    if expression.kind == "range":
        return _range(expression, published, future)
    if expression.kind == "year":
        return None if expression.year is None else _year(expression.year, expression.part)
    if published is None:
        return _undated(expression)
    return _RESOLVERS[expression.kind](expression, published, future)


def _undated(expression: TimeExpression) -> _Days | None:
    """Without a day of publication only a date or month with its year is known."""
    if expression.year is None or expression.kind not in ("date", "days", "month"):
        return None
    return _RESOLVERS[expression.kind](expression, dt.date.max, False)


def _vague(_expression: TimeExpression, _published: dt.date, _future: bool) -> _Days | None:
    return None


def _vague_past(_expression: TimeExpression, published: dt.date, _future: bool) -> _Days:
    return published - VAGUE_DAYS * DAY, published - DAY


# ---- days and weeks ----


def _day_offset(expression: TimeExpression, published: dt.date, _future: bool) -> _Days:
    """The day told from publication. A weekday beside it that disagrees is right where the text can be that old."""
    day = published + expression.offset * DAY
    if expression.weekday is not None:
        named = _last_weekday(day, expression.weekday)
        if day - named <= OLDEST_TEXT:
            day = named
    return day, day


def _last_weekday(day: dt.date, weekday: int) -> dt.date:
    return day - ((day.weekday() - weekday) % WEEK) * DAY


def _next_weekday(day: dt.date, weekday: int) -> dt.date:
    return day + ((weekday - day.weekday()) % WEEK) * DAY


def _weekday(expression: TimeExpression, published: dt.date, future: bool) -> _Days | None:
    if expression.weekday is None:
        return None
    if expression.direction == -1:
        day = _last_weekday(published - DAY, expression.weekday)
    elif expression.direction == 1:
        day = _next_weekday(published + DAY, expression.weekday)
    elif future:
        day = _next_weekday(published, expression.weekday)
    else:
        day = _last_weekday(published, expression.weekday)
    return day, day


def _week(expression: TimeExpression, published: dt.date, _future: bool) -> _Days:
    monday = published - published.weekday() * DAY + expression.offset * WEEK * DAY
    return monday, monday + (WEEK - 1) * DAY


def _span(expression: TimeExpression, published: dt.date, _future: bool) -> _Days | None:
    """The last (or next) so many units. Days are whole days beside publication, other units touch its day."""
    amount, ahead = expression.amount, expression.direction == 1
    if expression.unit == "hour":
        days = amount // 24 if ahead else -(-amount // 24)
        return (published, published + days * DAY) if ahead else (published - days * DAY, published)
    if expression.unit == "day":
        return (published + DAY, published + amount * DAY) if ahead else (published - amount * DAY, published - DAY)
    if expression.unit == "week":
        other = published + (1 if ahead else -1) * amount * WEEK * DAY
    elif expression.unit in ("month", "year"):
        months = amount * (MONTHS if expression.unit == "year" else 1)
        other = _months_on(published, months if ahead else -months)
    else:
        return None
    return (published, other) if ahead else (other, published)


def _months_on(day: dt.date, months: int) -> dt.date:
    year, month = _shift(day, months)
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _shift(day: dt.date, months: int) -> tuple[int, int]:
    total = day.year * MONTHS + day.month - 1 + months
    return total // MONTHS, total % MONTHS + 1


# ---- dates, months, years ----


def _date(expression: TimeExpression, published: dt.date, future: bool) -> _Days | None:
    day = expression.day
    if day is None:
        return None
    return _nearest(expression, published, future, lambda year, month: _exact(expression, year, month, day, day))


def _several(expression: TimeExpression, published: dt.date, future: bool) -> _Days | None:
    if not expression.days:
        return None
    first, last = min(expression.days), max(expression.days)
    return _nearest(expression, published, future, lambda year, month: _exact(expression, year, month, first, last))


def _month(expression: TimeExpression, published: dt.date, future: bool) -> _Days | None:
    first, last = PARTS[expression.part]

    def build(year: int, month: int) -> _Days | None:
        length = _month_length(expression, year, month)
        return _exact(expression, year, month, first, min(last, length))

    return _nearest_month(expression, published, future, build)


def _relative_month(expression: TimeExpression, published: dt.date, _future: bool) -> _Days:
    year, month = _shift(published, expression.offset)
    first, last = PARTS[expression.part]
    length = calendar.monthrange(year, month)[1]
    return dt.date(year, month, first), dt.date(year, month, min(last, length))


def _relative_year(expression: TimeExpression, published: dt.date, _future: bool) -> _Days:
    return _year(published.year + expression.offset, expression.part)


def _year(year: int, part: str) -> _Days:
    first, last = YEAR_PARTS[part]
    return dt.date(year, first, 1), dt.date(year, last, calendar.monthrange(year, last)[1])


_Build = Callable[[int, int], _Days | None]


def _told_year(expression: TimeExpression, published: dt.date) -> int | None:
    """The year as told, or as so many years from publication (unit `year`)."""
    return published.year + expression.offset if expression.unit == "year" else expression.year


def _nearest(expression: TimeExpression, published: dt.date, future: bool, build: _Build) -> _Days | None:
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


def _in_nearest_month(expression: TimeExpression, published: dt.date, future: bool, build: _Build) -> _Days | None:
    """A day of an untold month: of this, the last or the next one, by what is told."""
    if expression.direction is not None:
        return build(*_shift(published, expression.direction))
    found = [days for step in range(-2, 3) if (days := build(*_shift(published, step))) is not None]
    if future:
        return min((days for days in found if days[0] >= published), default=None)
    return max((days for days in found if days[1] <= published), default=None)


def _nearest_month(expression: TimeExpression, published: dt.date, future: bool, build: _Build) -> _Days | None:
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


def _candidates(expression: TimeExpression, published: dt.date, month: int, build: _Build) -> list[_Days]:
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


def _exact(expression: TimeExpression, year: int, month: int, first: int, last: int) -> _Days | None:
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


# ---- ranges ----


def _range(expression: TimeExpression, published: dt.date | None, future: bool) -> _Days | None:
    """From the first day of one time to the last of another; "since the end of" a month counts from its last day.

    A start without year is the last before the end.
    """
    if expression.start is None or expression.end is None:
        return None
    end = _days(expression.end, published, future)
    if end is None:
        return None
    anchor = end[1] if expression.start.kind in ("weekday", *STATED) else published
    start = _days(expression.start, anchor, False)
    if start is None:
        return None
    return (start[1] if expression.start.part == "end" else start[0]), end[1]


_RESOLVERS: Final[dict[str, Callable[[TimeExpression, dt.date, bool], _Days | None]]] = {
    "day_offset": _day_offset,
    "weekday": _weekday,
    "date": _date,
    "days": _several,
    "month": _month,
    "span": _span,
    "vague_past": _vague_past,
    "week": _week,
    "relative_month": _relative_month,
    "relative_year": _relative_year,
    "vague": _vague,
}
