"""Folders that are watched: which of their files are new or changed, and no longer being written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from riwaya.intake.sources import Source, find_sources


class Stamp(NamedTuple):
    """By what a change of a file is seen."""

    size: int
    modified: int


class Watched:
    """Paths that are looked at again and again; it remembers what it saw and what it handed out."""

    def __init__(self, paths: Iterable[str]) -> None:
        self._paths = tuple(paths)
        self._seen: Mapping[str, Stamp] = {}
        self._handed: dict[str, Stamp] = {}

    def take_all(self) -> None:
        """Takes all files as they are now for handed out: they are read by another way."""
        self._seen = _stamps(self._paths)
        self._handed = dict(self._seen)

    def ready(self) -> tuple[str, ...]:
        """The files, in order, that were not handed out as they are now, and are as they were at the last look."""
        before, self._seen = self._seen, _stamps(self._paths)
        found = [
            path for path, stamp in self._seen.items() if self._handed.get(path) != stamp and before.get(path) == stamp
        ]
        self._handed = {path: stamp for path, stamp in self._handed.items() if path in self._seen}
        self._handed |= {path: self._seen[path] for path in found}
        return tuple(found)


def _stamps(paths: Iterable[str]) -> dict[str, Stamp]:
    stamps: dict[str, Stamp] = {}
    for source in find_sources(paths):
        if not isinstance(source, Source) or source.path is None:
            continue
        try:
            told = source.path.stat()
        except OSError:  # gone since, or not to be looked at: the next look will tell
            continue
        stamps[str(source.path)] = Stamp(told.st_size, told.st_mtime_ns)
    return stamps
