"""Copies, links and incidents of an archive: what is new is linked, or all of it anew."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, Final

import msgspec
from sqlalchemy import Connection

from riwaya.archive.incidents import refresh
from riwaya.incidents.cluster import Pair, clusters, components, linkage
from riwaya.incidents.compare import compare
from riwaya.incidents.copies import bands, copies, shingles
from riwaya.incidents.identity import Identified, id_of, identify
from riwaya.incidents.traits import FACT, Traits, traits
from riwaya.review.constraints import constraints
from riwaya.store import audit, links
from riwaya.store.accounts import accounts_by_key
from riwaya.store.engine import Store
from riwaya.store.judging import standing_judgements

Watch = Callable[[str, int, int], None]
HEARD_AT_ONCE: Final = 500  # reports whose copies are looked for in one transaction
READ_AT_ONCE: Final = 2_000  # accounts whose traits are written in one transaction
LINKED_AT_ONCE: Final = 40_000  # events that are compared and clustered in one transaction


class LinkRun(msgspec.Struct, frozen=True, kw_only=True):
    """What a run did: reports and copies among them; events, links kept; incidents founded, changed, merged, split."""

    reports: int = 0
    copies: int = 0
    events: int = 0
    links: int = 0
    founded: int = 0
    changed: int = 0
    merged: tuple[str, ...] = ()
    split: tuple[str, ...] = ()

    def and_(self, other: LinkRun) -> LinkRun:
        """Both together."""
        return LinkRun(**{name: getattr(self, name) + getattr(other, name) for name in self.__struct_fields__})


def link_new(store: Store, *, at: dt.datetime, by: str, watch: Watch | None = None) -> LinkRun:
    """Links what waits to be linked; the cost grows with that, not with the archive.

    Each batch is a transaction: what was killed goes on with the next run, and no incident is ever half there.
    """
    tell = watch or _nobody
    run = _hear(store, tell)
    _read(store, tell)
    while True:
        with store.reading() as connection:
            fresh = links.unlinked(connection)
        if not fresh:
            break
        tell("linking", 0, len(fresh))
        step = _link(store, fresh[:LINKED_AT_ONCE], at=at, by=by)
        if step is None:
            break
        run = run.and_(step)
        tell("linking", min(len(fresh), LINKED_AT_ONCE), len(fresh))
    return run


def relink(store: Store, *, at: dt.datetime, by: str, watch: Watch | None = None) -> LinkRun:
    """Forgets all copies, traits and links and makes them anew; incidents keep their ids where they stay."""
    with store.writing() as connection:
        links.forget(connection)
        links.forget_voices(connection)
        audit.append(connection, by=by, action="relink", data={}, at=at)
    return link_new(store, at=at, by=by, watch=watch)


def recluster(connection: Connection, keys: Collection[str], *, at: dt.datetime, by: str) -> LinkRun:
    """Clusters anew what hangs together with these accounts, after an analyst joined or parted some of them."""
    run = _settle(connection, links.facts(connection, keys), at)
    audit.append(connection, by=by, action="recluster", data=run, at=at)
    return run


def _nobody(_what: str, _done: int, _all: int) -> None:
    """Watches nothing."""


# ---- copies ----


def _hear(store: Store, tell: Watch) -> LinkRun:
    run = LinkRun()
    while True:
        with store.writing() as connection:
            fresh = links.unheard(connection, HEARD_AT_ONCE)
            if not fresh:
                return run
            found = {report.row: shingles(report.text) for report in fresh}
            parts = {row: bands(report.text, found[row]) for row, report in zip(found, fresh, strict=True)}
            voice_of, renamed = _voices(connection, {report.row: report.key for report in fresh}, found, parts)
            links.keep_bands(connection, parts)
            links.set_voices(connection, voice_of, renamed)
        repeated = sum(voice_of[report.row] != report.key for report in fresh)
        run = run.and_(LinkRun(reports=len(fresh), copies=repeated))
        tell("copies", run.reports, 0)


def _voices(
    connection: Connection,
    keys: Mapping[int, str],
    found: dict[int, frozenset[str]],
    parts: Mapping[int, Sequence[str]],
) -> tuple[dict[int, str], dict[str, str]]:
    """The voice of each new report, and the voices of old ones that turn out to be another's."""
    having = links.sharing(connection, {band for some in parts.values() for band in some})
    for row, some in parts.items():
        for band in some:
            having.setdefault(band, []).append(row)
    pairs = {
        (min(row, other), max(row, other)) for row, some in parts.items() for band in some for other in having[band]
    }
    pairs = {(a, b) for a, b in pairs if a != b}
    old = {row for pair in pairs for row in pair} - set(keys)
    shingled = found | {row: shingles(text) for row, text in links.texts(connection, old).items()}
    same = sorted((a, b) for a, b in pairs if copies(shingled[a], shingled[b]))
    known = links.voices(connection, {row for pair in same for row in pair} - set(keys))
    name = {**keys, **known}
    nodes = set(keys.values()) | set(known.values())
    filed = {key: row for row, key in keys.items()} | links.filed_rows(connection, set(known.values()))
    first: dict[str, str] = {}
    for group in components(nodes, [(name[a], name[b]) for a, b in same]):
        earliest = min(group, key=lambda key: filed[key])
        first.update(dict.fromkeys(group, earliest))
    renamed = {voice: first[voice] for voice in set(known.values()) if first[voice] != voice}
    return {row: first[key] for row, key in keys.items()}, renamed


