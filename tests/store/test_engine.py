"""Opening an archive, and one transaction at a time."""

from __future__ import annotations

import pytest
from sqlalchemy import func, insert, select

from riwaya.store.engine import Store
from riwaya.store.tables import outlets


def count(store: Store) -> int:
    with store.reading() as connection:
        return connection.execute(select(func.count()).select_from(outlets)).scalar_one()


def test_what_is_written_counts_at_the_end(store: Store) -> None:
    with store.writing() as connection:
        connection.execute(insert(outlets).values(id="paper"))
        assert count(store) == 0
    assert count(store) == 1


def break_within(store: Store) -> None:
    with store.writing() as connection:
        connection.execute(insert(outlets).values(id="paper"))
        raise ZeroDivisionError


def test_what_breaks_leaves_nothing(store: Store) -> None:
    with pytest.raises(ZeroDivisionError):
        break_within(store)
    assert count(store) == 0
