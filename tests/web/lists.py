"""How outlets list their articles: RSS, Atom, sitemaps and pages of links, with what is odd about them."""

from __future__ import annotations

import gzip
from collections.abc import Sequence
from email.utils import format_datetime
from pathlib import Path
from string import Template
from typing import Final
from xml.sax.saxutils import escape, quoteattr

import msgspec

from web.outlets import Played
from web.replies import Reply
from web.stories import Story

_SITEMAP: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"
_NEWS: Final = "http://www.google.com/schemas/sitemap-news/0.9"
_PARTS: Final = 2  # sitemaps of an index
_TRACKING: Final = "?utm_source=rss&utm_medium=feed"


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """An article in a list: where it is, and the story as it stands; `changed` where it was corrected."""

    address: str
    story: Story
    changed: bool = False


def listed(played: Played, base: str, entries: Sequence[Entry]) -> dict[str, Reply]:
    """The pages with which an outlet lists its articles, by path."""
    if "twice" in played.quirks:
        entries = [one for entry in entries for one in (entry, _tracked(entry))]
    if played.feed == "sitemap":
        return _sitemaps(played, base, entries)
    if played.feed == "page":
        return {"/news": Reply(body=_links(played, base, entries).encode(), coding=played.coding)}
    text = _rss(played, base, entries) if played.feed == "rss" else _atom(played, base, entries)
    path = "/feed.xml" if played.feed == "rss" else "/atom.xml"
    kind = "application/rss+xml" if played.feed == "rss" else "application/atom+xml"
    return {path: Reply(body=_odd(played, text), type=kind, coding=played.coding)}


def _tracked(entry: Entry) -> Entry:
    return msgspec.structs.replace(entry, address=entry.address + _TRACKING)


def _rss(played: Played, base: str, entries: Sequence[Entry]) -> str:
    items = "".join(
        f"<item><title>{escape(entry.story.title)}</title><link>{escape(entry.address)}</link>"
        f"<guid isPermaLink='false'>{played.id}-{entry.story.number}</guid>"
        f"<pubDate>{format_datetime(entry.story.published)}</pubDate>"
        f"<description>{escape(entry.story.paragraphs[0])}</description></item>\n"
        for entry in entries
    )
    return (
        f'<?xml version="1.0" encoding="{_encoding(played)}"?>\n<rss version="2.0"><channel>'
        f"<title>{escape(played.arabic)}</title><link>{base}/</link><description></description>\n{items}</channel></rss>\n"
    )


def _atom(played: Played, base: str, entries: Sequence[Entry]) -> str:
    items = "".join(
        f"<entry><title>{escape(entry.story.title)}</title><link rel='alternate' href={quoteattr(entry.address)}/>"
        f"<id>tag:{played.id}.example,2024:{entry.story.number}</id>"
        f"<published>{entry.story.published.isoformat()}</published>"
        f"<updated>{_updated(entry)}</updated></entry>\n"
        for entry in entries
    )
    return (
        f'<?xml version="1.0" encoding="{_encoding(played)}"?>\n<feed xmlns="http://www.w3.org/2005/Atom">'
        f"<title>{escape(played.arabic)}</title><id>{base}/</id><updated>2024-05-01T06:00:00Z</updated>\n{items}</feed>\n"
    )


def _updated(entry: Entry) -> str:
    return "2024-05-02T06:00:00+00:00" if entry.changed else entry.story.published.isoformat()


def _sitemaps(played: Played, base: str, entries: Sequence[Entry]) -> dict[str, Reply]:
    if "index" not in played.quirks:
        return {"/sitemap.xml": _sitemap(played, entries)}
    paths = [f"/sitemap-{part + 1}.xml" for part in range(_PARTS)]
    parts = "".join(f"<sitemap><loc>{base}{path}</loc><lastmod>2024-05-01</lastmod></sitemap>" for path in paths)
    index = f'<?xml version="1.0" encoding="UTF-8"?>\n<sitemapindex xmlns="{_SITEMAP}">{parts}</sitemapindex>\n'
    whole = {"/sitemap.xml": Reply(body=index.encode(), type="application/xml")}
    return whole | {path: _sitemap(played, entries[part::_PARTS]) for part, path in enumerate(paths)}


def _sitemap(played: Played, entries: Sequence[Entry]) -> Reply:
    news = "news" in played.quirks
    items = "".join(
        f"<url><loc>{escape(entry.address)}</loc>{_news(played, entry) if news else ''}"
        f"<lastmod>{_updated(entry)}</lastmod></url>\n"
        for entry in entries
    )
    text = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{_SITEMAP}" xmlns:news="{_NEWS}">\n{items}</urlset>\n'
    )
    if "packed" in played.quirks:
        return Reply(body=gzip.compress(text.encode(), mtime=0), type="application/x-gzip")
    return Reply(body=text.encode(), type="application/xml", coding=played.coding)


def _news(played: Played, entry: Entry) -> str:
    return (
        f"<news:news><news:publication><news:name>{escape(played.arabic)}</news:name><news:language>ar</news:language>"
        f"</news:publication><news:publication_date>{entry.story.published.isoformat()}</news:publication_date>"
        f"<news:title>{escape(entry.story.title)}</news:title></news:news>"
    )


def _links(played: Played, base: str, entries: Sequence[Entry]) -> str:
    items = ""
    for entry in entries:
        address = entry.address.removeprefix(base) if "relative" in played.quirks else entry.address
        items += f'<li><a href="{address}"><img src="/i/{entry.story.number}.jpg"></a>'
        items += f'<h3><a href="{address}">{escape(entry.story.title)}</a></h3></li>\n'
    template = Template(Path(__file__).with_name("links.html").read_text("utf-8"))
    return template.substitute(outlet=played.arabic, items=items)


def _encoding(played: Played) -> str:
    return "windows-1256" if "windows-1256" in played.quirks else "UTF-8"


def _odd(played: Played, text: str) -> bytes:
    if "unclosed" in played.quirks:
        text = text[: text.rindex("</item>")] + "</ite"
    if "bad_entities" in played.quirks:
        text = text.replace("<title>", "<title>&laquo;", 2).replace(
            "<description>", "<description>أخبار & تقارير&nbsp;", 2
        )
    if "leading_blank" in played.quirks:
        text = "\n\n  " + text
    return text.encode("cp1256" if "windows-1256" in played.quirks else "utf-8", "xmlcharrefreplace")