# ---- traits ----


def _read(store: Store, tell: Watch) -> None:
    with store.reading() as connection:
        waiting = links.unlinked(connection)
        missing = set(waiting) - links.with_traits(connection, waiting)
    wanted = [key for key in waiting if key in missing]
    for start in range(0, len(wanted), READ_AT_ONCE):
        with store.writing() as connection:
            part = set(wanted[start : start + READ_AT_ONCE])
            part -= links.with_traits(connection, part)
            made = [traits(account) for account in accounts_by_key(connection, part)]
            links.keep_traits(connection, [_row(each) for each in made])
        tell("reading", min(start + READ_AT_ONCE, len(wanted)), len(wanted))


def _row(each: Traits) -> dict[str, Any]:
    return {
        "event": each.event,
        "family": each.family,
        "day_low": each.day_low,
        "day_high": each.day_high,
        "data": msgspec.json.encode(each).decode("utf-8"),
    }


# ---- links and clusters ----


def _link(store: Store, keys: Sequence[str], *, at: dt.datetime, by: str) -> LinkRun | None:
    """Links these events; None where another program has done so meanwhile."""
    with store.reading() as connection:
        fresh = _decoded(links.traits_of(connection, keys))
        told = [each for each in fresh if each.told == FACT]
        known = [each for each in _decoded(links.linked_traits(connection, _spans(told))) if each.told == FACT]
    floor = linkage().lowest
    found = compare(known, told, floor)
    with store.writing() as connection:
        waiting = set(links.unlinked(connection))
        mine = [each for each in fresh if each.event in waiting]
        if not mine:
            return None
        facts = {each.event for each in mine if each.told == FACT}
        there = links.existing(connection, [each.event for each in [*told, *known]])
        good = (link for link in found if {link.a, link.b} <= there and (link.a in facts or link.b in facts))
        kept = links.keep_links(connection, good, [each.event for each in mine])
        unreal = [each.event for each in mine if each.told != FACT]
        touched = facts | _left(connection, unreal)
        links.mark_linked(connection, [each.event for each in mine])
        run = _settle(connection, touched, at).and_(LinkRun(events=len(mine), links=kept))
        audit.append(connection, by=by, action="link", data=run, at=at)
    return run


def _left(connection: Connection, unreal: Collection[str]) -> set[str]:
    """What is only planned or possible (now) belongs to no incident; the accounts that it leaves behind."""
    ids = set(links.incidents_of(connection, unreal).values())
    links.place_events(connection, {}, leaving=unreal)
    return set(links.events_of(connection, ids))


