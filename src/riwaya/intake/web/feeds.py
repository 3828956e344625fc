"""Reads lists of articles: RSS, Atom, sitemaps, and pages of links."""

from __future__ import annotations

import calendar
import datetime as dt
import html
import io
import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

import msgspec

from riwaya.errors import FetchError
from riwaya.intake.web import addresses
from riwaya.intake.web.links import read_links
from riwaya.intake.web.markup import text_of, xml_of
from riwaya.intake.web.sitemaps import read_sitemap
from riwaya.intake.web.unpacking import gunzip
from riwaya.model.sources import Feed, Fetched, Item

# No list of an outlet has more; what has is not read to its end.
MOST_ITEMS: Final = 50_000
LONGEST: Final = 20_000_000  # bytes of a list, unpacked
_OK: Final = 200
_TAG: Final = re.compile(r"<[^<>]{0,500}>")
_BLANK: Final = re.compile(r"\s+")
_SITEMAP: Final = re.compile(r"<(?:\w+:)?(?:urlset|sitemapindex)\b")
_FEED: Final = re.compile(r"<(?:\w+:)?(?:rss|feed|RDF)\b")
_HEAD: Final = 5000
_LONGEST_TITLE: Final = 1000


class Listing(msgspec.Struct, frozen=True, kw_only=True):
    """What a list names, in its order, each address once. `more` are further lists: the sitemaps of an index.

    `error` says why nothing could be read, and is "" where something could; `warnings` what was wrong with it.
    """

    items: tuple[Item, ...] = ()
    more: tuple[Item, ...] = ()
    warnings: tuple[str, ...] = ()
    error: str = ""


def read_feed(feed: Feed, fetched: Fetched) -> Listing:
    """The articles of a feed, from what was fetched of it. Never raises on what the web sends."""
    if fetched.error or fetched.status != _OK:
        return Listing(error=fetched.error or f"status {fetched.status}")
    base = fetched.final or fetched.address
    try:
        body = gunzip(fetched.body, base, LONGEST)
    except FetchError as failure:
        return Listing(error=failure.what)
    text = text_of(fetched, body)
    if not text.strip():
        return Listing(error="empty")
    if feed.kind == "page":
        return _listing(read_links(text, base, feed.links))
    if _SITEMAP.search(text, 0, _HEAD):
        items, more = read_sitemap(xml_of(text), base)
        return _listing(items, more)
    if feed.kind == "sitemap" and text.lstrip().startswith("http"):
        return _listing(Item(address=line) for line in text.split())
    if _FEED.search(text, 0, _HEAD):
        return _read_rss(text, base)
    return Listing(error="no feed, but a page" if "<html" in text[:_HEAD].lower() else "no feed")


def _read_rss(text: str, base: str) -> Listing:
    import feedparser  # type: ignore[import-untyped]  # ships no types; slow to import

    # The stream keeps feedparser from taking the text for an address to fetch.
    read = feedparser.parse(
        io.BytesIO(xml_of(text)),
        response_headers={"content-location": base, "content-type": "application/xml; charset=utf-8"},
        resolve_relative_uris=False,
        sanitize_html=False,
    )
    warnings: tuple[str, ...] = ()
    if read.get("bozo"):
        warnings = (f"not well formed: {_BLANK.sub(' ', str(read.get('bozo_exception')))[:200]}",)
    listing = _listing(_entries(read.entries, base))
    return msgspec.structs.replace(listing, warnings=(*warnings, *listing.warnings))


def _entries(entries: Iterable[Any], base: str) -> Iterator[Item]:
    for entry in entries:
        # dict.get: feedparser's own takes "updated" from "published", and warns.
        yield Item(
            address=addresses.absolute(str(entry.get("link") or ""), base),
            title=plain(str(entry.get("title") or "")),
            published=_moment(dict.get(entry, "published_parsed")),
            updated=_moment(dict.get(entry, "updated_parsed")),
        )


def _moment(parsed: Any) -> dt.datetime | None:
    try:
        return None if parsed is None else dt.datetime.fromtimestamp(calendar.timegm(parsed), dt.UTC)
    except (ValueError, OverflowError, OSError, TypeError):
        return None


def plain(title: str) -> str:
    """A title without tags and entities, on one line."""
    return _BLANK.sub(" ", html.unescape(_TAG.sub(" ", html.unescape(title)))).strip()[:_LONGEST_TITLE]


def _listing(items: Iterable[Item], more: Iterable[Item] = ()) -> Listing:
    """The items with their addresses in one form, each once; the first of a pair stays, with the longer title."""
    seen: dict[str, Item] = {}
    warnings: dict[str, None] = {}
    for item in items:
        address = addresses.canonical(item.address)
        if not address:
            warnings["an entry has no address"] = None
        elif address not in seen:
            if len(seen) == MOST_ITEMS:
                warnings[f"only the first {MOST_ITEMS:,} entries were read"] = None
                break
            seen[address] = msgspec.structs.replace(item, address=address)
        elif len(item.title) > len(seen[address].title):
            seen[address] = msgspec.structs.replace(seen[address], title=item.title)
    further = {item.address: item for item in more if item.address}
    return Listing(items=tuple(seen.values()), more=tuple(further.values()), warnings=tuple(warnings))
