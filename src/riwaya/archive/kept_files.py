"""The WARC files of a folder, byte by byte, against what the log tells of them."""

from __future__ import annotations

import hashlib
import os
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, Final

import msgspec

from riwaya.intake.kept import read_record
from riwaya.model.sources import Kept

WARC: Final = "*.warc.gz"
_PIECE: Final = 1 << 20


class Stretch(msgspec.Struct, frozen=True, kw_only=True):
    """Bytes of a file that the log tells of, and what they are, in words."""

    kept: Kept
    named: str


class FilesChecked(msgspec.Struct, frozen=True, kw_only=True):
    """How many files and bytes were read; what is wrong and what is orphaned, each with its place."""

    count: int
    bytes: int
    wrong: tuple[tuple[str, str], ...]
    orphans: tuple[tuple[str, str], ...]


class _Found:
    def __init__(self) -> None:
        self.bytes = 0
        self.wrong: list[tuple[str, str]] = []
        self.orphans: list[tuple[str, str]] = []


def check_files(folder: Path, stretches: Sequence[Stretch]) -> FilesChecked:
    """Reads all files that the log tells of, and those that it does not know. Raises `OSError`."""
    of_file: dict[str, list[Stretch]] = defaultdict(list)
    for stretch in stretches:
        of_file[stretch.kept.file].append(stretch)
    found = _Found()
    unknown = {path.name for path in folder.glob(WARC)} - of_file.keys()
    for name in sorted({*of_file, *unknown}):
        path = folder / name
        if path.is_file():
            with path.open("rb") as file:
                _check(file, name, sorted(of_file[name], key=lambda each: each.kept.start), found)
        else:
            found.wrong.append((str(path), f"the file is missing, with {len(of_file[name]):,} answers"))
    return FilesChecked(
        count=len(of_file.keys() | unknown),
        bytes=found.bytes,
        wrong=tuple(found.wrong),
        orphans=tuple(found.orphans),
    )


def _check(file: BinaryIO, name: str, stretches: Sequence[Stretch], found: _Found) -> None:
    size = file.seek(0, os.SEEK_END)
    found.bytes += size
    end = 0
    for each in stretches:
        kept = each.kept
        if kept.start > end:
            found.orphans += _orphans(file, name, end, min(kept.start, size))
        end = max(end, kept.start + kept.length)
        where = f"{name}:{kept.start}"
        if kept.start + kept.length > size:
            found.wrong.append((where, f"the file is cut off at {size:,} bytes: {each.named}"))
        elif _sha256(file, kept.start, kept.length) != kept.sha256:
            found.wrong.append((where, f"its {kept.length:,} bytes are not those that were kept: {each.named}"))
    if size > end:
        found.orphans += _orphans(file, name, end, size)


def _sha256(file: BinaryIO, start: int, length: int) -> str:
    digest = hashlib.sha256()
    file.seek(start)
    while length > 0 and (piece := file.read(min(length, _PIECE))):
        digest.update(piece)
        length -= len(piece)
    return digest.hexdigest()


def _orphans(file: BinaryIO, name: str, start: int, end: int) -> Iterator[tuple[str, str]]:
    """The answers in a stretch that the log does not tell of, and the bytes behind them that are no record."""
    offset = start
    while offset < end:
        try:
            record = read_record(file, offset)
        except ValueError:
            yield f"{name}:{offset}", f"{end - offset:,} bytes of a record that was not written to its end"
            return
        if record.headers.get("warc-type") == "response":
            address, date = (record.headers.get(key, "") for key in ("warc-target-uri", "warc-date"))
            yield f"{name}:{offset}", f"kept but not in the log: {address} of {date}"
        offset += record.length
