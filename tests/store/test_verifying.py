"""Whatever is changed in the archive behind its back is found, and said where, in both databases."""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec
import pytest
from sqlalchemy import ColumnElement, Executable, Integer, Text, bindparam, cast, delete, func, insert, select, update
from sqlalchemy import text as sql

from filed import AT, filing
from riwaya.model import Place, Span
from riwaya.model.judgements import AuditEntry, Judgement
from riwaya.store.audit import FIRST, Head, append, hash_of, head, log
from riwaya.store.engine import Store
from riwaya.store.judging import add
from riwaya.store.tables import audit, events, judgements, reports
from riwaya.store.verifying import Verified, verify
from tampering import file_and_log, tamper

TEXT = "قصف على مدينة تعز. قصف على حي الجحملية."
TAIZ = Place(text="تعز", evidence=Span(14, 17), name="Taiz", lat=13.57952, lon=44.02091, country="YE", precision=1)


@pytest.fixture
def filled(store: Store) -> Store:
    """An archive with two reports, one of which was coded again, and three judgements: six lines in the log."""
    with store.writing() as connection:
        file_and_log(connection, AT, filing("a", TEXT), filing("b", TEXT, url="https://example.org/b"))
        told = filing("a", TEXT)
        located = tuple(msgspec.structs.replace(event, places=(TAIZ,), confidence=0.7) for event in told.coded.events)
        again = filing("a", TEXT, events=located)
        file_and_log(connection, AT + dt.timedelta(hours=1), again, recode=True)
        for number in range(1, 4):
            at = AT + dt.timedelta(hours=1 + number)
            add(connection, Judgement(id=0, kind="note", by="amal", at=at, subject="E1", why=f"note {number}"))
        append(connection, by="badr", action="export", data={"format": "csv"}, at=AT + dt.timedelta(hours=9))
    return store


def verified(store: Store, kept: Head | None = None) -> Verified:
    with store.reading() as connection:
        return verify(connection, kept)


def found(store: Store, kept: Head | None = None) -> list[str]:
    return [f"{one.where}: {one.what}" for one in verified(store, kept).findings]


def test_an_untouched_archive_agrees_with_its_log(filled: Store) -> None:
    told = verified(filled)
    assert told.findings == ()
    assert (told.lines, told.judgements, told.reports) == (6, 3, 2)
    with filled.reading() as connection:
        assert told.head == head(connection)
        assert told.head.seq == 6


def test_an_empty_log_is_whole(store: Store) -> None:
    assert verified(store) == Verified(lines=0, judgements=0, reports=0, head=Head(0, FIRST), findings=())


# ---- the log ----


def line(number: int, **values: Any) -> Executable:
    return update(audit).where(audit.c.seq == number).values(**values)


@pytest.mark.parametrize("column", ["at", "by", "action", "data", "hash"])
def test_a_changed_line_is_named(filled: Store, column: str) -> None:
    tamper(filled, line(3, **{column: "x" + audit.c[column]}))
    assert "line 3: was changed: its words do not give its hash" in found(filled)


def test_a_moment_written_otherwise_is_another_line(filled: Store) -> None:
    tamper(filled, line(3, at=func.replace(audit.c.at, "+00:00", "Z")))
    assert found(filled) == ["line 3: was changed: its words do not give its hash"]


def test_a_removed_line_is_named(filled: Store) -> None:
    tamper(filled, delete(audit).where(audit.c.seq == 6), delete(audit).where(audit.c.seq == 2))
    assert [one for one in found(filled) if one.startswith("line")] == ["line 2: missing: removed from the log"]
    tamper(filled, delete(audit).where(audit.c.seq == 3))
    assert "lines 2 to 3: missing: removed from the log" in found(filled)


def test_lines_that_changed_places_are_named(filled: Store) -> None:
    tamper(filled, line(5, seq=99), line(4, seq=5), line(99, seq=4))
    told = "was changed: its words do not give its hash"
    assert found(filled)[:2] == [f"line 4: {told}", f"line 5: {told}"]


def forged(number: int, previous: str, **values: Any) -> dict[str, Any]:
    """A line whose hash is right."""
    told: dict[str, Any] = {"by": "eve", "action": "export", "data": "{}"} | values
    entry = AuditEntry(seq=number, at=AT, previous=previous, hash="", **told)
    entry = msgspec.structs.replace(entry, hash=hash_of(entry))
    return msgspec.structs.asdict(entry) | {"at": AT.isoformat()}


def line_of(store: Store, number: int) -> AuditEntry:
    with store.reading() as connection:
        return {one.seq: one for one in log(connection)}[number]


def test_a_line_that_was_written_anew_with_its_hash_is_not_what_the_next_is_chained_to(filled: Store) -> None:
    before = line_of(filled, 4)
    tamper(filled, delete(audit).where(audit.c.seq == 5), insert(audit).values(**forged(5, before.hash)))
    assert found(filled) == [
        "line 6: is not chained to the line before it: one of the two was changed or put in",
        "judgement 3: is in no line of the log",
    ]


def test_a_line_that_was_put_in_is_named(filled: Store) -> None:
    tamper(filled, insert(audit).values(**forged(0, FIRST)))
    assert "line 0: was put in: lines count from 1" in found(filled)
    tamper(filled, delete(audit).where(audit.c.seq == 0), insert(audit).values(**forged(7, FIRST)))
    assert found(filled) == ["line 7: is not chained to the line before it: one of the two was changed or put in"]


