"""`docs/exports.md` lists every column of every format, in its order."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from riwaya.export import acled, columns, ged
from riwaya.export.writers import ARCHIVE_FORMATS

_COLUMNS = re.compile(r"<!-- columns (\w+) -->\n(.*?)<!-- /columns -->", re.DOTALL)


@pytest.fixture(scope="module")
def text(root: Path) -> str:
    return (root / "docs" / "exports.md").read_text("utf-8")


def told(text: str, name: str) -> list[list[str]]:
    """The rows of a table of columns, without its head."""
    table = dict(_COLUMNS.findall(text))[name]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in table.splitlines()[2:]]


@pytest.mark.parametrize(
    ("name", "names"), [("acled", acled.COLUMNS), ("ged", ged.COLUMNS), ("shared", columns.COLUMNS)]
)
def test_every_column_is_told(text: str, name: str, names: Iterable[str]) -> None:
    rows = told(text, name)
    assert [row[0] for row in rows] == [f"`{column}`" for column in names]
    assert all(len(row) == 3 and all(row) for row in rows)


@pytest.mark.parametrize(("name", "module"), [("acled", acled), ("ged", ged)])
def test_what_stays_empty_is_told_to(text: str, name: str, module: object) -> None:
    nothing = getattr(module, "_nothing")  # noqa: B009 (a private name of either module)
    empty = [f"`{column}`" for column, of in getattr(module, "COLUMNS").items() if of is nothing]  # noqa: B009
    assert [row[0] for row in told(text, name) if row[2] == "–"] == empty


def test_hashtags_are_told(text: str) -> None:
    tags = {row[0].strip("`"): row[1].strip("`") for row in told(text, "shared")}
    assert tags == {name: column.hashtag for name, column in columns.COLUMNS.items()}


def test_every_format_is_told(text: str) -> None:
    assert re.findall(r"^\| \[`(\w+)`\]", text, re.MULTILINE) == list(ARCHIVE_FORMATS)
