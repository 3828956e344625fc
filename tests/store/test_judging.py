"""Judgements are added with their line in the log, and neither can be changed, in both databases."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest
from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.exc import DBAPIError

from filed import AT
from riwaya.errors import StoreError
from riwaya.model.judgements import Judgement
from riwaya.store.engine import Store
from riwaya.store.judging import add, judgement, row_of, standing_judgements, undos_of
from riwaya.store.tables import audit, judgements

ONE = Judgement(id=0, kind="same", by="amal", at=AT, subject="E1", other="E2", why="one shell", saw="a b")


def added(store: Store, *given: Judgement) -> list[Judgement]:
    with store.writing() as connection:
        return [add(connection, one, {"seen": 1}) for one in given]


def test_judgements_are_numbered_in_order_and_come_out_as_they_went_in(store: Store) -> None:
    note = Judgement(id=0, kind="note", by="badr", at=AT + dt.timedelta(hours=1), subject="E3", why="…")
    kept = added(store, ONE, note)
    assert kept == [msgspec.structs.replace(ONE, id=1), msgspec.structs.replace(note, id=2)]
    with store.reading() as connection:
        assert standing_judgements(connection) == kept
        assert standing_judgements(connection, ["E2"]) == kept[:1]
        assert standing_judgements(connection, ["E3", "E1"]) == kept
        assert standing_judgements(connection, []) == []
        assert judgement(connection, 2) == kept[1]
        assert judgement(connection, 3) is None


def test_undos_are_found(store: Store) -> None:
    undo = Judgement(id=0, kind="undo", by="amal", at=AT, subject="E1", other="E2", undoes=1)
    added(store, ONE, undo)
    with store.reading() as connection:
        assert [one.id for one in undos_of(connection, 1)] == [2]
        assert [one.id for one in standing_judgements(connection, ["E1"])] == [1, 2]


def test_each_has_its_line_in_the_log(store: Store) -> None:
    (kept,) = added(store, ONE)
    with store.reading() as connection:
        line = connection.execute(select(audit)).one()
    assert (line.by, line.action) == ("amal", "judgement")
    assert msgspec.json.decode(line.data) == {"about": {"seen": 1}, "judgement": row_of(kept)}


def break_after(store: Store) -> None:
    with store.writing() as connection:
        add(connection, ONE)
        raise ZeroDivisionError


def test_both_are_kept_or_none(store: Store) -> None:
    with pytest.raises(ZeroDivisionError):
        break_after(store)
    assert [one.id for one in added(store, ONE)] == [1]
    with store.reading() as connection:
        assert len(connection.execute(select(audit)).all()) == 1


CHANGES = {
    "a judgement changed": update(judgements).values(why="other"),
    "a judgement deleted": delete(judgements),
    "a line changed": update(audit).values(by="other"),
    "a line deleted": delete(audit),
}


@pytest.mark.parametrize("name", CHANGES)
def test_the_database_refuses_changes(store: Store, name: str) -> None:
    added(store, ONE)
    with pytest.raises((StoreError, DBAPIError), match="can only be added to"), store.writing() as connection:
        connection.execute(CHANGES[name])
    with store.reading() as connection:
        assert len(standing_judgements(connection)) == len(connection.execute(select(audit)).all()) == 1


def test_a_line_is_not_replaced_either(store: Store) -> None:
    (kept,) = added(store, ONE)
    other = row_of(kept) | {"why": "other"}
    words = "OR REPLACE" if "sqlite" in type(store._engine.dialect).__module__ else ""
    replacing = insert(judgements).prefix_with(words) if words else text("TRUNCATE judgements")
    values = other if words else {}
    with pytest.raises((StoreError, DBAPIError), match="can only be added to"), store.writing() as connection:
        connection.execute(replacing, values)
