"""Tables and rule files: how they are read, and what their mistakes look like."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest

from riwaya.errors import DataError
from riwaya.language import tables
from riwaya.language.tables import read_lines, rows, rules

Write = Callable[[str, str], None]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    monkeypatch.setattr(tables, "DATA", tmp_path)
    rules.cache_clear()

    def file(name: str, text: str) -> None:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    return file


def test_rows(write: Write) -> None:
    write("x.tsv", "# about\n\nid\tnames\tgloss\none\tجيش| الجيش | |\tarmy\n# aside\ntwo\n")
    first, second = rows("x.tsv", "id", "gloss")
    assert (first["id"], first["gloss"], first.where) == ("one", "army", "x.tsv:4")
    assert first.list("names") == ["جيش", "الجيش"]
    assert (second["id"], second["gloss"], second.list("names"), second.where) == ("two", "", [], "x.tsv:6")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("# x\nid\tname\n", "x.tsv:2: columns missing: gloss, kind"),
        ("id\tkind\tgloss\n1\t2\t3\t4\n", "x.tsv:2: 4 cells, but the header has 3"),
    ],
)
def test_a_wrong_table_names_file_and_line(write: Write, text: str, message: str) -> None:
    write("x.tsv", text)
    with pytest.raises(DataError) as caught:
        list(rows("x.tsv", "id", "kind", "gloss"))
    assert str(caught.value) == message
    assert message.startswith(caught.value.where)


def test_a_missing_table_is_named(write: Write, tmp_path: Path) -> None:
    write("other.tsv", "id\n")
    with pytest.raises(DataError, match=r"x\.tsv: no such table"):
        list(rows("x.tsv"))
    assert not (tmp_path / "x.tsv").exists()


def test_packed_and_plain_files(tmp_path: Path) -> None:
    (tmp_path / "a.tsv.gz").write_bytes(gzip.compress("سطر\nline\n".encode()))
    assert read_lines(tmp_path / "a.tsv.gz") == ["سطر", "line"]
    (tmp_path / "b.tsv").write_bytes("سطر".encode("cp1256"))
    with pytest.raises(DataError, match="not readable as UTF-8"):
        read_lines(tmp_path / "b.tsv")
    (tmp_path / "c.tsv.gz").write_bytes(b"not packed")
    with pytest.raises(DataError, match="not readable"):
        read_lines(tmp_path / "c.tsv.gz")


def test_rules(write: Write) -> None:
    write("rules/a/b.yaml", "# about\n- id: one\n  meaning: x\n- {id: two, meaning: y}\n")
    assert [rule["id"] for rule in rules("a/b")] == ["one", "two"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("id: one\n", "rules/a.yaml: must be a list of mappings, each with an id"),
        ("- meaning: no id\n", "rules/a.yaml: must be a list of mappings, each with an id"),
        ("- id: one\n  x: [\n", "rules/a.yaml: not YAML"),
    ],
)
def test_a_wrong_rule_file_is_named(write: Write, text: str, message: str) -> None:
    write("rules/a.yaml", text)
    with pytest.raises(DataError) as caught:
        rules("a")
    assert str(caught.value).startswith(message)
