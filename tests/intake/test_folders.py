"""Which files of a watched folder are ready to be read."""

from __future__ import annotations

import os
from pathlib import Path

from riwaya.intake.folders import Watched


def names(watched: Watched) -> list[str]:
    return [Path(path).name for path in watched.ready()]


def test_a_file_is_ready_once_when_it_is_no_longer_written(tmp_path: Path) -> None:
    watched = Watched([str(tmp_path)])
    assert names(watched) == []
    (tmp_path / "a.txt").write_text("1", "utf-8")
    assert names(watched) == []
    (tmp_path / "a.txt").write_text("12", "utf-8")
    assert names(watched) == []
    assert names(watched) == ["a.txt"]
    assert names(watched) == []


def test_a_changed_file_is_ready_again_and_a_gone_one_is_forgotten(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "a.csv"
    path.parent.mkdir()
    path.write_text("text", "utf-8")
    watched = Watched([str(tmp_path)])
    watched.take_all()
    assert names(watched) == []
    os.utime(path, ns=(1, 1))
    assert [names(watched), names(watched)] == [[], ["a.csv"]]
    path.unlink()
    assert names(watched) == []
    path.write_text("text", "utf-8")
    os.utime(path, ns=(1, 1))
    assert [names(watched), names(watched)] == [[], ["a.csv"]]


def test_what_holds_no_reports_is_never_ready(tmp_path: Path) -> None:
    for name in (".hidden.txt", "picture.png", "a.txt.part"):
        (tmp_path / name).write_text("x", "utf-8")
    watched = Watched([str(tmp_path)])
    assert [names(watched), names(watched)] == [[], []]
