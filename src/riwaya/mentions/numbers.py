"""Numbers as news texts write them: digits, words, both together, untold numbers, ranges."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from riwaya.language.fold import fold
from riwaya.language.pattern import word_lists
from riwaya.language.readings import particles, readings
from riwaya.language.tables import rows
from riwaya.model.analysis import Token

TABLE = "lexicon/numbers.tsv"
MOST_WORDS = 100_000
_WHOLE = re.compile(r"\d+\Z")
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+\Z")
_DECIMAL = re.compile(r"\d+[.,]\d{1,2}\Z")
_DASHES = frozenset("-\u2013\u2014")
_PERCENT = frozenset("%\u066a")


class Number(NamedTuple):
    """A number that ends before token `last`: `min` to `max` (None: open above); `exact` where one figure is told."""

    min: int
    max: int | None
    last: int
    exact: bool


class _Item(NamedTuple):
    """One reading of one token as a part of a number; `joined` behind و, `carried` behind ب, ل or ك."""

    value: float
    kind: str
    joined: bool
    carried: bool = False


@cache
def _forms() -> dict[str, tuple[tuple[int, str], ...]]:
    found: dict[str, tuple[tuple[int, str], ...]] = {}
    for row in rows(TABLE, "forms", "value", "kind", "gloss"):
        for form in row.list("forms"):
            found[fold(form)] = (*found.get(fold(form), ()), (int(row["value"]), row["kind"]))
    return found


@lru_cache(maxsize=MOST_WORDS)
def number_items(key: str) -> tuple[_Item, ...]:
    """What the folded word `key` can be in a number; () where it is no number word."""
    if key[:1].isdigit():
        return _digits(key)
    items: dict[_Item, None] = {}
    for reading in readings(key):
        for form in dict.fromkeys((reading.core, reading.bare)):
            for value, kind in _forms().get(form, ()):
                if kind == "some" and form != reading.core:
                    continue  # "the number of", no vague number
                joined = reading.conjunction in particles().conjunctions
                items[_Item(value, kind, joined, bool(reading.preposition))] = None
    return tuple(items)


def _digits(key: str) -> tuple[_Item, ...]:
    if _WHOLE.match(key):
        return (_Item(int(key), "digits", False),)
    if _GROUPED.match(key):
        return (_Item(int(re.sub("[.,]", "", key)), "digits", False),)
    if _DECIMAL.match(key):
        return (_Item(float(key.replace(",", ".")), "decimal", False),)
    return ()


def find_number(tokens: Sequence[Token], index: int, stop: int) -> Number | None:
    """The number that begins at token `index` and ends at `stop` or before; None where there is none.

    An attached و, ب or ل on the first token does not matter; percentages are no numbers of things.
    Example: "خمسة آلاف وثلاثمائة" (five thousand three hundred) is 5300, "بين 20 و25" is 20 to 25, "عشرات" 20 and more.
    """
    found = _between(tokens, index, stop) or _from_to(tokens, index, stop)
    if found is None:
        found = _plain(tokens, index, stop)
        found = found and _widened(tokens, found, stop)
    if found is None or (found.last < stop and _percent(tokens, found.last, stop)):
        return None
    return found


def _plain(tokens: Sequence[Token], index: int, stop: int) -> Number | None:
    return _untold(tokens, index, stop) or _told(tokens, index, stop)


def _told(tokens: Sequence[Token], index: int, stop: int) -> Number | None:
    sum_ = _Sum()
    last = index
    position, joined = index, False
    while position < stop:
        key = tokens[position].word.key
        if position > index and not joined and key in particles().conjunctions:
            position, joined = position + 1, True
            continue
        items = number_items(key)
        item = next((item for item in items if sum_.takes(item, joined or item.joined, position == index)), None)
        if item is None or (item.kind == "head" and not _tail_follows(tokens, position + 1, stop)):
            break
        sum_.add(item)
        position, joined = position + 1, False
        last = position
    value = sum_.value()
    return Number(value, value, last, True) if last > index and value else None


def _tail_follows(tokens: Sequence[Token], position: int, stop: int) -> bool:
    if position >= stop:
        return False
    return any(item.kind == "tail" and not item.joined for item in number_items(tokens[position].word.key))


class _Sum:
    """A number being put together: `done` are finished thousands, `part` what stands below the next thousand.

    `open` names what may still join the part: `all` (nothing read yet), `below_hundred`, `ten` (a bare unit was read),
    `none`.
    """

    def __init__(self) -> None:
        self.done: float = 0
        self.part: float = 0
        self.open = "all"
        self.scale: float = float("inf")

    def takes(self, item: _Item, joined: bool, first: bool) -> bool:
        """Whether `item` may come next; behind the first item a number joins by و or multiplies without it."""
        if not first and item.carried:
            return False
        fresh = first or (joined and self.open == "all" and self.done > 0)
        if item.kind in ("scale", "century", "tail") and not joined and self.part:
            if item.kind == "scale":
                return item.value < self.scale
            if item.kind == "century":
                return self.open == "ten" and self.part > 2
            return self.open in ("ten", "teen")
        if item.kind in ("digits", "decimal"):
            return fresh and (first or item.value < self.scale)
        if item.kind in ("scale", "scale2", "century", "hundred"):
            return fresh and item.value < self.scale
        if item.kind == "ten" and self.open == "ten":
            return joined and item.value >= 20
        return item.kind in ("unit", "head", "ten", "tail") and (fresh or (joined and self.open == "below_hundred"))

    def add(self, item: _Item) -> None:
        """Takes `item` in."""
        if item.kind == "scale":
            self.done += (self.part or 1) * item.value
        elif item.kind == "scale2":
            self.done += item.value
        elif item.kind == "century":
            self.part = (self.part or 1) * item.value
        else:
            self.part += item.value
        if item.kind in ("scale", "scale2"):
            self.part, self.open, self.scale = 0, "all", min(item.value, 10 ** (len(str(int(item.value))) - 1))
        else:
            self.open = {"century": "below_hundred", "hundred": "below_hundred", "unit": "ten", "head": "teen"}.get(
                item.kind, "none"
            )

    def value(self) -> int:
        """The number read so far, 0 where it is no whole number."""
        total = self.done + self.part
        return int(total) if total == int(total) else 0


def _untold(tokens: Sequence[Token], index: int, stop: int) -> Number | None:
    """Dozens, hundreds of thousands, a few, a number of."""
    items = number_items(tokens[index].word.key)
    for item in items:
        after = index + 1
        if item.kind == "vague":
            scales = [i for i in number_items(tokens[after].word.key) if i.kind == "scale"] if after < stop else []
            many = next((i for i in scales if not i.joined and not i.carried and i.value > item.value), None)
            return Number(int(item.value * (many.value if many else 1)), None, after + bool(many), False)
        if item.kind == "indefinite":
            further = _untold(tokens, after, stop) if after < stop else None
            return further or Number(int(item.value), None, after, False)
        if item.kind == "head" and not item.carried and after < stop and _one_of(tokens[after]):
            return Number(1, 1, after, True)
        if item.kind == "some" and (end := _some(tokens, after, stop)):
            return Number(int(item.value), None, end, False)
    return None


def _one_of(token: Token) -> bool:
    """Whether "one" before this token means one of them: it has the article or a pronoun ("أحد الجنود")."""
    word = token.word
    return word.kind == "word" and (word.definite or bool(word.enclitic)) and not number_items(word.key)


def _some(tokens: Sequence[Token], after: int, stop: int) -> int:
    """Where "a [great] number" ends before of or another; 0 where neither follows."""
    lists = word_lists()
    for end in range(after, min(after + 3, stop)):
        key = tokens[end].word.key
        if key in lists["count_of"] or key in lists["count_others"]:
            return end
        if tokens[end].word.pos != "ADJ":
            return 0
    return 0


def _is(tokens: Sequence[Token], position: int, stop: int, name: str) -> bool:
    if position >= stop:
        return False
    words = word_lists()[name]
    return any(reading.core in words for reading in tokens[position].word.readings)


def _between(tokens: Sequence[Token], index: int, stop: int) -> Number | None:
    """Between a and b. Where words could be one number ("ثلاثة وعشرين") and no second follows, they are two."""
    start = index + 1 if _is(tokens, index, stop, "count_what") else index
    if not _is(tokens, start, stop, "count_between"):
        return None
    for limit in (stop, start + 2):
        low = _plain(tokens, start + 1, min(limit, stop)) if start + 1 < stop else None
        if low is None:
            return None
        second = low.last
        if second < stop and tokens[second].word.key in particles().conjunctions:
            second += 1
        elif second >= stop or not any(item.joined for item in number_items(tokens[second].word.key)):
            continue
        high = _plain(tokens, second, stop) if second < stop else None
        if high is not None:
            return _range(low, high)
    return None


def _from_to(tokens: Sequence[Token], index: int, stop: int) -> Number | None:
    if index + 3 >= stop or not _is(tokens, index, stop, "count_of"):
        return None
    low = _plain(tokens, index + 1, stop)
    if low is None or low.last + 1 >= stop or not _is(tokens, low.last, stop, "count_to"):
        return None
    high = _plain(tokens, low.last + 1, stop)
    return _range(low, high) if high else None


def _widened(tokens: Sequence[Token], low: Number, stop: int) -> Number:
    """`low`, or the range that it opens: "20-25", "20 or 25"."""
    at = low.last
    if at + 1 >= stop or low.max is None:
        return low
    linked = any(_is(tokens, at, stop, name) for name in ("count_or", "count_to"))
    if not linked and tokens[at].word.key not in _DASHES:
        return low
    high = _told(tokens, at + 1, stop)
    wider = _range(low, high) if high else None
    return wider or low


def _range(low: Number, high: Number) -> Number | None:
    return Number(low.min, high.max, high.last, False) if low.min < high.min else None


def _percent(tokens: Sequence[Token], position: int, stop: int) -> bool:
    if tokens[position].word.key in _PERCENT:
        return True
    if not _is(tokens, position, stop, "count_per") or position + 1 >= stop:
        return _is(tokens, position, stop, "count_percent")
    return any(item.kind == "century" for item in number_items(tokens[position + 1].word.key))
