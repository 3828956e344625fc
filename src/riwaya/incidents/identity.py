"""The ids of incidents: the same from run to run, and none that was ever given out leads nowhere.

An id is made of the key of the account that founded the incident. The incident keeps it while its founder is in it.
Where incidents become one, the id that was founded first stays and the others forward to it; where one falls apart,
the part with the founder keeps the id (the largest, if the founder is gone) and a line tells where each other part is.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import count
from typing import Final, Literal

import msgspec

DIGITS: Final = 12


class Step(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """What became of an id: `old` is no more and is `new` now, or a part of `old` left it for `new`."""

    old: str
    new: str
    reason: Literal["merged", "split"]


class Identified(msgspec.Struct, frozen=True, kw_only=True):
    """The id of each cluster, in the order of the clusters; what became of old ids; which of these are no more."""

    ids: tuple[str, ...]
    steps: tuple[Step, ...]
    dead: frozenset[str]


def id_of(founder: str, time: int = 0) -> str:
    """The id of the incident that an account founds: `I` and 12 digits; `time` counts what it founded before."""
    words = founder if not time else f"{founder}\n{time}"
    return "I" + hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:DIGITS]


def identify(
    clusters: Sequence[Sequence[str]],
    before: Mapping[str, str],
    filed: Mapping[str, int],
    taken: Callable[[str], bool] = lambda _: False,
) -> Identified:
    """The ids of clusters of accounts.

    `before` has the incident in which an account was until now, `filed` the place of each account in the order of
    filing. The clusters hold all accounts of the incidents that they touch. `taken` tells whether an id is that of
    an incident which none of them touches.
    """
    cluster_of = {account: number for number, cluster in enumerate(clusters) for account in cluster}
    members: dict[str, list[str]] = {}
    for account, old in sorted(before.items()):
        if account in cluster_of:
            members.setdefault(old, []).append(account)
    founders = {id_of(account): account for account in cluster_of}
    claims: dict[int, list[tuple[int, str]]] = {}
    for old, accounts in members.items():
        founder = founders.get(old)
        if founder is not None:
            heir, age = cluster_of[founder], filed[founder]
        else:
            sizes = Counter(cluster_of[account] for account in accounts)
            heir = min(sizes, key=lambda number: (-sizes[number], min(clusters[number])))
            age = min(filed[account] for account in accounts)
        claims.setdefault(heir, []).append((age, old))
    ids: dict[int, str] = {number: min(claimed)[1] for number, claimed in claims.items()}
    used = set(ids.values())
    for number, cluster in sorted(enumerate(clusters), key=lambda each: min(filed[account] for account in each[1])):
        if number not in ids:
            founder = min(cluster, key=lambda account: filed[account])
            fresh = (id_of(founder, time) for time in count())
            ids[number] = next(id_ for id_ in fresh if id_ not in used and not taken(id_))
            used.add(ids[number])
    steps: set[Step] = set()
    for old, accounts in members.items():
        heirs = {ids[cluster_of[account]] for account in accounts} - {old}
        if old in used:
            steps.update(Step(old=old, new=new, reason="split") for new in heirs)
        else:
            home = next(number for number, claimed in claims.items() if old in {id_ for _, id_ in claimed})
            steps.add(Step(old=old, new=ids[home], reason="merged"))
            steps.update(Step(old=old, new=new, reason="split") for new in heirs - {ids[home]})
    return Identified(
        ids=tuple(ids[number] for number in range(len(clusters))),
        steps=tuple(sorted(steps)),
        dead=frozenset(members) - used,
    )
