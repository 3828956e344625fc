from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.archive.schedule import (
    LONGEST_PAUSE,
    LOOKS,
    PAGE_PAUSES,
    fails_long,
    feed_again,
    feed_is_due,
    look_again,
    page_again,
)
from riwaya.model.sources import Feed
from riwaya.store.feeds import FeedState

AT = dt.datetime(2024, 5, 1, 6, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)
FEED = Feed(address="http://paper.example/feed", kind="rss", every=30)
STATE = FeedState(address=FEED.address, outlet="paper")


def state(**fields: object) -> FeedState:
    return FeedState(**{"address": FEED.address, "outlet": "paper"} | fields)  # type: ignore[arg-type]  # as a test gives them


def test_a_feed_is_due_when_its_time_has_come() -> None:
    assert feed_is_due(None, AT)
    assert feed_is_due(state(), AT)
    assert feed_is_due(state(next_at=AT), AT)
    assert not feed_is_due(state(next_at=AT + MINUTE), AT)


@pytest.mark.parametrize(("failures", "minutes"), [(0, 30), (1, 30), (2, 60), (3, 120), (4, 240)])
def test_a_failing_feed_is_asked_less_and_less_often(failures: int, minutes: int) -> None:
    assert feed_again(FEED, AT, failures) == AT + minutes * MINUTE


@given(st.integers(0, 1000), st.integers(5, 10_000))
def test_no_feed_is_forgotten(failures: int, every: int) -> None:
    feed = Feed(address=FEED.address, kind="rss", every=every)
    pause = feed_again(feed, AT, failures) - AT
    assert every * MINUTE <= pause <= max(every * MINUTE, LONGEST_PAUSE)


def test_a_server_that_asks_for_patience_gets_it() -> None:
    assert feed_again(FEED, AT, 1, AT + 500 * MINUTE) == AT + 500 * MINUTE
    assert page_again(1, AT, AT + 500 * MINUTE) == AT + 500 * MINUTE


def test_a_page_is_tried_a_few_times_and_then_given_up() -> None:
    times = [page_again(tries, AT) for tries in range(1, len(PAGE_PAUSES) + 2)]
    assert times == [*(AT + pause for pause in PAGE_PAUSES), None]


def test_an_article_is_looked_at_again_for_some_days() -> None:
    assert [look_again(looks, AT) for looks in range(len(LOOKS) + 1)] == [*(AT + pause for pause in LOOKS), None]


def test_three_days_are_long() -> None:
    since = state(failing_since=AT, failures=9)
    assert not fails_long(state(), AT)
    assert not fails_long(since, AT + dt.timedelta(days=3))
    assert fails_long(since, AT + dt.timedelta(days=3, seconds=1))
