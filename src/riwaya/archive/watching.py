"""One round over the outlets: feeds that are due, the articles that they name, what is new coded, filed and linked.

All state is in the archive, so that a round may be ended anywhere and the next one goes on.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Final, Protocol

import msgspec

from riwaya.archive.schedule import failing_long, feed_again, feed_is_due
from riwaya.archive.taking_in import Desk, Taken, keep, log_fetch, take_in
from riwaya.intake.kept import answer_of, read_record
from riwaya.intake.web.feeds import Listing, read_feed
from riwaya.intake.web.trips import Answer, Wanted
from riwaya.model.sources import Feed, Item, Outlet
from riwaya.store.custody import last_good
from riwaya.store.feeds import (
    Due,
    FeedState,
    add_items,
    due_items,
    feed_states,
    item_counts,
    next_item_at,
    put_feed,
)

# So many sitemaps of an index are read, those changed last.
MOST_PARTS: Final = 20
_OK: Final = 200
_UNCHANGED: Final = 304


class Web(Protocol):
    """What fetches: `intake.web.fetch.Fetcher`."""

    def fetch_all(self, wanted: Iterable[Wanted]) -> Iterator[Answer]:
        """An answer to each request, as they come."""


class Tally(msgspec.Struct):
    """What a round brought of an outlet. `waiting` are articles that are still to be had."""

    feeds: int = 0
    feeds_failed: int = 0
    named: int = 0
    changed: int = 0
    fetched: int = 0
    filed: int = 0
    versions: int = 0
    known: int = 0
    gone: int = 0
    put_off: int = 0
    failed: int = 0
    events: int = 0
    waiting: int = 0


class Round(msgspec.Struct, frozen=True, kw_only=True):
    """What a round brought, by outlet, and the feeds that have failed for days; `complete` unless it was stopped."""

    tallies: dict[str, Tally]
    failing: tuple[FeedState, ...]
    complete: bool

    def whole(self) -> Tally:
        """The sum over all outlets."""
        sums = Tally()
        for tally in self.tallies.values():
            for name in Tally.__struct_fields__:
                setattr(sums, name, getattr(sums, name) + getattr(tally, name))
        return sums


class Watch(msgspec.Struct, frozen=True, kw_only=True):
    """How a round is done. `stopped` is asked between items; `tell` hears how far it is, `complain` what went wrong.

    `most` are the articles of an outlet that a round fetches, None for all: so that no outlet holds up the others.
    """

    desk: Desk
    web: Web
    folder: Path
    now: Callable[[], dt.datetime]
    stopped: Callable[[], bool]
    link: Callable[[], None]
    tell: Callable[[str, int, int], None]
    complain: Callable[[str], None]
    most: int | None = None


def look(watch: Watch, outlets: Sequence[Outlet]) -> Round:
    """Does a round. Raises `StoreError` and `OSError`; what was filed until then stays."""
    tallies = {outlet.id: Tally() for outlet in outlets}
    _feeds(watch, outlets, tallies)
    if not watch.stopped():
        _articles(watch, tallies)
    if not watch.stopped():
        # Also where nothing is new: a run that was killed may have filed what was not linked.
        watch.link()
    with watch.desk.store.reading() as connection:
        for outlet, counts in item_counts(connection).items():
            if outlet in tallies:
                tallies[outlet].waiting = counts.get("waiting", 0)
        failing = failing_long(outlets, feed_states(connection), watch.now())
    return Round(tallies=tallies, failing=tuple(failing), complete=not watch.stopped())


def next_at(watch: Watch, outlets: Sequence[Outlet]) -> dt.datetime | None:
    """When there is something to do next; None where there is nothing at all."""
    with watch.desk.store.reading() as connection:
        states = feed_states(connection)
        moments = [next_item_at(connection, [outlet.id for outlet in outlets])]
    moments += [_state(states, outlet, feed).next_at or watch.now() for outlet in outlets for feed in outlet.feeds]
    return min((moment for moment in moments if moment is not None), default=None)


# ---- feeds ----


class _Looked(msgspec.Struct, frozen=True, kw_only=True):
    """A feed that was fetched: its answer, where that was kept, what it lists."""

    outlet: Outlet
    feed: Feed
    state: FeedState
    answer: Answer
    listing: Listing


def _state(states: dict[str, FeedState], outlet: Outlet, feed: Feed) -> FeedState:
    return states.get(feed.address) or FeedState(address=feed.address, outlet=outlet.id)


def _feeds(watch: Watch, outlets: Sequence[Outlet], tallies: dict[str, Tally]) -> None:
    with watch.desk.store.reading() as connection:
        states = feed_states(connection)
    at = watch.now()
    due = {
        feed.address: (outlet, feed, _state(states, outlet, feed))
        for outlet in outlets
        for feed in outlet.feeds
        if feed_is_due(states.get(feed.address), at)
    }
    wanted = [
        Wanted(address=address, kind="feed", etag=state.etag, last_modified=state.last_modified)
        for address, (_, _, state) in due.items()
    ]
    indexes = []
    for done, answer in enumerate(_answers(watch, wanted), 1):
        outlet, feed, state = due[answer.wanted.address]
        looked = _Looked(outlet=outlet, feed=feed, state=state, answer=answer, listing=read_feed(feed, answer.fetched))
        watch.tell("feeds", done, len(wanted))
        if looked.listing.more:
            indexes.append(looked)
        else:
            _settle_feed(watch, looked, [], tallies)
    for looked in indexes:
        parts = _parts(watch, looked)
        if watch.stopped():  # some may be missing: the feed stays due
            return
        _settle_feed(watch, looked, parts, tallies)


def _answers(watch: Watch, wanted: Sequence[Wanted]) -> Iterator[Answer]:
    """The answers as they come, until the round is stopped."""
    if not wanted:
        return
    with closing(watch.web.fetch_all(wanted)) as answers:  # type: ignore[type-var]  # a generator, by what it is
        for answer in answers:
            if watch.stopped():
                return
            yield answer


def _parts(watch: Watch, looked: _Looked) -> list[tuple[Answer, Listing]]:
    """The sitemaps of an index, those changed last."""
    never = dt.datetime.min.replace(tzinfo=dt.UTC)
    latest = sorted(looked.listing.more, key=lambda part: part.updated or never, reverse=True)[:MOST_PARTS]
    wanted = [Wanted(address=part.address, kind="feed") for part in latest]
    return [(answer, read_feed(looked.feed, answer.fetched)) for answer in _answers(watch, wanted)]


def _settle_feed(
    watch: Watch, looked: _Looked, parts: Sequence[tuple[Answer, Listing]], tallies: dict[str, Tally]
) -> None:
    """Keeps how the feed fares and takes in what it names, at once."""
    desk, tally, fetched = watch.desk, tallies[looked.outlet.id], looked.answer.fetched
    error = _error(looked, parts)
    items: list[Item] = [item for listing in (looked.listing, *(each for _, each in parts)) for item in listing.items]
    kept = [
        (one, place)
        for one in (fetched, *(answer.fetched for answer, _ in parts))
        if one.status == _OK and (place := keep(desk, one, "feed")) is not None
    ]
    state = _fares(looked, error, index=bool(parts))
    with desk.store.writing() as connection:
        put_feed(connection, state)
        listed = add_items(connection, looked.feed.address, looked.outlet.id, items)
        for one, place in kept:
            log_fetch(connection, desk, one, "feed", place)
    tally.feeds += 1
    tally.named += listed.new
    tally.changed += listed.changed
    if error:
        tally.feeds_failed += 1
        watch.complain(f"{looked.feed.address}: {error}")


def _error(looked: _Looked, parts: Sequence[tuple[Answer, Listing]]) -> str:
    """Why a feed can be said to fail; "" where it works."""
    if looked.answer.fetched.status == _UNCHANGED:
        return ""
    if looked.listing.error:
        return looked.listing.error
    if any(listing.items for listing in (looked.listing, *(each for _, each in parts))):
        return ""
    causes = [listing.error for _, listing in parts if listing.error] + list(looked.listing.warnings)
    return causes[0] if causes else "it names no article"


def _fares(looked: _Looked, error: str, *, index: bool) -> FeedState:
    before, fetched, at = looked.state, looked.answer.fetched, looked.answer.fetched.at
    if error:
        failures = before.failures + 1
        return msgspec.structs.replace(
            before,
            tried_at=at,
            failing_since=before.failing_since or at,
            failures=failures,
            error=error,
            next_at=feed_again(looked.feed, at, failures, looked.answer.again_at),
        )
    headers = {name.lower(): value for name, value in fetched.headers}
    if fetched.status == _UNCHANGED:
        marks = (before.etag, before.last_modified)
    elif index:  # it may stay as it is while its sitemaps change
        marks = ("", "")
    else:
        marks = (headers.get("etag", ""), headers.get("last-modified", ""))
    return FeedState(
        address=before.address,
        outlet=looked.outlet.id,
        etag=marks[0],
        last_modified=marks[1],
        tried_at=at,
        worked_at=at,
        next_at=feed_again(looked.feed, at, 0),
    )


# ---- articles ----


def _articles(watch: Watch, tallies: dict[str, Tally]) -> None:
    with watch.desk.store.reading() as connection:
        due = {each.address: each for each in due_items(connection, tallies, watch.now(), watch.most)}
    wanted = [_wanted(watch, each) for each in due.values()]
    for done, answer in enumerate(_answers(watch, wanted), 1):
        each = due[answer.wanted.address]
        taken = take_in(watch.desk, each, answer)
        _count(tallies[each.outlet], taken)
        if taken.became in ("failed", "gone"):
            watch.complain(f"{each.address}: {taken.error}")
        watch.tell("articles", done, len(wanted))


def _wanted(watch: Watch, due: Due) -> Wanted:
    """The request for an article; of one that was had, only if it has changed since."""
    etag, last_modified = _marks(watch, due) if due.report else ("", "")
    return Wanted(address=due.address, kind="page", etag=etag, last_modified=last_modified)


def _marks(watch: Watch, due: Due) -> tuple[str, str]:
    """What the server said the page was when it was had, out of the kept answer."""
    with watch.desk.store.reading() as connection:
        row = last_good(connection, due.address)
    if row is None or not (watch.folder / row.file).is_file():
        return "", ""
    try:
        with (watch.folder / row.file).open("rb") as file:
            headers = answer_of(read_record(file, row.offset)).headers
    except ValueError:  # custody verify will tell of it
        return "", ""
    return headers.get("etag", ""), headers.get("last-modified", "")


def _count(tally: Tally, taken: Taken) -> None:
    tally.fetched += 1
    tally.events += taken.events
    tally.filed += taken.became == "new"
    tally.versions += taken.became == "version"
    tally.known += taken.became in ("known", "recoded", "unchanged", "duplicate")
    tally.gone += taken.became == "gone"
    tally.put_off += taken.became == "put off"
    tally.failed += taken.became == "failed"