def test_the_cut_off_end_is_seen_only_by_a_head_that_was_kept(filled: Store) -> None:
    kept = verified(filled).head
    tamper(filled, delete(audit).where(audit.c.seq == 6))
    assert found(filled) == []
    assert found(filled, kept) == [
        "lines 6 to 6: missing: cut off behind the end, as the head that was kept elsewhere shows"
    ]


def test_a_log_that_was_written_anew_is_seen_by_a_head_that_was_kept(filled: Store) -> None:
    kept = verified(filled).head
    before = line_of(filled, 5)
    tamper(filled, delete(audit).where(audit.c.seq == 6), insert(audit).values(**forged(6, before.hash)))
    assert found(filled) == []
    assert found(filled, kept) == ["line 6: is not the head that was kept elsewhere: the log was written anew"]
    with filled.writing() as connection:
        append(connection, by="amal", action="export", data={}, at=AT)
    assert len(found(filled, kept)) == 1


def test_an_older_head_still_holds(filled: Store) -> None:
    kept = verified(filled).head
    with filled.writing() as connection:
        append(connection, by="amal", action="export", data={}, at=AT)
    assert found(filled, kept) == []


# ---- judgements and reports ----

OF_JUDGEMENTS = [column for column in judgements.c if column.name != "id"]
OF_REPORTS = [column for column in reports.c if column.name not in ("row", "key", "voice")]
OF_EVENTS = [column for column in events.c if column.name not in ("row", "report", "linked")]


def other_value(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """A value of the column's type that is another one."""
    kind = column.type.python_type
    if kind is int:
        return func.coalesce(column, 0) + 17
    if kind is float:
        return func.coalesce(column, 0.0) + 0.00001
    if kind is dt.date:
        return bindparam(None, dt.date(2001, 2, 3), type_=column.type, unique=True)
    return cast(column, Text) + "x"


@pytest.mark.parametrize("column", OF_JUDGEMENTS, ids=lambda column: column.name)
def test_a_changed_judgement_is_named(filled: Store, column: ColumnElement[Any]) -> None:
    tamper(filled, update(judgements).where(judgements.c.id == 2).values({column: other_value(column)}))
    assert found(filled) == ["judgement 2: is not what the log says: it was changed"]


def test_a_judgement_that_is_gone_or_was_put_in_is_named(filled: Store) -> None:
    tamper(filled, update(judgements).where(judgements.c.id == 2).values(id=9))
    assert found(filled) == [
        "judgement 9: is in no line of the log",
        "judgement 2: is in the log and gone from the archive",
    ]


@pytest.mark.parametrize("column", OF_REPORTS, ids=lambda column: column.name)
def test_a_changed_report_is_named(filled: Store, column: ColumnElement[Any]) -> None:
    tamper(filled, update(reports).where(reports.c.key == "b").values({column: other_value(column)}))
    assert next(iter(found(filled))).startswith("report b: ")


@pytest.mark.parametrize("column", OF_EVENTS, ids=lambda column: column.name)
def test_a_changed_event_is_named(filled: Store, column: ColumnElement[Any]) -> None:
    first = select(func.min(events.c.row)).scalar_subquery()
    tamper(filled, update(events).where(events.c.row == first).values({column: other_value(column)}))
    assert found(filled) == ["report a: what is kept beside its text (outlet, days, events …) was changed"]


def test_reports_and_events_that_are_gone_or_were_put_in_are_named(filled: Store) -> None:
    last = select(func.max(events.c.row)).scalar_subquery()
    tamper(filled, delete(events).where(events.c.row == last))
    assert found(filled) == ["report b: what is kept beside its text (outlet, days, events …) was changed"]
    tamper(filled, delete(events), delete(reports).where(reports.c.key == "b"))
    assert "report b: is in the log and gone from the archive" in found(filled)


def test_a_report_that_was_filed_without_the_log_is_named(filled: Store) -> None:
    from riwaya.store.filing import file_report

    with filled.writing() as connection:
        file_report(connection, filing("c", TEXT), AT)
    assert found(filled) == ["report c: is in no line of the log"]


# ---- what only SQLite can hold ----


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE reports SET text = CAST(x'd9' || CAST(text AS BLOB) AS TEXT) WHERE key = 'b'",
        "UPDATE reports SET text = CAST(text AS BLOB) WHERE key = 'b'",
        "UPDATE reports SET outlet = CAST(x'ff' AS TEXT) WHERE key = 'b'",
        "UPDATE reports SET published = 'some day' WHERE key = 'b'",
        "UPDATE events SET lat = 'north'",
        "UPDATE judgements SET why = CAST(x'ff' AS TEXT)",
        "UPDATE judgements SET why = CAST(why AS BLOB)",
        "UPDATE audit SET data = CAST(x'ff' AS TEXT) WHERE seq = 6",
        "UPDATE audit SET data = CAST(data AS BLOB) WHERE seq = 6",
        "UPDATE audit SET at = 'some day' WHERE seq = 6",
    ],
)
def test_bytes_that_are_no_text_are_found_too(filled: Store, statement: str) -> None:
    if not filled.where.endswith(".db"):
        pytest.skip("PostgreSQL holds its columns to their types")
    tamper(filled, sql(statement))
    assert found(filled)
    with filled.reading() as connection:  # the connection reads as ever
        assert connection.execute(select(cast(func.count(), Integer)).select_from(audit)).scalar_one() == 6


# ---- the lines ----


def test_lines_by_whom_and_since_when(filled: Store) -> None:
    with filled.reading() as connection:
        assert [one.seq for one in log(connection)] == [1, 2, 3, 4, 5, 6]
        assert [one.seq for one in log(connection, by="badr")] == [6]
        assert [one.seq for one in log(connection, since=AT + dt.timedelta(hours=3))] == [4, 5, 6]
