from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from typer.testing import Result

from riwaya.cli import checking
from riwaya.cli.checks import tables as table_checks
from riwaya.errors import DataError
from riwaya.language import tables

Run = Callable[..., Result]


def stop() -> list[str]:
    raise DataError("rules/events/x.yaml:7", "no example")


def test_all_right(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "all_checks", lambda: iter([("a.check_a", list)]))
    result = run("check")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "2 checks, 0 mistakes" in result.stderr


def test_mistakes_are_printed_with_file_and_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "all_checks", lambda: iter([("a.check_a", lambda: ["a.tsv:1: x"]), ("b", stop)]))
    result = run("check")
    assert result.exit_code == 1
    assert result.stdout.splitlines() == ["a.tsv:1: x", "rules/events/x.yaml:7: no example"]
    assert "2 mistakes" in result.stderr


def test_tables_that_can_not_be_loaded(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "all_checks", lambda: iter([]))
    monkeypatch.setenv("STUB_DATA_ERROR", "bad")
    result = run("check")
    assert result.exit_code == 1
    assert result.stdout.startswith("lexicon/weapons.tsv:3: bad")


def test_checks_are_the_functions_of_that_name() -> None:

    def nothing() -> list[str]:
        return []

    module = ModuleType("m")
    module.__dict__.update(check_b=nothing, check_a=nothing, other=nothing, check_of=lambda path: [path])
    assert [name for name, _ in checking.checks_of(module)] == ["check_a", "check_b"]
    assert "tables.check_tables" in [name for name, _ in checking.all_checks()]


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tables, "DATA", tmp_path)
    (tmp_path / "rules" / "events").mkdir(parents=True)
    tables.rules.cache_clear()
    return tmp_path


def test_tables(data: Path) -> None:
    (data / "good.tsv").write_text("# x\nid\tname\n1\ta\n", "utf-8")
    assert table_checks.check_tables() == []
    (data / "bad.tsv").write_text("id\tname\n1\ta\n1\t2\t3\n", "utf-8")
    (data / "blank.tsv").write_text("id \n1\n", "utf-8")
    assert table_checks.check_tables() == [
        "bad.tsv:3: 3 cells, but the header has 2",
        "blank.tsv:1: the header has the column 'id '",
    ]


def test_rule_files(data: Path) -> None:
    (data / "rules" / "events" / "a.yaml").write_text("- id: one\n- id: two\n", "utf-8")
    assert table_checks.check_rule_files() == []
    (data / "rules" / "events" / "b.yaml").write_text("- id: three\n- id: two\n", "utf-8")
    (data / "rules" / "c.yaml").write_text("no: list\n", "utf-8")
    assert table_checks.check_rule_files() == [
        "rules/c.yaml: must be a list of mappings, each with an id",
        "rules/events/b.yaml:2: the id 'two' is in rules/events/a.yaml too",
    ]
