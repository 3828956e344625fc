"""The played web is what it says it is: else what is built on it would be tested against nothing."""

from __future__ import annotations

import http.client
from collections.abc import Iterator

import pytest

from web.outlets import GREAT, TWENTY
from web.server import LOOPBACK, PlayedWeb, playing
from web.sites import FEED_PATHS
from web.stories import counted, stories
from web.trouble import TROUBLE


@pytest.fixture(scope="module")
def web() -> Iterator[PlayedWeb]:
    with playing((*TWENTY, TROUBLE)) as played:
        yield played


def ask(web: PlayedWeb, outlet: str, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection(LOOPBACK, web.ports[outlet], timeout=5)
    try:
        connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
    finally:
        connection.close()


def test_twenty_outlets_tell_five_hundred_stories() -> None:
    told = stories(TWENTY)
    assert len(TWENTY) == len(told) == 20
    assert sum(map(len, told.values())) == 500
    assert {outlet.id: outlet.stories for outlet in TWENTY} == {name: len(of) for name, of in told.items()}


def test_stories_are_the_same_in_every_run() -> None:
    assert stories(TWENTY) == stories(TWENTY)
    first = stories(TWENTY)["nahr"][0]
    assert first.title == "طائرة مسيرة تستهدف سيارة في مدينة نوى"
    assert first.published.isoformat() == "2024-04-29T06:51:00+00:00"


def test_incidents_are_told_by_several_outlets_and_some_stories_are_copies_or_corrected() -> None:
    told = [story for of in stories(TWENTY).values() for story in of]
    assert len({(story.incident, story.outlet) for story in told}) == len(told)
    copies = [story for story in told if story.copy_of]
    corrected = [story for story in told if story.corrected]
    assert len(copies) >= 10
    assert len(corrected) >= 10
    assert all(story.edition(2).text != story.text for story in corrected)


def test_counts_agree_with_their_noun() -> None:
    person = ("شخص واحد", "شخصين", "أشخاص", "شخصا")
    assert [counted(number, person) for number in (1, 2, 3, 11)] == ["شخص واحد", "شخصين", "ثلاثة أشخاص", "11 شخصا"]


@pytest.mark.parametrize("outlet", [outlet.id for outlet in TWENTY])
def test_every_outlet_lists_and_serves_its_articles(web: PlayedWeb, outlet: str) -> None:
    played = web.outlets[outlet]
    status, _, body = ask(web, outlet, FEED_PATHS[played.feed])
    assert (status, bool(body)) == (200, True)
    status, headers, body = ask(web, outlet, "/news/1")
    assert status == 200
    assert headers["content-type"] == (f"text/html; charset={played.says}" if played.says else "text/html")
    title = next(story.title for story in web.stories[outlet] if story.number == 1)
    assert title in body.decode(played.charset)


def test_an_outlet_is_known_by_its_name_too(web: PlayedWeb) -> None:
    _, _, body = ask(web, "nahr", "/robots.txt", Host="bahr.example")
    assert b"Crawl-delay" in body


def test_what_is_known_is_not_sent_again(web: PlayedWeb) -> None:
    _, headers, _ = ask(web, "nahr", "/feed.xml")
    assert ask(web, "nahr", "/feed.xml", If_None_Match=headers["etag"])[0] == 304
    assert ask(web, "nahr", "/feed.xml", If_Modified_Since=headers["last-modified"])[0] == 304
    assert ask(web, "nahr", "/feed.xml", If_None_Match='"other"')[0] == 200


def test_bodies_are_packed_for_those_who_accept_it(web: PlayedWeb) -> None:
    assert ask(web, "jisr", "/feed.xml", Accept_Encoding="gzip, br")[1]["content-encoding"] == "gzip"
    assert ask(web, "bayan", "/feed.xml", Accept_Encoding="gzip, br")[1]["content-encoding"] == "br"
    assert "content-encoding" not in ask(web, "jisr", "/feed.xml")[1]


def test_requests_are_counted(web: PlayedWeb) -> None:
    web.forget()
    ask(web, "gharb", "/news/10")
    ask(web, "gharb", "/news/10")
    assert [one.status for one in web.asked("gharb", "/news/10")] == [429, 200]
    assert len(web.gaps("gharb")) == 1


def test_the_second_edition_brings_the_corrections() -> None:
    with playing(TWENTY) as web:
        outlet, story = next((name, one) for name, of in web.stories.items() for one in of if one.corrected)
        before = ask(web, outlet, f"/news/{story.number}")
        web.publish(2)
        after = ask(web, outlet, f"/news/{story.number}")
        assert "تصحيح".encode(web.outlets[outlet].charset) in after[2]
        assert "تصحيح".encode(web.outlets[outlet].charset) not in before[2]
        assert before[1]["etag"] != after[1]["etag"]


def test_the_great_feed_lists_five_hundred() -> None:
    with playing((GREAT,)) as web:
        assert ask(web, "kabir", "/feed.xml")[2].count(b"<item>") == 500


def test_sources_describe_the_outlets(web: PlayedWeb) -> None:
    sources = web.sources()
    assert [outlet.id for outlet in sources] == [*(outlet.id for outlet in TWENTY), "trouble"]
    assert {feed.kind for outlet in sources for feed in outlet.feeds} == {"rss", "atom", "sitemap", "page"}
