from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from riwaya.store.engine import open_store
from watched import BASE, FEED, ScriptedWeb, Watched, feed, page

Run = Callable[..., Result]
ONE = f"{BASE}/1"
KEY = f"paper:{hashlib.sha256(ONE.encode()).hexdigest()[:12]}"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The WARC files of an archive that was filled by a round."""
    monkeypatch.setenv("RIWAYA_DB", str(tmp_path / "riwaya.db"))
    monkeypatch.setenv("RIWAYA_BY", "analyst")
    monkeypatch.delenv("RIWAYA_WARC", raising=False)
    with open_store(str(tmp_path / "riwaya.db")) as store:
        Watched(store, tmp_path / "riwaya.warc", ScriptedWeb({FEED: feed((ONE, "one")), ONE: page(1)})).round()
    return tmp_path / "riwaya.warc"


def test_the_chain_of_a_report(run: Run, folder: Path) -> None:
    result = run("custody", KEY)
    assert result.exit_code == 0
    names = [line.partition(" ")[0] for line in result.stdout.splitlines()]
    assert names == ["report", "outlet", "from", "text", "filed", "named", "fetched", "body", "kept", "", "log"]
    assert f"{folder}/riwaya-20240501-0001.warc.gz" in result.stdout
    assert result.stdout.count("as it came") == 2
    assert run("custody", "report", KEY).stdout == result.stdout


def test_no_such_report(run: Run, folder: Path) -> None:
    assert folder.is_dir()
    result = run("custody", "paper:none")
    assert (result.exit_code, result.stderr) == (1, "riwaya: no report paper:none\n")


def test_all_is_as_it_came(run: Run, folder: Path) -> None:
    assert folder.is_dir()
    result = run("custody", "verify")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "2 lines, 2 answers in 1 file" in result.stderr
    assert "1 report: all as it came; head of the log " in result.stderr


def test_what_was_changed_is_told(run: Run, folder: Path) -> None:
    (path,) = folder.glob("*.gz")
    whole = bytearray(path.read_bytes())
    whole[-20] ^= 1
    path.write_bytes(whole)
    result = run("custody", "verify", "--warc", folder)
    assert result.exit_code == 1
    part, where, what = result.stdout.rstrip().split("\t")
    assert (part, where.partition(":")[0]) == ("file", path.name)
    assert what.endswith(f"{ONE}, report {KEY}")
    assert "1 thing not as they came" in result.stderr
    assert run("custody", KEY).exit_code == 1


def test_an_anchor_is_written_and_held_against_the_log(run: Run, folder: Path, tmp_path: Path) -> None:
    assert folder.is_dir()
    result = run("custody", "anchor", "-o", tmp_path)
    assert result.exit_code == 0
    path = tmp_path / "riwaya-log-2.json"
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    assert result.stdout == f"{digest}  {path}\n"
    assert (tmp_path / "riwaya-log-2.json.ots.unstamped").read_bytes().endswith(bytes.fromhex(digest))
    assert run("custody", "verify", "--anchor", path).exit_code == 0
    path.write_bytes(path.read_bytes().replace(b"analyst", b"nobody"))
    told = run("custody", "verify", "--anchor", path)
    assert (told.exit_code, told.stdout) == (1, f"log\tline 2\tis not the one of which {path} was made\n")


def test_wrong_usage(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RIWAYA_DB", str(tmp_path / "none.db"))
    assert run("custody", "verify").exit_code == 2
    assert run("custody", "anchor", "-o", tmp_path / "none").exit_code == 2
    assert "no such file" in run("custody", "verify", "--anchor", tmp_path / "none").stderr
