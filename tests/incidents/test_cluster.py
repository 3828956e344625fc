from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from riwaya.incidents.cluster import Linkage, clusters, components
from riwaya.model.incidents import Link

NUMBERS = Linkage(hold=0.0, join=0.0, missing=-3.0, lowest=-3.0, highest=6.0)


def link(a: str, b: str, weight: float) -> Link:
    return Link(a=a, b=b, weight=weight)


def test_accounts_without_links_are_clusters_of_their_own() -> None:
    assert clusters(["b", "a"], [], NUMBERS) == [["a"], ["b"]]


def test_a_link_above_the_threshold_joins() -> None:
    assert clusters(["a", "b", "c"], [link("a", "b", 2.0), link("b", "c", -1.0)], NUMBERS) == [["a", "b"], ["c"]]


def test_one_good_link_does_not_pull_two_incidents_together() -> None:
    """The next day's strike is told in one report together with that of the day before."""
    first = [link("a1", "a2", 4.0), link("a1", "a3", 4.0), link("a2", "a3", 4.0)]
    second = [link("b1", "b2", 4.0), link("b1", "b3", 4.0), link("b2", "b3", 4.0)]
    nodes = ["a1", "a2", "a3", "b1", "b2", "b3"]
    assert clusters(nodes, [*first, *second, link("a3", "b1", 3.0)], NUMBERS) == [nodes[:3], nodes[3:]]


def test_a_copy_counts_no_more_than_the_highest_weight() -> None:
    links = [link("a", "b", 40.0), link("b", "c", 5.0), link("a", "c", -3.0)]
    assert clusters("abc", links, NUMBERS) == [["a", "b", "c"]]
    assert clusters("abc", [links[0], link("b", "c", 2.0), links[2]], NUMBERS) == [["a", "b"], ["c"]]


def test_an_analysts_word_overrules_the_weights() -> None:
    links = [link("a", "b", 5.0), link("b", "c", 5.0), link("a", "c", 5.0)]
    assert clusters("abcd", links, NUMBERS, apart=[("c", "a")]) == [["a", "b"], ["c"], ["d"]]
    assert clusters("abcd", links, NUMBERS, same=[("d", "a")]) == [["a", "b", "c", "d"]]


def test_same_holds_though_all_else_speaks_against_it() -> None:
    links = [link("a1", "a2", 6.0), link("b1", "b2", 6.0), link("a1", "b1", -3.0), link("a2", "b2", -3.0)]
    assert clusters(["a1", "a2", "b1", "b2"], links, NUMBERS, same=[("a2", "b1")]) == [["a1", "a2", "b1", "b2"]]


def test_components() -> None:
    assert components("edcba", [("a", "c"), ("d", "c"), ("x", "a")]) == [["a", "c", "d"], ["b"], ["e"]]


weights = st.dictionaries(
    st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh")).filter(lambda pair: pair[0] < pair[1]),
    st.floats(-6, 8).map(lambda weight: round(weight, 1)),
)


@given(weights, st.randoms(use_true_random=False))
def test_the_order_of_links_and_accounts_is_of_no_account(
    told: dict[tuple[str, str], float], mix: random.Random
) -> None:
    links = [link(a, b, weight) for (a, b), weight in told.items()]
    first = clusters("abcdefgh", links, NUMBERS)
    mix.shuffle(links)
    assert clusters("hgfedcba", links, NUMBERS) == first
    assert sorted(account for cluster in first for account in cluster) == list("abcdefgh")


@given(weights)
def test_what_hangs_together_can_be_clustered_alone(told: dict[tuple[str, str], float]) -> None:
    """So only what a new account touches is clustered again."""
    links = [link(a, b, weight) for (a, b), weight in told.items()]
    parts = components("abcdefgh", [(each.a, each.b) for each in links if each.weight > NUMBERS.hold])
    alone = [cluster for part in parts for cluster in clusters(part, links, NUMBERS)]
    assert sorted(alone) == clusters("abcdefgh", links, NUMBERS)
