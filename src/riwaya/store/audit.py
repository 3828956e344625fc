"""The log of what was done, each line chained to the one before by its hash; nothing is ever changed in it."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

import msgspec
from sqlalchemy import Connection, insert, select

from riwaya.model.judgements import AuditEntry
from riwaya.store.tables import audit

FIRST: Final = "0" * 64  # what the first line is chained to
_STREAMED: Final = 500


class Head(NamedTuple):
    """The end of the log: the number and the hash of its last line, 0 and zeros where it is empty."""

    seq: int
    hash: str


def append(connection: Connection, *, by: str, action: str, data: Any, at: dt.datetime) -> AuditEntry:
    """Adds a line within the transaction that does what it tells; `data` is anything that JSON can hold."""
    last = head(connection)
    words = msgspec.json.encode(data, order="deterministic").decode("utf-8")
    entry = AuditEntry(seq=last.seq + 1, at=at, by=by, action=action, data=words, previous=last.hash, hash="")
    entry = msgspec.structs.replace(entry, hash=hash_of(entry))
    row = msgspec.structs.asdict(entry) | {"at": entry.at.isoformat()}
    connection.execute(insert(audit).values(**row))
    return entry


def head(connection: Connection) -> Head:
    """The last line: whoever keeps it elsewhere can tell later whether lines were cut off behind or before it."""
    query = select(audit.c.seq, audit.c.hash).order_by(audit.c.seq.desc()).limit(1)
    row = connection.execute(query).first()
    return Head(row.seq, row.hash) if row else Head(0, FIRST)


def hash_of(entry: AuditEntry) -> str:
    """SHA-256 of the line's own words behind the hash of the line before."""
    return hash_of_words(entry.previous, entry.seq, entry.at.isoformat(), entry.by, entry.action, entry.data)


def hash_of_words(previous: str, seq: int, at: str, by: str, action: str, data: str) -> str:
    """The same of the words as they are kept: a moment written otherwise is another line."""
    return hashlib.sha256(words(previous, seq, at, by, action, data)).hexdigest()


def words(previous: str, seq: int, at: str, by: str, action: str, data: str) -> bytes:
    """The bytes of which a line's hash is the SHA-256."""
    return msgspec.json.encode([previous, str(seq), at, by, action, data])


def log(connection: Connection, since: dt.datetime | None = None, by: str | None = None) -> Iterator[AuditEntry]:
    """The lines in order, all or those since a moment (UTC) or by somebody."""
    query = select(audit).order_by(audit.c.seq)
    if by is not None:
        query = query.where(audit.c.by == by)
    for row in connection.execute(query, execution_options={"yield_per": _STREAMED}):
        entry = AuditEntry(**(row._asdict() | {"at": dt.datetime.fromisoformat(row.at)}))
        if since is None or entry.at >= since:
            yield entry
