"""Rounds over a web that is written down here; the played web is watched in tests/cli/test_watch.py."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from riwaya.archive.watching import next_at
from riwaya.model.accounts import Archived
from riwaya.model.sources import Feed, Outlet
from riwaya.store.accounts import all_archived
from riwaya.store.engine import Store, open_store
from riwaya.store.feeds import LONG_AGO, FeedState, feed_states
from riwaya.store.tables import audit, failures, fetches, items
from watched import BASE, BEGAN, FEED, PAPER, ScriptedWeb, Watched, feed, page

HOUR = dt.timedelta(hours=1)
DAY = dt.timedelta(days=1)
ONE, TWO = f"{BASE}/1", f"{BASE}/2"


@pytest.fixture
def web() -> ScriptedWeb:
    return ScriptedWeb({FEED: feed((ONE, "one"), (TWO, "two")), ONE: page(1), TWO: page(2)})


@pytest.fixture
def watched(tmp_path: Path, web: ScriptedWeb) -> Iterator[Watched]:
    with open_store(f"sqlite:///{tmp_path}/riwaya.db") as store:
        yield Watched(store, tmp_path / "riwaya.warc", web)


def key(address: str) -> str:
    return f"paper:{hashlib.sha256(address.encode()).hexdigest()[:12]}"


def kept(store: Store) -> list[Archived]:
    with store.reading() as connection:
        return list(all_archived(connection))


def keys(store: Store) -> list[str]:
    return [one.key for one in kept(store)]


def state(watched: Watched, address: str = FEED) -> FeedState:
    with watched.store.reading() as connection:
        return feed_states(connection)[address]


def told(store: Store) -> list[tuple[str, str, str]]:
    """The lines of the log: kind of the answer, report, what became of it."""
    with store.reading() as connection:
        data = connection.execute(select(audit.c.data).where(audit.c.action == "fetch").order_by(audit.c.seq)).scalars()
        return [(line["kind"], line["report"], line["became"]) for line in map(json.loads, data)]


def item(store: Store, address: str) -> dict[str, object]:
    with store.reading() as connection:
        return dict(connection.execute(select(items).where(items.c.address == address)).one()._asdict())


# ---- what is new ----


def test_what_a_feed_names_is_kept_coded_and_filed(watched: Watched) -> None:
    done = watched.round()
    one, two = kept(watched.store)
    assert (one.key, two.key) == (key(ONE), key(TWO))
    assert one.report.text.startswith("قصف على تعز (1)\nقُتل 3 مدنيين")
    assert (one.report.outlet, one.report.url, one.custody.where) == ("paper", ONE, ONE)
    assert one.report.published == BEGAN.date()
    assert [warning.code for warning in one.coded.warnings] == ["feed_date"]
    assert (done.whole().filed, done.whole().events, done.complete, watched.linked) == (2, 6, True, 1)
    assert told(watched.store) == [("feed", "", ""), ("page", key(ONE), "new"), ("page", key(TWO), "new")]


def test_what_was_had_is_not_asked_for_again_before_its_time(watched: Watched, web: ScriptedWeb) -> None:
    watched.round()
    web.asked.clear()
    watched.round()
    assert web.asked == []
    watched.round(later=HOUR)
    assert [one.address for one in web.asked] == [FEED]


def test_a_round_links_also_where_nothing_is_new(watched: Watched) -> None:
    watched.round()
    watched.round()
    assert watched.linked == 2


def test_only_articles_of_the_outlets_that_are_watched(watched: Watched) -> None:
    watched.stop_after = 1
    watched.round()
    watched.stop_after = None
    other = Outlet(id="other", name="O", arabic="أ", kind="site", country="SY", feeds=())
    assert watched.round(other).whole().fetched == 0
    assert keys(watched.store) == [key(ONE)]
    assert watched.round().whole().filed == 1


# ---- corrections ----


def test_a_correction_is_a_new_version(watched: Watched, web: ScriptedWeb) -> None:
    watched.round()
    web.pages[ONE] = page(1, killed=5)
    web.pages[FEED] = feed((ONE, "one, corrected"), (TWO, "two"))
    done = watched.round(later=HOUR)
    assert (done.whole().changed, done.whole().versions) == (1, 1)
    assert keys(watched.store) == [key(ONE), key(TWO), f"{key(ONE)}~2"]
    assert "قُتل 5 مدنيين" in kept(watched.store)[2].report.text
    assert item(watched.store, ONE)["report"] == f"{key(ONE)}~2"


def test_a_correction_that_no_feed_tells_is_found_by_looking_again(watched: Watched, web: ScriptedWeb) -> None:
    watched.round()
    web.pages[ONE] = page(1, killed=5)
    assert watched.round(later=7 * HOUR).whole().versions == 1
    web.pages[ONE] = page(1, killed=6)
    assert watched.round(later=DAY + HOUR).whole().versions == 1
    assert watched.round(later=4 * DAY).whole().known == 2
    web.asked.clear()
    watched.round(later=30 * DAY)
    assert [one.address for one in web.asked] == [FEED]
    assert keys(watched.store) == [key(ONE), key(TWO), f"{key(ONE)}~2", f"{key(ONE)}~3"]


def test_what_has_not_changed_is_not_sent_again(watched: Watched, web: ScriptedWeb) -> None:
    watched.round()
    assert watched.round(later=7 * HOUR).whole().known == 2
    assert told(watched.store)[-1] == ("page", key(TWO), "unchanged")
    assert all(one.etag for one in web.asked[-2:])
    with watched.store.reading() as connection:
        assert connection.execute(select(fetches.c.status, fetches.c.report)).all()[-1] == (304, key(TWO))


def test_an_article_that_was_taken_down_is_told_and_kept(watched: Watched, web: ScriptedWeb) -> None:
    watched.round()
    web.pages[ONE] = 410
    assert watched.round(later=7 * HOUR).whole().gone == 1
    assert watched.complaints == [f"{ONE}: status 410"]
    assert keys(watched.store) == [key(ONE), key(TWO)]
    assert ("page", key(ONE), "gone") in told(watched.store)


# ---- one article at several addresses ----


def test_the_canonical_address_names_the_report(watched: Watched, web: ScriptedWeb) -> None:
    web.pages[ONE] = page(1, canonical=f"{BASE}/story/1?utm_source=x")
    watched.round()
    assert keys(watched.store)[0] == key(f"{BASE}/story/1")


@pytest.mark.parametrize("elsewhere", ["http://other.example/story/1", f"{BASE}/", "http://["])
def test_an_address_that_can_not_be_the_articles_own_is_not_believed(
    watched: Watched, web: ScriptedWeb, elsewhere: str
) -> None:
    web.pages[ONE] = page(1, canonical=elsewhere)
    watched.round()
    assert keys(watched.store)[0] == key(ONE)


def test_another_dress_of_an_article_is_no_version_of_it(watched: Watched, web: ScriptedWeb) -> None:
    web.pages[ONE] = page(1, canonical=f"{BASE}/story")
    web.pages[TWO] = page(2, canonical=f"{BASE}/story")
    assert watched.round().whole().known == 1
    assert keys(watched.store) == [key(f"{BASE}/story")]
    assert told(watched.store)[-1] == ("page", key(f"{BASE}/story"), "duplicate")


# ---- what goes wrong ----


def test_a_page_that_can_not_be_had_now_is_tried_again(watched: Watched, web: ScriptedWeb) -> None:
    web.pages[ONE] = 503
    web.pages[TWO] = "no answer in time…"
    assert watched.round().whole().put_off == 2
    web.pages |= {ONE: page(1), TWO: page(2)}
    assert watched.round().whole().fetched == 0
    assert watched.round(later=HOUR / 6).whole().filed == 2


def test_a_page_that_can_never_be_had_is_given_up_and_told(watched: Watched, web: ScriptedWeb) -> None:
    web.pages[ONE] = 503
    for _ in range(6):
        watched.round(later=DAY)
    assert item(watched.store, ONE) | {"state": "failed", "tries": 6, "error": "status 503"} == item(watched.store, ONE)
    assert watched.complaints == [f"{ONE}: status 503"]


@pytest.mark.parametrize(
    ("told", "error"),
    [
        (404, "status 404"),
        ("robots.txt does not allow it", "robots.txt does not allow it"),
        ("<html><body><p>لا شيء</p></body></html>", "no article: 0 words of text outside links"),
        (page(1).replace("قصف", "فشل"), "events: ValueError: no"),
    ],
)
def test_what_holds_no_report_is_told_with_its_reason(
    watched: Watched, web: ScriptedWeb, told: str | int, error: str
) -> None:
    web.pages[ONE] = told
    done = watched.round()
    assert (done.whole().failed, done.whole().filed) == (1, 1)
    assert watched.complaints == [f"{ONE}: {error}"]
    assert item(watched.store, ONE)["state"] == "failed"


def test_what_the_coder_fails_on_is_recorded(watched: Watched, web: ScriptedWeb) -> None:
    web.pages[ONE] = page(1).replace("قصف", "فشل")
    watched.round()
    with watched.store.reading() as connection:
        assert connection.execute(select(failures.c.source, failures.c.id)).all() == [(ONE, key(ONE))]


def test_an_article_in_another_language_is_left_aside(watched: Watched, web: ScriptedWeb) -> None:
    words = "Three civilians were killed when shells fell on the town, a medical source said. " * 5
    web.pages[ONE] = f"<html><head><title>News</title></head><body><article><p>{words}</p></article></body></html>"
    watched.round()
    assert watched.complaints == [f"{ONE}: not Arabic: 0% of its letters are Arabic"]


# ---- feeds ----


def test_a_failing_feed_is_asked_less_often_and_named_after_three_days(watched: Watched, web: ScriptedWeb) -> None:
    web.pages[FEED] = 500
    first = watched.round()
    assert (first.whole().feeds_failed, first.failing) == (1, ())
    assert watched.complaints == [f"{FEED}: status 500"]
    began = state(watched).tried_at
    last = [watched.round(later=DAY) for _ in range(4)][-1]
    assert [each.address for each in last.failing] == [FEED]
    assert (state(watched).failures, state(watched).failing_since) == (5, began)
    web.pages[FEED] = feed((ONE, "one"))
    assert watched.round(later=DAY).failing == ()
    assert (state(watched).failures, state(watched).failing_since, state(watched).error) == (0, None, "")


@pytest.mark.parametrize(
    ("told", "error"),
    [
        ("no answer in time…", "no answer in time…"),
        ("<html><body>welcome</body></html>", "no feed, but a page"),
        (feed(), "it names no article"),
    ],
)
def test_a_feed_that_gives_nothing_fails(watched: Watched, web: ScriptedWeb, told: str, error: str) -> None:
    web.pages[FEED] = told
    watched.round()
    assert state(watched).error == error


def test_an_unchanged_feed_works(watched: Watched, web: ScriptedWeb) -> None:
    watched.round()
    watched.round(later=2 * HOUR)
    assert web.asked[-1].etag
    assert (state(watched).failures, state(watched).worked_at) == (0, web.at)


def test_the_sitemaps_of_an_index_are_read(watched: Watched, web: ScriptedWeb) -> None:
    space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    index, part = f"{BASE}/sitemap.xml", f"{BASE}/s1.xml"
    web.pages[index] = f"<sitemapindex {space}><sitemap><loc>{part}</loc></sitemap></sitemapindex>"
    web.pages[part] = f"<urlset {space}><url><loc>{ONE}</loc></url></urlset>"
    paper = Outlet(
        id="paper", name="P", arabic="ص", kind="site", country="SY", feeds=(Feed(address=index, kind="sitemap"),)
    )
    assert watched.round(paper).whole().filed == 1
    web.pages[part] = f"<urlset {space}><url><loc>{ONE}</loc></url><url><loc>{TWO}</loc></url></urlset>"
    assert watched.round(paper, later=2 * HOUR).whole().filed == 1
    web.pages[part] = 404
    watched.round(paper, later=2 * HOUR)
    assert state(watched, index).error == "status 404"


# ---- stopped ----


def test_stopped_between_two_items_it_goes_on(watched: Watched) -> None:
    watched.stop_after = 1
    done = watched.round()
    assert (done.complete, watched.linked, keys(watched.store)) == (False, 0, [key(ONE)])
    assert done.whole().waiting == 1
    watched.stop_after = None
    assert watched.round().complete
    assert keys(watched.store) == [key(ONE), key(TWO)]


def test_when_there_is_something_to_do_next(watched: Watched, web: ScriptedWeb) -> None:
    with watched.watching() as watch:
        assert next_at(watch, (PAPER,)) == web.at
        assert next_at(watch, ()) is None
    watched.round()
    with watched.watching() as watch:
        assert next_at(watch, (PAPER,)) == BEGAN + HOUR + dt.timedelta(seconds=1)


def test_no_outlet_holds_up_the_others(watched: Watched) -> None:
    watched.most = 1
    assert watched.round().whole().fetched == 1
    with watched.watching() as watch:
        assert next_at(watch, (PAPER,)) == LONG_AGO
    assert watched.round().whole().fetched == 1
    assert keys(watched.store) == [key(ONE), key(TWO)]
