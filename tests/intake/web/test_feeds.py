"""Lists of articles: those of the played web as they come over the wire, and odd ones in small."""

from __future__ import annotations

import datetime as dt
import gzip
import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.intake.web.feeds import Listing, plain, read_feed
from riwaya.intake.web.fetch import Fetcher
from riwaya.intake.web.sitemaps import moment
from riwaya.intake.web.trips import Wanted
from riwaya.model.sources import Feed, FeedKind, Fetched
from web.outlets import GREAT, TWENTY
from web.server import PlayedWeb, playing
from web.sites import FEED_PATHS

Fetchers = Callable[..., Fetcher]
BASE = "http://example.org/list"
NOW = dt.datetime(2024, 5, 1, tzinfo=dt.UTC)


def read(
    body: str | bytes, kind: FeedKind = "rss", *, links: str = "/news/", says: str = "", status: int = 200
) -> Listing:
    raw = body.encode() if isinstance(body, str) else body
    headers = (("Content-Type", says),) if says else ()
    fetched = Fetched(address=BASE, final=BASE, at=NOW, status=status, body=raw, headers=headers)
    return read_feed(Feed(address=BASE, kind=kind, links=links), fetched)


def rss(items: str, head: str = '<?xml version="1.0" encoding="UTF-8"?>') -> str:
    return f'{head}<rss version="2.0"><channel><title>x</title>{items}</channel></rss>'


# ---- the played web ----


@pytest.mark.parametrize("outlet", [outlet.id for outlet in TWENTY])
def test_every_list_of_the_played_web(web: PlayedWeb, fetcher: Fetchers, outlet: str) -> None:
    (source,) = (one for one in web.sources() if one.id == outlet)
    (feed,) = source.feeds
    fetching = fetcher()
    listings = []
    todo = [feed.address]
    while todo:
        answers = list(fetching.fetch_all(Wanted(address=address, kind="feed") for address in todo))
        found = [read_feed(feed, answer.fetched) for answer in answers]
        listings += found
        todo = [further.address for listing in found for further in listing.more]
    items = [item for listing in listings for item in listing.items]
    path = "n" if outlet == "nil" else "news"
    stories = {web.address(outlet, f"/{path}/{story.number}"): story for story in web.stories[outlet]}
    assert {item.address for item in items} == stories.keys()
    assert len(items) == len(stories)
    assert all(listing.error == "" for listing in listings)
    if feed.kind != "sitemap" or outlet == "khalij":
        assert all(stories[item.address].title in item.title for item in items)
    if feed.kind in ("rss", "atom"):
        assert all(item.published == stories[item.address].published for item in items)


def test_a_feed_of_five_hundred_is_read_at_once(fetcher: Fetchers) -> None:
    with playing((GREAT,)) as web:
        answer = fetcher().fetch(Wanted(address=web.address("kabir", FEED_PATHS["rss"])))
        assert answer is not None
        began = time.monotonic()
        listing = read_feed(web.sources()[0].feeds[0], answer.fetched)
        assert len(listing.items) == 500
        assert time.monotonic() - began < 5


def test_corrections_change_what_atom_says(web: PlayedWeb, fetcher: Fetchers) -> None:
    outlet = next(one.id for one in TWENTY if one.feed == "atom" and any(s.corrected for s in web.stories[one.id]))
    feed = next(one.feeds[0] for one in web.sources() if one.id == outlet)
    fetching = fetcher()

    def items() -> dict[str, dt.datetime | None]:
        answer = fetching.fetch(Wanted(address=feed.address))
        assert answer is not None
        return {item.address: item.updated for item in read_feed(feed, answer.fetched).items}

    before = items()
    web.publish(2)
    after = items()
    changed = {address for address in after if after[address] != before[address]}
    assert changed == {web.address(outlet, f"/news/{s.number}") for s in web.stories[outlet] if s.corrected}


# ---- RSS and Atom ----


def test_what_an_item_says() -> None:
    listing = read(
        rss(
            "<item><title>&lt;b&gt;قصف&lt;/b&gt; على &amp;quot;حيس&amp;quot;\n</title>"
            "<link> /news/1?utm_source=rss </link>"
            "<pubDate>Wed, 01 May 2024 10:30:00 +0300</pubDate></item>"
        )
    )
    (item,) = listing.items
    assert (item.title, item.address) == ('قصف على "حيس"', "http://example.org/news/1")
    assert item.published == dt.datetime(2024, 5, 1, 7, 30, tzinfo=dt.UTC)
    assert item.updated is None


