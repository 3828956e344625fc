"""Words and phrases inside time expressions: names of days and months, numbers of days and years, amounts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any, Final

from riwaya.language.pattern import SOFT_MARKS, word_lists
from riwaya.language.readings import bare_words, readings
from riwaya.language.tables import Row, rows
from riwaya.language.trie import Trie
from riwaya.model.analysis import Reading, Token
from riwaya.model.mentions import TimeExpression

TABLE: Final = "lexicon/time_words.tsv"
MOST_WORDS: Final = 200_000
AND: Final = "and_"  # before the name of a kind: the word carries "and"
MONTHS: Final = frozenset({"month_name", "clear_month", "weak_month"})
_YEARS: Final = {"year_number": (1500, 2099), "recent_year": (1980, 2049), "hijri_year": (1343, 1500)}
_FIGURES: Final = frozenset({"day_number", "days_list", *_YEARS, "count", "numeric_date"})
_WIDER: Final = {"amount": "count", "day_word": "day_number"}
_BACK: Final = {"days_back": {"day": 1, "week": 7}, "months_back": {"month": 1}, "years_back": {"year": 1}}
_NONE: Final[frozenset[str]] = frozenset()
_DATE_MARKS: Final = frozenset("/-.\\")

Chunk = tuple[int, Any]
"""The token behind a word or phrase, and its value."""


class TimeWords:
    """The table of time words, found by the tokens at which they begin."""

    def __init__(self) -> None:
        self._strict: Trie[Row] = Trie(bare=False)
        self._loose: Trie[Row] = Trie(bare=True)
        self._first: dict[str, frozenset[str]] = {}
        for row in rows(TABLE, "kinds", "words", "value", "article", "written", "gloss"):
            for form in row.list("words"):
                self._add(row, form)

    def _add(self, row: Row, form: str) -> None:
        strict = bool(row["article"])
        words = bare_words(form, bare=not strict)
        (self._strict if strict else self._loose).add(words, row)
        kinds = self._first.get(words[0], frozenset()) | set(row.list("kinds"))
        self._first[words[0]] = kinds | {_WIDER[kind] for kind in kinds if kind in _WIDER}

    def kinds(self, key: str) -> frozenset[str]:
        """The kinds that may begin with the folded word or figure `key`."""
        if key[:1].isdigit():
            return _FIGURES
        found: frozenset[str] = frozenset()
        for reading in readings(key):
            found |= self.opens(reading)
        return found

    def opens(self, reading: Reading) -> frozenset[str]:
        """The kinds that may begin with a word so read."""
        return self._first.get(reading.core, _NONE) | self._first.get(reading.bare, _NONE)

    def chunks(self, kind: str, tokens: Sequence[Token], index: int, stop: int, *, joined: bool) -> Iterator[Chunk]:
        """The words of `kind` at token `index`, the longest first; `joined` tells whether they may carry "and"."""
        if kind == "days_list":
            yield from _days_list(self, tokens, index, stop)
        elif kind == "day_number":
            yield from _figure(tokens, index, 1, 31)
            yield from self._listed("day_word", tokens, index, stop, joined=joined)
        elif kind == "bare_time":
            yield from self._bare_time(tokens, index, stop)
        elif kind == "some_hours":
            yield from self._hours(tokens, index, stop)
        elif kind in _YEARS:
            yield from _figure(tokens, index, *_YEARS[kind])
        elif kind == "numeric_date":
            yield from _numeric_date(tokens, index, stop)
        elif kind == "count":
            yield from _figure(tokens, index, 1, 999)
            yield from self._listed("amount", tokens, index, stop, joined=joined)
        elif kind in _BACK:
            yield from _back(self, _BACK[kind], tokens, index, stop)
        elif kind in MONTHS:
            yield from self._months(kind, tokens, index, stop, joined=joined)
        else:
            yield from self._listed(kind, tokens, index, stop, joined=joined)

    def _bare_time(self, tokens: Sequence[Token], index: int, stop: int) -> Iterator[Chunk]:
        """A year, or a month whose name means other things as well: a time only behind a preposition."""
        for end, year in _figure(tokens, index, *_YEARS["recent_year"]):
            yield end, TimeExpression(kind="year", year=year)
        for end, month in self._listed("weak_month", tokens, index, stop, joined=False):
            yield end, TimeExpression(kind="month", month=int(month))
        for end, month in self._listed("fasting_month", tokens, index, stop, joined=False):
            yield end, TimeExpression(kind="month", month=int(month), calendar="hijri")

    def _hours(self, tokens: Sequence[Token], index: int, stop: int) -> Iterator[Chunk]:
        """So many hours: a time only behind a preposition ("خلال 24 ساعة" within 24 hours)."""
        for end, amount in self.chunks("count", tokens, index, stop, joined=False):
            if end < stop and word_lists()["time_unit"].get(tokens[end].word.key) == "hour":
                yield end + 1, TimeExpression(kind="span", amount=int(amount), unit="hour")

    def _listed(self, kind: str, tokens: Sequence[Token], index: int, stop: int, *, joined: bool) -> Iterator[Chunk]:
        if index >= stop or kind not in _kinds(tokens[index].word.key):
            return
        for trie in (self._strict, self._loose):
            for match in trie.at(tokens, index, stop):
                if match.reading.conjunction and not joined:
                    continue
                for row in match.value:
                    written = tuple(row.list("written")) or ("",)
                    if kind in row.list("kinds") and tokens[index].word.text.endswith(written):
                        yield match.last, row["value"]

    def _months(self, kind: str, tokens: Sequence[Token], index: int, stop: int, *, joined: bool) -> Iterator[Chunk]:
        """A month, first with its other name behind it: "تموز (يوليو)" (July). Two names that agree leave no doubt."""
        for end, value in self._listed("month_name", tokens, index, stop, joined=joined):
            position = end
            while position < stop and tokens[position].word.key in SOFT_MARKS:
                position += 1
            for last, other in self._listed("month_name", tokens, position, stop, joined=False):
                if other == value:
                    closed = last < stop and position > end and tokens[last].word.key == ")"
                    yield last + closed, value
        yield from self._listed(kind, tokens, index, stop, joined=joined)


@cache
def time_words() -> TimeWords:
    """The table of time words."""
    return TimeWords()


@lru_cache(maxsize=MOST_WORDS)
def _kinds(key: str) -> frozenset[str]:
    return time_words().kinds(key)


def has_conjunction(token: Token) -> bool:
    """Whether the word can be taken as one that carries "and"."""
    return any(reading.conjunction for reading in token.word.readings)


def _figure(tokens: Sequence[Token], index: int, low: int, high: int) -> Iterator[Chunk]:
    if index < len(tokens) and tokens[index].word.kind == "number":
        key = tokens[index].word.key
        if key.isdigit() and len(key) <= len(str(high)) and low <= int(key) <= high:
            yield index + 1, int(key)


def _days_list(words: TimeWords, tokens: Sequence[Token], index: int, stop: int) -> Iterator[Chunk]:
    """Day numbers with "and", commas or dashes between them, rising: "3 و12 و24"."""
    marks = word_lists()["time_list_mark"]
    days: list[int] = []
    ends: list[int] = []
    position = index
    while position < stop:
        day = next(words.chunks("day_number", tokens, position, stop, joined=bool(days)), None)
        if day is None or (days and int(day[1]) <= days[-1]):
            break
        days.append(int(day[1]))
        ends.append(day[0])
        position = day[0]
        if position < stop and tokens[position].word.key in marks:
            position += 1
        elif position < stop and not has_conjunction(tokens[position]):
            break
    for count in range(len(days), 1, -1):
        yield ends[count - 1], tuple(days[:count])


def _numeric_date(tokens: Sequence[Token], index: int, stop: int) -> Iterator[Chunk]:
    """A date in figures, glued: 10/8/2015, 2015-08-10, 10.8.2015."""
    key = tokens[index].word.key
    if key.count(".") == 2:
        parts, end = key.split("."), index + 1
    else:
        group = tokens[index : min(index + 5, stop)]
        if len(group) < 5 or group[1].word.key not in _DATE_MARKS or group[3].word.key != group[1].word.key:
            return
        if any(after.start != before.end for before, after in pairwise(group)):
            return
        parts, end = [token.word.key for token in group[::2]], index + 5
    if all(part.isdigit() for part in parts):
        value = _date_of(*(int(part) for part in parts))
        if value is not None:
            yield end, value


def _date_of(first: int, second: int, third: int) -> TimeExpression | None:
    day, month, year = (third, second, first) if first > 31 else (first, second, third)
    if month > 12 and day <= 12:
        day, month = month, day
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return None
    if 1343 <= year <= 1500:
        return TimeExpression(kind="date", calendar="hijri", day=day, month=month, year=year)
    try:
        dt.date(year, month, day)
    except ValueError:
        return None
    return TimeExpression(kind="date", day=day, month=month, year=year) if 1900 <= year <= 2099 else None


def _back(words: TimeWords, units: dict[str, int], tokens: Sequence[Token], index: int, stop: int) -> Iterator[Chunk]:
    """An amount of time as a negative number of days, months or years: "ثلاثة أيام" (three days) is -3."""
    lists = word_lists()
    counted = [(*chunk, "time_unit") for chunk in words.chunks("count", tokens, index, stop, joined=False)]
    for end, amount, table in (*counted, (index, 1, "time_one"), (index, 2, "time_two")):
        unit = lists[table].get(tokens[end].word.key) if end < stop else None
        if unit in units and (table == "time_unit" or not _names(words, tokens, end + 1, stop)):
            yield end + 1, -int(amount) * units[unit]


def _names(words: TimeWords, tokens: Sequence[Token], index: int, stop: int) -> bool:
    """Whether what follows a noun such as "day" or "year" says which one it is: a weekday, a number."""
    if index >= stop:
        return False
    weekday = next(words.chunks("weekday_name", tokens, index, stop, joined=False), None)
    return tokens[index].word.kind == "number" or weekday is not None
