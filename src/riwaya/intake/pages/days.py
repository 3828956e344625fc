"""Days as papers write them beside their articles, in Arabic, English and French, of both calendars.

The names of the months are those of the coder's own table, `lexicon/time_words.tsv`; those in Latin letters are in
`pages/marks.tsv`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

import msgspec
from hijridate import Hijri

from riwaya.intake.dates import FIRST_YEAR, LAST_YEAR
from riwaya.intake.pages.marks import MONTH, marks
from riwaya.language.fold import fold
from riwaya.language.tables import rows

WORDS: Final = "lexicon/time_words.tsv"
HIJRI_YEARS: Final = range(1343, 1501)  # of the calendar of Umm al-Qura as far as it is tabled
# Text beyond this is not searched: a day stands in a line of its own or at the head of the text.
_SEARCHED: Final = 600
_FIGURES: Final = re.compile(r"(?<![\d/.-])(\d{1,4})([/.-])(\d{1,2})\2(\d{1,4})(?![\d/-]|\.\d)")
_MOST_MONTH: Final = 12


class WrittenDay(msgspec.Struct, frozen=True):
    """A day found in a text: where (in the folded text), whether of the hijra, and whether that is contradicted."""

    day: dt.date
    start: int
    hijri: bool = False


def find_day(text: str) -> dt.date | None:
    """The first whole date of a text; of two calendars' dates of one day the common one. None if there is none."""
    found = find_days(text)
    common = next((one.day for one in found if not one.hijri), None)
    return common if common is not None else (found[0].day if found else None)


def find_days(text: str) -> tuple[WrittenDay, ...]:
    """The whole dates in the first characters of a text, in order: day, month and year, in words or figures."""
    folded = fold(text[:_SEARCHED])
    found = [*_in_words(folded), *_in_figures(folded)]
    return tuple(sorted(found, key=lambda one: one.start))


def day_in_address(address: str) -> dt.date | None:
    """The day in the path of an address: /2015/08/10/, /2015-08-10-, /20150810."""
    path = address.partition("://")[2].partition("/")[2]
    for match in re.finditer(r"(?<!\d)((?:19|20)\d{2})([/_-]?)(\d{1,2})\2(\d{1,2})(?!\d)", path):
        if match[2] or len(match[0]) == len("20150810"):
            day = _common(int(match[1]), int(match[3]), int(match[4]))
            if day is not None:
                return day
    return None


# ---- in words ----


@cache
def _months() -> tuple[Mapping[str, int], Mapping[str, int]]:
    """The folded names of the months: of the common calendar, of the hijra."""
    common: dict[str, int] = {}
    hijri: dict[str, int] = {}
    for row in rows(WORDS, "kinds", "words", "value"):
        kinds = row["kinds"].split("|")
        into = common if "month_name" in kinds else hijri if "hijri_name" in kinds else None
        if into is not None:
            into.update((fold(word), int(row["value"])) for word in row.list("words"))
    for kind, words in marks().items():
        if kind.startswith(MONTH):
            common.update((word, int(kind.removeprefix(MONTH))) for word in words)
    return common, hijri


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Day, month, year; month, day, year. A month may stand by two names: "آب/أغسطس", "أغسطس (آب)" (August)."""
    common, hijri = _months()
    names = "|".join(sorted(map(re.escape, {*common, *hijri}), key=lambda name: (-len(name), name)))
    month = rf"(?P<month>{names})\b\.?(?:\s*[/(\-]\s*(?:{names})\s*\)?)?"
    between = r"[\s,\u060c\-]{1,3}"
    day = rf"(?<![\d:/])(?P<day>\d{{1,2}})(?:st|nd|rd|th|er)?{between}(?:(?:{_or('before_month')})\s+)?"
    year = r"(?P<year>\d{4})(?!\d)"
    return (
        re.compile(rf"{day}{month}{between}(?:(?:{_or('before_year')})\s+)?{year}"),
        re.compile(rf"\b{month}{between}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?{between}{year}"),
    )


def _or(kind: str) -> str:
    return "|".join(sorted(marks()[kind], key=lambda word: (-len(word), word)))


def _in_words(folded: str) -> Iterator[WrittenDay]:
    common, hijri = _months()
    for pattern in _patterns():
        for match in pattern.finditer(folded):
            name, year, number = match["month"], int(match["year"]), int(match["day"])
            if name in hijri and (year in HIJRI_YEARS or name not in common):
                day = _of_hijra(year, hijri[name], number)
                if day is not None:
                    yield WrittenDay(day, match.start(), True)
            elif name in common and (day := _common(year, common[name], number)) is not None:
                yield WrittenDay(day, match.start())


# ---- in figures ----


def _in_figures(folded: str) -> Iterator[WrittenDay]:
    for match in _FIGURES.finditer(folded):
        first, second, third = int(match[1]), int(match[3]), int(match[4])
        year_first = len(match[1]) == 4
        if not year_first and len(match[4]) != 4:
            continue
        year, month, number = (first, second, third) if year_first else (third, second, first)
        if month > _MOST_MONTH >= number:  # the month before the day, as in America
            month, number = number, month
        hijri = year in HIJRI_YEARS
        day = _of_hijra(year, month, number) if hijri else _common(year, month, number)
        if day is not None:
            yield WrittenDay(day, match.start(), hijri)


def _common(year: int, month: int, number: int) -> dt.date | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return dt.date(year, month, number)
    except ValueError:
        return None


def _of_hijra(year: int, month: int, number: int) -> dt.date | None:
    try:
        return dt.date.fromisoformat(Hijri(year, month, number).to_gregorian().isoformat())
    except (ValueError, OverflowError):
        return None
