"""The shape of an archive and its history: one set of migrations for both databases, run when an archive is opened."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import Connection, column, inspect, select, table

from riwaya.errors import StoreError
from riwaya.store.files import HOW_TO_MAKE

if TYPE_CHECKING:
    from riwaya.store.engine import Store

HEAD: Final = "0002"  # the newest of migrations/versions; said here so that opening need not load alembic
VERSION_TABLE: Final = "riwaya_schema"  # not alembic's own name, which any program's database may have
MIGRATIONS: Final = Path(__file__).with_name("migrations")


def version_of(connection: Connection) -> str | None:
    """The migration that an archive stands at; None where none was run."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    return connection.execute(select(column("version_num")).select_from(table(VERSION_TABLE))).scalar_one_or_none()


def bring_up(store: Store, *, create: bool) -> None:
    """Runs the migrations that are missing. Raises `StoreError` for what is no archive, or a newer one."""
    with store.reading() as connection:
        found = version_of(connection)
        if found == HEAD:
            return
        _refuse(store.where, connection, found, create=create)
    with store.writing() as connection:
        _migrate(connection)


def _refuse(where: str, connection: Connection, found: str | None, *, create: bool) -> None:
    if found is not None:
        if not found.isdigit() or int(found) > int(HEAD):
            raise StoreError(where, f"was made by a newer riwaya (schema {found}, this one knows up to {HEAD})")
        return
    if inspect(connection).get_table_names():
        raise StoreError(where, "is a database of another program")
    if not create:
        raise StoreError(where, f"there is no archive ({HOW_TO_MAKE})")


def _migrate(connection: Connection) -> None:
    """All missing migrations, in the transaction of the connection: they count together or not at all."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
