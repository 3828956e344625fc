from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from exported import event
from riwaya.cli.exporting import BESIDE

Run = Callable[..., Result]


@pytest.fixture
def archive(tmp_path: Path) -> str:
    """An archive of one account that no incident holds."""
    import datetime as dt

    from exported import TEXT
    from riwaya.model import CodedReport, Report
    from riwaya.store.accounts import Filing, file_report
    from riwaya.store.engine import open_store

    path = str(tmp_path / "riwaya.db")
    report = Report(id="r1", text=TEXT, outlet="paper")
    coded = CodedReport(id="r1", outlet="paper", sha256="00", coder="riwaya 0.1.0", events=(event(),))
    with open_store(path) as store, store.writing() as connection:
        file_report(connection, Filing(report=report, coded=coded, where="a"), dt.datetime(2019, 3, 20, tzinfo=dt.UTC))
    return path


def test_a_file_and_its_attribution(run: Run, archive: str, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    done = run("export", "acled", "-o", str(out), "--level", "events", "--db", archive)
    assert (done.exit_code, done.stdout) == (0, "")
    assert "1 events written to" in done.stderr
    assert out.read_text("utf-8").count("riwaya:E") == 1
    assert "GeoNames" in (tmp_path / f"out.csv{BESIDE}").read_text("utf-8")


def test_a_format_that_carries_its_attribution_is_alone(run: Run, archive: str, tmp_path: Path) -> None:
    out = tmp_path / "out.geojson"
    assert run("export", "geojson", "-o", str(out), "--db", archive).exit_code == 0
    assert json.loads(out.read_text("utf-8"))["features"] == []
    assert not (tmp_path / f"out.geojson{BESIDE}").exists()


def test_names_only_where_asked_for(run: Run, archive: str, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    arguments = ("export", "jsonl", "-o", str(out), "--level", "events", "--db", archive)
    run(*arguments)
    assert "الزبيدي" not in out.read_text("utf-8")
    run(*arguments, "--private")
    assert "الزبيدي" in out.read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--type", "picnic"), "no type of event: picnic"),
        (("--country", "Yemen"), "no country: Yemen"),
        (("--since", "2019-03-21", "--until", "2019-03-20"), "is before --since 2019-03-21"),
        (("--since", "yesterday"), "is not a day"),
        (("--level", "papers"), "papers"),
    ],
)
def test_wrong_usage(run: Run, archive: str, tmp_path: Path, arguments: tuple[str, ...], words: str) -> None:
    done = run("export", "kml", "-o", str(tmp_path / "out.kml"), "--db", archive, *arguments)
    assert done.exit_code == 2
    assert words in done.stderr
    assert not (tmp_path / "out.kml").exists()


def test_no_archive_leaves_the_file_as_it_was(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "out.kml"
    out.write_text("before", "utf-8")
    done = run("export", "kml", "-o", str(out), "--db", str(tmp_path / "none.db"))
    assert done.exit_code == 2
    assert done.stderr.startswith("riwaya: ")
    assert out.read_text("utf-8") == "before"
    assert not (tmp_path / "none.db").exists()


def test_a_full_disk_is_told_in_words(run: Run, archive: str) -> None:
    done = run("export", "jsonl", "-o", "/dev/full", "--level", "events", "--db", archive)
    assert done.exit_code == 2
    assert (
        done.stderr
        == "riwaya: /dev/full: can not be written: No space left on device; what was there is left as it was\n"
    )
