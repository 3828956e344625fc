"""How a report came, link by link: named by a feed, fetched, kept, read, filed, written into the log."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import msgspec
from sqlalchemy import Connection

from riwaya.intake.kept import answer_of, bodies_of, read_record
from riwaya.model.accounts import Archived
from riwaya.store.accounts import archived
from riwaya.store.custody import FETCHED, Fetch, Line, fetch_of, keys_named, lines, named_by
from riwaya.store.engine import Store

State = Literal["as it came", "changed", "missing"]


class Naming(msgspec.Struct, frozen=True, kw_only=True):
    """A feed that named the article."""

    feed: str
    address: str
    title: str
    published: dt.datetime | None


class Seen(msgspec.Struct, frozen=True, kw_only=True):
    """An answer that is this text of the report, and how its bytes on disk are now."""

    fetch: Fetch
    line: int
    state: State


class Chain(msgspec.Struct, frozen=True, kw_only=True):
    """All that is known of how a report came; `text` says whether its text is the one that was filed."""

    one: Archived
    text: State
    named: tuple[Naming, ...]
    seen: tuple[Seen, ...]
    log: tuple[Line, ...]


def chains(store: Store, folder: Path, name: str) -> list[Chain]:
    """The chains of the report with this key, or of every version under this id. Raises `StoreError` and `OSError`."""
    with store.reading() as connection:
        found = [(key, archived(connection, key)) for key in keys_named(connection, name)]
        return [_chain(connection, folder, key, one) for key, one in found if one is not None]


def _chain(connection: Connection, folder: Path, key: str, one: Archived) -> Chain:
    told = tuple(lines(connection, mentioning=msgspec.json.encode(key).decode("utf-8")))
    seen = tuple(_seen(told, folder, key))
    sha256 = hashlib.sha256(one.report.text.encode("utf-8")).hexdigest()
    return Chain(
        one=one,
        text="as it came" if sha256 == one.custody.sha256 else "changed",
        named=tuple(_named(connection, sorted({each.fetch.address for each in seen}))),
        seen=seen,
        log=told,
    )


def _named(connection: Connection, addresses: list[str]) -> Iterator[Naming]:
    for row in named_by(connection, addresses):
        published = dt.datetime.fromisoformat(row.published) if row.published else None
        yield Naming(feed=row.feed, address=row.address, title=row.title, published=published)


def _seen(told: tuple[Line, ...], folder: Path, key: str) -> Iterator[Seen]:
    for line in told:
        if line.action == FETCHED and (fetch := fetch_of(line)).report == key:
            yield Seen(fetch=fetch, line=line.seq, state=_state(folder, fetch))


def _state(folder: Path, fetch: Fetch) -> State:
    """Whether the bytes on disk are those of the log, and the body in them that of its digest."""
    path = folder / fetch.kept.file
    if not path.is_file():
        return "missing"
    with path.open("rb") as file:
        file.seek(fetch.kept.start)
        if hashlib.sha256(file.read(fetch.kept.length)).hexdigest() != fetch.kept.sha256:
            return "changed"
        try:
            bodies = bodies_of(answer_of(read_record(file, fetch.kept.offset)))
            same = any(hashlib.sha256(body).hexdigest() == fetch.body for body in bodies)
        except ValueError:
            same = False
    return "as it came" if same else "changed"
