"""CSV with HXL hashtags in its second row (HXL standard 1.1), for humanitarian data."""

from __future__ import annotations

from typing import IO

from riwaya.export.about import About
from riwaya.export.columns import COLUMNS, values
from riwaya.export.records import Record
from riwaya.export.sheets import cell, write_line


class HxlWriter:
    """Names, hashtags, then a row a record; several values in a cell are joined by ` | `."""

    def __init__(self, stream: IO[bytes], about: About) -> None:
        self._stream = stream
        self._about = about
        write_line(stream, COLUMNS)
        write_line(stream, (column.hashtag for column in COLUMNS.values()))

    def add(self, record: Record) -> bool:
        """Writes the record's row."""
        write_line(self._stream, map(cell, values(record).values()))
        return True

    def finish(self) -> None:
        """Nothing stands at the end."""
