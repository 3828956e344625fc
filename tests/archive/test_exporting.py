from __future__ import annotations

import datetime as dt
import gc
import hashlib
import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import pytest
from sqlalchemy import insert, select

from exported import TEXT, day, event, place
from riwaya.archive.exporting import Exported, Wanted, export, log_export, standing
from riwaya.cli import output
from riwaya.export.writers import ARCHIVE_FORMATS, ArchiveFormat
from riwaya.model import CodedReport, Count, Event, Report
from riwaya.model.accounts import Account
from riwaya.store.accounts import Filing, all_accounts, file_report
from riwaya.store.engine import Store
from riwaya.store.tables import audit, incident_events, incidents

AT = dt.datetime(2019, 3, 20, 12, tzinfo=dt.UTC)
EVENTS = (
    (event(), event(type="attack", trigger="القصف", confidence=0.3)),
    (event(killed=Count(min=12, max=12), places=(place(country="SA"),), date=None),),
)


def filing(number: int, told: tuple[Event, ...]) -> Filing:
    key = f"r{number}"
    report = Report(id=key, text=TEXT + str(number), published=dt.date(2019, 3, 13), outlet=f"paper{number}")
    sha256 = hashlib.sha256(report.text.encode()).hexdigest()
    coded = CodedReport(id=key, outlet=report.outlet, sha256=sha256, coder="riwaya 0.1.0", events=told)
    return Filing(report=report, coded=coded, where="news.jsonl:1")


@pytest.fixture
def filled(store: Store) -> Store:
    """Two reports with three accounts; the first of either report tell one incident."""
    with store.writing() as connection:
        for number, told in enumerate(EVENTS, 1):
            file_report(connection, filing(number, told), AT)
        accounts = list(all_accounts(connection))
        summary = {"country": "YE", "lat": None, "lon": None, "reports": 2, "voices": 2, "outlets": 2}
        days = {"date_start": dt.date(2019, 3, 12), "date_end": dt.date(2019, 3, 12)}
        connection.execute(insert(incidents).values(id="I1", type="shelling", **days, **summary))
        for told_first in (accounts[0], accounts[2]):
            connection.execute(insert(incident_events).values(event=told_first.key, incident="I1"))
    return store


def written(store: Store, format_: ArchiveFormat = "jsonl", **wanted: Any) -> tuple[bytes, Exported]:
    stream = io.BytesIO()
    with store.reading() as connection:
        done = export(connection, format_, stream, Wanted(**wanted))
    return stream.getvalue(), done


def reports_of(store: Store, **wanted: Any) -> list[str]:
    with store.reading() as connection:
        chosen = [
            thing for thing in standing(connection, Wanted(level="events", **wanted)) if isinstance(thing, Account)
        ]
    return [account.report_key for account in chosen]


def test_events_in_the_order_of_filing(filled: Store) -> None:
    assert reports_of(filled) == ["r1", "r1", "r2"]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"types": ("attack",)}, ["r1"]),
        ({"countries": ("SA",)}, ["r2"]),
        ({"since": dt.date(2019, 3, 12)}, ["r1", "r1"]),
        ({"since": dt.date(2019, 3, 13)}, []),
        ({"until": dt.date(2019, 3, 11)}, []),
        ({"min_confidence": 0.5}, ["r1", "r2"]),
        ({"min_sources": 2}, ["r1", "r2"]),
        ({"min_sources": 3}, []),
    ],
)
def test_only_what_is_wanted(filled: Store, wanted: dict[str, Any], found: list[str]) -> None:
    assert reports_of(filled, **wanted) == found


def test_an_incident_has_all_its_accounts(filled: Store) -> None:
    data, done = written(filled)
    (line,) = data.splitlines()
    told = json.loads(line)
    assert [account["report_key"] for account in told["accounts"]] == ["r1", "r2"]
    assert (done.rows, done.without_row) == (1, 0)
    assert done.sha256 == hashlib.sha256(data).hexdigest()


