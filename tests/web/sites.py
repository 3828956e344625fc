"""The pages of a played outlet, by path: its lists, its articles and its robots.txt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from riwaya.model.sources import FeedKind
from web.layout import Article, page
from web.lists import Entry, listed
from web.outlets import Played
from web.replies import Reply, moved
from web.stories import Story

# The nth request for a path gets the nth reply, later ones the last.
Site = Mapping[str, tuple[Reply, ...]]
FEED_PATHS: Final[Mapping[FeedKind, str]] = {
    "rss": "/feed.xml",
    "atom": "/atom.xml",
    "sitemap": "/sitemap.xml",
    "page": "/news",
}
_BUSY: Final = 10  # every so many articles
_CODECS: Final = {"windows-1256": "cp1256", "iso-8859-6": "iso8859_6", "utf-8": "utf-8"}


def path_of(story: Story) -> str:
    """Where the article stands in the end."""
    return f"/news/{story.number}"


def build(played: Played, base: str, stories: Sequence[Story], edition: int) -> Site:
    """The pages of an outlet in an edition."""
    current = [story.edition(edition) for story in stories]
    changed = {story.number for story in stories if edition > 1 and story.corrected is not None}
    behind = "moved" in played.quirks
    entries = [
        Entry(
            address=f"{base}/n/{story.number}" if behind else base + path_of(story),
            story=story,
            changed=story.number in changed,
        )
        for story in current
    ]
    pages: dict[str, tuple[Reply, ...]] = {path: (reply,) for path, reply in listed(played, base, entries).items()}
    pages["/robots.txt"] = (Reply(body=played.robots.encode(), type="text/plain"),)
    for place, story in enumerate(current):
        around = tuple(current[(place + step) % len(current)] for step in (1, 2, 3))
        article = Article(played=played, story=story, address=base + path_of(story), around=around)
        whole = _page(played, article)
        busy = "busy" in played.quirks and story.number % _BUSY == 0
        pages[path_of(story)] = (Reply(status=429, headers=(("Retry-After", "1"),)), whole) if busy else (whole,)
        if behind:
            pages[f"/n/{story.number}"] = (moved(path_of(story)),)
    return pages


def _page(played: Played, article: Article) -> Reply:
    body = page(article, played.layout).encode(_CODECS[played.charset], "xmlcharrefreplace")
    says = f"text/html; charset={played.says}" if played.says else "text/html"
    return Reply(body=body, type=says, coding=played.coding)
