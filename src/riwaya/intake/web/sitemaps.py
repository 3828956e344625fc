"""Sitemaps (sitemaps.org 0.9), indexes of them, and the titles and days of news sitemaps."""

from __future__ import annotations

import datetime as dt
from typing import Final

from lxml import etree

from riwaya.intake.web import addresses
from riwaya.model.sources import Item

_PARTIAL: Final = {4: "-01-01", 7: "-01"}  # a year, a month: W3C days may break off there


def read_sitemap(xml: bytes, base: str) -> tuple[list[Item], list[Item]]:
    """The pages of a sitemap and the sitemaps of an index, in their order. What is malformed is left out."""
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_comments=True
    )
    root = etree.fromstring(xml, parser)
    pages: list[Item] = []
    sitemaps: list[Item] = []
    if root is None:  # the stubs do not know that recovering may find nothing
        return pages, sitemaps  # type: ignore[unreachable]
    for entry in root.iter("{*}url", "{*}sitemap"):
        item = _item(entry, base)
        if item.address:
            (pages if _name(entry) == "url" else sitemaps).append(item)
    return pages, sitemaps


def _item(entry: etree._Element, base: str) -> Item:
    told: dict[str, str] = {}
    for part in entry.iter():
        if isinstance(part.tag, str) and part.text:
            told.setdefault(_name(part), part.text.strip())
    changed = moment(told.get("lastmod", ""))
    return Item(
        address=addresses.absolute(told.get("loc", ""), base),
        title=" ".join(told.get("title", "").split()),
        published=moment(told.get("publication_date", "")),
        updated=changed,
    )


def _name(element: etree._Element) -> str:
    # Not etree.QName: a parser that recovers lets names pass that it refuses.
    return str(element.tag).rpartition("}")[2].rpartition(":")[2]


def moment(text: str) -> dt.datetime | None:
    """A moment as the W3C writes it; in UTC where it has no zone, None where it is none."""
    text = text.strip()
    try:
        read = dt.datetime.fromisoformat(text + _PARTIAL.get(len(text), ""))
        return (read if read.tzinfo else read.replace(tzinfo=dt.UTC)).astimezone(dt.UTC)
    except (ValueError, OverflowError):
        return None
