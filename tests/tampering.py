"""What the tests of the log share: an archive in which something was changed behind its back."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Connection, Executable, inspect
from sqlalchemy import text as sql

from riwaya.store.audit import append
from riwaya.store.engine import Store
from riwaya.store.filing import Filing, file_reports
from riwaya.store.records import filed_words


def file_and_log(connection: Connection, at: dt.datetime, *filings: Filing, recode: bool = False) -> None:
    """Files reports and logs it, as ingesting does."""
    filed = file_reports(connection, filings, at, recode=recode)
    told = filed_words(connection, [one.key for one in filed if one.became != "known"])
    append(connection, by="amal", action="recode" if recode else "ingest", data={"reports": told}, at=at)


def drop_guards(connection: Connection) -> None:
    """Takes the triggers off that refuse changes, as whoever owns the database can."""
    for table in ("judgements", "audit"):
        if connection.dialect.name == "sqlite":
            for name in ("no_update", "no_delete", "no_replace"):
                connection.execute(sql(f"DROP TRIGGER IF EXISTS {table}_{name}"))
        else:
            for name in ("append_only", "no_truncate"):
                connection.execute(sql(f"DROP TRIGGER IF EXISTS {table}_{name} ON {table}"))


def tamper(store: Store, *statements: Executable) -> None:
    """Runs statements that the archive would refuse."""
    with store.writing() as connection:
        assert inspect(connection).has_table("audit")
        drop_guards(connection)
        for statement in statements:
            connection.execute(statement)
