"""Times as told to calendar days, by the coding guidelines. Precision by the UCDP GED codebook."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Final, Literal, NamedTuple

from riwaya.model.mentions import TimeExpression
from riwaya.resolve.calendar_days import (
    MONTHS,
    Days,
    date_days,
    month_days,
    months_on,
    relative_month_days,
    relative_year_days,
    several_days,
    year_days,
)

Precision = Literal[1, 2, 3, 4, 5]
Basis = Literal["stated", "relative"]
DAY: Final = dt.timedelta(days=1)
OLDEST_TEXT: Final = 4 * DAY  # a text is written so long before its publication at most
WEEK: Final = 7
VAGUE_DAYS: Final = 7  # "some days ago" reaches so far back
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
    days = days[0] + expression.shift * DAY, days[1] + expression.shift * DAY
    return ResolvedDays(*days, precision_of(*days), "stated" if _stated(expression) else "relative")


def written_on(expressions: Iterable[TimeExpression], published: dt.date) -> dt.date:
    """The day on which a text was written: before publication where "اليوم الثلاثاء" (today, Tuesday) says so.

    Days told from publication without a weekday ("أمس", yesterday) in the same text are to be counted from this day.
    Where the text names several such days the latest counts.
    """
    days = []
    for expression in expressions:
        if expression.kind == "day_offset" and expression.weekday is not None and not expression.shift:
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


def _days(expression: TimeExpression, published: dt.date | None, future: bool) -> Days | None:
    if expression.kind == "range":
        return _range(expression, published, future)
    if expression.kind == "year":
        return None if expression.year is None else year_days(expression.year, expression.part)
    if published is None:
        return _undated(expression)
    return _RESOLVERS[expression.kind](expression, published, future)


def _undated(expression: TimeExpression) -> Days | None:
    """Without a day of publication only a date or month with its year is known."""
    if expression.year is None or expression.kind not in ("date", "days", "month"):
        return None
    return _RESOLVERS[expression.kind](expression, dt.date.max, False)


def _vague(_expression: TimeExpression, _published: dt.date, _future: bool) -> Days | None:
    return None


def _vague_past(_expression: TimeExpression, published: dt.date, _future: bool) -> Days:
    return published - VAGUE_DAYS * DAY, published - DAY


# ---- days and weeks ----


def _day_offset(expression: TimeExpression, published: dt.date, _future: bool) -> Days:
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


def _weekday(expression: TimeExpression, published: dt.date, future: bool) -> Days | None:
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


def _week(expression: TimeExpression, published: dt.date, future: bool) -> Days:
    """Monday to Sunday; what has happened this week has happened by the day of publication."""
    monday = published - published.weekday() * DAY + expression.offset * WEEK * DAY
    sunday = monday + (WEEK - 1) * DAY
    return monday, sunday if future or expression.offset else published


def _span(expression: TimeExpression, published: dt.date, future: bool) -> Days | None:
    """The last (or next) so many units. Days are whole days beside publication, other units touch its day."""
    amount, ahead = expression.amount, expression.direction == 1 or (expression.direction is None and future)
    if expression.unit == "hour":
        days = amount // 24 if ahead else -(-amount // 24)
        return (published, published + days * DAY) if ahead else (published - days * DAY, published)
    if expression.unit == "day":
        return (published + DAY, published + amount * DAY) if ahead else (published - amount * DAY, published - DAY)
    if expression.unit == "week":
        other = published + (1 if ahead else -1) * amount * WEEK * DAY
    elif expression.unit in ("month", "year"):
        months = amount * (MONTHS if expression.unit == "year" else 1)
        other = months_on(published, months if ahead else -months)
    else:
        return None
    return (published, other) if ahead else (other, published)


# ---- ranges ----


def _range(expression: TimeExpression, published: dt.date | None, future: bool) -> Days | None:
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


_RESOLVERS: Final[dict[str, Callable[[TimeExpression, dt.date, bool], Days | None]]] = {
    "day_offset": _day_offset,
    "weekday": _weekday,
    "date": date_days,
    "days": several_days,
    "month": month_days,
    "span": _span,
    "vague_past": _vague_past,
    "week": _week,
    "relative_month": relative_month_days,
    "relative_year": relative_year_days,
    "vague": _vague,
    "anaphor": _vague,
}
