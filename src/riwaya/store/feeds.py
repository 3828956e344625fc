"""How the feeds fare, the articles that they named, and what was fetched of these."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, Final, Literal

import msgspec
from sqlalchemy import Connection, Row, case, func, insert, or_, select, update

from riwaya.model.sources import Fetched, FetchKind, Item, Kept
from riwaya.store.among import among
from riwaya.store.tables import feeds, fetches, items

State = Literal["waiting", "done", "failed"]
LONG_AGO: Final = dt.datetime(1, 1, 1, tzinfo=dt.UTC)


class FeedState(msgspec.Struct, frozen=True, kw_only=True):
    """How a feed fares. `failures` counts those in a row, the first of which was at `failing_since`."""

    address: str
    outlet: str
    etag: str = ""
    last_modified: str = ""
    next_at: dt.datetime | None = None
    tried_at: dt.datetime | None = None
    worked_at: dt.datetime | None = None
    failing_since: dt.datetime | None = None
    failures: int = 0
    error: str = ""


class Due(msgspec.Struct, frozen=True, kw_only=True):
    """An article that is to be fetched, for the first time or again; `report` is the key of what was made of it."""

    row: int
    address: str
    feed: str
    outlet: str
    title: str
    published: dt.datetime | None
    state: State
    tries: int
    report: str


class Settled(msgspec.Struct, frozen=True, kw_only=True):
    """What became of an article that was due. `next_at` None: it is not looked at again unless its feed says so."""

    state: State
    tries: int = 0
    next_at: dt.datetime | None = None
    error: str = ""
    report: str = ""


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """How many articles of a feed are new, and how many it says were changed."""

    new: int = 0
    changed: int = 0


def feed_states(connection: Connection) -> dict[str, FeedState]:
    """All feeds that were ever tried, by address."""
    return {row.address: _feed(row) for row in connection.execute(select(feeds).order_by(feeds.c.address))}


def _feed(row: Row[Any]) -> FeedState:
    moments = ("next_at", "tried_at", "worked_at", "failing_since")
    return FeedState(**row._asdict() | {name: _moment(getattr(row, name)) for name in moments})


def put_feed(connection: Connection, state: FeedState) -> None:
    """Keeps how a feed fares now."""
    values = {name: _text(value) for name, value in msgspec.structs.asdict(state).items()}
    known = update(feeds).where(feeds.c.address == state.address).values(**values)
    if not connection.execute(known).rowcount:
        connection.execute(insert(feeds).values(**values))


def add_items(connection: Connection, feed: str, outlet: str, listed: Iterable[Item]) -> Listed:
    """Takes in what a feed lists: what is new waits to be fetched, and so does what was done and has changed since.

    Changed is what the feed gives a later moment of change, or another title than it gave before.
    """
    told = {item.address: item for item in reversed(list(listed))}
    old = _known(connection, told)
    fresh = [item for item in reversed(told.values()) if item.address not in old]
    again = [
        (old[item.address].row, item)
        for item in told.values()
        if item.address in old and _changed(old[item.address], item, feed)
    ]
    if fresh:
        connection.execute(insert(items), [_item_row(item, feed, outlet) for item in fresh])
    for row, item in again:
        connection.execute(
            update(items)
            .where(items.c.row == row)
            .values(
                title=item.title,
                updated=_text(item.updated),
                state="waiting",
                tries=0,
                next_at=None,
                error="",
            )
        )
    return Listed(new=len(fresh), changed=len(again))


def _known(connection: Connection, addresses: Iterable[str]) -> dict[str, Row[Any]]:
    return {
        row.address: row
        for row in connection.execute(select(items).where(among(connection, items.c.address, addresses)))
    }


def _changed(old: Row[Any], item: Item, feed: str) -> bool:
    # Another feed may give the same article another title; only its own says that it was changed.
    if old.state == "waiting" or old.feed != feed:
        return False
    before = _moment(old.updated)
    later = item.updated is not None and (before is None or item.updated > before)
    return later or bool(item.title and item.title != old.title)


def _item_row(item: Item, feed: str, outlet: str) -> dict[str, object]:
    return {
        "address": item.address,
        "feed": feed,
        "outlet": outlet,
        "title": item.title,
        "published": _text(item.published),
        "updated": _text(item.updated),
        "state": "waiting",
        "tries": 0,
        "next_at": None,
        "error": "",
        "report": "",
    }


def due_items(connection: Connection, outlets: Iterable[str], at: dt.datetime, most: int | None = None) -> list[Due]:
    """The articles of these outlets that are to be fetched now: those that wait, then those to be looked at again.

    The newest come first, as far as their feeds tell the day; `most` are those of each outlet.
    """
    waiting = (items.c.state == "waiting") & (items.c.next_at.is_(None) | (items.c.next_at <= at.isoformat()))
    again = (items.c.state == "done") & (items.c.next_at <= at.isoformat())
    told = func.coalesce(items.c.published, items.c.updated)
    order = (items.c.state.desc(), told.desc().nulls_last(), items.c.row)
    place = func.row_number().over(partition_by=items.c.outlet, order_by=order).label("place")
    ranked = select(items, place).where(or_(waiting, again), among(connection, items.c.outlet, outlets)).subquery()
    query = select(ranked).order_by(ranked.c.state.desc(), ranked.c.place, ranked.c.row)
    if most is not None:
        query = query.where(ranked.c.place <= most)
    return [_due(row) for row in connection.execute(query)]


def _due(row: Row[Any]) -> Due:
    names = (name for name in Due.__struct_fields__ if name != "published")
    return Due(published=_moment(row.published), **{name: getattr(row, name) for name in names})


def next_item_at(connection: Connection, outlets: Iterable[str]) -> dt.datetime | None:
    """When the next article of these outlets is due; a moment long ago where one waits for nothing."""
    now = case((items.c.state == "waiting", LONG_AGO.isoformat()))
    query = select(func.min(func.coalesce(items.c.next_at, now))).where(items.c.state != "failed")
    return _moment(connection.execute(query.where(among(connection, items.c.outlet, outlets))).scalar_one())


def settle_item(connection: Connection, row: int, settled: Settled) -> None:
    """Keeps what became of an article; a report that was made of it before stays named where there is no newer one."""
    values = {name: _text(value) for name, value in msgspec.structs.asdict(settled).items()}
    if not settled.report:
        del values["report"]
    connection.execute(update(items).where(items.c.row == row).values(**values))


def item_counts(connection: Connection) -> dict[str, dict[str, int]]:
    """How many articles of each outlet wait, are done, or were given up."""
    query = select(items.c.outlet, items.c.state, func.count()).group_by(items.c.outlet, items.c.state)
    counts: dict[str, dict[str, int]] = {}
    for outlet, state, count in sorted(map(tuple, connection.execute(query))):
        counts.setdefault(outlet, {})[state] = count
    return counts


def item_errors(connection: Connection) -> list[tuple[str, str, str]]:
    """The articles that were given up, and why: outlet, address, cause, in the order in which they were named."""
    query = select(items.c.outlet, items.c.address, items.c.error).where(items.c.state == "failed")
    return [(row.outlet, row.address, row.error) for row in connection.execute(query.order_by(items.c.row))]


def file_fetch(
    connection: Connection, fetched: Fetched, kind: FetchKind, kept: Kept, *, body: str, report: str
) -> None:
    """Keeps where an answer stands; `body` is the SHA-256 of its body, `report` the key of the report made of it."""
    connection.execute(
        insert(fetches).values(
            address=fetched.address,
            final=fetched.final,
            kind=kind,
            at=fetched.at.isoformat(),
            status=fetched.status,
            sha256=body,
            file=kept.file,
            offset=kept.offset,
            record=kept.record,
            report=report,
        )
    )


def _moment(text: str | None) -> dt.datetime | None:
    return dt.datetime.fromisoformat(text) if text else None


def _text(value: object) -> object:
    return value.isoformat() if isinstance(value, dt.datetime) else value
