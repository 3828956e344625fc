"""An archive is opened: by default the SQLite file `riwaya.db`, by address PostgreSQL."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final, Self

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from riwaya.store.tables import METADATA

DEFAULT: Final = "riwaya.db"
VARIABLE: Final = "RIWAYA_DB"
PATIENCE_SECONDS: Final = 30


class Store:
    """An open archive. All that is read or written goes through a connection, in a transaction of its own."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the archive."""
        with self._engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection that alone may write; what it did counts at the end, or not at all."""
        with self._engine.connect() as connection:
            if connection.dialect.name == "sqlite":
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            yield connection
            connection.commit()

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
    return named if "://" in named else f"sqlite:///{named}"


def open_store(given: str | None = None) -> Store:
    """Opens the archive, which is made where there is none."""
    engine = create_engine(address(given))
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare)
    METADATA.create_all(engine)
    return Store(engine)


def _prepare(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    for pragma in (
        "journal_mode = WAL",
        "synchronous = NORMAL",
        "foreign_keys = ON",
        f"busy_timeout = {PATIENCE_SECONDS * 1000}",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
