"""What a database complains of, in words that help who reads them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from sqlalchemy.exc import DBAPIError, IntegrityError, ProgrammingError

from riwaya.errors import StoreError

# SQLite's primary result codes (https://www.sqlite.org/rescode.html).
_SQLITE: Final = {
    sqlite3.SQLITE_BUSY: "another program writes to it: try again when it is done",
    sqlite3.SQLITE_LOCKED: "another program writes to it: try again when it is done",
    sqlite3.SQLITE_FULL: "the disk is full; what was written before is kept",
    sqlite3.SQLITE_IOERR: "the disk can not be read or written (full?); what was written before is kept",
    sqlite3.SQLITE_CORRUPT: "is damaged: restore it from a copy",
    sqlite3.SQLITE_NOTADB: "is no archive of riwaya",
    sqlite3.SQLITE_READONLY: "may not be written to (no permission)",
    sqlite3.SQLITE_CANTOPEN: "can not be opened (no permission, or no such folder)",
    sqlite3.SQLITE_PERM: "can not be opened (no permission)",
}
_PRIMARY: Final = 0xFF
# PostgreSQL's classes and codes (https://www.postgresql.org/docs/current/errcodes-appendix.html).
_POSTGRES: Final = {
    "55P03": "another program writes to it: try again when it is done",
    "53100": "the server's disk is full; what was written before is kept",
    "42501": "no permission",
    "25006": "may not be written to",
}


@contextmanager
def explained(where: str) -> Iterator[None]:
    """Raises what the database complains of as `StoreError`; a mistake of ours stays what it is."""
    try:
        yield
    except DBAPIError as error:
        if isinstance(error, IntegrityError | ProgrammingError) and not _known(error):
            raise
        raise StoreError(where, _known(error) or _first_line(error)) from error


def _known(error: DBAPIError) -> str:
    code = getattr(error.orig, "sqlite_errorcode", None)
    if code is not None:
        return _SQLITE.get(code & _PRIMARY, "")
    return _POSTGRES.get(getattr(error.orig, "sqlstate", None) or "", "")


def _first_line(error: DBAPIError) -> str:
    return str(error.orig).strip().partition("\n")[0]
