"""What a page states of its article in JSON-LD and in metas: title, day, text, address."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Final
from urllib.parse import urljoin, urlsplit

import msgspec
from lxml.html import HtmlElement

from riwaya.intake.pages.marks import marks
from riwaya.intake.pages.tree import HEADINGS, squeezed, text_of

# More scripts, or a longer one, are not read.
_MOST_SCRIPTS: Final = 20
_LONGEST_SCRIPT: Final = 1_000_000
_MOST_OBJECTS: Final = 2_000
_PUBLISHED: Final = re.compile(r'"datePublished"\s*:\s*"([^"]{8,40})"')
_TAG: Final = re.compile(r"<[^<>]{0,500}>")
# A site's name behind an article's title, as titles of pages have it.
_SITE: Final = re.compile(r"\s+[|\u2013\u2014\u00bb:-]\s+")


class Stated(msgspec.Struct, frozen=True, kw_only=True):
    """What a page says of itself; "" and empty where it does not. Days as they are written, the likeliest first."""

    title: str = ""
    titles: tuple[str, ...] = ()
    summary: str = ""
    body: str = ""
    canonical: str = ""
    ld_days: tuple[str, ...] = ()
    meta_days: tuple[str, ...] = ()
    is_article: bool = False


def read_stated(tree: HtmlElement, address: str = "") -> Stated:
    """What the whole tree of a page states, before anything is taken out of it."""
    objects = list(_objects(tree))
    articles = [one for one in objects if _types(one) & marks()["ld_article"]]
    metas = list(_metas(tree))
    titles = tuple(title for title in (*_titles(tree, metas), *(_text(one, "headline") for one in articles)) if title)
    return Stated(
        title=_title(tree, titles),
        titles=titles,
        summary=next((value for name, value in metas if name in marks()["meta_summary"]), ""),
        body=max((_text(one, "articleBody") for one in articles), key=len, default=""),
        canonical=_canonical(tree, metas, address),
        ld_days=(
            *(str(one["datePublished"]) for one in articles if "datePublished" in one),
            *_loose_days(tree, objects),
        ),
        meta_days=tuple(value for name, value in metas if name in marks()["meta_day"]),
        is_article=bool(articles) or ("og:type", "article") in metas,
    )


# ---- JSON-LD ----


def _scripts(tree: HtmlElement) -> Iterator[str]:
    scripts = (one for one in tree.iter("script") if "ld+json" in (one.get("type") or ""))
    for script, _ in zip(scripts, range(_MOST_SCRIPTS), strict=False):
        text = (script.text or "")[:_LONGEST_SCRIPT].strip()
        yield text.removeprefix("<!--").removesuffix("-->").removeprefix("//<![CDATA[").removesuffix("//]]>")


def _objects(tree: HtmlElement) -> Iterator[Mapping[str, object]]:
    """The objects of all JSON-LD, those within others too, the outer before the inner."""
    for text in _scripts(tree):
        try:
            waiting: list[object] = [json.loads(text, strict=False)]
        except (ValueError, RecursionError):
            continue
        for _ in range(_MOST_OBJECTS):
            if not waiting:
                break
            node = waiting.pop(0)
            if isinstance(node, dict):
                yield node
                waiting += [value for value in node.values() if isinstance(value, dict | list)]
            elif isinstance(node, list):
                waiting += node


def _loose_days(tree: HtmlElement, objects: list[Mapping[str, object]]) -> Iterator[str]:
    """The days of JSON-LD that is no JSON, as templates with stray commas or line breaks make it."""
    if not objects:
        for text in _scripts(tree):
            yield from _PUBLISHED.findall(text)


def _types(one: Mapping[str, object]) -> set[str]:
    told = one.get("@type")
    return {str(name).rpartition("/")[2].lower() for name in (told if isinstance(told, list) else [told])}


def _text(one: Mapping[str, object], name: str) -> str:
    told = one.get(name)
    return _TAG.sub(" ", told).strip() if isinstance(told, str) else ""


# ---- metas, title, address ----


def _metas(tree: HtmlElement) -> Iterator[tuple[str, str]]:
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").strip().lower()
        value = (meta.get("content") or "").strip()
        if name and value:
            yield name, value


def _titles(tree: HtmlElement, metas: list[tuple[str, str]]) -> Iterator[str]:
    yield from (value for name, value in metas if name in marks()["meta_title"])
    for element in tree.iter("title"):
        yield text_of(element)
        break


def _title(tree: HtmlElement, titles: tuple[str, ...]) -> str:
    """The title: a heading that the page's own title begins with or holds, else what is stated, without the site."""
    headings = [text_of(one) for one in tree.iter(*HEADINGS)]
    for heading in headings:
        if len(heading.split()) > 1 and any(heading in squeezed(title) for title in titles):
            return heading
    first = [text_of(one) for one in tree.iter("h1")]
    stated = titles[0] if titles else ""
    if len(first) == 1 and first[0]:
        return first[0]
    parts = _SITE.split(squeezed(stated))
    return max(parts, key=len) if parts else ""


def _canonical(tree: HtmlElement, metas: list[tuple[str, str]], address: str) -> str:
    """The address that the page calls its own, if it is one of its own site; else the one it was read from."""
    named = [one.get("href") or "" for one in tree.iter("link") if (one.get("rel") or "").lower() == "canonical"]
    named += [value for name, value in metas if name == "og:url"]
    for written in named:
        try:
            whole = urljoin(address, written.strip())
            parts = urlsplit(whole)
            home = urlsplit(address).hostname
        except ValueError:
            continue
        if parts.scheme in ("http", "https") and parts.hostname and _same_site(parts.hostname, home):
            return whole if parts.path.strip("/") or parts.query or not urlsplit(address).path.strip("/") else address
    return address


def _same_site(host: str, home: str | None) -> bool:
    """Whether two hosts are of one site: "m.example.org" and "www.example.org". True where there is no other."""
    return home is None or host.split(".")[-2:] == home.split(".")[-2:]