def _decoded(rows: Iterable[str]) -> list[Traits]:
    decoder = msgspec.json.Decoder(Traits)
    return [decoder.decode(row) for row in rows]


def _spans(some: Iterable[Traits]) -> dict[str, tuple[int, int]]:
    """The first and last day on which events of each family can have happened."""
    spans: dict[str, tuple[int, int]] = {}
    for each in some:
        low, high = spans.get(each.family, (each.day_low, each.day_high))
        spans[each.family] = min(low, each.day_low), max(high, each.day_high)
    return spans


def _settle(connection: Connection, seeds: Collection[str], at: dt.datetime) -> LinkRun:
    """Clusters all that hangs together with these accounts, and gives each cluster its incident."""
    numbers = linkage()
    same, apart = _judged(connection)
    nodes = _reached(connection, set(seeds), numbers.hold, same)
    inside = links.links_among(connection, nodes)
    found = clusters(nodes, inside, numbers, same, apart)
    before = links.incidents_of(connection, nodes)
    filed = links.filed_order(connection, nodes)
    identified = identify(found, before, filed, _taken(connection, found, set(before.values())))
    run = _write(connection, found, before, identified, at)
    gone = links.emptied(connection)
    links.summarise(connection, gone)
    return run


def _reached(connection: Connection, seeds: set[str], hold: float, same: Iterable[Pair]) -> set[str]:
    """All accounts that links, incidents and an analyst's "same" tie to these, however far."""
    beside: dict[str, set[str]] = {}
    for a, b in same:
        beside.setdefault(a, set()).add(b)
        beside.setdefault(b, set()).add(a)
    reached, edge = set[str](), set(seeds)
    while edge:
        reached |= edge
        onward = {end for link in links.links_of(connection, edge, hold) for end in (link.a, link.b)}
        onward |= set(links.events_of(connection, set(links.incidents_of(connection, edge).values())))
        onward |= {other for key in edge for other in beside.get(key, ())}
        edge = onward - reached
    return links.existing(connection, reached)


def _judged(connection: Connection) -> tuple[Sequence[Pair], Sequence[Pair]]:
    """The pairs that an analyst joined and parted."""
    same, apart = constraints(standing_judgements(connection))
    return same, apart


def _taken(connection: Connection, found: Sequence[Sequence[str]], touched: set[str]) -> Callable[[str], bool]:
    first = {id_of(key) for cluster in found for key in cluster}
    taken = links.ids_taken(connection, first) - touched

    def is_taken(id_: str) -> bool:
        return id_ in taken if id_ in first else bool(links.ids_taken(connection, [id_]))

    return is_taken


def _write(
    connection: Connection,
    found: Sequence[Sequence[str]],
    before: Mapping[str, str],
    identified: Identified,
    at: dt.datetime,
) -> LinkRun:
    now = {key: id_ for cluster, id_ in zip(found, identified.ids, strict=True) for key in cluster}
    moved = {key: id_ for key, id_ in now.items() if before.get(key) != id_}
    changed = {id_ for key, id_ in moved.items()} | {before[key] for key in moved if key in before}
    alive = set(identified.ids)
    links.open_incidents(connection, alive)
    links.place_events(connection, moved)
    links.close_incidents(connection, identified.dead)
    steps = [(step.old, step.new, step.reason) for step in identified.steps]
    links.keep_steps(connection, steps, alive, at)
    links.summarise(connection, changed - identified.dead - alive)
    refresh(connection, changed & alive)  # the columns by which incidents are found say what the incidents say
    olds = set(before.values())
    return LinkRun(
        founded=len(alive - olds),
        changed=len((changed & alive) & olds),
        merged=tuple(sorted(identified.dead)),
        split=tuple(sorted({step.old for step in identified.steps if step.reason == "split"})),
    )
