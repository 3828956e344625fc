"""Pairs that must or must not be in one incident; what contradicts a later judgement gives way and is reported."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from judged import Said
from riwaya.review.constraints import Constraints, constraints, contradictions

PAIRS = st.tuples(st.sampled_from(["same", "apart", "undo"]), st.integers(0, 5), st.integers(0, 5))


def overruled(said: Said) -> dict[int, list[int]]:
    return {one.judgement.id: [later.id for later in one.by] for one in contradictions(said.all)}


def test_pairs_are_sorted() -> None:
    said = Said()
    said("same", "E2", "E1")
    said("apart", "E9", "E1")
    said("same", "E1", "E2")
    assert constraints(said.all) == Constraints(same=(("E1", "E2"),), apart=(("E1", "E9"),))
    assert overruled(said) == {}


def test_of_two_on_one_pair_the_later_holds() -> None:
    said = Said()
    said("same", "E1", "E2")
    said("apart", "E2", "E1", by="badr")
    assert constraints(said.all) == Constraints(same=(), apart=(("E1", "E2"),))
    assert overruled(said) == {1: [2]}
    said.undo(2)
    assert constraints(said.all) == Constraints(same=(("E1", "E2"),), apart=())
    assert overruled(said) == {}


def test_a_chain_of_same_is_broken_by_a_later_apart_where_it_is_oldest() -> None:
    said = Said()
    said("same", "E1", "E2")
    said("same", "E2", "E3")
    said("apart", "E1", "E3")
    assert constraints(said.all) == Constraints(same=(("E2", "E3"),), apart=(("E1", "E3"),))
    assert overruled(said) == {1: [2, 3]}


def test_an_apart_gives_way_to_a_later_chain() -> None:
    said = Said()
    said("apart", "E1", "E3")
    said("same", "E1", "E2")
    said("same", "E2", "E3")
    assert constraints(said.all) == Constraints(same=(("E1", "E2"), ("E2", "E3")), apart=())
    assert overruled(said) == {1: [2, 3]}


@given(st.lists(PAIRS, max_size=30))
def test_what_holds_can_be_held_at_once_and_the_latest_always_does(steps: list[tuple[str, int, int]]) -> None:
    said = Said()
    for kind, one, other in steps:
        if kind == "undo" and said.all:
            said.undo(one % len(said.all) + 1)
        elif kind != "undo" and one != other:
            said(kind, f"E{one}", f"E{other}")
    same, apart = constraints(said.all)
    group = {f"E{number}": f"E{number}" for number in range(6)}
    for one_key, other_key in same:
        joined = group[one_key]
        group = {key: group[other_key] if root == joined else root for key, root in group.items()}
    assert all(group[a] != group[b] for a, b in apart)
    if said.all and said.all[-1].kind != "undo":
        pair = tuple(sorted((said.all[-1].subject, said.all[-1].other)))
        assert pair in (same if said.all[-1].kind == "same" else apart)
