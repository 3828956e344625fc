"""Rows of CSV, for the formats of an archive that are tables of text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from typing import IO, Final, TypeVar

from riwaya.export.csv import csv_line, defused, joined
from riwaya.export.encoding import utf8

Cell = str | int | float | dt.date | bool | list[str] | None
Subject = TypeVar("Subject")
EMPTY: Final = ""


def cell(value: Cell) -> str:
    """A value as a cell: unknown is empty, 0 is a number, a list is joined by ` | `, no formula for a spreadsheet."""
    if value is None:
        return EMPTY
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return defused(joined(value))
    if isinstance(value, int | float):
        return str(value)
    return value.isoformat() if isinstance(value, dt.date) else defused(value)


def write_line(stream: IO[bytes], cells: Iterable[str]) -> None:
    """Writes a line of CSV."""
    stream.write(utf8(csv_line(cells)))


def write_row(stream: IO[bytes], columns: Mapping[str, Callable[[Subject], Cell]], subject: Subject) -> None:
    """Writes what every column makes of the subject."""
    write_line(stream, (cell(column(subject)) for column in columns.values()))
