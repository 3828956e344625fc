"""What an archive knows of how its reports came: what was kept where, under which digests, by which line of the log."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any, Final

import msgspec
from sqlalchemy import Connection, Row, select

from riwaya.model.sources import Kept
from riwaya.store.audit import words
from riwaya.store.tables import audit, fetches, items, reports

FETCHED: Final = "fetch"  # the action under which the log tells of an answer that was kept
_STREAMED: Final = 500


class Fetch(msgspec.Struct, frozen=True, kw_only=True):
    """An answer that was kept, as a line of the log tells it; `kind` is a `FetchKind`.

    `body` is the SHA-256 of its body with the transfer's compression taken off. `report` is the key of the report
    that it is, "" where it is none; `reports` tells of the report that was filed with it, as lines of other actions
    do: its key and its digests. `became` says what became of the page: `archive.taking_in.Became`.
    """

    address: str
    final: str
    kind: str
    at: dt.datetime
    status: int
    body: str
    kept: Kept
    report: str = ""
    reports: tuple[tuple[str, ...], ...] = ()
    became: str = ""


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the log with its words as they are kept."""

    seq: int
    at: str
    by: str
    action: str
    data: str
    previous: str
    hash: str

    @property
    def words(self) -> bytes:
        """The bytes whose SHA-256 the hash should be."""
        return words(self.previous, self.seq, self.at, self.by, self.action, self.data)


def lines(connection: Connection, *, mentioning: str = "") -> Iterator[Line]:
    """The lines of the log in order; only those whose data has these words, where they are given."""
    query = select(audit).order_by(audit.c.seq)
    if mentioning:
        query = query.where(audit.c.data.contains(mentioning, autoescape=True))
    for row in connection.execute(query, execution_options={"yield_per": _STREAMED}):
        yield Line(**row._asdict())


def lines_of_fetches(connection: Connection) -> Iterator[Line]:
    """The lines of the log that tell of answers that were kept, in order."""
    query = select(audit).where(audit.c.action == FETCHED).order_by(audit.c.seq)
    for row in connection.execute(query, execution_options={"yield_per": _STREAMED}):
        yield Line(**row._asdict())


def hash_of_line(connection: Connection, seq: int) -> str | None:
    """The hash that stands in a line of the log; None where there is no such line."""
    return connection.execute(select(audit.c.hash).where(audit.c.seq == seq)).scalar_one_or_none()


def fetch_of(line: Line) -> Fetch:
    """The answer that a line of the log tells of. Raises `msgspec.DecodeError` where it can not be read."""
    return msgspec.json.decode(line.data, type=Fetch)


def last_line(connection: Connection) -> Line | None:
    """The head of the log; None where it is empty."""
    row = connection.execute(select(audit).order_by(audit.c.seq.desc()).limit(1)).first()
    return Line(**row._asdict()) if row else None


def last_kept(connection: Connection) -> Kept | None:
    """Where the last answer that the log knows was kept; None where it knows none."""
    query = select(audit).where(audit.c.action == FETCHED).order_by(audit.c.seq.desc()).limit(1)
    row = connection.execute(query).first()
    return fetch_of(Line(**row._asdict())).kept if row else None


def fetch_rows(connection: Connection) -> Iterator[Row[Any]]:
    """All rows of the table of answers, in the order in which they came."""
    yield from connection.execute(select(fetches).order_by(fetches.c.row), execution_options={"yield_per": _STREAMED})


def last_good(connection: Connection, address: str) -> Row[Any] | None:
    """The newest whole answer (status 200) of an address; None where there is none."""
    query = select(fetches).where(fetches.c.address == address, fetches.c.status == 200)
    return connection.execute(query.order_by(fetches.c.row.desc()).limit(1)).first()


def keys_named(connection: Connection, name: str) -> list[str]:
    """The keys of the reports meant by a key or an id, each version; [] where there is none."""
    one = connection.execute(select(reports.c.key).where(reports.c.key == name)).scalars().all()
    every = select(reports.c.key).where(reports.c.id == name).order_by(reports.c.version)
    return list(connection.execute(every).scalars()) or list(one)


def named_by(connection: Connection, addresses: list[str]) -> Iterator[Row[Any]]:
    """The articles of these addresses, as their feeds named them."""
    yield from connection.execute(select(items).where(items.c.address.in_(addresses)).order_by(items.c.row))
