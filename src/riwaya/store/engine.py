"""An archive is opened: by default the SQLite file `riwaya.db`, by address PostgreSQL.

SQLite runs in WAL mode, so that readers never wait for the writer, with `synchronous = FULL`: each transaction is on
disk when it ends, so that even a power cut takes back no judgement. NORMAL would save one fsync for a hundred reports.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, Self

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, NoSuchModuleError
from sqlalchemy.pool import ConnectionPoolEntry

from riwaya.errors import StoreError
from riwaya.store.faults import explained
from riwaya.store.files import APPLICATION, check_file
from riwaya.store.schema import bring_up

DEFAULT: Final = "riwaya.db"
VARIABLE: Final = "RIWAYA_DB"
PATIENCE_SECONDS: Final = 30.0
# What names our writers among all that a PostgreSQL server locks: "riwaya" in ASCII.
_WRITER_LOCK: Final = 0x72697761_7961
_OPENED: Final = {"sqlite": "pysqlite", "postgresql": "psycopg"}
_FILE: Final = "sqlite:///"
_WRITING: Final = "riwaya_writing"


class Store:
    """An open archive. All that is read or written goes through a connection, in a transaction of its own."""

    def __init__(self, engine: Engine, where: str, patience: float = PATIENCE_SECONDS) -> None:
        self._engine = engine
        self._patience = patience
        self.where = where  # path, or address without the password

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the archive, and can not write. Raises `StoreError`."""
        with explained(self.where), self._engine.connect() as connection:
            if connection.dialect.name == "postgresql":
                connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection that alone may write; what it did counts at the end, or not at all. Raises `StoreError`.

        Another writer is waited for, `patience` seconds at most.
        """
        with explained(self.where), self._engine.connect() as connection:
            connection.execution_options(**{_WRITING: True})
            with connection.begin():
                if connection.dialect.name == "postgresql":
                    connection.exec_driver_sql(f"SET LOCAL lock_timeout = {round(self._patience * 1000)}")
                    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITER_LOCK})")
                yield connection

    def close(self) -> None:
        """Gives all connections back."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def address(given: str | None = None) -> str:
    """The archive meant: as given, else by `RIWAYA_DB`, else `riwaya.db`; a path is an address of SQLite."""
    named = given or os.environ.get(VARIABLE) or DEFAULT
    return named if "://" in named else f"{_FILE}{named}"


def open_store(given: str | None = None, *, create: bool = True, patience: float = PATIENCE_SECONDS) -> Store:
    """Opens the archive, an older one brought up to date; where there is none it is made, or `create` forbids it.

    `patience`: seconds to wait for another writer. Raises `StoreError`; what is refused is left as it was.
    """
    url = _url(address(given))
    where = url.database or "" if url.get_backend_name() == "sqlite" else url.render_as_string(hide_password=True)
    if url.get_backend_name() == "sqlite":
        check_file(Path(where), create=create)
    store = Store(_engine(url, where, patience), where, patience)
    try:
        bring_up(store, create=create)
    except BaseException:
        store.close()
        raise
    return store


def _url(named: str) -> URL:
    if named.startswith(_FILE) and named.removeprefix(_FILE) not in ("", ":memory:"):
        # Taken as it stands: a path may hold a question mark or a per cent sign.
        return URL.create("sqlite+pysqlite", database=named.removeprefix(_FILE))
    try:
        url = make_url(named)
    except ArgumentError as error:
        raise StoreError(named, "is no address of a database") from error
    driver = _OPENED.get(url.get_backend_name())
    if driver is None:
        raise StoreError(url.render_as_string(), "an archive is a file or in PostgreSQL (postgresql+psycopg://…)")
    if driver == "pysqlite":
        raise StoreError(named, "names no file")
    return url.set(drivername=f"{url.get_backend_name()}+{driver}")


def _engine(url: URL, where: str, patience: float) -> Engine:
    try:
        if url.get_backend_name() == "postgresql":
            return create_engine(url, connect_args={"connect_timeout": max(1, round(patience))})
        engine = create_engine(url, connect_args={"timeout": patience})
    except (ModuleNotFoundError, NoSuchModuleError) as error:
        raise StoreError(where, "PostgreSQL needs psycopg: pip install 'riwaya[postgres]'") from error
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    connection.isolation_level = None  # so that sqlite3 begins nothing on its own
    cursor = connection.cursor()
    # First of all, in a file that is empty yet: whose it is, before anything can be killed in between.
    if not cursor.execute("PRAGMA application_id").fetchone()[0]:
        cursor.execute(f"PRAGMA application_id = {APPLICATION}")
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    """SQLite begins as asked: for writing at once, so that two writers never meet half-way."""
    writing = connection.get_execution_options().get(_WRITING, False)
    connection.exec_driver_sql(f"PRAGMA query_only = {'OFF' if writing else 'ON'}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