def reject(monkeypatch: pytest.MonkeyPatch, *reports: str) -> None:
    """Has an analyst reject all accounts of these reports."""

    def as_they_stand(_connection: object, accounts: Sequence[Account]) -> Sequence[Account]:
        return [
            msgspec.structs.replace(one, standing="rejected") if one.report_key in reports else one for one in accounts
        ]

    monkeypatch.setattr("riwaya.archive.exporting.as_they_stand", as_they_stand)
    monkeypatch.setattr("riwaya.archive.incidents.as_they_stand", as_they_stand)


def test_what_was_rejected_is_left_out(filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    reject(monkeypatch, "r2")
    assert reports_of(filled) == ["r1", "r1"]
    told = json.loads(written(filled)[0])
    assert [account["report_key"] for account in told["accounts"]] == ["r1"]
    assert told["outlets"] == ["paper1"]


def test_an_incident_of_which_all_was_rejected_is_none(filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    reject(monkeypatch, "r1", "r2")
    assert written(filled)[1].rows == 0


@pytest.mark.parametrize("name", ARCHIVE_FORMATS)
@pytest.mark.parametrize("level", ["events", "incidents"])
def test_the_same_archive_gives_the_same_bytes(filled: Store, name: ArchiveFormat, level: str) -> None:
    data, done = written(filled, name, level=level)
    assert (data, done) == written(filled, name, level=level)
    assert done.rows + done.without_row == (3 if level == "events" else 1)


def test_what_has_no_row_is_counted(filled: Store) -> None:
    with filled.writing() as connection:
        file_report(connection, filing(3, (event(type="consult"),)), AT)
    _, done = written(filled, "acled", level="events")
    assert (done.rows, done.without_row) == (3, 1)


def test_a_fault_half_way_leaves_nothing_behind(filled: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> bool:
        raise OSError(28, "no space left on device")

    monkeypatch.setattr("riwaya.export.geoparquet.ParquetWriter.add", fails)
    out = tmp_path / "out.parquet"
    out.write_bytes(b"before")
    with pytest.raises(OSError, match="no space"), output.written(out) as stream, filled.reading() as connection:
        export(connection, "geoparquet", stream, Wanted())
    gc.collect()  # a writer that pyarrow closes late must not complain
    assert [path.name for path in tmp_path.iterdir() if "out" in path.name] == ["out.parquet"]
    assert out.read_bytes() == b"before"


def test_an_empty_archive_is_an_empty_file(store: Store) -> None:
    data, done = written(store, "geojson")
    assert json.loads(data)["features"] == []
    assert done.rows == 0


def test_the_file_names_coder_and_outlets(filled: Store) -> None:
    data, _ = written(filled, "geojson")
    assert "riwaya 0.1.0" in json.loads(data)["attribution"]
    assert "paper1; paper2" in json.loads(data)["attribution"]


def test_the_log_keeps_what_went_out(filled: Store) -> None:
    _, done = written(filled)
    wanted = Wanted(since=dt.date(2019, 3, 1), types=("shelling",))
    with filled.writing() as connection:
        log_export(connection, "jsonl", "out.jsonl", wanted, done, "mona", AT)
        line = connection.execute(select(audit).order_by(audit.c.seq.desc())).first()
    assert line is not None
    assert (line.by, line.action) == ("mona", "export")
    data = json.loads(line.data)
    assert (data["format"], data["file"], data["exported"]["sha256"]) == ("jsonl", "out.jsonl", done.sha256)
    assert msgspec.convert(data["wanted"], Wanted) == wanted


def test_days_are_touched_at_either_end(filled: Store) -> None:
    with filled.writing() as connection:
        long = event(date=day(dt.date(2019, 4, 1), dt.date(2019, 4, 30), 4))
        file_report(connection, filing(3, (long,)), AT)
    assert reports_of(filled, since=dt.date(2019, 4, 30)) == ["r3"]
    assert reports_of(filled, since=dt.date(2019, 4, 2), until=dt.date(2019, 4, 1)) == ["r3"]
