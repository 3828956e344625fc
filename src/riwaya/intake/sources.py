"""The files that paths name, in order, and how each is opened."""

from __future__ import annotations

import gzip
import io
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import IO, Final, Literal, cast

import msgspec

from riwaya.intake.encoding import HEAD, Utf16Reader, encoding_warning, utf16_of
from riwaya.intake.received import Skipped, failed
from riwaya.model import Failure
from riwaya.model.events import Warning as ReportWarning

Kind = Literal["text", "json", "json_lines", "telegram", "csv", "html", "warc", "wacz"]
Watch = Callable[[int], None]
STANDARD_INPUT: Final = "-"
STANDARD_INPUT_NAME: Final = "standard input"
KINDS: Final[dict[str, Kind]] = {
    ".txt": "text",
    ".json": "json",
    ".jsonl": "json_lines",
    ".ndjson": "json_lines",
    ".csv": "csv",
    ".tsv": "csv",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".warc": "warc",
    ".wacz": "wacz",
}
# What is read as bytes: pages find out their encoding themselves, archives have no one encoding.
_OF_BYTES: Final = frozenset({"html", "warc", "wacz"})
_GZIP_MAGIC: Final = b"\x1f\x8b"


class Source(msgspec.Struct, frozen=True):
    """A file of reports; `path` None is standard input, `kind` None is to be found out from its beginning."""

    where: str
    path: Path | None
    kind: Kind | None

    @property
    def fallback_id(self) -> str:
        """What names a report that has no id of its own: the file's name without its endings, "stdin"."""
        if self.path is None:
            return "stdin"
        name = shown(self.path).rpartition("/")[2].removesuffix(".gz")
        return Path(name).stem if Path(name).suffix in KINDS else name


class Opened(msgspec.Struct, frozen=True):
    """A stream of bytes, unpacked, UTF-16 turned into UTF-8, with what its reader should know."""

    stream: io.BufferedReader
    warnings: tuple[ReportWarning, ...] = ()


def kind_of(name: str) -> Kind | None:
    """What a file holds by its name: "a.jsonl.gz" holds JSON lines; None where the ending says nothing."""
    return KINDS.get(Path(name.lower().removesuffix(".gz")).suffix)


def find_sources(paths: Iterable[str]) -> Iterator[Source | Failure | Skipped]:
    """The files of the paths in the order given, those of a folder sorted by path."""
    for path in paths:
        if path == STANDARD_INPUT:
            yield Source(STANDARD_INPUT_NAME, None, None)
        elif Path(path).is_dir():
            yield from _walk(Path(path))
        else:
            yield Source(shown(Path(path)), Path(path), kind_of(path))


def total_bytes(paths: Iterable[str]) -> int:
    """The size of all files that the paths name, packed as they are; what can not be looked at counts nothing."""
    total = 0
    for source in find_sources(paths):
        if isinstance(source, Source) and source.path is not None:
            with suppress(OSError):
                total += source.path.stat().st_size
    return total


def _walk(folder: Path) -> Iterator[Source | Failure | Skipped]:
    """The files of a folder and the folders in it; hidden ones are passed over."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield failed(shown(folder), reason(error))
        return
    for entry in entries:
        path = folder / entry.name
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(path)
        elif kind_of(entry.name) is None or not _holds_reports(path):
            yield Skipped(where=shown(path))
        else:
            yield Source(shown(path), path, kind_of(entry.name))


def _holds_reports(path: Path) -> bool:
    """Whether a path is a file, or can not be looked at, which opening it will tell; pipes and devices are passed."""
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except OSError:
        return True


def shown(path: Path) -> str:
    """The path with forward slashes, a name that is not UTF-8 made printable."""
    return path.as_posix().encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def reason(error: BaseException) -> str:
    """Why a file can not be read, without its path, which the record holds already."""
    return f"can not be read: {getattr(error, 'strerror', None) or error}"


class _WatchedFile(io.FileIO):
    """A file that tells how many bytes of it were read, for the progress bar."""

    def __init__(self, path: Path, watch: Watch) -> None:
        super().__init__(path)
        self._watch = watch

    def readinto(self, buffer: bytearray | memoryview, /) -> int | None:  # type: ignore[override]  # the stub's type is private
        """Reads, and tells how much."""
        count = super().readinto(buffer)
        self._watch(count or 0)
        return count


@contextmanager
def open_source(source: Source, stdin: IO[bytes] | None, watch: Watch | None) -> Iterator[Opened]:
    """Opens a file or standard input, unpacks gzip, turns UTF-16 into UTF-8; closes what it opened. Raises OSError."""
    with ExitStack() as stack:
        if source.path is None:
            stream = io.BufferedReader(cast(io.RawIOBase, stdin or io.BytesIO()))
            stack.callback(stream.detach)  # whose standard input it is, may go on reading
        else:
            file = _WatchedFile(source.path, watch) if watch else io.FileIO(source.path)
            stream = stack.enter_context(io.BufferedReader(file))
        if stream.peek(len(_GZIP_MAGIC)).startswith(_GZIP_MAGIC):
            unpacked = stack.enter_context(gzip.GzipFile(fileobj=stream))
            stream = stack.enter_context(io.BufferedReader(cast(io.RawIOBase, unpacked)))
        encoding = None if source.kind in _OF_BYTES else utf16_of(stream.peek(HEAD)[:HEAD])
        if encoding is None:
            yield Opened(cast(io.BufferedReader, stream))
            return
        reader = stack.enter_context(io.BufferedReader(Utf16Reader(stream, encoding)))
        yield Opened(cast(io.BufferedReader, reader), (encoding_warning(encoding.upper()),))
