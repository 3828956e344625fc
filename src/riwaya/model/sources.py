"""Where reports come from: outlets and their feeds, and what was fetched from them. Read and made by `intake`."""

from __future__ import annotations

import datetime as dt
from typing import Literal

import msgspec

FeedKind = Literal["rss", "atom", "sitemap", "page"]
OutletKind = Literal["newspaper", "agency", "broadcaster", "site", "monitor", "official", "party"]
FetchKind = Literal["feed", "page", "robots"]


class Feed(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An address that lists new articles; `every` how many minutes lie between two looks.

    `page` is an HTML page whose links are the articles, those whose address matches the regular expression `links`.
    `tried` is the day on which the address last worked, None while it is untested; `read_at` says where it was read.
    """

    address: str
    kind: FeedKind
    every: int = 60
    links: str = ""
    tried: dt.date | None = None
    read_at: str = ""


class Outlet(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A paper, agency, broadcaster, site or monitor. `country` is that of its seat, ISO 3166-1 alpha-2.

    `side` names the party whose voice it is, as an id of `lexicon/actors.tsv`, "" where it is nobody's. `owner` is a
    sentence on ownership or leaning that is public fact, `owner_source` where that can be read.
    """

    id: str
    name: str
    arabic: str
    kind: OutletKind
    country: str
    language: str = "ar"
    side: str = ""
    owner: str = ""
    owner_source: str = ""
    feeds: tuple[Feed, ...] = ()


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """An article that a feed names; `updated` and `title` as the feed gives them."""

    address: str
    title: str = ""
    published: dt.datetime | None = None
    updated: dt.datetime | None = None


class Fetched(msgspec.Struct, frozen=True, kw_only=True):
    """What one request gave, as it came. `address` is what was asked for, `final` what answered behind redirections.

    `body` is the body with the transfer's compression taken off; `raw` the bytes as they came over the wire where they
    differ, else None. `headers` in their order. `at` is when the answer was complete, in UTC. `error` says why there is
    no answer, and is "" where there is one, whatever its `status`.
    """

    address: str
    at: dt.datetime
    final: str = ""
    status: int = 0
    headers: tuple[tuple[str, str], ...] = ()
    request_headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    raw: bytes | None = None
    redirects: tuple[tuple[int, str], ...] = ()
    error: str = ""


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """Where an answer was kept: a stretch of a WARC file, and in it the record of the answer.

    `file` is the name within the folder of WARC files. `start`, `length` and `sha256` are those of the bytes on disk
    that were added for it (the request, the answer, and what a new file begins with); `offset` is where the record of
    the answer begins, and `record` its WARC-Record-ID without angle brackets.
    """

    file: str
    start: int
    length: int
    sha256: str
    offset: int
    record: str


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """An article as it was read from a page. `published` None where the page does not tell it.

    `date_from` says by what the day is known (`jsonld`, `meta`, `time`, `byline`, `dateline`, `feed`, `url`);
    `extractor` which reading of the page was taken, and `encoding` in which encoding its bytes were read.
    """

    title: str
    text: str
    published: dt.date | None = None
    date_from: str = ""
    canonical: str = ""
    extractor: str = ""
    encoding: str = ""
    warnings: tuple[str, ...] = ()
