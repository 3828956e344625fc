"""Judgements: added, each with its line in the log, and read; never changed, never taken away."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, Final

import msgspec
from sqlalchemy import Connection, Row, Select, func, insert, or_, select

from riwaya.model.judgements import Judgement
from riwaya.store.among import among
from riwaya.store.audit import append
from riwaya.store.tables import events, judgements

ACTION: Final = "judgement"


def add(connection: Connection, judgement: Judgement, about: dict[str, Any] | None = None) -> Judgement:
    """Keeps a judgement, which gets the next number, and writes it into the log, both in the caller's transaction.

    `about` goes into the log beside it: what was seen of the subject when it was judged.
    """
    # Not the database's own counting: what a transaction that failed has counted would be missing in the row.
    last = connection.execute(select(func.max(judgements.c.id))).scalar_one() or 0
    kept = msgspec.structs.replace(judgement, id=last + 1)
    connection.execute(insert(judgements).values(**row_of(kept)))
    told = {"judgement": row_of(kept)} | ({"about": about} if about else {})
    append(connection, by=kept.by, action=ACTION, data=told, at=kept.at)
    return kept


def row_of(judgement: Judgement) -> dict[str, Any]:
    """A judgement as the table and the log have it."""
    return msgspec.structs.asdict(judgement) | {"at": judgement.at.isoformat()}


def standing_judgements(connection: Connection, subjects: Iterable[str] | None = None) -> list[Judgement]:
    """All judgements, or all that concern one of these accounts or incidents, in the order of judging.

    Undone ones and undos are among them: which of them stand is worked out by `review`.
    """
    query = select(judgements).order_by(judgements.c.id)
    if subjects is not None:
        wanted = list(subjects)
        concerned = (among(connection, column, wanted) for column in (judgements.c.subject, judgements.c.other))
        query = query.where(or_(*concerned))
    return _read(connection, query)


def judgement(connection: Connection, id: int) -> Judgement | None:
    """The judgement of that number; None where there is none."""
    return next(iter(_read(connection, select(judgements).where(judgements.c.id == id))), None)


def undos_of(connection: Connection, id: int) -> list[Judgement]:
    """The undos of a judgement, be they undone themselves or not, in order."""
    return _read(connection, select(judgements).where(judgements.c.undoes == id).order_by(judgements.c.id))


def _read(connection: Connection, query: Select[Any]) -> list[Judgement]:
    return [_judgement(row) for row in connection.execute(query)]


def _judgement(row: Row[Any]) -> Judgement:
    fields = row._asdict()
    return Judgement(**(fields | {"at": dt.datetime.fromisoformat(fields["at"])}))


def unsure_keys(connection: Connection, below: float, limit: int) -> list[str]:
    """The keys of the events of the lowest confidence, the least sure first, ties by key."""
    query = select(events.c.key).where(events.c.confidence < below).order_by(events.c.confidence, events.c.key)
    return list(connection.execute(query.limit(limit)).scalars())
