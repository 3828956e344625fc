"""Cleaning and folding of Arabic spelling. One function for the coder, the lexicons and, later, every search box.

`clean` gives the written word without what carries no reading (NFKC of presentation forms, no diacritics, ASCII
digits, plain quotes) and a map back to the untouched text. `fold` also levels the letters that writers mix
(hamza seats, final ya, ta marbuta). Both are idempotent.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from functools import cache

from riwaya.errors import DataError
from riwaya.language.tables import rows
from riwaya.model.events import Span


class CleanText:
    """Clean text with the way back: `origins[i]` is the offset in `source` of clean character `i`."""

    __slots__ = ("origins", "source", "text")

    def __init__(self, source: str, text: str, origins: array[int]) -> None:
        self.source = source
        self.text = text
        self.origins = origins

    def span(self, start: int, end: int) -> Span:
        """The span of `source` that clean characters `start` to `end` came from, with the marks on the last one."""
        if start >= end:
            at = self.origins[start] if start < len(self.text) else len(self.source)
            return Span(at, at)
        stop = self.origins[end - 1] + 1
        limit = self.origins[end] if end < len(self.text) else len(self.source)
        while stop < limit and unicodedata.combining(self.source[stop]):
            stop += 1
        return Span(self.origins[start], stop)


def clean(source: str) -> CleanText:
    """The clean form of `source` and its map back. Length may shrink (marks) or grow (ligatures)."""
    pieces: list[str] = []
    origins: array[int] = array("I")
    table, odd = _clean_table(), _odd()
    position = 0
    for match in odd.finditer(source):
        start, end = match.span()
        if start > position:
            pieces.append(source[position:start].translate(table))
            origins.extend(range(position, start))
        for offset in range(start, end):
            replacement = _clean_char(source[offset])
            pieces.append(replacement)
            origins.extend([offset] * len(replacement))
        position = end
    pieces.append(source[position:].translate(table))
    origins.extend(range(position, len(source)))
    return CleanText(source, "".join(pieces), origins)


def fold(text: str) -> str:
    """The folded form of any text: clean, then one letter for those that writers mix, in lower case."""
    return fold_clean(clean(text).text)


def fold_clean(text: str) -> str:
    """The folded form of text that is clean already; the same length."""
    return text.translate(_fold_table()).lower()


def _code_points(cell: str, where: str) -> list[int]:
    try:
        if ".." in cell:
            low, high = (int(part.removeprefix("U+"), 16) for part in cell.split(".."))
            return list(range(low, high + 1))
        return [int(cell[2:], 16) if cell.startswith("U+") else ord(cell)]
    except (TypeError, ValueError):
        raise DataError(where, f"not a character or U+XXXX: {cell!r}") from None


def _char_map(name: str) -> dict[int, str]:
    table: dict[int, str] = {}
    for row in rows(name, "from", "to"):
        to = "".join(map(chr, _code_points(row["to"], row.where))) if row["to"] else ""
        for code in _code_points(row["from"], row.where):
            table[code] = to
    return table


@cache
def _clean_map() -> dict[int, str]:
    return _char_map("charmaps/clean.tsv")


@cache
def _clean_table() -> dict[int, str]:
    return {code: to for code, to in _clean_map().items() if len(to) == 1}


@cache
def _fold_table() -> dict[int, str]:
    return _char_map("charmaps/fold.tsv")


@cache
def _odd() -> re.Pattern[str]:
    """Runs of characters whose clean form is not one character: deleted marks and compatibility forms."""
    deleted = [code for code, to in _clean_map().items() if len(to) != 1]
    presentation = [*range(0xFB50, 0xFE00), *range(0xFE70, 0xFEFF)]
    wide = [*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF5B)]
    codes = sorted({*deleted, *presentation, *wide})
    return re.compile("[" + "".join(re.escape(chr(code)) for code in codes) + "]+")


@cache
def _clean_char(char: str) -> str:
    plain = unicodedata.normalize("NFKC", char)
    return "".join(_clean_map().get(ord(part), part) for part in plain if part != " ")
