"""The migrations give what the tables say, in both databases."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect

from riwaya.store.engine import Store, open_store
from riwaya.store.schema import HEAD, MIGRATIONS, VERSION_TABLE, version_of
from riwaya.store.tables import METADATA, SEARCH


def told_by_metadata(name: str | None, kind: str, _parents: Any) -> bool:
    return not (kind == "table" and name is not None and name.startswith(SEARCH))


def test_the_migrations_give_what_the_tables_say(store: Store) -> None:
    with store.reading() as connection:
        options = {"compare_type": True, "include_name": told_by_metadata, "version_table": VERSION_TABLE}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, METADATA) == [], "store/tables.py has what no migration makes"


def test_the_names_of_constraints_are_those_of_the_tables(store: Store) -> None:
    with store.reading() as connection:
        looked_at = inspect(connection)
        for table in METADATA.sorted_tables:
            told = {str(constraint.name) for constraint in table.constraints if constraint.name}
            found = {looked_at.get_pk_constraint(table.name)["name"]}
            found |= {key["name"] for key in looked_at.get_foreign_keys(table.name)}
            found |= {key["name"] for key in looked_at.get_unique_constraints(table.name)}
            assert found == told


def test_the_newest_migration_is_the_head(store: Store) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    assert ScriptDirectory.from_config(config).get_current_head() == HEAD
    with store.reading() as connection:
        assert version_of(connection) == HEAD


def test_an_archive_that_a_kill_left_empty_is_finished(tmp_path: Path) -> None:
    from sqlalchemy import text

    path = str(tmp_path / "riwaya.db")
    with open_store(path) as store, store.writing() as connection:
        for table in reversed(METADATA.sorted_tables):
            table.drop(connection)
        connection.execute(text(f"DROP TABLE {SEARCH}"))
        connection.execute(text(f"DROP TABLE {VERSION_TABLE}"))
    with open_store(path) as store, store.reading() as connection:
        assert version_of(connection) == HEAD
