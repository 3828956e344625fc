"""Killed at any moment, `riwaya ingest` loses no report and leaves nothing half; the next run goes on."""

from __future__ import annotations

import datetime as dt
import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path

from sqlalchemy import Connection, func, select

from riwaya.model.judgements import AuditEntry
from riwaya.store.audit import FIRST, hash_of
from riwaya.store.engine import Store, open_store
from riwaya.store.schema import HEAD, version_of
from riwaya.store.search import Wanted, search
from riwaya.store.tables import audit, events, reports

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
    command = [sys.executable, str(PROGRAM), "ingest", str(path), "--db", db, "--jobs", "2"]
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


def check(connection: Connection) -> int:
    """What must hold after a kill; the number of reports."""
    assert version_of(connection) == HEAD
    keys = list(connection.execute(select(reports.c.key).order_by(reports.c.row)).scalars())
    assert len(set(keys)) == len(keys)
    pairs = select(reports.c.id, reports.c.sha256).distinct().subquery()
    assert connection.execute(select(func.count()).select_from(pairs)).scalar_one() == len(keys)
    whole = select(events.c.report).group_by(events.c.report).having(func.count() == 2)
    assert len(connection.execute(whole).all()) == len(keys)
    told, previous = [], FIRST
    for row in connection.execute(select(audit).order_by(audit.c.seq)):
        entry = AuditEntry(**(row._asdict() | {"at": dt.datetime.fromisoformat(row.at)}))
        assert (entry.previous, entry.hash) == (previous, hash_of(entry))
        previous = entry.hash
        told += [key for key, _ in json.loads(entry.data)["reports"]]
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
