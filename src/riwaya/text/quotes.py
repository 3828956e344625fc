"""Pairs of quotation marks, of whatever shape."""

from __future__ import annotations

from collections.abc import Sequence

from riwaya.model.analysis import Token

PAIRS = {"\u00ab": "\u00bb", '"': '"', "'": "'", "(": ")"}
LONGEST = 400  # tokens between two marks; farther apart they are not one quote


def quotes(tokens: Sequence[Token]) -> tuple[tuple[int, int], ...]:
    """Token ranges (half-open, marks left out) between matching quotation marks, in order; nested ones as well.

    A mark without its partner is passed over. Brackets count: papers quote names in them.
    """
    found: list[tuple[int, int]] = []
    open_marks: list[tuple[str, int]] = []
    for index, token in enumerate(tokens):
        if token.word.kind != "punct":
            continue
        mark = token.word.key
        matching = next((n for n in range(len(open_marks) - 1, -1, -1) if PAIRS[open_marks[n][0]] == mark), None)
        if matching is not None and index - open_marks[matching][1] <= LONGEST:
            found.append((open_marks[matching][1] + 1, index))
            del open_marks[matching:]
        elif mark in PAIRS:
            open_marks.append((mark, index))
    return tuple(sorted(found))
