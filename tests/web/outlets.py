"""The outlets that the played web plays, as data: how each lists its articles, dresses its pages and goes wrong."""

from __future__ import annotations

from typing import Final, Literal

import msgspec

from riwaya.model.sources import FeedKind, OutletKind

Coding = Literal["", "gzip", "deflate", "br"]
# What is odd about a list of articles without making it unreadable, or about how a page is reached.
Quirk = Literal[
    "unclosed",  # the list breaks off in the middle of an element
    "bad_entities",  # it names entities that XML does not know, and has a bare ampersand
    "leading_blank",  # blank lines stand before the XML declaration
    "windows-1256",  # the list is in that encoding, and says so
    "twice",  # articles are listed twice, the second time with a tracking parameter
    "index",  # a sitemap index leads to the sitemaps
    "news",  # the sitemap has the elements of news sitemaps
    "packed",  # the sitemap is a .gz file
    "moved",  # each article has moved to another address
    "busy",  # the first request for every tenth article is answered 429 with Retry-After
    "relative",  # addresses in the list are relative
]


class Played(msgspec.Struct, frozen=True, kw_only=True):
    """An invented outlet. `layout` is a file of `layouts/`; `quirks` are what is odd.

    `charset` is that of its pages' bytes, `says` what the header claims, "" where it is silent.
    """

    id: str
    name: str
    arabic: str
    country: str
    stories: int
    kind: OutletKind = "site"
    feed: FeedKind = "rss"
    layout: str = "plain"
    charset: str = "utf-8"
    says: str = "utf-8"
    coding: Coding = ""
    quirks: tuple[Quirk, ...] = ()
    robots: str = "User-agent: *\nDisallow: /admin/\n"


TWENTY: Final = (
    Played(id="nahr", name="Nahr Agency", arabic="وكالة نهر", country="IQ", stories=60, kind="agency", layout="agency"),
    Played(id="sahel", name="Sahel News", arabic="أخبار الساحل", country="SY", stories=5, feed="atom"),
    Played(id="jisr", name="Jisr", arabic="صحيفة الجسر", country="SY", stories=40, kind="newspaper", coding="gzip"),
    Played(id="bayan", name="Bayan Today", arabic="بيان اليوم", country="YE", stories=30, coding="br", layout="soup"),
    Played(id="tilal", name="Tilal", arabic="موقع التلال", country="YE", stories=25, feed="sitemap"),
    Played(id="wadi", name="Wadi", arabic="إذاعة الوادي", country="YE", stories=25, feed="page", layout="soup"),
    Played(id="rafid", name="Rafid", arabic="شبكة الرافد", country="IQ", stories=30, quirks=("bad_entities",)),
    Played(id="manar", name="Manara", arabic="المنارة", country="LY", stories=25, feed="atom", coding="deflate"),
    Played(id="waha", name="Waha", arabic="صحيفة الواحة", country="LY", stories=20, quirks=("unclosed",)),
    Played(
        id="qadim",
        name="Qadim",
        arabic="الصحيفة القديمة",
        country="EG",
        stories=25,
        layout="table",
        charset="windows-1256",
        says="iso-8859-1",
        quirks=("windows-1256",),
    ),
    Played(
        id="arz",
        name="Arz",
        arabic="جريدة الأرز",
        country="LB",
        stories=25,
        layout="table",
        charset="iso-8859-6",
        says="",
    ),
    Played(id="zaytun", name="Zaytun", arabic="زيتون برس", country="PS", stories=25, says="windows-1256"),
    Played(id="nil", name="Nil", arabic="صوت النيل", country="SD", stories=25, quirks=("moved",)),
    Played(id="gharb", name="Gharb", arabic="أخبار الغرب", country="SD", stories=20, quirks=("busy",), layout="agency"),
    Played(id="kuthban", name="Kuthban", arabic="كثبان", country="SA", stories=20, feed="sitemap", quirks=("index",)),
    Played(
        id="khalij",
        name="Khalij Monitor",
        arabic="مرصد الخليج",
        country="AE",
        stories=20,
        kind="monitor",
        feed="sitemap",
        quirks=("news", "packed"),
        coding="gzip",
    ),
    Played(id="atlas", name="Atlas", arabic="أطلس نيوز", country="MA", stories=20, quirks=("twice",), layout="soup"),
    Played(id="qasr", name="Qasr", arabic="إذاعة القصر", country="TN", stories=20, quirks=("leading_blank",)),
    Played(
        id="safir", name="Safir", arabic="سفير المدينة", country="SY", stories=20, feed="page", quirks=("relative",)
    ),
    Played(
        id="bahr",
        name="Bahr",
        arabic="قناة البحر",
        country="LB",
        stories=20,
        kind="broadcaster",
        coding="br",
        robots="User-agent: *\nCrawl-delay: 0.05\nDisallow: /admin/\n",
    ),
)
# A feed of five hundred, for reading feeds; its articles are those of the twenty, told once more.
GREAT: Final = Played(id="kabir", name="Kabir", arabic="الأرشيف الكبير", country="JO", stories=500)
