"""Killed at any moment, `riwaya ingest` and `riwaya link` lose nothing and leave nothing half; the next run goes on."""

from __future__ import annotations

import datetime as dt
import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path

from sqlalchemy import Connection, false, func, select

from filed import AT, event, filing
from riwaya.model import Count, DateRange, Place, Span
from riwaya.model.judgements import AuditEntry
from riwaya.store.audit import FIRST, hash_of
from riwaya.store.engine import Store, open_store
from riwaya.store.filing import Filing, file_reports
from riwaya.store.schema import HEAD, version_of
from riwaya.store.search import Wanted, search
from riwaya.store.tables import audit, events, incident_events, incidents, reports
from riwaya.store.verifying import verify

PROGRAM = Path(__file__).resolve().parent.parent / "cli" / "stub_program.py"
REPORTS = 1000
SLOW = 50  # each of these takes a third of a second
KILLS_AT_THE_START = 1
KILLS_AT_WORK = 4
TEXT = "قُتل {number} أمس في قصف على مدينة تعز ثم في قصف على حي الجحملية."


def write_input(path: Path) -> None:
    records = (
        {
            "id": f"slow{number}" if number % SLOW == SLOW - 1 else f"r{number}",
            "text": TEXT.format(number=number),
            "published": "2019-03-13",
            "outlet": "paper",
        }
        for number in range(REPORTS)
    )
    path.write_text("\n".join(json.dumps(record, ensure_ascii=False) for record in records), "utf-8")


def start(path: Path, db: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, str(PROGRAM), "ingest", str(path), "--db", db, "--jobs", "2", "--no-link"]
    return subprocess.Popen(command, stderr=subprocess.PIPE, env=os.environ | {"RIWAYA_BY": "analyst"})


def finish(process: subprocess.Popen[bytes]) -> None:
    _, said = process.communicate(timeout=60)
    assert process.returncode == 0, said.decode()


def count(store: Store) -> int:
    with store.reading() as connection:
        return connection.execute(select(func.count()).select_from(audit)).scalar_one()


def wait_for_more(store: Store, process: subprocess.Popen[bytes]) -> None:
    """Until a batch more is in the archive."""
    before = count(store)
    while process.poll() is None and count(store) == before:
        time.sleep(0.01)


def chained(connection: Connection) -> list[AuditEntry]:
    """The log, which must hang together."""
    entries, previous = [], FIRST
    for row in connection.execute(select(audit).order_by(audit.c.seq)):
        entry = AuditEntry(**(row._asdict() | {"at": dt.datetime.fromisoformat(row.at)}))
        assert (entry.previous, entry.hash) == (previous, hash_of(entry))
        previous = entry.hash
        entries.append(entry)
    return entries


def check(connection: Connection) -> int:
    """What must hold after a kill; the number of reports."""
    assert version_of(connection) == HEAD
    keys = list(connection.execute(select(reports.c.key).order_by(reports.c.row)).scalars())
    assert len(set(keys)) == len(keys)
    pairs = select(reports.c.id, reports.c.sha256).distinct().subquery()
    assert connection.execute(select(func.count()).select_from(pairs)).scalar_one() == len(keys)
    whole = select(events.c.report).group_by(events.c.report).having(func.count() == 2)
    assert len(connection.execute(whole).all()) == len(keys)
    assert verify(connection).findings == ()
    told = [key for entry in chained(connection) for key, *_ in json.loads(entry.data)["reports"]]
    assert told == keys
    if connection.dialect.name == "sqlite":
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
    return len(keys)


def state(store: Store) -> tuple[list[tuple[object, ...]], ...]:
    """All that two archives must share; not when it came."""
    with store.reading() as connection:
        kept = select(reports.c.key, reports.c.text, reports.c.sha256, reports.c.source, reports.c.coder)
        told = select(events.c.key, events.c.position, events.c.data)
        return (
            [tuple(row) for row in connection.execute(kept.order_by(reports.c.row))],
            [tuple(row) for row in connection.execute(told.order_by(events.c.report, events.c.position))],
            [(hit.report, hit.span) for hit in search(connection, Wanted(text="«مدينة تعز»"))],
        )


