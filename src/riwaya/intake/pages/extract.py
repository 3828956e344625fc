"""The text of an article from the tree of its page: two readings by two programs, the better by a stated test.

Both read the page after its furniture was taken out. Of each reading the lines of furniture are left out, and the words
of prose are counted. Trafilatura's is taken, unless Readability's has a quarter more words of prose: what is missing
costs events, and what could be too much was taken out before. If a page states its text itself, in JSON-LD, that is
taken where it has twice as much prose as either: such pages are built by scripts.
"""

from __future__ import annotations

import logging
from collections.abc import Collection
from typing import Final

import msgspec
from lxml import etree, html
from lxml.html import HtmlElement

from riwaya.intake.pages.lines import prose_words, tidy
from riwaya.intake.pages.tree import lines_of

_MUCH_MORE: Final = 1.25
_STATED_MORE: Final = 2
# What the two programs have been seen, or may be thought, to raise on odd markup: then the other reading stands alone.
_FAULTS: Final = (etree.LxmlError, ValueError, TypeError, LookupError, AttributeError, AssertionError, RecursionError)


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """The lines of an article as one program read them; `words` are those of its prose."""

    extractor: str
    lines: tuple[str, ...]
    words: int


def best_reading(body: HtmlElement, title: str, linked: Collection[str], stated_body: str = "") -> Reading:
    """The reading of a page, its furniture taken out, that is taken for its article; without lines if there is none."""
    markup = html.tostring(body, encoding="unicode")
    first, second = (
        _reading(name, read(markup), title, linked)
        for name, read in (("trafilatura", _trafilatura), ("readability", _readability))
    )
    best = second if second.words > _MUCH_MORE * first.words else first
    stated = _reading("jsonld", stated_body.splitlines(), title, linked)
    return stated if stated.words > _STATED_MORE * best.words else best


def _reading(name: str, lines: list[str], title: str, linked: Collection[str]) -> Reading:
    kept = tidy(lines, title, linked)
    return Reading(extractor=name, lines=kept, words=prose_words(kept))


def _trafilatura(markup: str) -> list[str]:
    from trafilatura import bare_extraction  # slow to import

    _quieten("trafilatura")
    try:
        found = bare_extraction(markup, include_comments=False, include_tables=True, with_metadata=False)
    except _FAULTS:
        return []
    text = getattr(found, "text", None)
    return text.splitlines() if isinstance(text, str) else []


def _readability(markup: str) -> list[str]:
    from readability import Document  # slow to import
    from readability.readability import Unparseable

    _quieten("readability")
    try:
        return lines_of(html.fromstring(Document(markup).summary(html_partial=True)))
    except (Unparseable, *_FAULTS):
        return []


def _quieten(name: str) -> None:
    """Keeps a program from telling of pages in which it finds nothing: that there is no text says as much."""
    logging.getLogger(name).setLevel(logging.CRITICAL)
