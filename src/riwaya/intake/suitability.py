"""Whether a text is one that can be coded: words in Arabic, not markup, not binary data, not another language."""

from __future__ import annotations

import re
from typing import Final

# Below this share of Arabic letters among all letters, a text is not an Arabic report.
MIN_ARABIC: Final = 0.4
# From this share of letters that Arabic does not have, a text is Persian, Urdu, Kurdish or Pashto.
MAX_FOREIGN: Final = 0.01
FEW_LETTERS: Final = 100
MAX_TAGS: Final = 4
# Above the first share of control characters a text is binary data, unless it is of words and keeps below the second.
MAX_CONTROL: Final = 0.01
MAX_CONTROL_IN_WORDS: Final = 0.1
MIN_WORDS: Final = 0.6

_ARABIC: Final = re.compile("[\u0620-\u064a\u066e-\u06d3\u06d5\u0750-\u077f\u08a0-\u08c7\ufb50-\ufdff\ufe70-\ufefc]")
# Peh, tcheh, jeh, gaf, tteh, ddal, rreh, noon ghunna, yeh barree, Kurdish e, o, r and l, and four letters of Pashto.
_FOREIGN: Final = re.compile(
    "[\u067e\u0686\u0698\u06af\u0679\u0688\u0691\u06ba\u06d2\u06ce\u06c6\u0695\u06b5\u0681\u0685\u0693\u0696]"
)
_TAG: Final = re.compile(
    r"</?(?:html|head|body|div|p|span|script|style|a|br|table|tr|td|meta|title|link|img|ul|ol|li|h[1-6]|article|section)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_DOCUMENT: Final = re.compile(r"\s*(?:<!doctype\b|<\?xml\b|<html\b|<rss\b|<!--)", re.IGNORECASE)
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


def objection(text: str) -> str | None:
    """Why a text can not be coded as an Arabic report; None where it can."""
    if not text.strip():
        return "the text is empty"
    if len(_CONTROL.findall(text)) > MAX_CONTROL * len(text) and not _wordy(text):
        return "binary data in place of text"
    if _DOCUMENT.match(text) or len(_TAG.findall(text)) > MAX_TAGS:
        return "HTML or XML in place of text: extract the article's text first"
    return _other_language(text)


def _wordy(text: str) -> bool:
    """Whether a text with control characters still consists of words; a stray NUL in a short text is no binary file."""
    words = sum(character.isalpha() or character.isspace() for character in text)
    return words >= MIN_WORDS * len(text) and len(_CONTROL.findall(text)) <= MAX_CONTROL_IN_WORDS * len(text)


def _other_language(text: str) -> str | None:
    letters = sum(character.isalpha() for character in text)
    arabic = len(_ARABIC.findall(text))
    if not letters:
        return "not Arabic: the text has no letters"
    if arabic < MIN_ARABIC * letters:
        return f"not Arabic: {arabic / letters:.0%} of its letters are Arabic"
    foreign = len(_FOREIGN.findall(text))
    if letters >= FEW_LETTERS and foreign >= MAX_FOREIGN * letters:
        return f"not Arabic: {foreign / letters:.1%} of its letters are those of Persian, Urdu, Kurdish or Pashto"
    return None


def has_tags(text: str) -> bool:
    """Whether a text that is no document of markup still holds a tag or two."""
    return _TAG.search(text) is not None
