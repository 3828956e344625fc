"""A page's markup to a tree of blocks: lines broken by `br` become paragraphs, tables of layout divisions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree, html
from lxml.html import HtmlElement

# A page longer than this is cut: no article is, and what it costs to read a page grows with it.
MAX_CHARACTERS: Final = 3_000_000
MAX_ELEMENTS: Final = 30_000
# What it costs to look at each block grows with its text and with how deep that stands: characters times depth.
MAX_WEIGHT: Final = 20_000_000
INLINE: Final = frozenset(
    "a abbr acronym b bdi bdo big br cite code em font i img ins kbd mark nobr q s small span strike strong sub sup "
    "time tt u var wbr label".split()
)
HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")
_TO_PARAGRAPH: Final = frozenset({"div", "td", "section", "center", "font", "span", "article", "li", "dd"})
_DROPPED: Final = (
    "script style noscript template iframe object embed svg canvas video audio select option button input textarea "
    "figcaption amp-sidebar amp-ad amp-list amp-embed amp-auto-ads map area head"
).split()
_KEPT: Final = frozenset({*HEADINGS, "a", "pre"})
_CELLS: Final = frozenset({"table", "tbody", "thead", "tfoot", "tr", "td", "th"})
# A table is one of layout if a cell of it has so many characters, or a table or heading in it.
_LONG_CELL: Final = 200
_NUL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_XML_DECLARATION: Final = re.compile(r"^\s*<\?xml[^>]*\?>")
_BLANKS: Final = re.compile(r"\s+")


def parse(text: str) -> HtmlElement | None:
    """The tree of a page; None where there is no markup with text in it."""
    text = _NUL.sub("", _XML_DECLARATION.sub("", text[:MAX_CHARACTERS]))
    if not text.strip():
        return None
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(text.encode("utf-8"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None
    return tree if tree.find("body") is not None and _bounded(tree) else None


def _bounded(tree: HtmlElement) -> bool:
    """Whether a page is no larger and no deeper than pages of news are, so that it can be read in a few seconds."""
    depth = elements = weight = 0
    for event, node in etree.iterwalk(tree, events=("start", "end")):
        if event == "end":
            depth -= 1
            weight += depth * len(node.tail or "")
            continue
        depth += 1
        elements += 1
        weight += depth * len(node.text or "")
        if elements > MAX_ELEMENTS or weight > MAX_WEIGHT:
            return False
    return True


def shape(tree: HtmlElement) -> None:
    """Turns the body of a page into blocks, in place: what is no text goes, `br` and layout tables become blocks."""
    for element in list(tree.iter(*_DROPPED)):
        drop(element)
    for heading in list(tree.iter(*HEADINGS)):
        outer = heading.getparent()
        if outer is not None and (outer.tag == "p" or outer.tag in INLINE) and outer.tag != "a":
            outer.tag = "div"
    for table in list(tree.iter("table")):
        if _is_layout(table):
            _untable(table)
    for parent in {id(br): br.getparent() for br in tree.iter("br")}.values():
        if parent is not None:
            _split(parent)
    for element in list(tree.iter(*_TO_PARAGRAPH)):
        if element.tag not in INLINE and _only_inline(element) and has_text(element):
            element.tag = "p"


def drop(element: HtmlElement) -> None:
    """Takes an element out, and leaves the text behind it."""
    if element.getparent() is not None:
        element.drop_tree()


def _is_layout(table: HtmlElement) -> bool:
    if next(table.iterdescendants("table", "h1", "h2", "h3", "article", "br"), None) is not None:
        return True
    cells = list(table.iterdescendants("td", "th"))
    return len(cells) < 4 or any(len(text_of(cell)) > _LONG_CELL for cell in cells)


def _untable(table: HtmlElement) -> None:
    table.tag = "div"
    for element in table.iterdescendants(*_CELLS):
        if next(element.iterancestors("table"), None) is None:
            element.tag = "div"


def _only_inline(element: HtmlElement) -> bool:
    return all(child.tag in INLINE for child in element.iterdescendants())


def has_text(element: HtmlElement) -> bool:
    """Whether there is a word in an element."""
    return any(character.isalnum() for character in text_of(element))


def _split(parent: HtmlElement) -> None:
    """What stands between the `br`s and blocks of a parent becomes paragraphs, the parent a division."""
    if next(parent.iterchildren("br"), None) is None or parent.tag in _KEPT:
        return
    runs: list[HtmlElement] = []
    paragraph = _paragraph(parent.text)
    for child in list(parent):
        tail, child.tail = child.tail, None
        parent.remove(child)
        if child.tag == "br" or child.tag not in INLINE:
            runs += [paragraph] if child.tag == "br" else [paragraph, child]
            paragraph = _paragraph(tail)
        else:
            child.tail = tail
            paragraph.append(child)
    parent.text = None
    parent.extend(run for run in [*runs, paragraph] if run.tag != "p" or has_text(run))
    parent.tag = "div" if parent.tag not in ("body", "article", "main", "section", "li") else parent.tag


def _paragraph(text: str | None) -> HtmlElement:
    found = html.Element("p")
    found.text = text
    return found


def text_of(element: HtmlElement) -> str:
    """The text of an element on one line."""
    return squeezed(" ".join(texts(element)))


def texts(element: HtmlElement) -> Iterator[str]:
    """The pieces of text of an element."""
    return (str(piece) for piece in element.itertext())


def squeezed(text: str) -> str:
    """A text with one blank for any number of blanks and line breaks."""
    return _BLANKS.sub(" ", text).strip()


def name_of(element: HtmlElement) -> str:
    """The class and id of an element."""
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def lines_of(element: HtmlElement) -> list[str]:
    """The text of an element, a line a block."""
    lines: list[str] = []
    held: list[str] = []
    for event, node in etree.iterwalk(element, events=("start", "end")):
        block = node.tag not in INLINE
        if block and held:
            lines.append(squeezed("".join(held)))
            held = []
        piece = node.text if event == "start" else (node.tail if node is not element else None)
        if piece:
            held.append(piece)
    lines.append(squeezed("".join(held)))
    return [line for line in lines if line]
