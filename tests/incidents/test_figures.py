"""Figures of one incident as papers give them, and what the rule makes of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invented import account, copy_of, day, dead, said_by, target
from riwaya.incidents.figures import compared, figures
from riwaya.model import Count, Span
from riwaya.model.accounts import Account
from riwaya.model.incidents import Figure


def killed(*accounts: Account) -> Figure:
    (figure,) = figures(accounts)
    assert figure.role == "killed"
    return figure


# ---- the range, the shared figure, who is outside ----


def test_five_of_seven_papers_say_43() -> None:
    papers = [account(name, killed=dead(43)) for name in "abcde"]
    others = [account("f", killed=dead(40)), account("g", killed=dead(50))]
    figure = killed(*papers, *others)
    assert (figure.min, figure.shared, figure.max) == (40, 43, 50)
    assert figure.voices == 5
    assert figure.outside == ("f-1/e", "g-1/e")


def test_where_every_paper_says_another_number_none_is_shared() -> None:
    figure = killed(account("a", killed=dead(7)), account("b", killed=dead(11)), account("c", killed=dead(12)))
    assert (figure.min, figure.shared, figure.max, figure.voices) == (7, None, 12, 1)
    assert figure.outside == ()


def test_two_papers_against_two_share_nothing() -> None:
    figure = killed(*(account(name, killed=dead(n)) for name, n in zip("abcd", (7, 7, 11, 11), strict=True)))
    assert (figure.shared, figure.voices) == (None, 2)


def test_at_least_40_does_not_leave_out_43() -> None:
    figure = killed(account("a", killed=dead(43)), account("b", killed=dead(43)), account("c", killed=dead(40, None)))
    assert figure.shared == 43
    assert figure.outside == ()
    assert (figure.min, figure.max) == (40, 43)


def test_at_least_50_leaves_43_out_and_opens_the_upper_end() -> None:
    figure = killed(account("a", killed=dead(43)), account("b", killed=dead(43)), account("c", killed=dead(50, None)))
    assert figure.outside == ("c-1/e",)
    assert (figure.min, figure.max) == (43, None)


def test_exactly_nine_and_at_least_nine_are_one_figure() -> None:
    figure = killed(account("a", killed=dead(9)), account("b", killed=dead(9, None)), account("c", killed=dead(12)))
    assert (figure.shared, figure.voices) == (9, 2)


def test_a_range_speaks_for_both_its_ends() -> None:
    figure = killed(account("a", killed=dead(20, 25)), account("b", killed=dead(25)))
    assert (figure.min, figure.shared, figure.max) == (20, 25, 25)


@pytest.mark.parametrize("words", ["عشرات القتلى", "مقتل العشرات"])  # dozens of dead; the killing of dozens
def test_dozens_set_no_end_where_a_number_is_told(words: str) -> None:
    figure = killed(account("a", killed=dead(20, None, words)), account("b", killed=dead(43)))
    assert (figure.min, figure.max) == (43, 43)


def test_dozens_alone_are_all_there_is() -> None:
    figure = killed(account("a", killed=Count(min=20, text="عشرات القتلى")))  # dozens of dead
    assert (figure.min, figure.max, figure.shared, figure.voices) == (20, None, None, 0)
    assert (figure.low, figure.best, figure.high) == (20, 20, 20)


def test_more_than_twenty_is_a_number() -> None:
    figure = killed(account("a", killed=Count(min=20, text="أكثر من 20 قتيلا")), account("b", killed=dead(43)))
    assert figure.min == 20


# ---- voices ----


def test_a_copy_is_no_second_voice() -> None:
    first = account("a", killed=dead(12))
    figure = killed(first, copy_of(first, "b"), copy_of(first, "c"), account("d", killed=dead(9)))
    assert (figure.shared, figure.voices) == (None, 1)


def test_one_paper_is_one_voice_however_often_it_prints() -> None:
    figure = killed(
        account("a", on=1, killed=dead(12)), account("a", on=2, killed=dead(12)), account("b", killed=dead(9))
    )
    assert (figure.shared, figure.voices) == (None, 1)


@pytest.mark.parametrize(
    "name", ["رويترز", "وكالة «رويترز»", "وكالة رويترز للأنباء", "وكالة أنباء رويترز الدولية"]
)  # Reuters
def test_papers_that_quote_an_agency_are_its_voice(name: str) -> None:
    quoting = account("a", killed=dead(12), sources=said_by("مصدر طبي", "رويترز"))  # a medical source, to Reuters
    also = account("b", killed=dead(12), sources=said_by("مصدر طبي", name))
    figure = killed(quoting, also, account("c", killed=dead(9)), account("d", killed=dead(9)))
    assert {claim.voice for claim in figure.claims} == {"Reuters", "c", "d"}
    assert (figure.shared, figure.voices) == (9, 2)


def test_an_agency_that_the_list_lacks_goes_by_its_name() -> None:
    agency = "وكالة المرسى"  # the agency "Al-Marsa", which is invented
    figure = killed(account("a", killed=dead(12), sources=said_by(agency)), account("b", killed=dead(9)))
    assert [claim.voice for claim in figure.claims] == [agency, "b"]


@pytest.mark.parametrize("words", ["وكالة الأنباء الرسمية", "وكالة"])  # the official news agency, an agency
def test_an_agency_without_a_name_is_none(words: str) -> None:
    (claim,) = killed(account("a", killed=dead(12), sources=said_by(words))).claims
    assert claim.voice == "a"


# ---- later tolls ----


def test_a_later_toll_of_a_paper_replaces_its_earlier_one() -> None:
    figure = killed(
        account("a", on=1, killed=dead(30)), account("a", on=2, killed=dead(43)), account("b", killed=dead(41))
    )
    assert [claim.replaced_by for claim in figure.claims] == ["a-2/e", "", ""]
    assert (figure.min, figure.max) == (41, 43)


def test_a_later_toll_of_a_ministry_replaces_that_of_another_paper() -> None:
    ministry = "وزارة الصحة"  # the ministry of health
    early = account("a", on=1, killed=dead(30), sources=said_by(ministry))
    late = account("b", on=2, killed=dead(43), sources=said_by("الصحة", ministry))
    assert killed(early, late).min == 30  # the nearest source of the second is another
    late = account("b", on=2, killed=dead(43), sources=said_by(ministry))
    assert killed(early, late).min == 43


def test_sources_without_a_name_are_the_same_only_within_one_paper() -> None:
    medical = said_by("مصدر طبي")  # a medical source
    early = account("a", on=1, killed=dead(30), sources=medical)
    assert killed(early, account("b", on=2, killed=dead(43), sources=medical)).min == 30
    assert killed(early, account("a", on=2, killed=dead(43), sources=medical)).min == 43


def test_of_two_tolls_of_one_day_both_stand() -> None:
    figure = killed(account("a", key="a-noon", killed=dead(30)), account("a", key="a-night", killed=dead(43)))
    assert (figure.min, figure.max) == (30, 43)


def test_more_than_30_takes_back_no_31() -> None:
    figure = killed(account("a", on=1, killed=dead(31)), account("a", on=5, killed=dead(30, None)))
    assert not any(claim.replaced_by for claim in figure.claims)


def test_dozens_take_back_no_number() -> None:
    dozens = dead(20, None, "عشرات القتلى")
    figure = killed(account("a", on=1, killed=dead(12)), account("a", on=2, killed=dozens))
    assert (figure.min, figure.max) == (12, 12)


def test_a_copy_printed_late_makes_no_toll_later() -> None:
    early, late = account("a", on=1, killed=dead(30)), account("a", on=2, killed=dead(43))
    figure = killed(early, late, copy_of(early, "b", on=3))
    assert (figure.min, figure.max) == (43, 43)


# ---- what a figure counts ----


def with_text(outlet: str, text: str, figure: str, count: int) -> Account:
    start = text.index(figure)
    evidence = Span(start, start + len(figure))
    told = Count(min=count, max=count, text=figure, evidence=evidence)
    citizens = target("مواطنين", Span(start, start + len(figure)))
    return account(outlet, text=text, killed=told, evidence=(Span(0, len(text)),), targets=(citizens,))


def test_a_total_with_the_attacker_is_set_apart() -> None:
    # Six were killed, among them the perpetrator of the attack, in Abha.
    six = with_text("a", "قتل ستة أشخاص بمن فيهم منفذ الهجوم في أبها", "قتل ستة أشخاص", 6)
    # Five were killed besides the suicide bomber.
    five = with_text("b", "قتل خمسة أشخاص إضافة إلى الانتحاري", "قتل خمسة أشخاص", 5)
    figure = killed(six, five, account("c", killed=dead(5)))
    assert [claim.attackers for claim in figure.claims] == [True, False, None]
    assert (figure.min, figure.shared, figure.max, figure.voices) == (5, 5, 5, 2)
    assert [claim.account for claim in compared(figure.claims).with_attackers] == ["a-1/e"]


def test_children_among_the_dead_are_no_attackers() -> None:
    # Six were killed, among them two children, when a suicide bomber blew himself up.
    figure = killed(with_text("a", "قتل ستة أشخاص بينهم طفلان حين فجر رجل نفسه", "قتل ستة أشخاص", 6))
    assert figure.claims[0].attackers is None


def test_a_bomber_of_the_next_clause_is_not_counted() -> None:
    # Six were killed, among them women, when a suicide bomber blew himself up.
    figure = killed(with_text("a", "قتل ستة أشخاص بينهم نساء عندما فجر انتحاري نفسه", "قتل ستة أشخاص", 6))
    assert figure.claims[0].attackers is None


def test_a_claim_says_of_whom() -> None:
    figure = killed(with_text("a", "قتل ستة مواطنين", "قتل ستة مواطنين", 6))
    assert figure.claims[0].whom == ("مواطنين",)


def test_what_is_rejected_or_denied_gives_no_figure() -> None:
    assert figures([account("a", killed=dead(9), standing="rejected")]) == ()
    assert figures([account("a", killed=dead(9), modality="denied")]) == ()


# ---- low, best, high ----


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([dead(9)], (9, 9, 9)),
        ([dead(9, None)], (9, 9, 9)),  # "at least nine": nobody gives a higher one
        ([dead(7), dead(9, None), dead(11), dead(12)], (7, 7, 12)),  # none shared: the lowest, as UCDP does
        ([dead(11), dead(9), dead(11)], (9, 11, 11)),
        ([dead(20, 25)], (20, 20, 25)),
    ],
)
def test_low_best_and_high(counts: list[Count], expected: tuple[int, int, int]) -> None:
    figure = killed(*(account(f"paper{i}", killed=count) for i, count in enumerate(counts)))
    assert (figure.low, figure.best, figure.high) == expected


def test_only_deaths_have_low_best_and_high() -> None:
    (figure,) = figures([account("a", injured=dead(9))])
    assert (figure.low, figure.best, figure.high) == (None, None, None)


def test_each_role_has_its_figure() -> None:
    told = figures([account("a", killed=dead(9), killed_or_injured=dead(30)), account("b", injured=dead(20))])
    assert [figure.role for figure in told] == ["killed", "injured", "killed_or_injured"]


# ---- what holds for any accounts ----

counts = st.builds(
    lambda least, extra, open_, vague: (
        dead(20, None, "عشرات") if vague else dead(least, None if open_ else least + extra)  # dozens
    ),
    st.integers(0, 8),
    st.sampled_from([0, 0, 0, 2]),
    st.booleans(),
    st.integers(0, 9).map(lambda n: n == 0),
)
sources = st.sampled_from([(), ("id:houthi",), ("مصدر طبي",), ("وزارة الصحة",), ("مصدر طبي", "رويترز")])


@st.composite
def any_accounts(draw: st.DrawFn) -> list[Account]:
    found: list[Account] = []
    for number in range(draw(st.integers(1, 6))):
        outlet = draw(st.sampled_from("abcd"))
        one = account(
            outlet,
            on=draw(st.sampled_from([1, 2, 3, None])),
            key=f"{outlet}{number}",
            killed=draw(counts),
            sources=said_by(*draw(sources)),
        )
        found.append(one)
        if draw(st.booleans()):
            found.append(copy_of(draw(st.sampled_from(found)), f"copy{number}"))
    return found


def gist(figure: Figure) -> tuple[object, ...]:
    return (
        figure.min,
        figure.max,
        figure.shared,
        figure.voices,
        figure.low,
        figure.best,
        figure.high,
    )


@given(any_accounts())
def test_the_shared_figure_lies_within_the_range_and_best_between_low_and_high(accounts: list[Account]) -> None:
    figure = killed(*accounts)
    assert figure.max is None or figure.min <= figure.max
    if figure.shared is not None:
        assert figure.min <= figure.shared
        assert figure.max is None or figure.shared <= figure.max
    assert figure.low is not None
    assert figure.best is not None
    assert figure.high is not None
    assert figure.low <= figure.best <= figure.high


@given(any_accounts())
def test_every_number_is_one_that_an_account_gives(accounts: list[Account]) -> None:
    figure = killed(*accounts)
    told = {n for claim in figure.claims for n in (claim.count.min, claim.count.max)}
    assert {n for n in gist(figure)[:3] if n is not None} <= told
    assert {figure.low, figure.best, figure.high} <= told


@given(any_accounts().flatmap(lambda told: st.tuples(st.just(told), st.permutations(told))))
def test_the_order_of_accounts_changes_nothing(both: tuple[list[Account], list[Account]]) -> None:
    accounts, shuffled = both
    assert figures(shuffled) == figures(accounts)


@given(any_accounts(), st.data())
def test_one_more_copy_changes_nothing(accounts: list[Account], data: st.DataObject) -> None:
    original = data.draw(st.sampled_from(accounts))
    printed = original.report.published
    later = None if printed is None else data.draw(st.sampled_from([0, 1, 5])) + (printed - day(1)).days + 1
    again = copy_of(original, "again", on=later)
    assert gist(killed(*accounts, again)) == gist(killed(*accounts))


@given(any_accounts())
def test_replaced_claims_set_no_end(accounts: list[Account]) -> None:
    figure = killed(*accounts)
    replaced = {claim.account for claim in figure.claims if claim.replaced_by}
    left = [one for one in accounts if one.key not in replaced]
    assert gist(killed(*left)) == gist(figure)
