"""`riwaya ingest`: reports in, once; what failed; coding again."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from typer.testing import Result

from riwaya.errors import StoreError
from riwaya.store.accounts import all_archived, archived
from riwaya.store.engine import open_store
from riwaya.store.tables import audit, events

TEXT = "قُتل شخصان أمس في قصف على مدينة تعز."
Run = Callable[..., Result]
Record = Callable[..., str]
Start = Callable[..., "subprocess.Popen[bytes]"]


@pytest.fixture
def db(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RIWAYA_BY", "analyst")
    monkeypatch.setenv("RIWAYA_DB", str(tmp_path / "riwaya.db"))
    return tmp_path / "riwaya.db"


def lines(path: Path, record: Record, names: list[str], **fields: object) -> Path:
    path.write_text("".join(f"{record(id=name, **fields)}\n" for name in names), "utf-8")
    return path


def kept(db: Path | str) -> list[str]:
    with open_store(str(db), create=False) as store, store.reading() as connection:
        return [one.key for one in all_archived(connection)]


def log(db: Path) -> list[tuple[str, str, Any]]:
    with open_store(str(db), create=False) as store, store.reading() as connection:
        rows = connection.execute(select(audit).order_by(audit.c.seq))
        return [(row.by, row.action, json.loads(row.data)) for row in rows]


def test_reports_are_kept_with_their_events(run: Run, db: Path, tmp_path: Path) -> None:
    path = tmp_path / "r.txt"
    path.write_text(TEXT, "utf-8")
    result = run("ingest", "--no-link", path, "--published", "13/03/2019", "--outlet", "paper")
    assert result.exit_code == 0
    assert result.stdout == ""
    assert "1 report filed, 1 event, 0 known already, 0 failed" in result.stderr
    with open_store(str(db)) as store, store.reading() as connection:
        one = archived(connection, "r")
    assert one is not None
    assert (one.report.text, one.report.outlet, str(one.report.published)) == (TEXT, "paper", "2019-03-13")
    assert one.custody.where == str(path)
    ((by, action, told),) = log(db)
    ((key, sha256, rest),) = told.pop("reports")
    assert (by, action, told) == ("analyst", "ingest", {"coder": "stub", "failures": 0})
    assert (key, sha256, len(rest)) == ("r", one.custody.sha256, 64)


def test_the_same_input_again_brings_nothing(run: Run, db: Path, tmp_path: Path, record: Record) -> None:
    path = lines(tmp_path / "r.jsonl", record, ["a", "b", "fail"])
    assert run("ingest", "--no-link", path).exit_code == 1
    before = log(db)
    again = run("ingest", "--no-link", path)
    assert again.exit_code == 1
    assert "0 reports filed, 0 events, 2 known already, 1 failed" in again.stderr
    assert f"{path}:3: events: ValueError: no (report fail)" in again.stderr
    assert kept(db) == ["a", "b"]
    assert log(db) == before


def test_another_text_under_a_known_id_is_told(run: Run, db: Path, tmp_path: Path, record: Record) -> None:
    run("ingest", "--no-link", lines(tmp_path / "r.jsonl", record, ["a"]))
    result = run("ingest", "--no-link", lines(tmp_path / "s.jsonl", record, ["a", "b"], text=f"{TEXT} ثم قصف آخر"))
    assert "2 reports filed (1 as a new version), 4 events" in result.stderr
    assert kept(db) == ["a", "a~2", "b"]


@pytest.mark.parametrize("jobs", [1, 2])
def test_the_order_is_that_of_the_input(run: Run, db: Path, tmp_path: Path, record: Record, jobs: int) -> None:
    names = [f"r{number}" for number in range(250)]
    result = run("ingest", "--no-link", lines(tmp_path / "r.jsonl", record, [*names, *names[:5]]), "--jobs", jobs)
    assert "250 reports filed, 250 events, 5 known already" in result.stderr
    assert kept(db) == names
    assert [len(data["reports"]) for _, _, data in log(db)] == [100, 100, 50]


def test_standard_input_and_strange_characters(run: Run, db: Path, record: Record) -> None:
    assert run("ingest", "--no-link", "-", stdin=record(id="a\0b", outlet="x\0").encode()).exit_code == 0
    assert kept(db) == ["a\ufffdb"]
    again = run("ingest", "--no-link", "-", stdin=record(id="a\0b", outlet="x\0").encode())
    assert "1 known already" in again.stderr


def test_at_the_end_what_waits_is_linked(run: Run, db: Path, tmp_path: Path, record: Record) -> None:
    path = lines(tmp_path / "r.jsonl", record, ["a", "b"])
    assert run("ingest", "--no-link", path).exit_code == 0
    result = run("ingest", path)
    told = result.stderr.splitlines()
    assert "2 known already" in told[0]
    assert "2 events linked" in told[1]
    assert [action for _, action, _ in log(db)] == ["ingest", "link"]


# ---- coding again ----


def coders(db: Path) -> set[str]:
    with open_store(str(db)) as store, store.reading() as connection:
        return {one.coded.coder for one in all_archived(connection)}


def keys(db: Path) -> list[str]:
    with open_store(str(db)) as store, store.reading() as connection:
        return list(connection.execute(select(events.c.key).order_by(events.c.report, events.c.position)).scalars())


def test_a_newer_coder_codes_again(
    run: Run, db: Path, tmp_path: Path, record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = lines(tmp_path / "r.jsonl", record, ["a", "b"])
    monkeypatch.setenv("STUB_CODER", "riwaya 0.1.0")
    run("ingest", "--no-link", path)
    before = keys(db)
    monkeypatch.setenv("STUB_CODER", "riwaya 0.2.0")
    result = run("ingest", "--no-link", path)
    assert "0 reports filed, 2 coded again (0 events changed), 2 events, 0 known already" in result.stderr
    assert (coders(db), keys(db)) == ({"riwaya 0.2.0"}, before)
    assert [action for _, action, _ in log(db)] == ["ingest", "recode"]
    monkeypatch.setenv("STUB_CODER", "riwaya 0.1.9")
    assert "2 known already" in run("ingest", "--no-link", path).stderr
    assert "2 coded again" in run("ingest", "--no-link", path, "--recode").stderr


def test_all_that_is_archived_is_coded_again_without_its_files(
    run: Run, db: Path, tmp_path: Path, record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [f"r{number}" for number in range(120)]
    path = lines(tmp_path / "r.jsonl", record, names, published="")
    run("ingest", "--no-link", path)
    path.unlink()
    monkeypatch.setenv("STUB_CODER", "stub 2")
    assert "120 coded again" in run("ingest", "--no-link", "--recode").stderr
    assert coders(db) == {"stub 2"}
    with open_store(str(db)) as store, store.reading() as connection:
        one = archived(connection, "r7")
    assert one is not None
    assert [warning.code for warning in one.coded.warnings] == ["no_date"]


# ---- what goes wrong ----


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "nothing to ingest"),
        (["missing.txt"], "no such file or folder"),
        (["-", "--published", "soon"], "is not a day"),
    ],
)
def test_wrong_usage(run: Run, db: Path, arguments: list[str], told: str) -> None:
    result = run("ingest", "--no-link", *arguments, stdin=b"")
    assert result.exit_code == 2
    assert told in result.stderr
    assert not db.exists()


@pytest.mark.usefixtures("db")
def test_no_reports_at_all(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    result = run("ingest", "--no-link", tmp_path / "empty")
    assert result.exit_code == 2
    assert "no reports found" in result.stderr


def test_nothing_to_code_again_where_there_is_no_archive(run: Run, db: Path) -> None:
    result = run("ingest", "--no-link", "--recode")
    assert result.exit_code == 2
    assert "there is no archive" in result.stderr
    assert not db.exists()


def test_what_is_no_archive_is_left_alone(run: Run, db: Path, tmp_path: Path, record: Record) -> None:
    db.write_text("my notes\n" * 100)
    result = run("ingest", "--no-link", lines(tmp_path / "r.jsonl", record, ["a"]))
    assert result.exit_code == 2
    assert f"riwaya: {db}: is no archive of riwaya" in result.stderr
    assert db.read_text() == "my notes\n" * 100


@pytest.mark.usefixtures("db")
def test_a_mistake_in_the_data(run: Run, tmp_path: Path, record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STUB_DATA_ERROR", "no such weapon")
    result = run("ingest", "--no-link", lines(tmp_path / "r.jsonl", record, ["a"]))
    assert result.exit_code == 2
    assert "weapons.tsv:3: no such weapon" in result.stderr


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_interrupted_it_keeps_what_it_has(
    start: Start, db: Path, tmp_path: Path, record: Record, number: signal.Signals
) -> None:
    names = [*(f"r{number}" for number in range(150)), *(f"slow{number}" for number in range(100))]
    process = start("ingest", "--no-link", lines(tmp_path / "r.jsonl", record, names), "--jobs", 1)
    deadline = time.monotonic() + 20
    while not (db.exists() and db.with_name("riwaya.db-wal").exists() and _some(db)) and time.monotonic() < deadline:
        time.sleep(0.1)
    process.send_signal(number)
    _, said = process.communicate(timeout=20)
    assert process.returncode == 130
    assert b"interrupted: 100 reports filed" in said
    assert kept(db) == names[:100]


def _some(db: Path) -> bool:
    try:
        return bool(kept(db))
    except Exception:  # noqa: BLE001 - it is being made
        return False


# ---- a full disk ----


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A folder with room for 600 kB."""
    folder = tmp_path / "small"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", str(folder)]
    try:
        done = subprocess.run(command, capture_output=True, check=False)
    except OSError as error:
        pytest.skip(f"nothing can be mounted here: {error}")
    if done.returncode:
        pytest.skip(f"nothing can be mounted here: {done.stderr.decode().strip()}")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def full(start: Start, db: Path, path: Path, **options: Any) -> list[str]:
    """Ingests more than there is room for; what is in the archive then."""
    process = start(
        "ingest", "--no-link", path, "--jobs", 1, "--db", db, env=os.environ | {"RIWAYA_BY": "analyst"}, **options
    )
    _, said = process.communicate(timeout=30)
    assert process.returncode == 2, said
    assert b"disk" in said
    assert said.decode().splitlines()[-1].startswith(f"riwaya: {db}: the disk ")
    assert b"Traceback" not in said
    return kept(db)