def test_a_guid_that_is_an_address_stands_for_the_link() -> None:
    assert (
        read(rss("<item><guid>http://example.org/news/7</guid></item>")).items[0].address == "http://example.org/news/7"
    )


def test_an_article_is_listed_once_with_its_longer_title() -> None:
    links = "<item><link>/news/1</link></item><item><title>خبر</title><link>/news/1#c</link></item>"
    assert [item.title for item in read(rss(links)).items] == ["خبر"]


def test_items_without_an_address_are_told() -> None:
    listing = read(rss("<item><title>x</title></item><item><link>javascript:void(0)</link></item>"))
    assert (listing.items, listing.warnings) == ((), ("an entry has no address",))


def test_days_that_are_none_are_none() -> None:
    listing = read(rss("<item><link>/news/1</link><pubDate>أمس</pubDate></item>"))
    assert listing.items[0].published is None


@pytest.mark.parametrize(
    ("codec", "declared", "says"),
    [
        ("utf-8", "UTF-8", "application/xml; charset=iso-8859-1"),
        ("utf-8", "windows-1256", ""),
        ("cp1256", "windows-1256", "application/xml; charset=utf-8"),
        ("cp1256", "UTF-8", "text/xml; charset=windows-1256"),
        ("cp1256", "UTF-8", "text/xml"),
        ("iso8859_6", "ISO-8859-6", ""),
        ("utf-16", "UTF-16", ""),
        ("utf-8-sig", "UTF-8", ""),
        ("cp1256", "zip", "text/xml; charset=punycode"),
    ],
)
def test_letters_are_right_whatever_is_said_of_them(codec: str, declared: str, says: str) -> None:
    title = "مقتل أربعة مدنيين في قصف على بلدة حيس، وإصابة آخرين في المكان نفسه مساء أمس"
    text = rss(
        f"<item><title>{title}</title><link>/news/1</link></item>", f'<?xml version="1.0" encoding="{declared}"?>'
    )
    assert [item.title for item in read(text.encode(codec), says=says).items] == [title]


def test_what_is_malformed_is_read_as_far_as_it_goes() -> None:
    whole = rss("".join(f"<item><title>{n} &nbsp; & x</title><link>/news/{n}</link></item>" for n in range(9)))
    listing = read("\x0b\n " + whole[:-40])
    assert [item.address[-1] for item in listing.items][:8] == list("01234567")
    assert listing.warnings[0].startswith("not well formed: ")


def test_entities_that_multiply_do_no_harm() -> None:
    lol = '<!ENTITY a0 "haha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    began = time.monotonic()
    for kind, text in (
        ("rss", f"<!DOCTYPE rss [{lol}]>{rss('<item><title>&a11;</title><link>/news/1</link></item>', '')}"),
        ("sitemap", f"<!DOCTYPE x [{lol}]><urlset><url><loc>http://example.org/&a11;</loc></url></urlset>"),
    ):
        listing = read(text, "rss" if kind == "rss" else "sitemap")
        assert sum(len(item.title) + len(item.address) for item in listing.items) < 10_000
    assert time.monotonic() - began < 5


def test_files_of_this_machine_are_not_read_into_a_feed() -> None:
    doctype = '<!DOCTYPE x [<!ENTITY file SYSTEM "file:///etc/hostname">]>'
    listing = read(f"{doctype}<urlset><url><loc>http://example.org/a?&file;</loc></url></urlset>", "sitemap")
    assert [item.address for item in listing.items] in ([], ["http://example.org/a"], ["http://example.org/a?"])


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ("", "empty"),
        ("  \n", "empty"),
        ("<!doctype html><html><body>تم نقل الصفحة</body></html>", "no feed, but a page"),
        ("{}", "no feed"),
    ],
)
def test_what_is_no_feed_is_told(body: str, error: str) -> None:
    assert read(body).error == error


def test_an_answer_that_is_none_is_told() -> None:
    assert read("x", status=404).error == "status 404"
    failed = Fetched(address=BASE, at=NOW, error="no answer in time")
    assert read_feed(Feed(address=BASE, kind="rss"), failed).error == "no answer in time"


# ---- sitemaps ----


