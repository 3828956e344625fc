"""`riwaya watch` over the played web: whole, stopped, killed, and for good."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import msgspec
import pytest
import yaml
from sqlalchemy import func, select
from typer.testing import Result

from riwaya.archive.custody import verify
from riwaya.store.engine import Store, open_store
from riwaya.store.feeds import item_counts
from riwaya.store.tables import audit, events, incident_events, reports
from web.outlets import TWENTY, Played
from web.server import PlayedWeb, playing

PROGRAM = Path(__file__).with_name("stub_program.py")
SMALL = tuple(outlet for outlet in TWENTY if outlet.id in ("sahel", "waha", "gharb", "atlas", "kuthban", "safir"))
KILLS = 6
Run = Callable[..., Result]


@pytest.fixture(scope="module")
def web() -> Iterator[PlayedWeb]:
    with playing(SMALL) as played:
        yield played


@pytest.fixture
def again(web: PlayedWeb) -> PlayedWeb:
    """The same web on its first day, as if nobody had been there."""
    web.publish(1)
    web.forget()
    return web


def write_sources(web: PlayedWeb, folder: Path, outlets: Sequence[Played] = ()) -> Path:
    path = folder / "sources.yaml"
    wanted = {outlet.id for outlet in outlets}
    told = [msgspec.to_builtins(each) for each in web.sources() if not wanted or each.id in wanted]
    path.write_text(yaml.safe_dump(told, allow_unicode=True), "utf-8")
    return path


def arguments(db: str, sources: Path, folder: Path, *more: str) -> list[str]:
    options = ["--db", db, "--sources", str(sources), "--warc", str(folder), "--allow-private", "--delay", "0"]
    return ["watch", *options, "--by", "analyst", *more]


def start(*words: str, program: Sequence[str] = (str(PROGRAM),)) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, *program, *words], stderr=subprocess.PIPE, env=os.environ | {"TERM": "dumb"}
    )


def finish(process: subprocess.Popen[bytes], code: int = 0) -> str:
    _, said = process.communicate(timeout=120)
    assert process.returncode == code, said.decode()
    return said.decode()


def state(store: Store) -> dict[str, tuple[str, list[str]]]:
    """The reports by key, with the digest of their text and the keys of their events."""
    with store.reading() as connection:
        told: dict[str, tuple[str, list[str]]] = {
            row.key: (row.sha256, []) for row in connection.execute(select(reports).order_by(reports.c.key))
        }
        query = select(reports.c.key.label("report"), events.c.key).join(reports, events.c.report == reports.c.row)
        for row in connection.execute(query.order_by(events.c.report, events.c.position)):
            told[row.report][1].append(row.key)
    return told


def count(store: Store) -> int:
    with store.reading() as connection:
        return connection.execute(select(func.count()).select_from(reports)).scalar_one()


def wait_for(store: Store, process: subprocess.Popen[bytes], more: int) -> None:
    """Until so many reports more are in the archive."""
    before = count(store)
    while process.poll() is None and count(store) < before + more:
        time.sleep(0.01)


# ---- a whole web ----


def test_five_hundred_articles_of_twenty_outlets_in_one_round(tmp_path: Path) -> None:
    db = f"sqlite:///{tmp_path}/riwaya.db"
    with playing(TWENTY) as web:
        sources = write_sources(web, tmp_path)
        program = ("-c", "from riwaya.cli.main import app; app()")
        said = finish(start(*arguments(db, sources, tmp_path / "warc", "--once"), program=program))
        lines = said.splitlines()
        assert len(lines) == len(TWENTY) + 1
        assert lines[0].startswith("riwaya: nahr: 1 feed, 60 articles named, 60 fetched, 60 filed, ")
        assert lines[-1].startswith("riwaya: 20 outlets, 20 feeds, 500 articles named, 500 fetched, 500 filed, ")
        with open_store(db) as store:
            told = state(store)
            texts = {story.title for of in web.stories.values() for story in of}
            assert len(told) == 500
            with store.reading() as connection:
                assert {
                    text.partition("\n")[0] for text in connection.execute(select(reports.c.text)).scalars()
                } == texts
                assert connection.execute(select(func.count()).where(~events.c.linked)).scalar_one() == 0
                shared = select(incident_events.c.incident).group_by(incident_events.c.incident)
                assert len(connection.execute(shared.having(func.count() > 1)).all()) > 50
            checked = verify(store, tmp_path / "warc")
            assert checked.findings == ()
            assert checked.answers == sum(one.status == 200 for one in web.asked())


# ---- killed ----


def test_killed_in_a_loop_it_ends_as_if_nothing_had_been(again: PlayedWeb, store_address: str, tmp_path: Path) -> None:
    sources = write_sources(again, tmp_path)
    undisturbed = f"sqlite:///{tmp_path}/undisturbed.db"
    finish(start(*arguments(undisturbed, sources, tmp_path / "undisturbed", "--once", "--no-link")))
    again.forget()
    chance = random.Random(5)
    words = arguments(store_address, sources, tmp_path / "warc", "--once", "--no-link")
    with open_store(store_address) as store:
        for kill in range(KILLS):
            process = start(*words)
            wait_for(store, process, more=chance.randint(0, 12) if kill else 0)
            time.sleep(chance.uniform(0, 0.05) if kill else chance.uniform(0.2, 1.5))
            process.kill()
            process.communicate()
            checked = verify(store, tmp_path / "warc")
            assert checked.sound, checked.findings
        assert 0 < count(store) < sum(outlet.stories for outlet in SMALL)
        finish(start(*words))
        with open_store(undisturbed) as other:
            assert state(store) == state(other)
        with store.reading() as connection:
            waiting = item_counts(connection)
        assert {outlet: set(counts) for outlet, counts in waiting.items()} == {each.id: {"done"} for each in SMALL}
        assert verify(store, tmp_path / "warc").sound


# ---- stopped ----


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_stopped_by_a_signal_it_files_the_item_at_hand_and_goes_on_later(
    again: PlayedWeb, tmp_path: Path, number: signal.Signals
) -> None:
    db = f"sqlite:///{tmp_path}/riwaya.db"
    words = arguments(db, write_sources(again, tmp_path), tmp_path / "warc", "--once", "--no-link")
    with open_store(db) as store:
        process = start(*words)
        wait_for(store, process, more=10)
        process.send_signal(number)
        began = time.monotonic()
        said = finish(process, 130)
        assert time.monotonic() - began < 5
        assert "riwaya: interrupted: 6 outlets" in said
        reached = count(store)
        assert 10 <= reached < 105
        assert verify(store, tmp_path / "warc").findings == ()
        finish(start(*words))
        assert count(store) == 105


def test_for_good_it_watches_until_it_is_told_to_stop(again: PlayedWeb, tmp_path: Path) -> None:
    db = f"sqlite:///{tmp_path}/riwaya.db"
    process = start(*arguments(db, write_sources(again, tmp_path, SMALL[:1]), tmp_path / "warc", "--no-link"))
    with open_store(db) as store:
        wait_for(store, process, more=5)
        time.sleep(0.5)
        assert process.poll() is None
        process.send_signal(signal.SIGTERM)
        assert finish(process).splitlines()[-1] == "riwaya: stopped; the next run goes on"
        assert count(store) == 5


def test_only_one_watches_an_archive(again: PlayedWeb, tmp_path: Path) -> None:
    db = f"sqlite:///{tmp_path}/riwaya.db"
    words = arguments(db, write_sources(again, tmp_path), tmp_path / "warc", "--once", "--no-link")
    with open_store(db) as store:
        first = start(*words)
        wait_for(store, first, more=1)
        assert "another riwaya keeps pages there" in finish(start(*words), 2)
        finish(first)


# ---- corrections, and what fails ----


def test_corrections_become_versions(again: PlayedWeb, tmp_path: Path, run: Run) -> None:
    db = f"sqlite:///{tmp_path}/riwaya.db"
    words = arguments(db, write_sources(again, tmp_path), tmp_path / "warc", "--once", "--no-link")
    assert run(*words).exit_code == 0
    again.publish(2)
    with open_store(db) as store, store.writing() as connection:
        connection.exec_driver_sql("UPDATE feeds SET next_at = NULL")
        connection.exec_driver_sql("UPDATE items SET next_at = '2024-01-01T00:00:00+00:00'")
    assert run(*words).exit_code == 0
    corrected = {story.edition(2).title for of in again.stories.values() for story in of if story.corrected}
    with open_store(db) as store, store.reading() as connection:
        query = select(reports.c.text).where(reports.c.version == 2)
        assert {text.partition("\n")[0] for text in connection.execute(query).scalars()} == corrected
        assert connection.execute(select(func.max(reports.c.version))).scalar_one() == 2


def test_what_fails_is_told_and_ends_nothing(again: PlayedWeb, tmp_path: Path, run: Run) -> None:
    path = write_sources(again, tmp_path, SMALL[:1])
    text = path.read_text("utf-8")
    path.write_text(text + text.replace("id: sahel", "id: gone").replace("/atom.xml", "/gone.xml"), "utf-8")
    db = f"sqlite:///{tmp_path}/riwaya.db"
    result = run(*arguments(db, path, tmp_path / "warc", "--once", "--no-link"))
    assert result.exit_code == 0
    assert "/gone.xml: status 404" in result.stderr
    assert "riwaya: gone: 1 feed (1 failed)" in result.stderr
    status = run("sources", "status", "--db", db, "--sources", path, "--check")
    assert (status.exit_code, "failing since" in status.stdout) == (0, True)
    with open_store(db) as store, store.writing() as connection:
        connection.exec_driver_sql(
            "UPDATE feeds SET failing_since = '2024-01-01T00:00:00+00:00', next_at = NULL WHERE failures > 0"
        )
    assert run("sources", "status", "--db", db, "--sources", path).exit_code == 0
    status = run("sources", "status", "--db", db, "--sources", path, "--check")
    assert (status.exit_code, "FAILING since 2024-01-01" in status.stdout) == (1, True)
    result = run(*arguments(db, path, tmp_path / "warc", "--once", "--no-link"))
    assert result.exit_code == 0
    assert "riwaya: FAILING since 2024-01-01: gone http" in result.stderr


@pytest.mark.usefixtures("again")
def test_the_own_network_is_not_asked_unless_allowed(web: PlayedWeb, tmp_path: Path, run: Run) -> None:
    words = arguments(f"sqlite:///{tmp_path}/riwaya.db", write_sources(web, tmp_path), tmp_path / "warc", "--once")
    words.remove("--allow-private")
    result = run(*words, "--no-link")
    assert result.exit_code == 0
    assert "which is not of the open web" in result.stderr
    assert web.asked() == []


def test_wrong_lists_and_archives(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "s.yaml"
    path.write_text("- {id: a}", "utf-8")
    result = run("watch", "--once", "--db", str(tmp_path / "r.db"), "--sources", path)
    assert (result.exit_code, f"riwaya: {path}:1: " in result.stderr) == (2, True)
    path.write_text("[]", "utf-8")
    assert run("watch", "--once", "--db", str(tmp_path / "r.db"), "--sources", path, "--outlet", "b").exit_code == 2
    (tmp_path / "notes.db").write_text("notes " * 100)
    result = run("watch", "--once", "--db", str(tmp_path / "notes.db"), "--sources", path)
    assert (result.exit_code, "is no archive" in result.stderr) == (2, True)


# ---- riwaya sources ----


def test_sources_are_listed(again: PlayedWeb, tmp_path: Path, run: Run) -> None:
    result = run("sources", "list", "--sources", write_sources(again, tmp_path), "--outlet", "sahel")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[:2] == [
        "sahel  Sahel News (أخبار الساحل), site, SY",
        "    Invented for the tests. [https://example.org/]",
    ]
    assert "untested, read at https://example.org/" in result.stdout


def test_every_address_is_probed(again: PlayedWeb, tmp_path: Path, run: Run) -> None:
    path = write_sources(again, tmp_path)
    path.write_text(path.read_text("utf-8").replace("/atom.xml", "/gone.xml"), "utf-8")
    result = run("sources", "probe", "--sources", path, "--allow-private", "--delay", 0)
    assert result.exit_code == 1
    lines = {line.split("  ")[1]: line for line in result.stdout.splitlines()}
    assert lines["sahel"].startswith("FAILS")
    assert lines["sahel"].endswith("status 404")
    assert "20 articles, the newest of 2024-0" in lines["gharb"]
    assert "2 lists of articles" in lines["kuthban"]
    assert "not well formed" in lines["waha"]
    assert "6 addresses tried, 1 do not work" in result.stderr


def test_who_watched_is_in_the_log(again: PlayedWeb, tmp_path: Path, run: Run) -> None:
    db = f"sqlite:///{tmp_path}/riwaya.db"
    run(*arguments(db, write_sources(again, tmp_path, SMALL[:1]), tmp_path / "warc", "--once", "--no-link"))
    with open_store(db) as store, store.reading() as connection:
        lines = connection.execute(select(audit.c.by, audit.c.action, audit.c.data)).all()
    assert {(line.by, line.action) for line in lines} == {("analyst", "fetch")}
    assert sorted({json.loads(line.data)["kind"] for line in lines}) == ["feed", "page", "robots"]
