from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from typer.testing import Result

TEXT = "تعز شهدت قصف السوق."
Run = Callable[..., Result]
Record = Callable[..., str]


def test_sentences_mentions_rules_and_events(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "r.txt"
    path.write_text(TEXT, "utf-8")
    result = run("explain", path, "--published", "2019-03-13")
    assert result.exit_code == 0
    out = result.stdout.replace("\u200e", "")
    assert "sentence 0 (body, 0:19)" in out
    assert TEXT in out
    assert "> rule events.shelling: shelling" in out
    assert "**قصف**" in out
    assert "lemma" not in out
    words = run("explain", path, "--words").stdout.replace("\u200e", "")
    assert "شهدت  NOUN  lemma شهدت" in words
    assert "place  تعز  [places.first] core_first=0 core_last=1 head=settlement" in words


def test_one_report_of_many(run: Run, tmp_path: Path, record: Record) -> None:
    path = tmp_path / "r.jsonl"
    path.write_text(f"{record(id='a')}\n{record(id='b')}\n", "utf-8")
    assert "b · " not in run("explain", path, "--id", "a").stdout
    assert "b · " in run("explain", path).stdout
    missing = run("explain", path, "--id", "c")
    assert missing.exit_code == 2
    assert "no report c" in missing.stderr


def test_failures_are_told(run: Run, tmp_path: Path, record: Record) -> None:
    path = tmp_path / "r.jsonl"
    path.write_text(f"{{\n{record(id='fail')}\n{record(id='b')}\n", "utf-8")
    result = run("explain", path)
    assert result.exit_code == 1
    assert f"{path}:1: intake: JSON is malformed" in result.stderr
    assert f"{path}:2: report fail: events failed: ValueError: no" in result.stderr
    assert "b · " in result.stdout


def test_wrong_usage(run: Run, tmp_path: Path) -> None:
    assert run("explain", tmp_path / "nowhere").exit_code == 2
    assert run("explain", "-", "--published", "x", stdin=b"").exit_code == 2
