"""How the outlets fare in an archive, and whether their addresses work."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

import msgspec

from riwaya.archive.schedule import fails_long
from riwaya.intake.web.feeds import read_feed
from riwaya.intake.web.trips import Answer, Wanted
from riwaya.model.sources import Feed, Outlet
from riwaya.store.engine import Store
from riwaya.store.feeds import FeedState, feed_states, item_counts


class Web(Protocol):
    """What fetches: `intake.web.fetch.Fetcher`."""

    def fetch_all(self, wanted: Iterable[Wanted]) -> Iterator[Answer]:
        """An answer to each request, as they come."""


class FeedFares(msgspec.Struct, frozen=True, kw_only=True):
    """A feed and how it fares; `state` None where it was never tried. `long` says that it has failed for days."""

    feed: Feed
    state: FeedState | None
    long: bool = False


class OutletFares(msgspec.Struct, frozen=True, kw_only=True):
    """An outlet, its feeds, and how many of its articles wait, are done, and were given up."""

    outlet: str
    feeds: tuple[FeedFares, ...]
    waiting: int = 0
    done: int = 0
    failed: int = 0


class Probed(msgspec.Struct, frozen=True, kw_only=True):
    """What an address gave: how many articles (or sitemaps) it lists, the day of the newest; or why nothing."""

    outlet: str
    feed: Feed
    articles: int = 0
    lists: int = 0
    newest: dt.date | None = None
    warnings: tuple[str, ...] = ()
    error: str = ""


def fares(store: Store, outlets: Sequence[Outlet], at: dt.datetime) -> list[OutletFares]:
    """How the outlets fare, in their order. Raises `StoreError`."""
    with store.reading() as connection:
        states, counts = feed_states(connection), item_counts(connection)
    found = []
    for outlet in outlets:
        feeds = [(feed, states.get(feed.address)) for feed in outlet.feeds]
        told = tuple(
            FeedFares(feed=feed, state=state, long=state is not None and fails_long(state, at)) for feed, state in feeds
        )
        found.append(OutletFares(outlet=outlet.id, feeds=told, **counts.get(outlet.id, {})))
    return found


def probe(web: Web, outlets: Sequence[Outlet]) -> Iterator[Probed]:
    """Tries every address once, as they answer. Nothing is kept."""
    of_address = {feed.address: (outlet, feed) for outlet in outlets for feed in outlet.feeds}
    for answer in web.fetch_all([Wanted(address=address, kind="feed") for address in of_address]):
        outlet, feed = of_address[answer.wanted.address]
        listing = read_feed(feed, answer.fetched)
        days = [moment.date() for item in listing.items if (moment := item.published or item.updated) is not None]
        nothing = "" if listing.items or listing.more else "it names no article"
        yield Probed(
            outlet=outlet.id,
            feed=feed,
            articles=len(listing.items),
            lists=len(listing.more),
            newest=max(days, default=None),
            warnings=listing.warnings,
            error=listing.error or nothing,
        )
