"""Reading the tables and rule files under `data/`, with errors that name file and line."""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from riwaya.errors import DataError

DATA = Path(__file__).resolve().parent.parent / "data"


class Row(dict[str, str]):
    """A line of a table by column name; `where` is `file:line` for messages."""

    where: str = ""

    def list(self, column: str) -> list[str]:
        """The `|`-separated values of a cell, trimmed, without empty ones."""
        return [value.strip() for value in self.get(column, "").split("|") if value.strip()]


def read_lines(path: Path) -> list[str]:
    """The lines of a UTF-8 text file, gzipped or not. Raises `DataError` where it is missing or not UTF-8."""
    try:
        raw = path.read_bytes()
        return (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8").splitlines()
    except FileNotFoundError:
        raise DataError(str(path), "no such table") from None
    except (UnicodeDecodeError, gzip.BadGzipFile) as error:
        raise DataError(str(path), f"not readable as UTF-8: {error}") from None


def rows(name: str, *columns: str) -> Iterator[Row]:
    """The rows of table `data/<name>`: tab-separated, a header first, `#` lines and empty lines left out.

    `columns` are those that must be in the header. Raises `DataError` with file and line.
    """
    header: list[str] | None = None
    for number, line in enumerate(read_lines(DATA / name), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if header is None:
            header = cells
            missing = set(columns) - set(header)
            if missing:
                raise DataError(f"{name}:{number}", f"columns missing: {', '.join(sorted(missing))}")
            continue
        if len(cells) > len(header):
            raise DataError(f"{name}:{number}", f"{len(cells)} cells, but the header has {len(header)}")
        row = Row(zip(header, cells + [""] * (len(header) - len(cells)), strict=True))
        row.where = f"{name}:{number}"
        yield row


@cache
def rules(name: str) -> tuple[Mapping[str, Any], ...]:
    """The entries of rule file `data/rules/<name>.yaml`: a list of mappings, each with an `id`."""
    path = DATA / "rules" / f"{name}.yaml"
    try:
        loaded = yaml.load("\n".join(read_lines(path)), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError as error:
        raise DataError(str(path.relative_to(DATA)), f"not YAML: {error}") from None
    if not isinstance(loaded, list) or not all(isinstance(rule, dict) and "id" in rule for rule in loaded):
        raise DataError(f"rules/{name}.yaml", "must be a list of mappings, each with an id")
    return tuple(loaded)
