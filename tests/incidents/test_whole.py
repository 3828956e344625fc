"""An incident from its accounts: type, day, place, and what holds for any accounts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invented import account, copy_of, date, day, dead, place, said_by
from riwaya.incidents.whole import whole
from riwaya.model import Report
from riwaya.model.accounts import Account
from riwaya.model.incidents import Incident
from riwaya.pipeline import code


def test_the_type_is_what_most_voices_tell() -> None:
    told = [account("a", type="shelling"), account("b", type="shelling"), account("c", type="air_strike")]
    assert whole("i", told).type == "shelling"


def test_of_two_types_told_as_often_the_more_specific_stands() -> None:
    assert whole("i", [account("a", type="attack"), account("b", type="suicide_bomb")]).type == "suicide_bomb"


def test_copies_have_one_voice_in_it() -> None:
    shelling = account("a", type="shelling")
    raids = [account("c", type="air_strike"), account("d", type="air_strike")]
    assert whole("i", [shelling, copy_of(shelling, "b"), copy_of(shelling, "e"), *raids]).type == "air_strike"


def test_the_most_precise_day_stands() -> None:
    told = [account("a", date=date(1, 7, 3, "stated")), account("b", date=date(3)), account("c")]
    assert whole("i", told).date == date(3)


def test_of_precise_days_the_one_that_most_voices_fit() -> None:
    told = [account("a", date=date(2)), account("b", date=date(3)), account("c", date=date(3))]
    assert whole("i", told).date == date(3)


_BASES = (("a", "carried"), ("b", "relative"), ("c", "stated"))


def test_a_stated_day_goes_before_a_reckoned_and_a_carried_one() -> None:
    told = [account(name, date=date(3, basis=basis)) for name, basis in _BASES]
    incident = whole("i", told)
    assert incident.date is not None
    assert incident.date.basis == "stated"


def test_the_most_precise_and_most_shared_place_stands() -> None:
    told = [
        account("a", places=(place("Taiz governorate", 4),)),
        account("b", places=(place("Mokha"), place("Taiz governorate", 4))),
        account("c", places=(place("Hays"),)),
        account("d", places=(place("Hays"),)),
    ]
    incident = whole("i", told)
    assert incident.place == place("Hays")
    assert [one.name for one in incident.places] == ["Hays", "Mokha", "Taiz governorate"]


def test_what_is_not_told_is_not_known() -> None:
    incident = whole("i", [account("a")])
    assert (incident.date, incident.place, incident.figures, incident.blame) == (None, None, (), ())


def test_a_rejected_account_stays_but_tells_nothing() -> None:
    wrong = account("a", type="air_strike", date=date(9), killed=dead(900), civilians_harmed=True, standing="rejected")
    incident = whole("i", [wrong, account("b", date=date(3))])
    assert [one.key for one in incident.accounts] == ["a-1/e", "b-1/e"]
    assert (incident.type, incident.date, incident.figures) == ("shelling", date(3), ())
    assert (incident.outlets, incident.voices, incident.civilians_harmed) == (("b",), 1, False)


def test_what_is_denied_tells_where_only_if_nobody_tells_it_as_fact() -> None:
    denied = account("a", places=(place("Hays"),), modality="denied")
    assert whole("i", [denied]).place == place("Hays")
    assert whole("i", [denied, account("b", places=(place("Mokha"),))]).place == place("Mokha")


# ---- the four papers of the samples ----


@pytest.fixture(scope="module")
def hays(samples: Path) -> Incident:
    """What the four sample reports tell of the market at Hays, as the coder reads them."""
    accounts: list[Account] = []
    others: list[Account] = []
    for path in sorted(samples.glob("*-hays.json")):
        fields = json.loads(path.read_text("utf-8"))
        published = day(1).fromisoformat(fields["published"])
        report = Report(id=fields["id"], text=fields["text"], published=published, outlet=fields["outlet"])
        for event in code(report).events:
            key = f"{report.id}/{event.id}"
            one = Account(key=key, report_key=report.id, report=report, voice=report.id, event=event)
            told = event.type in ("shelling", "air_strike") and event.killed is not None
            (accounts if told else others).append(one)
    return whole("i", accounts, others)


def test_four_papers_tell_one_shelling(hays: Incident) -> None:
    assert len(hays.accounts) == 4
    assert (hays.type, hays.voices) == ("shelling", 4)
    assert hays.date is not None
    assert (hays.date.start.isoformat(), hays.date.basis) == ("2019-03-12", "stated")
    assert hays.place is not None
    assert hays.place.name == "Hays"
    killed = hays.figures[0]
    assert (killed.min, killed.max, killed.shared, killed.best) == (7, 12, None, 7)
    assert [one.name for one in hays.blame] == ["Houthis (Ansar Allah), Yemen", "Saudi-led coalition in Yemen"]
    assert any(one.denied_by for one in hays.blame)
    assert hays.grade is not None
    assert hays.grade.suggestion == "contested"


# ---- what holds for any accounts ----

kinds = st.sampled_from(["shelling", "air_strike", "attack", "consult"])


@st.composite
def any_accounts(draw: st.DrawFn) -> list[Account]:
    return [
        account(
            draw(st.sampled_from("abc")),
            on=draw(st.sampled_from([1, 2, None])),
            key=f"r{number}",
            type=draw(kinds),
            modality=draw(st.sampled_from(["actual", "actual", "denied", "planned"])),
            date=draw(st.sampled_from([None, date(1), date(2), date(1, 3, 2, "stated")])),
            places=draw(st.sampled_from([(), (place("Hays"),), (place("Mokha", 4), place("Hays"))])),
            killed=draw(st.sampled_from([None, dead(3), dead(4, None)])),
            sources=said_by(*draw(st.sampled_from([(), ("رويترز",), ("id:houthi",)]))),
            standing=draw(st.sampled_from(["machine", "machine", "accepted", "rejected"])),
        )
        for number in range(draw(st.integers(1, 5)))
    ]


@given(any_accounts().flatmap(lambda told: st.tuples(st.just(told), st.permutations(told))))
def test_the_order_of_accounts_changes_nothing(both: tuple[list[Account], list[Account]]) -> None:
    assert whole("i", both[1]) == whole("i", both[0])


@given(any_accounts())
def test_all_that_is_said_of_an_incident_an_account_says(accounts: list[Account]) -> None:
    incident = whole("i", accounts)
    assert incident.type in {one.event.type for one in accounts}
    assert incident.date in {None} | {one.event.date for one in accounts}
    assert incident.place is None or incident.place in [p for one in accounts for p in one.event.places]
    assert set(incident.accounts) == set(accounts)
    keys = {one.key for one in accounts}
    assert {key for one in incident.blame for key in one.said_by + one.denied_by + one.admitted_by} <= keys
    assert {key for figure in incident.figures for key in figure.outside} <= keys
