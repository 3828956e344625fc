"""The latest judgement on a matter stands; what is undone does not, and what it hid comes back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from judged import Said
from riwaya.review.standing import effective, overruling, stands, undone


def numbers(said: Said) -> list[int]:
    return [judgement.id for judgement in stands(said.all)]


def test_the_latest_verdict_stands() -> None:
    said = Said()
    said("accept", "E1")
    said("reject", "E1")
    said("accept", "E2")
    assert numbers(said) == [2, 3]


def test_each_field_has_its_own_correction() -> None:
    said = Said()
    said("correct", "E1", field="killed", value='{"min": 9}')
    said("correct", "E1", field="injured", value='{"min": 2}')
    said("correct", "E1", field="killed", value='{"min": 8}')
    assert numbers(said) == [2, 3]
    assert {one: later.id for one, later in overruling(said.all).items()} == {1: 3}


def test_a_pair_is_the_same_whichever_account_is_named_first() -> None:
    said = Said()
    said("same", "E1", "E2")
    said("apart", "E2", "E1")
    assert numbers(said) == [2]


def test_all_notes_stand() -> None:
    said = Said()
    said("note", "E1", why="one")
    said("note", "E1", why="two")
    assert numbers(said) == [1, 2]


def test_an_undo_brings_back_what_was_overruled() -> None:
    said = Said()
    said("accept", "E1")
    said("reject", "E1")
    said.undo(2)
    assert numbers(said) == [1]


def test_an_undo_of_an_earlier_one_leaves_the_later_ones() -> None:
    said = Said()
    said("accept", "E1")
    said("correct", "E1", field="killed", value="null")
    said.undo(1)
    assert numbers(said) == [2]


def test_an_undo_of_an_undo_restores() -> None:
    said = Said()
    said("accept", "E1")
    said.undo(1, 2)
    assert numbers(said) == [1]
    said.undo(3)
    assert numbers(said) == []
    assert {one: undo.id for one, undo in undone(said.all).items()} == {3: 4, 1: 2}


def test_the_order_in_which_they_are_read_does_not_matter() -> None:
    said = Said()
    said("accept", "E1")
    said("reject", "E1")
    said.undo(2, 3)
    assert stands(reversed(said.all)) == stands(said.all)


@given(st.lists(st.one_of(st.sampled_from(["accept", "reject", "note"]), st.integers(0, 30))))
def test_undoing_the_last_restores_what_stood_before(steps: list[str | int]) -> None:
    said = Said()
    for step in steps:
        if isinstance(step, str):
            said(step, "E1")
        elif said.all:
            said.undo(step % len(said.all) + 1)
    before = stands(said.all)
    said("reject", "E1")
    said.undo(len(said.all))
    assert stands(said.all) == before
    said.undo(len(said.all))
    assert stands(said.all)[-1].kind == "reject"
    assert set(stands(said.all)) <= set(effective(said.all))
