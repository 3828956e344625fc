"""Every answer is kept as it came, in WARC files that only grow; it is on disk before anything is made of it."""

from __future__ import annotations

import datetime as dt
import fcntl
import hashlib
import os
import re
from pathlib import Path
from typing import BinaryIO, Final, Self

from riwaya.errors import InputError
from riwaya.intake.kept import first_record, records_of
from riwaya.model.sources import Fetched, FetchKind, Kept

# A new file is begun above this size, and each day.
LARGEST_FILE: Final = 1_000_000_000
DEFAULT: Final = "riwaya.warc"
VARIABLE: Final = "RIWAYA_WARC"
_NAME: Final = re.compile(r"riwaya-(?P<day>\d{8})-(?P<number>\d{4,})\.warc\.gz")
_LOCK: Final = ".lock"


def warc_folder(archive: str, given: Path | None = None) -> Path:
    """Where the WARC files of an archive are: as given, else by `RIWAYA_WARC`, else beside its file.

    `archive` is the path of its file, or the address of its database.
    """
    if given is None and (named := os.environ.get(VARIABLE)):
        given = Path(named)
    if given is not None:
        return given
    return Path(DEFAULT) if "://" in archive else Path(archive).with_suffix(".warc")


class Keeper:
    """Adds to the WARC files of a folder, alone: a second one is refused while the first is there.

    `last` is what the archive's log knows as kept last: its file is gone on with if it ends there. Behind what the log
    does not know, such as half a record after a power cut, nothing is written; a new file is begun instead.
    """

    def __init__(self, folder: Path, last: Kept | None, program: str, largest: int = LARGEST_FILE) -> None:
        self._folder = folder
        self._program = program
        self._largest = largest
        self._last = last
        self._number = _number(last.file) if last else 0
        self._name = ""
        self._file: BinaryIO | None = None
        self._end = 0
        folder.mkdir(parents=True, exist_ok=True)
        self._lock = (folder / _LOCK).open("wb")
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            self._lock.close()
            raise InputError(str(folder), "another riwaya keeps pages there: end it first") from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Closes the file and lets others keep."""
        if self._file is not None:
            self._file.close()
            self._file = None
        self._lock.close()

    def keep(self, fetched: Fetched, kind: FetchKind) -> Kept:
        """Appends what was asked and what came, and waits until the disk has it. Raises `OSError`."""
        day = fetched.at.astimezone(dt.UTC).strftime("%Y%m%d")
        file = self._opened(day)
        before, answer, record = records_of(fetched, kind)
        if self._end == 0:
            before = first_record(self._name, fetched.at.isoformat().replace("+00:00", "Z"), self._program) + before
        block = before + answer
        start = self._end
        try:
            left = memoryview(block)
            while left:
                left = left[file.write(left) :]
            os.fsync(file.fileno())
        except OSError:
            # Half a record may stand there now: what comes next goes into a new file.
            self._file, self._last = None, None
            file.close()
            raise
        self._end += len(block)
        return Kept(
            file=self._name,
            start=start,
            length=len(block),
            sha256=hashlib.sha256(block).hexdigest(),
            offset=start + len(before),
            record=record,
        )

    def _opened(self, day: str) -> BinaryIO:
        if self._file is not None and self._end < self._largest and _day(self._name) == day:
            return self._file
        if self._file is not None:
            self._file.close()
        self._file = self._going_on(day) or self._begun(day)
        return self._file

    def _going_on(self, day: str) -> BinaryIO | None:
        """The file that the log knows, if it is today's, ends where the log says, and has room."""
        last, self._last = self._last, None
        if last is None or _day(last.file) != day:
            return None
        end, path = last.start + last.length, self._folder / last.file
        if not path.is_file() or path.stat().st_size != end or end >= self._largest:
            return None
        self._name, self._end = last.file, end
        return path.open("ab", buffering=0)

    def _begun(self, day: str) -> BinaryIO:
        # Above what is there and what the log knows, so that none is given twice where a file was taken away.
        self._number = max(self._number, *(_number(path.name) for path in self._folder.iterdir())) + 1
        self._name, self._end = f"riwaya-{day}-{self._number:04}.warc.gz", 0
        file = (self._folder / self._name).open("xb", buffering=0)
        folder = os.open(self._folder, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
        return file


def _number(name: str) -> int:
    found = _NAME.fullmatch(name)
    return int(found["number"]) if found else 0


def _day(name: str) -> str:
    found = _NAME.fullmatch(name)
    return found["day"] if found else ""
