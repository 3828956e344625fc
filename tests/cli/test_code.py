from __future__ import annotations

import csv
import io
import json
import signal
import subprocess
import time
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


def ids(output: bytes) -> list[str]:
    return [msgspec.json.decode(line, type=CodedReport).id for line in output.splitlines()]


def lines(path: Path, record: Record, names: list[str]) -> Path:
    path.write_text("".join(f"{record(id=name)}\n" for name in names), "utf-8")
    return path


def test_text_with_date_and_outlet(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "r.txt"
    path.write_text(TEXT, "utf-8")
    result = run("code", path, "--published", "13/03/2019", "--outlet", "paper")
    assert result.exit_code == 0
    line = json.loads(result.stdout)
    assert (line["id"], line["published"], line["outlet"]) == ("r", "2019-03-13", "paper")
    assert len(line["events"]) == 1
    assert "1 report coded, 1 event, 0 failed" in result.stderr


def test_warnings_of_intake_are_in_the_output(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "r.txt"
    path.write_bytes(TEXT.replace("ُ", "").encode("cp1256"))
    result = run("code", path)
    assert [warning["code"] for warning in json.loads(result.stdout)["warnings"]] == ["encoding", "no_date"]
    assert "warnings: encoding 1, no_date 1" in result.stderr


def test_events_that_are_not_sure_enough_are_left_out_and_counted(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "r.txt"
    path.write_text(f"{TEXT} ثم قصف آخر ثم قصف ثالث", "utf-8")
    result = run("code", path, "--min-confidence", "0.5")
    assert [event["confidence"] for event in json.loads(result.stdout)["events"]] == [1.0, 0.5]
    assert "1 event below --min-confidence left out" in result.stderr
    assert "2 events, 0 failed" in result.stderr
    everything = run("code", path)
    assert len(json.loads(everything.stdout)["events"]) == 3
    assert "left out" not in everything.stderr


@pytest.mark.parametrize("jobs", [1, 4])
def test_the_order_of_the_output_is_that_of_the_input(run: Run, tmp_path: Path, record: Record, jobs: int) -> None:
    names = [f"{n}-slow" if n in (0, 40) else f"{n}-fail" if n % 50 == 7 else str(n) for n in range(150)]
    path, errors = lines(tmp_path / "r.jsonl", record, names), tmp_path / "errors.jsonl"
    result = run("code", path, "--jobs", jobs, "--errors", errors)
    assert result.exit_code == 1
    assert ids(result.stdout_bytes) == [name for name in names if "fail" not in name]
    failures = [msgspec.json.decode(line, type=Failure) for line in errors.read_bytes().splitlines()]
    assert [failure.id for failure in failures] == [name for name in names if "fail" in name]
    assert failures[0].where == f"{path}:8"
    assert failures[0].stage == "events"


def test_the_same_bytes_with_any_number_of_jobs(run: Run, tmp_path: Path, record: Record) -> None:
    path = lines(tmp_path / "r.jsonl", record, [str(n) for n in range(200)])
    for name in ("jsonl", "csv", "geojson", "table"):
        outputs = {run("code", path, "--jobs", jobs, "--format", name).stdout_bytes for jobs in (1, 2, 4)}
        assert len(outputs) == 1


@pytest.mark.parametrize("jobs", [2, 4])
def test_a_process_that_dies_loses_no_other_report(run: Run, tmp_path: Path, record: Record, jobs: int) -> None:
    names = [f"{n}-crash" if n in (5, 6, 70) else str(n) for n in range(120)]
    path, errors = lines(tmp_path / "r.jsonl", record, names), tmp_path / "errors.jsonl"
    result = run("code", path, "--jobs", jobs, "--errors", errors)
    assert result.exit_code == 1
    assert ids(result.stdout_bytes) == [name for name in names if "crash" not in name]
    failures = [msgspec.json.decode(line, type=Failure) for line in errors.read_bytes().splitlines()]
    assert [failure.id for failure in failures] == ["5-crash", "6-crash", "70-crash"]
    assert failures[0].cause == "the process that coded it was killed by signal 9 (out of memory?)"
    assert "Traceback" not in result.stderr


def test_formats(run: Run, tmp_path: Path, record: Record) -> None:
    path = lines(tmp_path / "r.jsonl", record, ["a", "b"])
    table = run("code", path, "-f", "table").stdout
    assert "shelling" in table
    assert "**قصف**" in table
    rows = list(csv.DictReader(io.StringIO(run("code", path, "-f", "csv").stdout)))
    assert [row["report_id"] for row in rows] == ["a", "b"]
    assert len(json.loads(run("code", path, "-f", "geojson").stdout)["features"]) == 2


def test_the_ending_of_the_output_names_the_format(run: Run, tmp_path: Path, record: Record) -> None:
    path = lines(tmp_path / "r.jsonl", record, ["a"])
    output = tmp_path / "events.csv"
    result = run("code", path, "-o", output)
    assert (result.exit_code, result.stdout) == (0, "")
    assert output.read_text("utf-8").startswith("report_id,")
    assert sorted(file.name for file in tmp_path.iterdir()) == ["events.csv", "r.jsonl"]


def test_standard_input(run: Run, record: Record) -> None:
    assert ids(run("code", "-", stdin=f"{record(id='x')}\n".encode()).stdout_bytes) == ["x"]
    assert ids(run("code", "-", stdin=TEXT.encode()).stdout_bytes) == ["stdin"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nowhere.txt"], "nowhere.txt"),
        (["r.jsonl", "--published", "yesterday"], "yesterday"),
        (["r.jsonl", "--format", "xml"], "xml"),
        (["r.jsonl", "--jobs", "-1"], "greater than or equal to"),
        (["-", "-"], "only once"),
        (["r.jsonl", "-o", "r.jsonl"], "read as input"),
        (["r.jsonl", "--errors", "./r.jsonl"], "read as input"),
        (["r.jsonl", "-o", "no/folder/x.csv"], "folder"),
        (["r.jsonl", "-o", "folder"], "folder"),
        (["r.jsonl", "-o", "x.jsonl", "--errors", "x.jsonl"], "--output"),
        (["folder", "-o", "folder/out.jsonl"], "read as input"),
        ([], "PATH"),
    ],
)
def test_wrong_usage(
    run: Run, tmp_path: Path, record: Record, monkeypatch: pytest.MonkeyPatch, arguments: list[str], message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    (tmp_path / "folder").mkdir()
    before = lines(tmp_path / "r.jsonl", record, ["a"]).read_bytes()
    result = run("code", *arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert "Traceback" not in result.stderr
    assert (tmp_path / "r.jsonl").read_bytes() == before


def test_a_folder_without_reports(run: Run, tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text("x", "utf-8")
    result = run("code", tmp_path)
    assert result.exit_code == 2
    assert "no reports found" in result.stderr
    assert "1 file of other kinds left aside" in result.stderr


def test_wrong_data_names_file_and_line(
    run: Run, tmp_path: Path, record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STUB_DATA_ERROR", "columns missing: kind")
    result = run("code", lines(tmp_path / "r.jsonl", record, ["a"]), "-o", tmp_path / "out.jsonl")
    assert result.exit_code == 2
    assert "riwaya: lexicon/weapons.tsv:3: columns missing: kind" in result.stderr
    assert not (tmp_path / "out.jsonl").exists()


def test_an_output_can_be_a_device(run: Run, tmp_path: Path, record: Record) -> None:
    assert run("code", lines(tmp_path / "r.jsonl", record, ["a"]), "-o", "/dev/null").exit_code == 0
    assert Path("/dev/null").is_char_device()


def test_a_disk_that_is_full_is_told(start: Start, tmp_path: Path, record: Record) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full")
    process = start("code", lines(tmp_path / "r.jsonl", record, ["a"]), "-o", "/dev/full")
    _, stderr = process.communicate()
    assert process.returncode == 2
    assert b"No space left" in stderr
    assert b"Traceback" not in stderr


def test_a_reader_that_has_enough_is_no_error(start: Start, tmp_path: Path, record: Record) -> None:
    path = lines(tmp_path / "r.jsonl", record, [str(n) for n in range(3000)])
    process = start("code", path, "--jobs", 2)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    stderr = process.stderr.read()
    assert process.wait() == 0
    assert stderr == b""
    process.stderr.close()
    assert process.stdin is not None
    process.stdin.close()


@pytest.mark.parametrize(("jobs", "number"), [(1, signal.SIGINT), (3, signal.SIGINT), (3, signal.SIGTERM)])
def test_ctrl_c_leaves_a_line_and_no_half_file(
    start: Start, tmp_path: Path, record: Record, jobs: int, number: signal.Signals
) -> None:
    path = lines(tmp_path / "r.jsonl", record, [f"{n}-slow" for n in range(400)])
    output = tmp_path / "out.jsonl"
    output.write_text("old", "utf-8")
    process = start("code", path, "--jobs", jobs, "-o", output)
    deadline = time.monotonic() + 20
    while not list(tmp_path.glob(".out.jsonl.*.part")) and time.monotonic() < deadline:
        time.sleep(0.02)
    time.sleep(0.3)
    process.send_signal(number)
    _, stderr = process.communicate(timeout=20)
    assert process.returncode == 130
    assert b"interrupted" in stderr
    assert b"Traceback" not in stderr
    assert output.read_text("utf-8") == "old"
    assert sorted(file.name for file in tmp_path.iterdir()) == ["out.jsonl", "r.jsonl"]
