"""Publication dates as they are written in files."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

# Years outside of these are slips of the pen, not dates of news reports.
FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2100
_ISO: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_DAY_FIRST: Final = re.compile(r"(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})", re.ASCII)


def parse_day(written: str) -> dt.date | None:
    """The day of an ISO date or datetime or of DD/MM/YYYY; None where it is neither or no day of the calendar.

    A datetime gives the day as written, whatever its time zone: "2019-03-12T23:30:00-05:00" is 12 March.
    """
    written = written.strip()
    if match := _DAY_FIRST.fullmatch(written):
        return _day(int(match["year"]), int(match["month"]), int(match["day"]))
    match = _ISO.match(written)
    if match is None or not _is_time(written, match.end()):
        return None
    return _day(int(match[1]), int(match[2]), int(match[3]))


def _is_time(written: str, end: int) -> bool:
    if end == len(written):
        return True
    try:
        dt.datetime.fromisoformat(written)
    except ValueError:
        return False
    return written[end] in "T "


def _day(year: int, month: int, day: int) -> dt.date | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