def test_a_news_sitemap() -> None:
    listing = read(
        "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'"
        " xmlns:n='http://www.google.com/schemas/sitemap-news/0.9'><url><loc>http://example.org/news/1</loc><lastmod>2024-05-02</lastmod><n:news><n:publication><n:name>x</n:name>"
        "</n:publication><n:publication_date>2024-05-01T10:00:00+03:00</n:publication_date>"
        "<n:title> خبر </n:title></n:news></url><url><loc>nonsense:1</loc></url></urlset>",
        "sitemap",
    )
    (item,) = listing.items
    assert (item.title, item.published) == ("خبر", dt.datetime(2024, 5, 1, 7, tzinfo=dt.UTC))
    assert item.updated == dt.datetime(2024, 5, 2, tzinfo=dt.UTC)


def test_names_that_are_none_do_no_harm() -> None:
    listing = read("<urlset><url><loc>http://example.org/news/1</loc><lo:>x</lo:></url></urlset>", "sitemap")
    assert [item.address for item in listing.items] == ["http://example.org/news/1"]


def test_sitemaps_come_plain_packed_and_as_lists_of_lines() -> None:
    xml = "<urlset><url><loc>http://example.org/news/1</loc></url></urlset>"
    for body in (xml.encode(), gzip.compress(xml.encode()), b"http://example.org/news/1\n"):
        assert [item.address for item in read(body, "sitemap").items] == ["http://example.org/news/1"]


def test_a_packed_bomb_is_no_sitemap() -> None:
    assert "longer than" in read(gzip.compress(bytes(30_000_000)), "sitemap").error


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024", dt.datetime(2024, 1, 1, tzinfo=dt.UTC)),
        ("2024-05", dt.datetime(2024, 5, 1, tzinfo=dt.UTC)),
        ("2024-05-01T10:00Z", dt.datetime(2024, 5, 1, 10, tzinfo=dt.UTC)),
        ("2024-05-01T10:00:00.5+03:00", dt.datetime(2024, 5, 1, 7, 0, 0, 500_000, tzinfo=dt.UTC)),
        ("2024-13-01", None),
        ("0001-01-01T00:00:00+23:00", None),
        ("", None),
    ],
)
def test_moments_of_sitemaps(text: str, day: dt.datetime | None) -> None:
    assert moment(text) == day


# ---- pages of links ----


def test_links_are_those_that_the_pattern_finds() -> None:
    listing = read(
        "<html><base href='http://example.org/ar/'><body><a href='news/1'><img></a><a href='news/1'>خبر <b>أول</b></a>"
        "<a href='/sport/2'>x</a><a href='mailto:a@b'>y</a><a>z</a><a href='http://other.example/news/3'>خبر آخر</a>",
        "page",
        links=r"^http://example\.org/.*/news/\d+$",
    )
    assert [(item.address, item.title) for item in listing.items] == [("http://example.org/ar/news/1", "خبر أول")]


def test_a_page_of_nothing_has_no_links() -> None:
    assert read("<!-- -->", "page") == Listing()
    assert read("\x00", "page") == Listing()


# ---- whatever comes ----


def test_titles_are_plain() -> None:
    assert plain(" <b>قصف</b>&nbsp;على\n&amp;lt;حيس&amp;gt; ") == "قصف على <حيس>"


KINDS = st.sampled_from(["rss", "atom", "sitemap", "page"])
SNIPPETS = st.lists(
    st.sampled_from(
        "<rss> <feed> <channel> <item> </item> <entry> <link> </link> <title> <urlset> <url> <loc> </url> "
        "<sitemapindex> <sitemap> <![CDATA[ ]]> <!DOCTYPE <!ENTITY &x; &#x0; &#xD800; <?xml http://example.org/news/1 "
        "<a <base href=' ' > <pubDate> 99999-99-99 xmlns='x' خبر \x00 \ufffe".split(" ")
    )
    | st.text(max_size=5),
    max_size=30,
).map("".join)


@given(
    SNIPPETS.map(str.encode) | st.binary(max_size=200), KINDS, st.sampled_from(["", "text/xml; charset=windows-1256"])
)
def test_nothing_raises(body: bytes, kind: FeedKind, says: str) -> None:
    for head in (b"", b"<rss>", b"<urlset>"):
        listing = read(head + body, kind, says=says)
        assert all(item.address.startswith("http") for item in (*listing.items, *listing.more))
