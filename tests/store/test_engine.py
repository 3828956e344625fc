"""Opening an archive, and one transaction at a time."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, insert, select, text
from sqlalchemy.exc import IntegrityError

from riwaya.errors import StoreError
from riwaya.store.engine import Store, address, open_store
from riwaya.store.schema import VERSION_TABLE
from riwaya.store.tables import outlets


def count(store: Store) -> int:
    with store.reading() as connection:
        return connection.execute(select(func.count()).select_from(outlets)).scalar_one()


def write(store: Store, name: str) -> None:
    with store.writing() as connection:
        connection.execute(insert(outlets).values(id=name))


def refusal(given: str, *, create: bool = True) -> str:
    with pytest.raises(StoreError) as refused:
        open_store(given, create=create, patience=1)
    return str(refused.value)


# ---- transactions ----


def test_what_is_written_counts_at_the_end(store: Store) -> None:
    with store.writing() as connection:
        connection.execute(insert(outlets).values(id="paper"))
        assert count(store) == 0
    assert count(store) == 1


def break_within(store: Store) -> None:
    with store.writing() as connection:
        connection.execute(insert(outlets).values(id="paper"))
        raise ZeroDivisionError


def test_what_breaks_leaves_nothing(store: Store) -> None:
    with pytest.raises(ZeroDivisionError):
        break_within(store)
    assert count(store) == 0


def test_who_reads_sees_one_state(store: Store) -> None:
    query = select(func.count()).select_from(outlets)
    with store.reading() as connection:
        before = connection.execute(query).scalar_one()
        write(store, "paper")
        assert connection.execute(query).scalar_one() == before
    assert count(store) == 1


def write_while_reading(store: Store) -> None:
    with store.reading() as connection:
        connection.execute(insert(outlets).values(id="paper"))


def test_who_reads_can_not_write(store: Store) -> None:
    with pytest.raises(StoreError, match="may not be written to"):
        write_while_reading(store)
    write(store, "paper")  # the connection goes back to the pool as it was
    assert count(store) == 1


def test_a_mistake_of_ours_is_not_taken_for_the_archive_s(store: Store) -> None:
    write(store, "paper")
    with pytest.raises(IntegrityError):
        write(store, "paper")


# ---- two writers ----


def test_the_second_writer_waits(store_address: str) -> None:
    with open_store(store_address) as one, open_store(store_address) as other:
        with one.writing() as connection:
            second = threading.Thread(target=write, args=(other, "second"))
            second.start()
            second.join(0.3)
            assert second.is_alive()
            connection.execute(insert(outlets).values(id="first"))
        second.join(10)
        assert count(one) == 2


def test_the_second_writer_gives_up_with_a_message(store_address: str) -> None:
    with open_store(store_address) as one, open_store(store_address, patience=0.2) as other:
        with one.writing(), pytest.raises(StoreError, match="another program writes to it: try again"):
            write(other, "second")
        write(other, "second")
        assert count(one) == 1


def test_two_may_make_the_archive_at_once(store_address: str) -> None:
    program = "import sys; from riwaya.store.engine import open_store; open_store(sys.argv[1]).close()"
    command = [sys.executable, "-c", program, store_address]
    both = [subprocess.Popen(command, stderr=subprocess.PIPE) for _ in range(2)]
    for process in both:
        assert process.communicate()[1] == b""
    with open_store(store_address, create=False) as store:
        assert count(store) == 0


# ---- addresses ----


def test_the_address_is_as_given_else_by_the_environment_else_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RIWAYA_DB", raising=False)
    assert address() == "sqlite:///riwaya.db"
    monkeypatch.setenv("RIWAYA_DB", "postgresql+psycopg://host/base")
    assert address() == "postgresql+psycopg://host/base"
    assert address("a/b.db") == "sqlite:///a/b.db"


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("mysql://host/base", "an archive is a file or in PostgreSQL"),
        ("sqlite://", "names no file"),
        ("sqlite:///:memory:", "names no file"),
        ("://", "no address of a database"),
        ("postgresql://riwaya:secret@127.0.0.1:1/base", "Connection refused"),
    ],
)
def test_an_address_that_leads_nowhere_is_said_to(given: str, told: str) -> None:
    said = refusal(given)
    assert told in said
    assert "secret" not in said


def test_a_path_may_hold_what_addresses_may_not(tmp_path: Path) -> None:
    path = tmp_path / "50% war?.db"
    with open_store(str(path)) as store:
        write(store, "paper")
    assert path.is_file()


# ---- what is refused stays as it was ----


def test_without_an_archive_none_is_made_for_reading(store_address: str, tmp_path: Path) -> None:
    assert "there is no archive (riwaya ingest PATH… makes one)" in refusal(store_address, create=False)
    assert list(tmp_path.iterdir()) == []
    open_store(store_address).close()
    open_store(store_address, create=False).close()


def test_an_empty_file_is_no_archive_yet(tmp_path: Path) -> None:
    path = tmp_path / "riwaya.db"
    path.touch()
    assert "there is no archive" in refusal(str(path), create=False)
    open_store(str(path)).close()
    open_store(str(path), create=False).close()


def strange_file(path: Path) -> None:
    path.write_bytes(b"no database at all, but long enough to be taken for one\n" * 100)


def short_file(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\0")


def strange_database(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE reports (id TEXT)")
    connection.close()


def newer_archive(path: Path) -> None:
    with open_store(str(path)) as store, store.writing() as connection:
        connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '9999'"))


def damaged_archive(path: Path) -> None:
    with open_store(str(path)) as store:
        write(store, "paper")
    whole = path.read_bytes()
    path.write_bytes(whole[:100] + b"\xff" * (len(whole) - 100))


def cut_archive(path: Path) -> None:
    open_store(str(path)).close()
    path.write_bytes(path.read_bytes()[:8192])


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (strange_file, "is no archive of riwaya"),
        (short_file, "is no archive of riwaya"),
        (strange_database, "is a database of another program"),
        (newer_archive, "was made by a newer riwaya (schema 9999, this one knows up to "),
        (damaged_archive, "is damaged"),
        (cut_archive, "is damaged"),
    ],
)
@pytest.mark.parametrize("create", [True, False])
def test_a_file_that_is_refused_stays_as_it_was(make: object, told: str, create: bool, tmp_path: Path) -> None:
    path = tmp_path / "riwaya.db"
    assert callable(make)
    make(path)
    before = path.read_bytes()
    assert told in refusal(str(path), create=create)
    assert path.read_bytes() == before


def test_a_newer_archive_and_another_program_s_are_refused_in_postgresql_too(store_address: str) -> None:
    with open_store(store_address) as store, store.writing() as connection:
        connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '9999'"))
    assert "was made by a newer riwaya" in refusal(store_address)
    if store_address.startswith("postgresql"):
        with store.writing() as connection:
            connection.execute(text(f"DROP TABLE {VERSION_TABLE}"))
        assert "is a database of another program" in refusal(store_address)
    store.close()


def test_a_folder_and_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert "is a folder" in refusal(str(tmp_path))
    assert "there is no folder" in refusal(str(tmp_path / "no" / "riwaya.db"))


# ---- no permission ----

AS_ANYONE = """
import os, sys
from sqlalchemy import insert
from riwaya.errors import StoreError
from riwaya.store.engine import open_store
from riwaya.store.tables import outlets
try:
    if os.geteuid() == 0:
        os.setgid(65534); os.setuid(65534)
    with open_store(sys.argv[1]) as store, store.writing() as connection:
        connection.execute(insert(outlets).values(id="paper"))
except StoreError as error:
    print(error)
"""


def as_anyone(path: Path) -> str:
    done = subprocess.run([sys.executable, "-c", AS_ANYONE, str(path)], capture_output=True, check=False)
    assert done.stderr == b""
    return done.stdout.decode()


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that other users may enter; pytest shuts its own ones against them whenever a session begins."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder
        folder.chmod(0o755)


def test_without_permission_to_read_or_to_write(open_folder: Path) -> None:
    path = open_folder / "riwaya.db"
    open_store(str(path)).close()
    before = path.read_bytes()
    path.chmod(0o000)
    assert "can not be read: Permission denied" in as_anyone(path)
    path.chmod(0o444)
    open_folder.chmod(0o555)
    assert "no permission" in as_anyone(path)
    assert "no permission" in as_anyone(open_folder / "other.db")
    assert path.read_bytes() == before


# ---- a full disk ----


def test_a_full_disk_is_said_and_what_was_written_stays(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "riwaya.db")) as store:
        write(store, "paper")
        with store.reading() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 2}")
        with pytest.raises(StoreError, match="the disk is full; what was written before is kept"):
            write(store, "x" * 100_000)
        assert count(store) == 1
        with store.reading() as connection:
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"
