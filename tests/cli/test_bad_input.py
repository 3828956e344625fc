"""The worst folders: all that can be coded is coded, all that can not is named, the exit code says so."""

from __future__ import annotations

import gzip
import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from typer.testing import Result

from riwaya.model import CodedReport, Failure

TEXT = "قُتل شخصان أمس في قصف على مدينة تعز."
Run = Callable[..., Result]
Record = Callable[..., str]
Start = Callable[..., "subprocess.Popen[bytes]"]


@pytest.mark.parametrize("jobs", [1, 4])
def test_an_unreadable_file_among_a_thousand(run: Run, tmp_path: Path, jobs: int) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    for number in range(1000):
        (folder / f"{number:04}.txt").write_text(TEXT, "utf-8")
    (folder / "0500-gone.txt").symlink_to(tmp_path / "nowhere")
    output, errors = tmp_path / "out.jsonl", tmp_path / "errors.jsonl"
    result = run("code", folder, "--published", "2019-03-13", "-o", output, "--errors", errors, "--jobs", jobs)
    assert result.exit_code == 1
    coded = [msgspec.json.decode(line, type=CodedReport) for line in output.read_bytes().splitlines()]
    assert [one.id for one in coded] == [f"{number:04}" for number in range(1000)]
    assert all(len(one.events) == 1 and not one.warnings for one in coded)
    (failure,) = [msgspec.json.decode(line, type=Failure) for line in errors.read_bytes().splitlines()]
    assert failure.where == str(folder / "0500-gone.txt")
    assert f"{failure.where}: intake: can not be read: No such file or directory" in result.stderr.replace("\n", "")
    assert "1,000 reports coded, 1,000 events, 1 failed" in result.stderr


def bad_folder(folder: Path, record: Record) -> None:
    folder.mkdir()
    good = [record(id="g1"), record(id="g2", published="soon"), record(id="g3", title="عنوان")]
    bad = ["{", record(text=3), record(text=""), record(text="English only"), record(text="<html><p>قصف</p></html>")]
    bad += ['{"id": "x"}', record(text="x" * 2_000_000), "null"]
    mixed = [good[0], *bad[:4], good[1], *bad[4:], good[2]]
    (folder / "mixed.jsonl").write_text("\n".join(mixed) + "\n", "utf-8")
    (folder / "mixed.json").write_text(f"[{record(id='g4')}, 7, {record(text=True)}, {record(id='g5')}", "utf-8")
    (folder / "old.txt").write_bytes(TEXT.replace("ُ", "").encode("cp1256"))
    (folder / "wide.txt").write_bytes(TEXT.encode("utf-16"))
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 100)
    (folder / "cut.jsonl.gz").write_bytes(gzip.compress(record(id="g6").encode() * 50)[:-12])
    (folder / "gone.json").symlink_to(folder / "nowhere")


@pytest.mark.parametrize("jobs", [1, 4])
def test_every_bad_input_in_one_folder(start: Start, tmp_path: Path, record: Record, jobs: int) -> None:
    folder, errors = tmp_path / "reports", tmp_path / "errors.jsonl"
    bad_folder(folder, record)
    process = start("code", folder, "--errors", errors, "--jobs", jobs, "--max-report-bytes", 1_000_000)
    stdout, stderr = process.communicate()
    assert process.returncode == 1
    assert b"Traceback" not in stderr
    coded = [json.loads(line) for line in stdout.splitlines()]
    assert {one["id"] for one in coded} == {"g1", "g2", "g3", "g4", "g5", "old", "wide"}
    failures = [msgspec.json.decode(line, type=Failure) for line in errors.read_bytes().splitlines()]
    causes = {f"{Path(failure.where).name}": failure.cause for failure in failures}
    assert causes["mixed.jsonl:2"].startswith("JSON is malformed")
    assert causes["mixed.jsonl:3"].startswith("wrong fields")
    assert causes["mixed.jsonl:4"] == "the text is empty"
    assert causes["mixed.jsonl:5"].startswith("not Arabic")
    assert causes["mixed.jsonl:7"].startswith("HTML")
    assert causes["mixed.jsonl:8"].startswith('no field "text"')
    assert causes["mixed.jsonl:9"].startswith("longer than 1,000,000 bytes")
    assert causes["mixed.jsonl:10"].startswith("wrong fields")
    assert causes["empty.txt"] == "the text is empty"
    assert {"binary.txt", "cut.jsonl.gz", "gone.json", "mixed.json:1"} <= set(causes)
    for failure in failures:
        assert f"{failure.where}: {failure.stage}: {failure.cause}".encode() in stderr


def test_many_failures_are_not_all_printed(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    path.write_text("{\n" * 500, "utf-8")
    result = run("code", path)
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) < 30
    assert "--errors FILE records them all" in result.stderr
    assert "500 failed" in result.stderr
