"""A page's bytes to its article: the one way in for fetched pages, files of HTML and archives of the web."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Final

import msgspec
from lxml.html import HtmlElement

from riwaya.intake.pages.charset import PageText, page_text
from riwaya.intake.pages.extract import Reading, best_reading
from riwaya.intake.pages.furniture import clear
from riwaya.intake.pages.headline import block_around, drop_further_articles, heading_above, title_element
from riwaya.intake.pages.marks import words_of
from riwaya.intake.pages.published import Dated, find_published
from riwaya.intake.pages.refusal import NOTICE_WORDS, NoArticle, notice, too_short
from riwaya.intake.pages.stated import Stated, read_stated
from riwaya.intake.pages.tree import parse, shape, text_of
from riwaya.model.sources import Page

MAX_BYTES: Final = 8_000_000
_PAGES: Final = ("text/html", "application/xhtml+xml", "text/plain", "application/xml", "text/xml", "")
# A link of so few words may stand in a text as its words.
_LINK_WORDS: Final = 3


def read_page(
    body: bytes,
    headers: Iterable[tuple[str, str]] = (),
    *,
    address: str = "",
    by_feed: dt.date | None = None,
    looked_at: dt.date | None = None,
) -> Page | NoArticle:
    """The article of a page, or why there is none.

    `address` is where it was read in the end, `by_feed` the day that its feed tells, `looked_at` the day on which it
    was fetched: no article is from a later one. Never raises on a bad page.
    """
    content_type = next((value for name, value in headers if name.lower() == "content-type"), "")
    kind = content_type.partition(";")[0].strip().lower()
    if kind not in _PAGES:
        return NoArticle("form", f"no page of HTML: {kind[:60]}")
    decoded = page_text(body[:MAX_BYTES], content_type)
    tree = parse(decoded.text)
    if tree is None:
        return NoArticle("empty", "no markup, or more of it than a page of news has")
    stated = read_stated(tree, address)
    found = _read(tree, stated)
    lines = found.reading.lines
    if refused := notice(found.title, text_of(tree), lines) or too_short(lines):
        return refused
    own = stated.canonical or address
    dated = find_published(
        found.cleared, stated, lines, title=found.title, address=own, by_feed=by_feed, looked_at=looked_at
    )
    return _page(found, dated, own, decoded)


class _Found(msgspec.Struct, frozen=True):
    """A page without its furniture, its title, and its article."""

    cleared: HtmlElement
    title: str
    reading: Reading


def _read(tree: HtmlElement, stated: Stated) -> _Found:
    linked = _links(tree)
    body = tree.find("body")
    assert body is not None  # parse saw to it
    shape(body)
    title = title_element(body, stated.title)
    if title is not None:
        drop_further_articles(title, NOTICE_WORDS // 4)
    clear(body, title)
    if title is None and (title := heading_above(body)) is not None:
        stated = msgspec.structs.replace(stated, title=text_of(title))
    block = body if title is None else block_around(body, title)
    return _Found(body, stated.title, best_reading(block, stated.title, linked, stated.body))


def _links(tree: HtmlElement) -> frozenset[str]:
    """The folded words of the links of a page, those that could be a line of their own."""
    found = (words_of(text_of(link)) for link in tree.iter("a"))
    return frozenset(" ".join(words) for words in found if len(words) >= _LINK_WORDS)


def _page(found: _Found, dated: Dated, address: str, decoded: PageText) -> Page:
    differing = tuple(
        f"dates disagree: {dated.day} by its {dated.by}, {day} by its {by}" for day, by in dated.others[:1]
    )
    return Page(
        title=found.title,
        text="\n".join(found.reading.lines),
        published=dated.day,
        date_from=dated.by,
        canonical=address,
        extractor=found.reading.extractor,
        encoding=decoded.encoding,
        warnings=(*decoded.warnings, *differing),
    )
