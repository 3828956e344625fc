"""Feeds and the articles that they named, in both databases."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest

from riwaya.model.sources import Item
from riwaya.store.engine import Store
from riwaya.store.feeds import (
    LONG_AGO,
    FeedState,
    Listed,
    Settled,
    add_items,
    due_items,
    feed_states,
    item_counts,
    item_errors,
    next_item_at,
    put_feed,
    settle_item,
)

AT = dt.datetime(2024, 5, 1, 6, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
FEED = "http://paper.example/feed"
PAGE = "http://paper.example/{}"


def item(number: int, **fields: object) -> Item:
    return msgspec.structs.replace(Item(address=PAGE.format(number), title=f"title {number}"), **fields)


def add(store: Store, *listed: Item, feed: str = FEED) -> Listed:
    with store.writing() as connection:
        return add_items(connection, feed, "paper", listed)


def due(store: Store, at: dt.datetime = AT) -> list[str]:
    with store.reading() as connection:
        return [each.address.rpartition("/")[2] for each in due_items(connection, ["paper"], at)]


def settle(store: Store, number: int, settled: Settled) -> None:
    with store.writing() as connection:
        row = next(
            each.row
            for each in due_items(connection, ["paper"], AT + 1000 * HOUR)
            if each.address == PAGE.format(number)
        )
        settle_item(connection, row, settled)


def test_how_a_feed_fares_is_kept(store: Store) -> None:
    state = FeedState(address=FEED, outlet="paper", etag='"1"', next_at=AT, tried_at=AT, worked_at=AT)
    failing = msgspec.structs.replace(state, failures=2, error="status 500", failing_since=AT + HOUR)
    for told in (state, failing):
        with store.writing() as connection:
            put_feed(connection, told)
        with store.reading() as connection:
            assert feed_states(connection) == {FEED: told}


def test_articles_wait_in_the_order_of_the_feed(store: Store) -> None:
    assert add(store, item(3), item(1), item(2)) == Listed(new=3)
    assert due(store) == ["3", "1", "2"]
    assert add(store, item(4), item(3)) == Listed(new=1)
    assert due(store) == ["3", "1", "2", "4"]


def test_an_article_listed_twice_is_one(store: Store) -> None:
    assert add(store, item(1), item(1, title="another")) == Listed(new=1)
    assert add(store, item(1), item(1, title="another")) == Listed()


def test_only_the_outlets_that_are_asked_for(store: Store) -> None:
    add(store, item(1))
    with store.reading() as connection:
        assert due_items(connection, ["other"], AT) == []


def test_what_is_put_off_waits_for_its_time(store: Store) -> None:
    add(store, item(1), item(2))
    settle(store, 1, Settled(state="waiting", tries=1, next_at=AT + HOUR, error="status 503"))
    assert due(store) == ["2"]
    assert due(store, AT + HOUR) == ["1", "2"]


def test_the_newest_come_first_and_so_many_of_each_outlet(store: Store) -> None:
    days = [dt.timedelta(days=day) for day in (2, 3, 1)]
    add(store, item(1, published=AT + days[0]), item(2, published=AT + days[1]), item(3), item(4, updated=AT + days[2]))
    with store.writing() as connection:
        add_items(connection, "http://other.example/feed", "other", [Item(address="http://other.example/9")])
        found = due_items(connection, ["paper", "other"], AT, 2)
    assert due(store) == ["2", "1", "4", "3"]
    assert [each.address.rpartition("/")[2] for each in found] == ["2", "9", "1"]


def test_what_waits_for_nothing_is_due_at_once(store: Store) -> None:
    def when() -> dt.datetime | None:
        with store.reading() as connection:
            return next_item_at(connection, ["paper"])

    assert when() is None
    add(store, item(1))
    assert when() == LONG_AGO
    settle(store, 1, Settled(state="waiting", tries=1, next_at=AT + HOUR))
    assert when() == AT + HOUR
    settle(store, 1, Settled(state="done", next_at=AT, report="paper:1"))
    assert when() == AT
    settle(store, 1, Settled(state="done", report="paper:1"))
    assert when() is None


def test_what_is_done_is_looked_at_again_behind_what_waits(store: Store) -> None:
    add(store, item(1), item(2), item(3))
    settle(store, 1, Settled(state="done", next_at=AT + HOUR, report="paper:1"))
    settle(store, 2, Settled(state="done", report="paper:2"))
    assert due(store) == ["3"]
    assert due(store, AT + HOUR) == ["3", "1"]


def test_what_is_given_up_is_told(store: Store) -> None:
    add(store, item(1), item(2))
    settle(store, 1, Settled(state="failed", tries=1, error="status 404"))
    assert due(store) == ["2"]
    with store.reading() as connection:
        assert item_errors(connection) == [("paper", PAGE.format(1), "status 404")]
        assert item_counts(connection) == {"paper": {"failed": 1, "waiting": 1}}


def test_a_report_stays_named_when_a_later_look_fails(store: Store) -> None:
    add(store, item(1))
    settle(store, 1, Settled(state="done", next_at=AT, report="paper:1"))
    settle(store, 1, Settled(state="done", next_at=AT, error="status 404"))
    with store.reading() as connection:
        (each,) = due_items(connection, ["paper"], AT)
    assert (each.report, each.state) == ("paper:1", "done")


@pytest.mark.parametrize(
    ("again", "changed"),
    [
        (item(1, updated=AT), False),
        (item(1, updated=AT + HOUR), True),
        (item(1, updated=AT - HOUR), False),
        (item(1, updated=AT, title="title 1, corrected"), True),
        (item(1, updated=AT, title=""), False),
    ],
)
def test_a_changed_article_waits_again(store: Store, again: Item, changed: bool) -> None:
    add(store, item(1, updated=AT))
    settle(store, 1, Settled(state="done", report="paper:1"))
    assert add(store, again) == Listed(changed=int(changed))
    assert due(store) == (["1"] if changed else [])
    assert add(store, again) == Listed()


def test_another_feed_does_not_say_that_an_article_was_changed(store: Store) -> None:
    add(store, item(1))
    settle(store, 1, Settled(state="done", report="paper:1"))
    assert add(store, item(1, title="cut off…"), feed="http://paper.example/other") == Listed()
