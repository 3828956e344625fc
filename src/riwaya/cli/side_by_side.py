"""Columns of text beside each other in a terminal, Arabic and English mixed.

Terminals differ in whether they turn right-to-left text round, and one that does would turn two columns of Arabic round
as one phrase. So each piece of a line that holds Arabic stands between left-to-right marks, which take no room.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from rich.cells import cell_len, chop_cells
from rich.text import Text

from riwaya.export.table import LEFT_TO_RIGHT_MARK, TRIGGER_MARK

LABEL_WIDTH: Final = 10
NARROWEST: Final = 34  # a column; with less room, accounts stand below each other
WIDEST: Final = 60
RULE: Final = " │ "
DIFFERS: Final = "≠"
TOGETHER: Final = "\u00a0"  # keeps words on one line; it is written as a blank
_RIGHT_TO_LEFT: Final = frozenset({"R", "AL"})


class Cell(NamedTuple):
    """What one account says in one row: each value begins a line; `differs` marks it as unlike the others."""

    values: tuple[str, ...] = ()
    differs: bool = False


class Row(NamedTuple):
    """A label and a cell for each account."""

    label: str
    cells: tuple[Cell, ...]
    differs: bool = False


def beside(rows: Sequence[Row], width: int) -> Iterator[Text]:
    """The rows, as many columns beside each other as the terminal holds; the others follow below."""
    count = len(rows[0].cells) if rows else 0
    room = width - LABEL_WIDTH
    at_once = max(1, room // (NARROWEST + len(RULE)))
    at_once = -(-count // -(-count // at_once)) if count else 1  # blocks of about equal size
    size = min(WIDEST if at_once > 1 else room, room // at_once - len(RULE))
    for first in range(0, count, at_once):
        if first:
            yield Text("─" * min(width, LABEL_WIDTH + at_once * (size + len(RULE))), "dim")
        for row in rows:
            cells = row.cells[first : first + at_once]
            if any(cell.values for cell in cells):
                yield from _row(row, cells, size)


def _row(row: Row, cells: Sequence[Cell], size: int) -> Iterator[Text]:
    columns = [list(_cell_lines(cell, size)) for cell in cells]
    for number in range(max(map(len, columns))):
        label = f"{row.label} {DIFFERS}" if row.differs else row.label
        line = Text.assemble((f"{label if number == 0 else '':<{LABEL_WIDTH}}", "dim"))
        for index, (lines, cell) in enumerate(zip(columns, cells, strict=True)):
            piece = lines[number] if number < len(lines) else ""
            last = index == len(columns) - 1
            line.append(RULE if index else " ", "dim")
            line.append_text(_piece(piece, cell.differs))
            if not last:
                line.append(" " * (size - cell_len(piece)))
        line.rstrip()
        yield line


def _cell_lines(cell: Cell, size: int) -> Iterator[str]:
    for number, value in enumerate(cell.values):
        marked = f"{DIFFERS}{TOGETHER}{value}" if cell.differs and number == 0 else value
        yield from wrapped(marked, size)


def wrapped(text: str, size: int) -> Iterator[str]:
    """The text in lines of at most `size` columns of a terminal, broken between words where that can be."""
    line = ""
    for word in text.split(" "):
        for part in chop_cells(word, size) if cell_len(word) > size else [word]:
            longer = f"{line} {part}" if line else part
            if cell_len(longer) > size:
                yield line
                longer = part
            line = longer
    if line:
        yield line


def guarded(text: str) -> str:
    """The text between left-to-right marks where it holds letters that are written from the right."""
    turned = any(unicodedata.bidirectional(letter) in _RIGHT_TO_LEFT for letter in text)
    return f"{LEFT_TO_RIGHT_MARK}{text}{LEFT_TO_RIGHT_MARK}" if turned else text


def _piece(piece: str, differs: bool) -> Text:
    text = Text(guarded(piece.replace(TOGETHER, " ")), "bold yellow" if differs else "")
    mark = TRIGGER_MARK.replace("*", r"\*")
    text.highlight_regex(rf"{mark}.*?{mark}", "bold red")
    return text


def paragraph(text: str, width: int, indent: int = 2, first: str = "") -> Iterator[Text]:
    """A paragraph with its lines set in; `first` stands before the first line, within the indent."""
    for number, line in enumerate(wrapped(text, max(width - indent, NARROWEST))):
        lead = f"{first:<{indent}}" if number == 0 else " " * indent
        yield Text(lead + guarded(line))


def plain(lines: Iterable[Text]) -> str:
    """The lines without their styles."""
    return "\n".join(line.plain for line in lines)