def test_a_full_disk_ends_it_and_the_archive_stays_whole(
    start: Start, tmp_path: Path, record: Record, small_disk: Path
) -> None:
    names = [f"r{number}" for number in range(2000)]
    path = lines(tmp_path / "r.jsonl", record, names)
    found = full(start, small_disk / "riwaya.db", path)
    assert found == names[: len(found)]
    assert len(found) % 100 == 0


def test_a_limit_on_files_is_as_a_full_disk(start: Start, tmp_path: Path, record: Record) -> None:
    names = [f"r{number}" for number in range(2000)]
    path = lines(tmp_path / "r.jsonl", record, names)

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, 600_000))

    found = full(start, tmp_path / "riwaya.db", path, preexec_fn=limited)
    assert found == names[: len(found)]
    assert len(found) % 100 == 0


# ---- a folder that is watched ----


def test_what_comes_into_a_watched_folder_is_filed_until_the_run_is_ended(
    start: Start, db: Path, tmp_path: Path, record: Record
) -> None:
    folder = tmp_path / "incoming"
    folder.mkdir()
    lines(folder / "a.jsonl", record, ["a"])
    running = start("ingest", "--no-link", folder, "--watch", "1", "--jobs", "1")
    waited(lambda: kept(db) == ["a"], running)
    lines(folder / "b.jsonl", record, ["b", "c"])
    waited(lambda: kept(db) == ["a", "b", "c"], running)
    running.send_signal(signal.SIGTERM)
    _, told = running.communicate(timeout=30)
    assert running.returncode == 0, told
    assert b"2 reports filed" in told


def waited(done: Callable[[], bool], running: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until and running.poll() is None:
        try:
            if done():
                return
        except StoreError:  # not made yet
            pass
        time.sleep(0.1)
    raise AssertionError(running.communicate(timeout=5) if running.poll() is not None else "not in time")


def test_standard_input_is_not_watched(run: Run, db: Path) -> None:
    result = run("ingest", "--no-link", "-", "--watch", "5")
    assert result.exit_code == 2
    assert "--watch" in result.stderr
    assert not db.exists()
