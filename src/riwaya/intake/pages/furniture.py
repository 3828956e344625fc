"""Takes out of a page what stands around its article: menus, boxes that lead elsewhere, readers' comments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Final

from lxml.html import HtmlElement

from riwaya.intake.pages.marks import begins, has_class, marks, words_of
from riwaya.intake.pages.tree import HEADINGS, drop, name_of, text_of, texts

_NEVER_TEXT: Final = ("nav", "footer", "aside", "form", "menu", "dialog")
_KEPT: Final = frozenset({"html", "body", "main"})
# A block that holds more of the page's words outside links than this is not furniture, whatever it is called.
_MOST: Final = 0.5
# Readers may write more than the article; an element with nearly all words only says whether they can.
_NEARLY_ALL: Final = 0.9
# A block leads elsewhere if so many of its words are links, or if it begins with one and is no longer than a teaser.
_LINKED: Final = 0.3
_TEASER_WORDS: Final = 70
# So many blocks in a row that are built alike and lead elsewhere are a list of other articles.
_CARDS: Final = 3
_LONGEST_LABEL: Final = 100  # characters
_LABELS: Final = (*HEADINGS, "p", "div", "span", "strong", "b", "a", "li", "dt", "td", "th", "label", "legend")


def clear(body: HtmlElement, title: HtmlElement | None) -> None:
    """Takes the furniture out of a page, in place. What holds the title or an article's marked body stays."""
    kept = _holders(body, title)
    _drop_named(body, kept, 0 if title is None else len(text_of(title).split()))
    for element in list(body.iter(*_LABELS)):
        if element not in kept and element.getparent() is not None and (kind := _label(element)):
            _drop_labelled(element, kind, kept)
    _drop_cards(body, kept)


def _holders(body: HtmlElement, title: HtmlElement | None) -> frozenset[HtmlElement]:
    """The elements in which the title and the marked body of the article stand, and all around these."""
    inner = [element for element in body.iter() if _is_body(element)]
    top = title if title is not None else next(body.iter("h1"), None)
    inner += [] if top is None else [top]
    return frozenset({body, *inner, *(outer for element in inner for outer in element.iterancestors())})


def _is_body(element: HtmlElement) -> bool:
    return element.get("itemprop") == "articleBody" or has_class(name_of(element), "class_body")


def _drop_named(body: HtmlElement, kept: frozenset[HtmlElement], of_title: int) -> None:
    """Drops what its tag, class or id says to be furniture. The words of the title do not count."""
    all_words = unlinked_words(body) - of_title
    for element in list(body.iter()):
        if element in kept or element.tag in _KEPT or element.getparent() is None:
            continue
        name = name_of(element)
        named = element.tag in _NEVER_TEXT or has_class(name, "class_block")
        share = _NEARLY_ALL if has_class(name, "class_comments") else _MOST if named else None
        if share is not None and unlinked_words(element) <= share * all_words:
            drop(element)


def unlinked_words(element: HtmlElement) -> int:
    """How many words of an element are in no link."""
    return len(text_of(element).split()) - linked_words(element)


def linked_words(element: HtmlElement) -> int:
    """How many words of an element are in links."""
    return sum(len(text_of(link).split()) for link in element.iter("a"))


def leads_elsewhere(element: HtmlElement) -> bool:
    """Whether a block is there for its links: much of it is linked, or it is short and begins with a link."""
    linked = linked_words(element)
    words = len(text_of(element).split())
    if not linked:
        return False
    return linked >= _LINKED * words or (words <= _TEASER_WORDS and _begins_with_link(element))


def _begins_with_link(element: HtmlElement) -> bool:
    for node in element.iter():
        if node.tag == "a" and text_of(node):
            return True
        if (node.text or "").strip():
            return False
    return False


# ---- labels ----


def _label(element: HtmlElement) -> str | None:
    """The kind of label that an element is: "label_comments", "label_related", or None."""
    text = _short_text(element)
    if text is None:
        return None
    words = [word for word in words_of(text) if not word.isdecimal()]
    for kind in ("label_comments", "label_related"):
        if words and begins(words, kind) == len(words):
            return kind
    return None


def _short_text(element: HtmlElement) -> str | None:
    text = ""
    for piece in texts(element):
        text += piece
        if len(text) > _LONGEST_LABEL:
            return None
    return text if text.strip() else None


def _drop_labelled(label: HtmlElement, kind: str, kept: frozenset[HtmlElement]) -> None:
    """Drops a label and what it stands above: the rest of its block if of comments, else what leads elsewhere."""
    while (outer := label.getparent()) is not None and outer not in kept and _is_alone(label, outer):
        label = outer
    following = (one for one in label.itersiblings() if one not in kept)
    dropped = list(following if kind == "label_comments" else _leading(following))
    for element in (label, *dropped):
        drop(element)
    if outer is not None and outer not in kept and not _has_any(outer):
        drop(outer)


def _is_alone(label: HtmlElement, outer: HtmlElement) -> bool:
    """Whether nothing else is written in the element around a label."""
    if (outer.text or "").strip() or (label.tail or "").strip():
        return False
    others = chain(label.itersiblings(preceding=True), label.itersiblings())
    return not any((one.tail or "").strip() or _has_any(one) for one in others)


def _has_any(element: HtmlElement) -> bool:
    return any(piece.strip() for piece in texts(element))


def _leading(siblings: Iterable[HtmlElement]) -> Iterator[HtmlElement]:
    """Those of the blocks behind a label that lead elsewhere, up to the first that does not."""
    for sibling in siblings:
        if _has_any(sibling) and not leads_elsewhere(sibling):
            return
        yield sibling


# ---- lists of other articles without a label ----


def _drop_cards(body: HtmlElement, kept: frozenset[HtmlElement]) -> None:
    for parent in list(body.iter()):
        groups: dict[tuple[str, str], list[HtmlElement]] = {}
        for child in parent:
            if child not in kept and child.tag != "p":
                groups.setdefault((str(child.tag), child.get("class") or ""), []).append(child)
        for group in groups.values():
            cards = [child for child in group if leads_elsewhere(child)]
            if len(cards) >= _CARDS and len(cards) == len(group):
                for card in cards:
                    drop(card)


def is_known_label(line: str) -> bool:
    """Whether a line is nothing but a label."""
    if len(line) > _LONGEST_LABEL:
        return False
    words = [word for word in words_of(line) if not word.isdecimal()]
    return any(" ".join(words) in marks()[kind] for kind in ("label_comments", "label_related"))
