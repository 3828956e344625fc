"""Incidents as they stand now: found by a filter, or by an id that may have become another."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from itertools import islice
from typing import Final

import msgspec
from sqlalchemy import Connection

from riwaya.archive.standing import as_they_stand, judgements_on
from riwaya.incidents.whole import whole
from riwaya.incidents.words import types
from riwaya.model.accounts import Account
from riwaya.model.incidents import Incident
from riwaya.model.judgements import Judgement
from riwaya.store import incidents as store
from riwaya.store.accounts import accounts_of_incidents
from riwaya.store.incidents import Filter, Forward

__all__ = ["Filter", "Found", "distance_km", "find", "follow", "incident", "near_ids", "refresh", "wholes"]

PAGE: Final = 200  # incidents whose accounts are in memory together
EARTH_KM: Final = 6371.0
COUNTRY: Final = 6  # where_prec from which a point says nothing of where it happened
NEAR_IDS: Final = 5


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """An incident, what became of the id asked for and of those that it took up, and the judgements on it."""

    incident: Incident
    forwards: tuple[Forward, ...] = ()
    judgements: tuple[Judgement, ...] = ()


def find(connection: Connection, wanted: Filter) -> Iterator[Incident]:
    """The incidents that are wanted, by day and id, those without a day last.

    One of which an analyst rejected every account is none.
    """
    ids = store.candidates(connection, wanted)
    found = (one for page in _pages(ids) for one in wholes(connection, page) if _wanted(one, wanted))
    last = None if wanted.limit is None else wanted.skip + wanted.limit
    yield from islice(found, wanted.skip, last)


def incident(connection: Connection, id_: str) -> Incident | None:
    """The incident of that id, or the one that it became; None where there never was one."""
    found = follow(connection, id_)
    return found.incident if found else None


def follow(connection: Connection, id_: str) -> Found | None:
    """The incident of that id with what became of it. Where it went into several, the one that most reports tell."""
    steps: list[Forward] = []
    seen, ids = set[str](), [id_]
    while ids:
        now = sorted(store.ids_that_are(connection, ids))
        if now:
            best = min(wholes(connection, now), key=lambda one: (-len(one.accounts), one.id), default=None)
            if best is None:  # a newer coder found none of its accounts
                return None
            told = dict.fromkeys([*steps, *store.forwards_of(connection, best.id)])
            subjects = [best.id, *(account.key for account in best.accounts)]
            return Found(incident=best, forwards=tuple(told), judgements=judgements_on(connection, subjects))
        seen.update(ids)
        onward = [step for old in ids for step in store.forwards_of(connection, old) if step.old == old]
        steps += onward
        ids = sorted({step.new for step in onward} - seen)
    return None


def near_ids(connection: Connection, id_: str) -> list[str]:
    """Ids that one who wrote this one may have meant, the nearest first; those that begin so go before all."""
    known = store.all_ids(connection)
    begun = [one for one in known if one.startswith(id_)] if id_ else []
    return list(dict.fromkeys([*begun, *get_close_matches(id_, known, n=NEAR_IDS, cutoff=0.5)]))[:NEAR_IDS]


def wholes(connection: Connection, ids: Sequence[str]) -> list[Incident]:
    """The incidents of these ids from their accounts as they stand, in the order given."""
    accounts: defaultdict[str, list[Account]] = defaultdict(list)
    for account in as_they_stand(connection, list(accounts_of_incidents(connection, ids))):
        accounts[account.incident].append(account)
    keys = {account.report_key for of_one in accounts.values() for account in of_one}
    beside: defaultdict[str, list[Account]] = defaultdict(list)
    for account in as_they_stand(connection, store.accounts_beside(connection, keys, types("said"))):
        beside[account.report_key].append(account)
    return [
        whole(id_, accounts[id_], _beside(accounts[id_], beside)) for id_ in dict.fromkeys(ids) if accounts.get(id_)
    ]


def refresh(connection: Connection, ids: Iterable[str]) -> None:
    """Writes the summary columns of incidents anew, after their accounts or the judgements on them changed."""
    for page in _pages(sorted(set(ids))):
        store.write_summaries(connection, wholes(connection, page))


def _beside(accounts: Iterable[Account], by_report: defaultdict[str, list[Account]]) -> list[Account]:
    keys = sorted({account.report_key for account in accounts})
    return [account for key in keys for account in by_report.get(key, ())]


def _pages(ids: Iterable[str]) -> Iterator[list[str]]:
    left = iter(ids)
    while page := list(islice(left, PAGE)):
        yield page


def _wanted(one: Incident, wanted: Filter) -> bool:
    """What the summary columns can not tell, or tell as it was before a judgement."""
    if one.voices < wanted.min_voices or all(account.standing == "rejected" for account in one.accounts):
        return False
    if wanted.actors and not any(
        actor.id in wanted.actors for account in one.accounts for actor in account.event.actors
    ):
        return False
    return wanted.near is None or _is_near(one, wanted.near, wanted.km)


def _is_near(one: Incident, near: tuple[float, float], km: float) -> bool:
    place = one.place
    if place is None or place.lat is None or place.lon is None or (place.precision or COUNTRY) >= COUNTRY:
        return False
    return distance_km(near, (place.lat, place.lon)) <= km


def distance_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """The distance of two points (latitude, longitude) over a round earth, in kilometres (haversine formula)."""
    (lat_a, lon_a), (lat_b, lon_b) = (tuple(map(math.radians, point)) for point in (a, b))
    half = math.sin((lat_b - lat_a) / 2) ** 2
    half += math.cos(lat_a) * math.cos(lat_b) * math.sin((lon_b - lon_a) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(half)))
