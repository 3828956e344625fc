from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from riwaya.incidents.identity import Identified, Step, id_of, identify

FILED = {account: at for at, account in enumerate("abcdefghij")}


def now(clusters: list[list[str]], found: Identified) -> dict[str, str]:
    return {account: id_ for cluster, id_ in zip(clusters, found.ids, strict=True) for account in cluster}


def test_the_first_filed_account_founds_the_incident() -> None:
    assert identify([["b", "a"]], {}, FILED).ids == (id_of("a"),)


def test_an_incident_keeps_its_id_when_accounts_join_it() -> None:
    found = identify([["a", "b", "c"]], {"b": id_of("b"), "c": id_of("b")}, FILED)
    assert found == Identified(ids=(id_of("b"),), steps=(), dead=frozenset())


def test_of_two_that_become_one_the_older_id_stays() -> None:
    found = identify([["a", "b"]], {"a": id_of("a"), "b": id_of("b")}, FILED)
    assert found.ids == (id_of("a"),)
    assert found.steps == (Step(old=id_of("b"), new=id_of("a"), reason="merged"),)
    assert found.dead == {id_of("b")}


def test_the_part_with_the_founder_keeps_the_id() -> None:
    found = identify([["a"], ["b", "c"]], dict.fromkeys("abc", id_of("a")), FILED)
    assert found.ids == (id_of("a"), id_of("b"))
    assert found.steps == (Step(old=id_of("a"), new=id_of("b"), reason="split"),)
    assert not found.dead


def test_without_the_founder_the_largest_part_keeps_the_id() -> None:
    found = identify([["b"], ["c", "d"]], dict.fromkeys("bcd", id_of("a")), FILED)
    assert found.ids == (id_of("b"), id_of("a"))


def test_an_id_that_another_incident_has_is_not_given_out_again() -> None:
    """The founder was gone, came back, and tells another thing now."""
    assert identify([["a"]], {}, FILED, lambda id_: id_ == id_of("a")).ids == (id_of("a", 1),)


partitions = st.lists(st.integers(0, 4), min_size=10, max_size=10)


@given(st.lists(partitions, min_size=1, max_size=6), st.sets(st.sampled_from("abcdefghij"), max_size=3))
def test_every_id_ever_given_out_leads_to_an_incident(rounds: list[list[int]], gone: set[str]) -> None:
    before: dict[str, str] = {}
    onward: dict[str, set[str]] = {}
    given_out: set[str] = set()
    for turn, numbers in enumerate(rounds):
        left = [account for account in FILED if turn == 0 or account not in gone]
        groups: dict[int, list[str]] = {}
        for account, number in zip(FILED, numbers, strict=True):
            if account in left:
                groups.setdefault(number, []).append(account)
        clusters = list(groups.values())
        found = identify(clusters, {a: id_ for a, id_ in before.items() if a in left}, FILED)
        before = now(clusters, found)
        alive = set(found.ids)
        assert len(alive) == len(found.ids)
        for id_ in alive:
            onward.pop(id_, None)
        for step in found.steps:
            if step.reason == "merged":
                assert step.old in found.dead
                onward.setdefault(step.old, set()).add(step.new)
        given_out |= alive
        emptied = given_out - alive - set(onward)  # all its accounts are gone
        for id_ in given_out - emptied:
            seen: set[str] = set()
            while id_ not in alive and id_ in onward:
                assert id_ not in seen
                seen.add(id_)
                (id_,) = onward[id_]
            assert id_ in alive | emptied
