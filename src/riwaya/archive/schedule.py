"""When feeds are looked at and pages fetched, again after failures, and again for corrections. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Final

from riwaya.model.sources import Feed, Outlet
from riwaya.store.feeds import FeedState

# A feed that fails is left alone for its own interval, then twice, four times as long, up to this.
LONGEST_PAUSE: Final = dt.timedelta(hours=24)
_MOST_DOUBLINGS: Final = 12
# A page that can not be had now is asked for again after these, and then given up.
PAGE_PAUSES: Final = tuple(dt.timedelta(minutes=minutes) for minutes in (5, 15, 60, 240, 960))
# Papers mend their articles, mostly within hours: each is looked at again so long after the last look.
LOOKS: Final = (dt.timedelta(hours=6), dt.timedelta(days=1), dt.timedelta(days=3))
# A feed that fails for longer than this is named in every summary.
FAILING_LONG: Final = dt.timedelta(days=3)


def feed_is_due(state: FeedState | None, at: dt.datetime) -> bool:
    """Whether a feed is to be looked at; one that never was is due."""
    return state is None or state.next_at is None or state.next_at <= at


def feed_again(feed: Feed, at: dt.datetime, failures: int, asked: dt.datetime | None = None) -> dt.datetime:
    """When a feed is looked at next, after so many failures in a row; `asked`: no earlier than its server wants."""
    every = dt.timedelta(minutes=feed.every)
    pause = every if not failures else max(every, min(every * 2 ** min(failures - 1, _MOST_DOUBLINGS), LONGEST_PAUSE))
    return max(at + pause, asked or at)


def page_again(tries: int, at: dt.datetime, asked: dt.datetime | None = None) -> dt.datetime | None:
    """When a page is tried next that could not be had so many times; None when it is given up."""
    if tries > len(PAGE_PAUSES):
        return None
    return max(at + PAGE_PAUSES[tries - 1], asked or at)


def look_again(looks: int, at: dt.datetime) -> dt.datetime | None:
    """When an article is looked at again that was had, and then looked at so many times; None: not any more."""
    return at + LOOKS[looks] if looks < len(LOOKS) else None


def fails_long(state: FeedState, at: dt.datetime) -> bool:
    """Whether a feed has failed for days."""
    return state.failing_since is not None and at - state.failing_since > FAILING_LONG


def failing_long(outlets: Iterable[Outlet], states: dict[str, FeedState], at: dt.datetime) -> list[FeedState]:
    """The feeds of these outlets that have failed for days, in their order."""
    known = [states[feed.address] for outlet in outlets for feed in outlet.feeds if feed.address in states]
    return [state for state in known if fails_long(state, at)]
