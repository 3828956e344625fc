"""Accounts become clusters: average linkage within the parts that links hold together.

Two clusters are joined while the mean weight of all pairs across them is above a threshold; a pair that was not
compared, or weighs less than what is kept, counts as `MISSING`. So one good link does not pull two incidents together
that agree in nothing else. The result depends on the links alone, not on their order.
"""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

import msgspec

from riwaya.incidents.rules import entries
from riwaya.model.incidents import Link

Pair = tuple[str, str]
NEVER: Final = -1e9  # what an analyst's "not the same" weighs
DECIMALS: Final = 9  # of a mean, so that the order of adding up decides nothing


class Linkage(msgspec.Struct, frozen=True, kw_only=True):
    """The numbers of clustering, in bits: see `cluster.*` in `rules/linking.yaml`."""

    hold: float
    join: float
    missing: float
    lowest: float
    highest: float


def linkage() -> Linkage:
    """The numbers of `rules/linking.yaml`."""
    return Linkage(**{name: float(rule["bits"]) for name, rule in entries("cluster")})


def components(nodes: Iterable[str], pairs: Iterable[Pair]) -> list[list[str]]:
    """The sets of nodes that pairs hold together, each sorted, in the order of their first."""
    parent = {node: node for node in nodes}

    def root(node: str) -> str:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for a, b in pairs:
        if a in parent and b in parent:
            first, second = sorted((root(a), root(b)))
            parent[second] = first
    found: dict[str, list[str]] = {}
    for node in sorted(parent):
        found.setdefault(root(node), []).append(node)
    return [found[first] for first in sorted(found)]


def clusters(
    nodes: Collection[str],
    links: Iterable[Link],
    numbers: Linkage,
    same: Iterable[Pair] = (),
    apart: Iterable[Pair] = (),
) -> list[list[str]]:
    """The clusters of accounts, each sorted, in the order of their first.

    `same` and `apart` are pairs that an analyst judged: clusters that hold a pair of the one become one, a pair of
    the other is never together. Where both can not be had for whole clusters, the pairs alone are joined.
    """
    known = set(nodes)
    weights = {
        _pair(link.a, link.b): min(max(link.weight, numbers.lowest), numbers.highest)
        for link in links
        if link.a in known and link.b in known
    }
    joined = {_pair(a, b) for a, b in same if a in known and b in known}
    parted = {_pair(a, b) for a, b in apart if a in known and b in known} - joined
    weights.update(dict.fromkeys(parted, NEVER))
    found = _agglomerated(known, weights, numbers, ())
    cluster_of = {node: cluster for cluster in found for node in cluster}
    groups = components([cluster[0] for cluster in found], [(cluster_of[a][0], cluster_of[b][0]) for a, b in joined])
    result: list[list[str]] = []
    for group in groups:
        whole = {node for first in group for node in cluster_of[first]}
        if len(group) > 1 and any(a in whole and b in whole for a, b in parted):
            result.extend(_agglomerated(whole, weights, numbers, joined))
        else:
            result.append(sorted(whole))
    return sorted(result)


def _agglomerated(
    nodes: Collection[str], weights: Mapping[Pair, float], numbers: Linkage, joined: Iterable[Pair]
) -> list[list[str]]:
    """The clusters of nodes, grown from the pairs that are joined in any case."""
    bound = [pair for pair in joined if pair[0] in nodes and pair[1] in nodes]
    parts = components(nodes, [*bound, *(pair for pair, weight in weights.items() if weight > numbers.hold)])
    part_of = {node: at for at, part in enumerate(parts) for node in part}
    inside: list[dict[Pair, float]] = [{} for _ in parts]
    for pair, weight in weights.items():
        at = part_of.get(pair[0])
        if at is not None and at == part_of.get(pair[1]):
            inside[at][pair] = weight
    return [cluster for part, some in zip(parts, inside, strict=True) for cluster in _split(part, some, numbers, bound)]


def _pair(a: str, b: str) -> Pair:
    return (a, b) if a < b else (b, a)


class _Growing:
    """The clusters of one part while they grow: sums of weights across them, and how many pairs were compared."""

    def __init__(self, seeds: Sequence[Sequence[str]], weights: Mapping[Pair, float], numbers: Linkage) -> None:
        self.numbers = numbers
        self.members = [list(seed) for seed in seeds]
        self.alive = [True] * len(seeds)
        self.version = [0] * len(seeds)
        self.sums: list[dict[int, tuple[float, int]]] = [{} for _ in seeds]
        number = {node: at for at, seed in enumerate(seeds) for node in seed}
        for (one, other), weight in sorted(weights.items()):
            a, b = number[one], number[other]
            if a != b:
                total, pairs = self.sums[a].get(b, (0.0, 0))
                self.sums[a][b] = self.sums[b][a] = (total + weight, pairs + 1)
        self.heap: list[tuple[float, int, int, int, int]] = []
        for a in range(len(seeds)):
            for b in sorted(self.sums[a]):
                if a < b:
                    self._offer(a, b)

    def mean(self, a: int, b: int) -> float:
        """The mean weight of all pairs across two clusters."""
        total, compared = self.sums[a][b]
        pairs = len(self.members[a]) * len(self.members[b])
        return (total + (pairs - compared) * self.numbers.missing) / pairs

    def _offer(self, a: int, b: int) -> None:
        value = self.mean(a, b)
        if value > self.numbers.join:
            heapq.heappush(self.heap, (-round(value, DECIMALS), a, b, self.version[a], self.version[b]))

    def grow(self) -> None:
        """Joins the two clusters that fit best, as long as two fit."""
        while self.heap:
            _, a, b, seen_a, seen_b = heapq.heappop(self.heap)
            if self.alive[a] and self.alive[b] and (self.version[a], self.version[b]) == (seen_a, seen_b):
                self._join(a, b)

    def _join(self, a: int, b: int) -> None:
        self.alive[b] = False
        self.version[a] += 1
        self.members[a] += self.members[b]
        self.sums[a].pop(b)
        for other, (total, compared) in self.sums[b].items():
            if other != a:
                mine = self.sums[a].get(other, (0.0, 0))
                self.sums[a][other] = self.sums[other][a] = (mine[0] + total, mine[1] + compared)
                self.sums[other].pop(b)
        self.sums[b] = {}
        for other in sorted(self.sums[a]):
            self._offer(min(a, other), max(a, other))


def _split(part: list[str], weights: Mapping[Pair, float], numbers: Linkage, bound: Iterable[Pair]) -> list[list[str]]:
    if len(part) == 1:
        return [part]
    growing = _Growing(components(part, bound), weights, numbers)
    growing.grow()
    return [sorted(members) for members, alive in zip(growing.members, growing.alive, strict=True) if alive]
