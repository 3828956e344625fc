"""A file is looked at before SQLite is let near it, so that what is no archive is not changed by a byte."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from riwaya.errors import StoreError

APPLICATION: Final = 0x52495741  # "RIWA": stands in the header of our files
_MAGIC: Final = b"SQLite format 3\0"
_HEADER: Final = 100  # bytes; https://www.sqlite.org/fileformat2.html#the_database_header
_APPLICATION_AT: Final = slice(68, 72)
HOW_TO_MAKE: Final = "riwaya ingest PATH… makes one"


def check_file(path: Path, *, create: bool) -> None:
    """Raises `StoreError` for a path where no archive is, and none may or can be made."""
    where = str(path)
    try:
        if path.is_dir():
            raise StoreError(where, "is a folder")
        head = _head(path)
    except OSError as error:
        raise StoreError(where, f"can not be read: {error.strerror or error}") from error
    if head is None and create and not path.absolute().parent.is_dir():
        raise StoreError(where, f"there is no folder {path.absolute().parent}")
    if not head:  # none, or as a kill left it that came before the first byte
        if create:
            return
        raise StoreError(where, f"there is no archive ({HOW_TO_MAKE})")
    if not head.startswith(_MAGIC) or len(head) < _HEADER:
        raise StoreError(where, "is no archive of riwaya")
    if int.from_bytes(head[_APPLICATION_AT], "big") != APPLICATION:
        raise StoreError(where, "is a database of another program")


def _head(path: Path) -> bytes | None:
    try:
        with path.open("rb") as stream:
            return stream.read(_HEADER)
    except FileNotFoundError:
        return None
