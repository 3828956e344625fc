"""How well scores hold: of those with score x, about the share x should be right."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

BINS = 10
SURE = 0.8  # the score from which an event is called sure


class Judged(NamedTuple):
    """A score that was given without having seen the article, and whether the thing is right."""

    score: float
    right: bool
    fold: str = ""


class Bin(NamedTuple):
    """Things whose scores lie between `low` and `high`."""

    low: float
    high: float
    number: int
    mean: float
    share: float


def bins(judged: Sequence[Judged]) -> list[Bin]:
    """The bins that hold something, the lowest first."""
    inside: list[list[Judged]] = [[] for _ in range(BINS)]
    for one in judged:
        inside[min(BINS - 1, int(one.score * BINS + 1e-9))].append(one)
    return [
        Bin(i / BINS, (i + 1) / BINS, len(some), mean([one.score for one in some]), right_share(some))
        for i, some in enumerate(inside)
        if some
    ]


def mean(values: Sequence[float]) -> float:
    """The mean; 0 of nothing."""
    return math.fsum(values) / len(values) if values else 0.0


def right_share(judged: Sequence[Judged]) -> float:
    """The share that is right."""
    return mean([float(one.right) for one in judged])


def brier(judged: Sequence[Judged]) -> float:
    """The mean squared distance of score and truth: 0 is best."""
    return mean([(one.score - one.right) ** 2 for one in judged])


def brier_of_share(judged: Sequence[Judged]) -> float:
    """The Brier score of giving each the share that is right: what a useful score must undercut."""
    share = right_share(judged)
    return share * (1 - share)


def calibration_error(judged: Sequence[Judged]) -> float:
    """The expected calibration error: how far mean score and share right lie apart, by bins."""
    return math.fsum(one.number * abs(one.mean - one.share) for one in bins(judged)) / max(1, len(judged))


def sure(judged: Sequence[Judged]) -> list[Judged]:
    """Those with a score of `SURE` or more."""
    return [one for one in judged if one.score >= SURE]
