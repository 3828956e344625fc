"""Words around a number that move its bounds: at least, about, more than, at most."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from riwaya.errors import DataError
from riwaya.language.pattern import RuleBook
from riwaya.language.readings import readings
from riwaya.language.tables import rules
from riwaya.model.analysis import Token

RULES = "counts/hedges"
Side = Literal["before", "after"]


class Hedge(NamedTuple):
    """A hedge that ends before token `last`; `bound` is `min`, `max`, `exact` or "" where there is none."""

    bound: str
    last: int


@cache
def _books() -> dict[str, RuleBook]:
    entries = rules(RULES)
    for rule in entries:
        if rule["yields"]["side"] not in ("before", "after") or rule["yields"]["bound"] not in ("min", "max", "exact"):
            raise DataError(f"rules/{RULES}.yaml:{rule['id']}", "side must be before or after, bound min, max or exact")
    sides = ("before", "after")
    return {side: RuleBook(RULES, [rule for rule in entries if rule["yields"]["side"] == side]) for side in sides}


def hedge(tokens: Sequence[Token], index: int, stop: int, side: Side) -> Hedge:
    """The hedge that begins at token `index`, before or after a number; one with no bound where there is none."""
    if index < stop and tokens[index].word.kind == "word":
        for rule, found in _books()[side].at(tokens, index, stop):
            return Hedge(rule["yields"]["bound"], found.last)
    return Hedge("", index)


def bounded(low: int, high: int | None, bound: str) -> tuple[int, int | None]:
    """The bounds of a figure under a hedge: at least 43 is 43 and more, at most 20 is one to 20."""
    if bound == "min":
        return low, None
    if bound == "max" and high is not None:
        return 1, high
    return low, high


@lru_cache(maxsize=100_000)
def opens_hedge(key: str) -> bool:
    """Whether a hedge before a number can begin with the folded word `key`."""
    book = _books()["before"]
    return any(reading.bare in book.by_word for reading in readings(key))
