"""Whether the log is whole, and whether the archive holds what the log says: the first thing to ask of an archive.

The chain alone can not tell that lines were cut off at its end, or that all of it was written anew from some line on:
for that its head must be kept elsewhere (`riwaya audit head`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import msgspec
from sqlalchemy import ColumnElement, Connection, Row, select

from riwaya.store.audit import FIRST, Head, hash_of_words
from riwaya.store.exact import read_exactly, untouched
from riwaya.store.judging import ACTION as JUDGED
from riwaya.store.records import records
from riwaya.store.tables import audit, judgements

_STREAMED: Final = 500
_WORDS: Final = ("at", "by", "action", "data", "previous", "hash")


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """Something that is not as the log says: `where` is a line of it, a judgement or a report."""

    where: str
    what: str


class Verified(msgspec.Struct, frozen=True, kw_only=True):
    """What was looked at, where the log ends, and what was found; nothing found is what should be."""

    lines: int
    judgements: int
    reports: int
    head: Head
    findings: tuple[Finding, ...]


class _Log:
    """What the lines say, gathered while the chain is walked."""

    def __init__(self, kept: Head | None) -> None:
        self.kept = kept
        self.lines = 0
        self.head = Head(0, FIRST)
        self.judgements: dict[int, Mapping[str, Any]] = {}
        self.reports: dict[str, Sequence[str]] = {}

    def read(self, row: Row[Any]) -> Iterator[Finding]:
        """Checks a line against the one before, and takes in what it tells."""
        where = f"line {row.seq}"
        self.lines += 1
        before, self.head = self.head, Head(row.seq, row.hash)
        missing = row.seq > before.seq + 1
        if missing:
            gap = f"line {before.seq + 1}" if row.seq == before.seq + 2 else f"lines {before.seq + 1} to {row.seq - 1}"
            yield Finding(where=gap, what="missing: removed from the log")
        if row.seq < 1:
            yield Finding(where=where, what="was put in: lines count from 1")
        if not all(isinstance(getattr(row, name), str) for name in _WORDS) or _hash(row) != row.hash:
            yield Finding(where=where, what="was changed: its words do not give its hash")
        elif row.previous != before.hash and not missing:
            yield Finding(
                where=where, what="is not chained to the line before it: one of the two was changed or put in"
            )
        if self.kept is not None and row.seq == self.kept.seq and row.hash != self.kept.hash:
            yield Finding(where=where, what="is not the head that was kept elsewhere: the log was written anew")
        self._take_in(row)

    def end(self) -> Iterator[Finding]:
        """What is found when all lines were read."""
        if self.kept is not None and self.kept.seq > self.head.seq:
            gap = f"lines {self.head.seq + 1} to {self.kept.seq}"
            yield Finding(where=gap, what="missing: cut off behind the end, as the head that was kept elsewhere shows")

    def _take_in(self, row: Row[Any]) -> None:
        try:
            data = msgspec.json.decode(row.data)
            if row.action == JUDGED:
                judgement = data["judgement"]
                self.judgements[judgement["id"]] = judgement
            elif isinstance(data, dict) and isinstance(data.get("reports"), list):
                self.reports.update((told[0], told[1:]) for told in data["reports"])
        except (msgspec.DecodeError, ValueError, TypeError, KeyError, IndexError):
            return  # such a line was changed, which is found; or it is of another kind


def _hash(row: Row[Any]) -> str:
    try:
        return hash_of_words(row.previous, row.seq, row.at, row.by, row.action, row.data)
    except UnicodeEncodeError:
        return ""  # bytes that are no text


def verify(connection: Connection, kept: Head | None = None) -> Verified:
    """Walks the log and the archive and says all that does not agree; `kept` is a head that was kept elsewhere."""
    log = _Log(kept)
    findings: list[Finding] = []
    with read_exactly(connection):
        query = select(audit.c.seq, *(untouched(audit.c[name]) for name in _WORDS)).order_by(audit.c.seq)
        for row in connection.execute(query, execution_options={"yield_per": _STREAMED}):
            findings += log.read(row)
        findings += log.end()
        findings += _judgements(connection, log.judgements)
        findings += _reports(connection, log.reports)
    return Verified(
        lines=log.lines,
        judgements=len(log.judgements),
        reports=len(log.reports),
        head=log.head,
        findings=tuple(findings),
    )


def _judgements(connection: Connection, told: Mapping[int, Mapping[str, Any]]) -> Iterator[Finding]:
    waiting = dict(told)
    columns: list[ColumnElement[Any]] = [judgements.c.id, judgements.c.undoes]
    columns += [untouched(column) for column in judgements.c if column.name not in ("id", "undoes")]
    for row in connection.execute(select(*columns).order_by(judgements.c.id)):
        where = f"judgement {row.id}"
        if row.id not in waiting:
            yield Finding(where=where, what="is in no line of the log")
        elif dict(waiting.pop(row.id)) != row._asdict():
            yield Finding(where=where, what="is not what the log says: it was changed")
    for number in sorted(waiting):
        yield Finding(where=f"judgement {number}", what="is in the log and gone from the archive")


def _reports(connection: Connection, told: Mapping[str, Sequence[str]]) -> Iterator[Finding]:
    waiting = dict(told)
    for record in records(connection):
        where = f"report {record.key}"
        known = waiting.pop(record.key, None)
        if record.text != record.sha256:
            yield Finding(where=where, what="its text does not give its SHA-256: one of them was changed")
        if known is None:
            yield Finding(where=where, what="is in no line of the log")
        elif known[0] != record.sha256:
            yield Finding(where=where, what="its SHA-256 is not what the log says")
        elif known[1] != record.rest:
            yield Finding(where=where, what="what is kept beside its text (outlet, days, events …) was changed")
    for key in sorted(waiting):
        yield Finding(where=f"report {key}", what="is in the log and gone from the archive")
