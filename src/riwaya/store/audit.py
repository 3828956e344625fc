"""The log of what was done, each line chained to the one before by its hash; nothing is ever changed in it."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Any, Final

import msgspec
from sqlalchemy import Connection, insert, select

from riwaya.model.judgements import AuditEntry
from riwaya.store.tables import audit

FIRST: Final = "0" * 64  # what the first line is chained to


def append(connection: Connection, *, by: str, action: str, data: Any, at: dt.datetime) -> AuditEntry:
    """Adds a line within the transaction that does what it tells; `data` is anything that JSON can hold."""
    last = connection.execute(select(audit).order_by(audit.c.seq.desc()).limit(1)).first()
    words = msgspec.json.encode(data, order="deterministic").decode("utf-8")
    previous = last.hash if last else FIRST
    entry = AuditEntry(
        seq=last.seq + 1 if last else 1, at=at, by=by, action=action, data=words, previous=previous, hash=""
    )
    entry = msgspec.structs.replace(entry, hash=hash_of(entry))
    row = msgspec.structs.asdict(entry) | {"at": entry.at.isoformat()}
    connection.execute(insert(audit).values(**row))
    return entry


def hash_of(entry: AuditEntry) -> str:
    """SHA-256 of the line's own words behind the hash of the line before."""
    words = [entry.previous, str(entry.seq), entry.at.isoformat(), entry.by, entry.action, entry.data]
    return hashlib.sha256(msgspec.json.encode(words)).hexdigest()
