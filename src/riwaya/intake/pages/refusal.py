"""Pages that are sent as if they were articles and are none: not found, asking for consent, a fee, a browser."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec

from riwaya.intake.pages.lines import prose_words
from riwaya.intake.pages.marks import marks, plain

# An article of fewer words is none, and one of more is no notice, whatever words it uses.
LEAST_WORDS: Final = 10
NOTICE_WORDS: Final = 120
_SEARCHED: Final = 20_000  # characters
CAUSES: Final = {
    "refusal_missing": "the page says that it is not found, though its status does not",
    "refusal_consent": "the page asks for consent to cookies in place of the article",
    "refusal_paywall": "the page is for subscribers",
    "refusal_challenge": "the page asks for a browser or a human",
    "refusal_upkeep": "the site is under repair",
}


class NoArticle(msgspec.Struct, frozen=True):
    """Why a page holds no article; `kind`: missing, consent, paywall, challenge, upkeep, form (no HTML), empty."""

    kind: str
    cause: str


def notice(title: str, page_words: str, lines: Sequence[str]) -> NoArticle | None:
    """Why a page is a notice in place of an article: by its title, its text, or all its words where it has no text."""
    words = prose_words(lines)
    if words > NOTICE_WORDS:
        return None
    texts = (title, " ".join(lines), page_words[:_SEARCHED] if words < LEAST_WORDS else "")
    for text in map(plain, texts):
        for kind, cause in CAUSES.items():
            if any(mark in text for mark in marks()[kind]):
                return NoArticle(kind.removeprefix("refusal_"), cause)
    return None


def too_short(lines: Sequence[str]) -> NoArticle | None:
    """Why there is no article where there is hardly a line."""
    words = prose_words(lines)
    return None if words >= LEAST_WORDS else NoArticle("empty", f"no article: {words} words of text outside links")