def test_killed_in_a_loop_it_ends_as_if_nothing_had_been(store_address: str, tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    write_input(path)
    undisturbed = f"sqlite:///{tmp_path}/undisturbed.db"
    aside = start(path, undisturbed)
    chance = random.Random(7)
    for _ in range(KILLS_AT_THE_START):
        process = start(path, store_address)
        time.sleep(chance.uniform(0.3, 0.9))
        process.kill()
        process.communicate()
    reached = 0
    with open_store(store_address) as store:
        for _ in range(KILLS_AT_WORK):
            process = start(path, store_address)
            wait_for_more(store, process)
            time.sleep(chance.uniform(0, 0.3))
            process.kill()
            process.communicate()
            with store.reading() as connection:
                before, reached = reached, check(connection)
            assert before < reached < REPORTS
    finish(start(path, store_address))
    finish(aside)
    with open_store(store_address) as store, open_store(undisturbed) as other:
        with store.reading() as connection:
            assert check(connection) == REPORTS
        assert state(store) == state(other)


# ---- linking ----

TOWNS = ["حيس", "المخا", "الخوخة", "زبيد", "بيت الفقيه", "التحيتا"]
WEEKS = 8
TOLD_BY = 3
LINK_KILLS = 3
WORDS = "سوق مدرسة جسر ميناء مستشفى مخبز مصنع مزرعة بئر محطة مسجد ملعب طريق مخيم معسكر نقطة مبنى مخزن".split()


def news() -> list[Filing]:
    """Shellings of six towns in eight weeks, each told by three outlets in other words."""
    chance = random.Random(3)
    return [
        telling(f"{outlet}-{town}-{week}", town, dt.date(2019, 3, 1) + dt.timedelta(weeks=week), outlet, chance)
        for week in range(WEEKS)
        for town in range(len(TOWNS))
        for outlet in range(TOLD_BY)
    ]


def telling(id: str, town: int, day: dt.date, outlet: int, chance: random.Random) -> Filing:
    told = " ".join(chance.choices(WORDS, k=12))
    text = f"قصف على {TOWNS[town]} يصيب {told}.\n{told}"
    place = Place(
        text=TOWNS[town],
        evidence=Span(8, 8 + len(TOWNS[town])),
        name=f"town {town}",
        country="YE",
        lat=13.0 + town,
        lon=43.0,
        precision=1,
        gazetteer_id=f"t:{town}",
    )
    date = DateRange(start=day, end=day, precision=1, basis="stated", text="")
    events = (event(text, 0, places=(place,), date=date, killed=Count(min=town + 1, max=town + 1)),)
    return filing(id, text, events=events, outlet=f"o{outlet}", published=day)


def start_linking(db: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, str(PROGRAM), "link", "--db", db]
    return subprocess.Popen(command, stderr=subprocess.PIPE, env=os.environ | {"RIWAYA_BY": "analyst"})


def check_incidents(connection: Connection) -> None:
    """No incident without accounts, none whose numbers are not those of its accounts, no account left half."""
    chained(connection)
    members = select(incident_events.c.incident, func.count(events.c.report.distinct()).label("reports"))
    members = members.join(events, events.c.key == incident_events.c.event).group_by(incident_events.c.incident)
    counted = {row.incident: row.reports for row in connection.execute(members)}
    assert counted == {row.id: row.reports for row in connection.execute(select(incidents.c.id, incidents.c.reports))}
    unlinked = select(incident_events.c.event).join(events, events.c.key == incident_events.c.event)
    assert connection.execute(unlinked.where(events.c.linked == false())).all() == []


def incidents_of(store: Store) -> list[tuple[object, ...]]:
    with store.reading() as connection:
        query = select(incident_events.c.event, incident_events.c.incident).order_by(incident_events.c.event)
        return [tuple(row) for row in connection.execute(query)]


def test_linking_killed_in_a_loop_ends_as_if_nothing_had_been(tmp_path: Path) -> None:
    disturbed, undisturbed = str(tmp_path / "disturbed.db"), str(tmp_path / "undisturbed.db")
    for address in (disturbed, undisturbed):
        with open_store(address) as store, store.writing() as connection:
            file_reports(connection, news(), AT)
    began = time.monotonic()
    finish(start_linking(undisturbed))
    whole = time.monotonic() - began
    chance = random.Random(11)
    with open_store(disturbed) as store:
        for _ in range(LINK_KILLS):
            process = start_linking(disturbed)
            time.sleep(chance.uniform(0.3, 0.95) * whole)
            process.kill()
            process.communicate()
            with store.reading() as connection:
                check_incidents(connection)
        finish(start_linking(disturbed))
        with store.reading() as connection:
            check_incidents(connection)
        with open_store(undisturbed) as other:
            assert incidents_of(store) == incidents_of(other)
        assert len({incident for _, incident in incidents_of(store)}) >= WEEKS
