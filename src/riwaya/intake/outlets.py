"""Reads `sources.yaml`: the outlets, and the addresses at which they list their articles."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import msgspec
import yaml

from riwaya.errors import DataError
from riwaya.language.tables import DATA, read_lines
from riwaya.model.sources import Outlet

NAME: Final = "sources.yaml"
_LOADER: Final[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """An outlet, and where it stands in the file: `file:line`."""

    outlet: Outlet
    where: str


def shipped() -> Path:
    """The list of outlets that comes with riwaya."""
    return DATA / NAME


def read_outlets(path: Path | None = None) -> tuple[Outlet, ...]:
    """The outlets of a file, else of the one that comes with riwaya. Raises `DataError` with file and line."""
    return tuple(entry.outlet for entry in read_entries(path or shipped()))


def read_entries(path: Path) -> tuple[Entry, ...]:
    """The outlets with their lines. Raises `DataError` with file and line at the first that is wrong."""
    name = path.relative_to(DATA).as_posix() if path.is_relative_to(DATA) else str(path)
    try:
        whole = yaml.compose("\n".join(read_lines(path)), Loader=_LOADER)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{name}:{mark.line + 1}" if mark else name
        raise DataError(where, f"not YAML: {getattr(error, 'problem', None) or error}") from None
    except OSError as error:
        raise DataError(name, f"can not be read: {error.strerror}") from None
    if whole is None:
        return ()
    if not isinstance(whole, yaml.SequenceNode):
        raise DataError(f"{name}:{whole.start_mark.line + 1}", "must be a list of outlets")
    entries = tuple(_entries(whole, name))
    _each_once(entries)
    return entries


def _entries(whole: yaml.SequenceNode, name: str) -> Iterator[Entry]:
    for node in whole.value:
        where = f"{name}:{node.start_mark.line + 1}"
        try:
            told = _plain(node)
            yield Entry(outlet=msgspec.convert(told, Outlet), where=where)
        except msgspec.ValidationError as error:
            raise DataError(where, str(error)) from None
        except (yaml.YAMLError, ValueError) as error:
            raise DataError(where, f"not YAML: {getattr(error, 'problem', None) or error}") from None


def _plain(node: yaml.Node) -> object:
    """What an entry of the file says. Raises `YAMLError`."""
    loader = yaml.SafeLoader("")
    try:
        return loader.construct_document(node)
    finally:
        loader.dispose()


def _each_once(entries: tuple[Entry, ...]) -> None:
    """Raises `DataError` for an id or an address that stands there twice."""
    seen: dict[str, str] = {}
    for entry in entries:
        for name in (entry.outlet.id, *(feed.address for feed in entry.outlet.feeds)):
            if name in seen:
                raise DataError(entry.where, f"{name} stands in {seen[name]} already")
            seen[name] = entry.where
