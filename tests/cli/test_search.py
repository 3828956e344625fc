"""`riwaya search` and `riwaya status`: what is in the archive."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from riwaya.store.schema import HEAD

TEXT = "قُتل شخصان أمس\nفي قصف على مدينة تعز."
Run = Callable[..., Result]
Record = Callable[..., str]


@pytest.fixture
def filled(run: Run, record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RIWAYA_DB", str(tmp_path / "riwaya.db"))
    path = tmp_path / "r.jsonl"
    reports = [
        record(id="a", text=TEXT, outlet="paper"),
        record(id="b", text=f"{TEXT} وفي عدن هدوء.", outlet="other", published="2019-03-14"),
        record(id="b", text=f"{TEXT} وفي عدن هدوء حذر.", published="2019-03-14"),
        record(id="fail"),
    ]
    path.write_text("\n".join(reports), "utf-8")
    assert run("ingest", "--no-link", path).exit_code == 1
    return tmp_path / "riwaya.db"


@pytest.mark.usefixtures("filled")
def test_a_line_for_each_hit(run: Run) -> None:
    result = run("search", "مدينة تعز", "--outlet", "paper")
    assert result.exit_code == 0
    words = "قُتل شخصان أمس في قصف على **مدينة** تعز."
    assert result.stdout == f"a\tpaper\t2019-03-13\t26:31\t{words}\n"


@pytest.mark.usefixtures("filled")
def test_evidence_has_the_event_too(run: Run) -> None:
    result = run("search", "قصف", "--in", "evidence", "--until", "2019-03-13")
    report, event, kind, *_ = result.stdout.split("\t")
    assert (report, event[0], kind) == ("a", "E", "shelling")
    assert run("search", "تعز", "--in", "evidence").exit_code == 1


@pytest.mark.usefixtures("filled")
def test_the_newest_first_and_no_more_than_asked_for(run: Run) -> None:
    result = run("search", "قصف", "--limit", "2")
    assert [line.split("\t")[0] for line in result.stdout.splitlines()] == ["b~2", "b"]
    assert "these are the first 2" in result.stderr
    assert "these are the first" not in run("search", "قصف", "--limit", "3").stderr


@pytest.mark.usefixtures("filled")
def test_nothing_found_and_nothing_to_look_for(run: Run) -> None:
    nothing = run("search", "سلام")
    assert (nothing.exit_code, nothing.stderr) == (1, "riwaya: nothing found\n")
    empty = run("search", '""')
    assert empty.exit_code == 2
    assert "there is no word in it" in empty.stderr
    assert run("search", "قصف", "--since", "soon").exit_code == 2
    assert run("search", "قصف", "--since", "2019-03-14", "--until", "2019-03-13").exit_code == 2


@pytest.mark.parametrize("command", [["search", "x"], ["status"]])
def test_without_an_archive(run: Run, tmp_path: Path, command: list[str]) -> None:
    result = run(*command, "--db", tmp_path / "none.db")
    assert result.exit_code == 2
    assert result.stderr == f"riwaya: {tmp_path / 'none.db'}: there is no archive (riwaya ingest PATH… makes one)\n"
    assert list(tmp_path.iterdir()) == []


def test_what_the_archive_holds(run: Run, filled: Path) -> None:
    result = run("status")
    assert result.exit_code == 0
    told = result.stdout.splitlines()
    assert f"archive     {filled} (schema {HEAD})" in told
    assert "reports     3, later versions 1, copies 0, published 2019-03-13 to 2019-03-14" in told
    assert "events      3, not yet linked 3" in told
    assert "          1  events: ValueError: no" in told
    assert "          1  (not named)" in told
    assert "log         1" in told


@pytest.mark.usefixtures("filled")
def test_the_same_as_json(run: Run) -> None:
    numbers = json.loads(run("status", "--json").stdout)
    assert (numbers["reports"], numbers["versions"], numbers["unlinked"]) == (3, 1, 3)
    assert numbers["outlets"] == [["", 1], ["other", 1], ["paper", 1]]
    assert numbers["failures"] == [["events", "ValueError: no", 1]]
