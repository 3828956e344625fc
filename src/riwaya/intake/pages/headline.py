"""Where on a page the article's title stands, and the block around it that holds the article."""

from __future__ import annotations

from typing import Final

from lxml.html import HtmlElement

from riwaya.intake.pages.lines import is_prose, is_stamp
from riwaya.intake.pages.marks import words_of
from riwaya.intake.pages.tree import HEADINGS, lines_of, text_of

# A heading of fewer words may be the site's name or a section's.
_LEAST: Final = 3
_TOP: Final = HEADINGS[:3]
# The article's block is the smallest around the title that holds this share of the words of prose.
_SHARE: Final = 0.6


def title_element(body: HtmlElement, title: str) -> HtmlElement | None:
    """The innermost element that holds the title and no more, a heading before any other; None if there is none."""
    wanted = words_of(title)
    if not wanted:
        return None
    length = len(title)
    found = [
        element
        for element in body.iter()
        if element.tag != "a" and 0 < len(text_of(element)) <= 2 * length and words_of(text_of(element)) == wanted
    ]
    found = [element for element in found if not is_linked(element)]
    headings = [element for element in found if element.tag in HEADINGS]
    inner = [element for element in found if not any(child in found for child in element.iterdescendants())]
    return next(iter(headings or inner), None)


def is_linked(element: HtmlElement) -> bool:
    """Whether an element is a link, has one or is in one."""
    return next(element.iter("a"), None) is not None or any(outer.tag == "a" for outer in element.iterancestors())


def heading_above(body: HtmlElement) -> HtmlElement | None:
    """The last great heading before the first line of prose, for pages that state no title; None if there is none."""
    above: HtmlElement | None = None
    for element in body.iter():
        if element.tag in _TOP:
            above = element if len(words_of(text_of(element))) >= _LEAST and not is_linked(element) else above
        elif element.tag == "p" and is_prose_block(element):
            return above
    return None


def is_prose_block(element: HtmlElement) -> bool:
    """Whether an element holds prose that is not a link."""
    text = text_of(element)
    linked = sum(len(text_of(link)) for link in element.iter("a"))
    return bool(text) and is_prose(text) and not is_stamp(text) and linked < len(text) // 2


def block_around(body: HtmlElement, title: HtmlElement) -> HtmlElement:
    """The smallest element around the title that holds most of the page's prose."""
    most = _SHARE * _prose(body)
    return next((outer for outer in title.iterancestors() if outer is body or _prose(outer) >= most), body)


def _prose(element: HtmlElement) -> int:
    return sum(len(line.split()) for line in lines_of(element) if is_prose(line))


def drop_further_articles(title: HtmlElement, least: int) -> None:
    """Drops the articles that a page shows whole below its own, each with a title like it, as endless pages do.

    Only where so many words of prose stand before the first of them.
    """
    inside = next(title.iterancestors("article"), None)
    block = inside if inside is not None else title.getparent()
    if block is None or title.tag not in (*_TOP, "p", "div"):
        return
    body = next(title.iterancestors("body"), None)
    for other in [] if body is None else list(body.iter("h1", "article")):
        if other is title or title in set(other.iterdescendants()) or other.getparent() is None:
            continue
        if other.tag == "article" and (inside is None or inside in set(other.iterancestors())):
            continue
        if other.tag == "h1" and (title.tag != "h1" or not _is_behind(title, other, least)):
            continue
        _drop_up_to(other, title)


def _is_behind(title: HtmlElement, other: HtmlElement, least: int) -> bool:
    """Whether enough prose stands between two titles."""
    words, seen = 0, False
    root = title.getroottree().getroot()
    for element in root.iter():
        if element is title:
            seen = True
        elif element is other:
            return seen and words >= least
        elif seen and element.tag == "p":
            words += len(text_of(element).split()) if is_prose_block(element) else 0
    return False


def _drop_up_to(other: HtmlElement, title: HtmlElement) -> None:
    """Drops the largest element around another title that does not hold the page's own, and what follows it."""
    around = set(title.iterancestors())
    top = other
    while (outer := top.getparent()) is not None and outer not in around:
        top = outer
    for element in [top, *(top.itersiblings() if other.tag == "h1" else ())]:
        if element.getparent() is not None:
            element.drop_tree()
