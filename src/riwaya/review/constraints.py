"""What analysts say of which accounts tell the same, made ready for clustering."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import msgspec

from riwaya.model.judgements import Judgement
from riwaya.review.standing import PAIRS, effective

Pair = tuple[str, str]


class Constraints(NamedTuple):
    """Pairs of accounts that must be in one incident, and pairs that must not; each sorted, and its two keys too.

    Both can be kept at once: no pair of `apart` is joined by a chain of pairs of `same`.
    """

    same: tuple[Pair, ...]
    apart: tuple[Pair, ...]


class Contradiction(msgspec.Struct, frozen=True, kw_only=True):
    """A judgement on a pair that can not hold beside later ones, so that they win; `by` names those that speak of it.

    Where a chain of several makes the contradiction, `by` has the whole chain.
    """

    judgement: Judgement
    by: tuple[Judgement, ...]


def constraints(judgements: Iterable[Judgement]) -> Constraints:
    """The pairs that hold; where judgements contradict one another, the later ones hold."""
    kept, _ = _settled(judgements)
    same, apart = ({_pair(one) for one in kept if one.kind == kind} for kind in ("same", "apart"))
    return Constraints(tuple(sorted(same)), tuple(sorted(apart)))


def contradictions(judgements: Iterable[Judgement]) -> tuple[Contradiction, ...]:
    """The judgements on pairs that gave way to later ones, in order. To settle one, undo it or what overrules it."""
    return _settled(judgements)[1]


def _settled(judgements: Iterable[Judgement]) -> tuple[list[Judgement], tuple[Contradiction, ...]]:
    """From the latest to the earliest: each is kept that goes with all that were kept before it."""
    kept: list[Judgement] = []
    given_up: list[Contradiction] = []
    chains = _Chains()
    for judgement in reversed([one for one in effective(judgements) if one.kind in PAIRS]):
        against = chains.against(judgement)
        if against:
            given_up.append(Contradiction(judgement=judgement, by=against))
        else:
            chains.add(judgement)
            kept.append(judgement)
    return kept[::-1], tuple(given_up[::-1])


class _Chains:
    """The accounts joined by `same`, and the pairs held apart."""

    def __init__(self) -> None:
        self._beside: dict[str, dict[str, Judgement]] = {}
        self._apart: dict[str, dict[str, Judgement]] = {}

    def add(self, judgement: Judgement) -> None:
        one, other = _pair(judgement)
        pairs = self._apart if judgement.kind == "apart" else self._beside
        pairs.setdefault(one, {}).setdefault(other, judgement)
        pairs.setdefault(other, {}).setdefault(one, judgement)

    def against(self, judgement: Judgement) -> tuple[Judgement, ...]:
        """What was kept and does not go with a judgement, in order; nothing where it can be kept too."""
        one, other = _pair(judgement)
        before = self._reached(one)
        if judgement.kind == "apart":
            return _in_order(_way(before, other)) if other in before else ()
        behind = self._reached(other)
        for near in before:
            for far, apart in self._apart.get(near, {}).items():
                if far in behind:
                    return _in_order([apart, *_way(before, near), *_way(behind, far)])
        return ()

    def _reached(self, start: str) -> dict[str, tuple[str, Judgement] | None]:
        """All accounts joined to one, each with the account and judgement by which it was reached first."""
        found: dict[str, tuple[str, Judgement] | None] = {start: None}
        waiting = [start]
        for key in waiting:
            for neighbour, judgement in self._beside.get(key, {}).items():
                if neighbour not in found:
                    found[neighbour] = (key, judgement)
                    waiting.append(neighbour)
        return found


def _way(reached: Mapping[str, tuple[str, Judgement] | None], end: str) -> list[Judgement]:
    way = []
    step = reached[end]
    while step is not None:
        key, judgement = step
        way.append(judgement)
        step = reached[key]
    return way


def _in_order(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    return tuple(sorted({one.id: one for one in judgements}.values(), key=lambda one: one.id))


def _pair(judgement: Judgement) -> Pair:
    one, other = sorted((judgement.subject, judgement.other))
    return one, other
