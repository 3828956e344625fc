"""Who is said to have done it, in accounts put together by hand."""

from __future__ import annotations

from typing import Any

import pytest

from invented import account, actor, copy_of, said_by, target
from riwaya.incidents.blame import blame
from riwaya.incidents.grade import grade, side
from riwaya.model import Source, Span
from riwaya.model.accounts import Account
from riwaya.model.incidents import Grade

HOUTHIS = actor("houthi", "Houthis")
COALITION = actor("saudi_coalition", "Saudi-led coalition")
SPEAKER = Span(40, 50)  # where a spokesman is named, in the sentence 0 to 60
SENTENCE = (Span(0, 60),)


def test_accounts_blame_their_actors_by_the_name_of_the_lexicon() -> None:
    militia = actor("houthi", "Houthis", text="المليشيا الانقلابية")  # "the putschist militia", a paper's word
    found = blame([account("a", actors=(HOUTHIS,)), account("b", actors=(militia,)), account("c", actors=(COALITION,))])
    assert [(one.name, one.said_by) for one in found] == [
        ("Houthis", ("a-1/e", "b-1/e")),
        ("Saudi-led coalition", ("c-1/e",)),
    ]


def test_gunmen_keep_the_words_of_the_report() -> None:
    gunmen = actor("", text="مسلحون مجهولون")  # unknown gunmen
    (one,) = blame([account("a", actors=(gunmen,))])
    assert one.name == "مسلحون مجهولون"


def test_what_is_told_as_denied_denies() -> None:
    (one,) = blame([account("a", actors=(HOUTHIS,), modality="denied"), account("b", actors=(HOUTHIS,))])
    assert (one.said_by, one.denied_by) == (("b-1/e",), ("a-1/e",))


def test_a_plan_is_no_blame() -> None:
    assert blame([account("a", actors=(HOUTHIS,), modality="planned")]) == ()


def test_who_tells_of_its_own_deed_admits_it() -> None:
    (one,) = blame([account("a", actors=(HOUTHIS,), sources=said_by("id:houthi")), account("b", actors=(HOUTHIS,))])
    assert one.admitted_by == ("a-1/e",)


def test_rejected_accounts_blame_nobody() -> None:
    assert blame([account("a", actors=(HOUTHIS,), standing="rejected")]) == ()


# ---- accusations and denials of the same sentence ----


def beside(told: Account, type_: Any, at: Span = SPEAKER, **event: Any) -> Account:
    """Another event of the report, its trigger at `at`."""
    made = account(told.report.outlet, type=type_, trigger_span=at, **event)
    return Account(
        key=f"{made.report_key}/{type_}",
        report_key=told.report_key,
        report=told.report,
        voice=told.voice,
        event=made.event,
    )


def test_an_accusation_of_the_same_sentence_blames() -> None:
    told = account("a", evidence=SENTENCE)
    accusation = beside(told, "accuse", targets=(target("الحوثيين", id_="houthi"),))  # the Houthis
    (one,) = blame([told], [accusation])
    assert (one.party, one.said_by) == ("houthi", (told.key,))


def test_an_accusation_is_not_of_what_another_did() -> None:
    raid = account("a", evidence=SENTENCE, actors=(COALITION,))
    accusation = beside(raid, "accuse", targets=(target("الحوثيين", id_="houthi"),))  # the Houthis
    assert [one.party for one in blame([raid], [accusation])] == ["saudi_coalition"]


def test_an_accusation_of_another_sentence_does_not() -> None:
    told = account("a", evidence=SENTENCE)
    elsewhere = beside(told, "accuse", Span(70, 80), targets=(target("الحوثيين", id_="houthi"),))  # the Houthis
    assert blame([told], [elsewhere]) == ()


def test_the_only_one_that_the_report_blames_is_whom_a_denial_clears() -> None:
    told = account("a", evidence=SENTENCE, actors=(HOUTHIS,))
    (one,) = blame([told], [beside(told, "reject", actors=(actor("", text="متحدث", at=SPEAKER),))])  # a spokesman
    assert one.denied_by == (told.key,)


def test_of_two_it_is_the_one_that_speaks() -> None:
    told = account("a", evidence=SENTENCE, actors=(HOUTHIS, COALITION))
    found = blame([told], [beside(told, "reject", actors=(COALITION,))])
    assert [(one.party, one.denied_by) for one in found] == [("saudi_coalition", (told.key,)), ("houthi", ())]


def test_of_two_with_a_nameless_speaker_it_is_not_clear() -> None:
    told = account("a", evidence=SENTENCE, actors=(HOUTHIS, COALITION))
    spokesman = actor("", text="متحدث", at=SPEAKER)
    assert not any(one.denied_by for one in blame([told], [beside(told, "reject", actors=(spokesman,))]))


def test_who_denies_and_blames_another_does_not_clear_that_one() -> None:
    told = account("a", evidence=SENTENCE, actors=(HOUTHIS,))
    spokesman = actor("", text="متحدث", at=SPEAKER)
    raid = beside(told, "air_strike", actors=(COALITION,), sources=(Source(text="متحدث", evidence=SPEAKER),))
    found = blame([told, raid], [beside(told, "reject", actors=(spokesman,))])
    assert {one.party: one.denied_by for one in found} == {"houthi": (told.key,), "saudi_coalition": ()}


# ---- the grade ----


def graded(*accounts: Account) -> Grade:
    found = grade("shelling", accounts, blame(accounts))
    assert found is not None
    return found


def test_two_voices_are_fair_and_one_is_weak() -> None:
    one = account("a")
    assert graded(one, account("b")).suggestion == "fair"
    assert graded(one).suggestion == "weak"
    assert graded(one, copy_of(one, "b")).suggestion == "weak"
    assert graded(one).criteria[0] == "1 independent voice tells it as fact, in 1 report of 1 outlet."


def test_an_admission_confirms() -> None:
    found = graded(account("a", actors=(HOUTHIS,), sources=said_by("id:houthi")))
    assert found.suggestion == "confirmed"
    assert found.criteria[1] == "1 voice says that Houthis did it, 1 has its own admission."


def test_voices_that_blame_two_sides_contest_it() -> None:
    found = graded(account("a", actors=(HOUTHIS,)), account("b", actors=(COALITION,)))
    assert found.suggestion == "contested"
    assert "Voices blame different sides: Houthis and Saudi-led coalition." in found.criteria


def test_an_army_and_its_air_force_are_one_side() -> None:
    army, planes = actor("syria_army"), actor("syria_air_force")
    assert side("syria_army") == side("syria_air_force") == "syria_regime"
    assert graded(account("a", actors=(army,)), account("b", actors=(planes,))).suggestion == "fair"


def test_gunmen_and_a_party_are_no_dispute() -> None:
    gunmen = actor("", text="مسلحون مجهولون")
    assert graded(account("a", actors=(gunmen,)), account("b", actors=(HOUTHIS,))).suggestion == "fair"


def test_words_for_several_parties_are_no_dispute() -> None:
    rebels = actor("rebels_unspecified", "rebels")
    assert graded(account("a", actors=(rebels,)), account("b", actors=(HOUTHIS,))).suggestion == "fair"


def test_the_two_sides_of_a_fight_are_no_dispute() -> None:
    fight = [account("a", type="armed_clash", actors=(HOUTHIS,)), account("b", type="armed_clash", actors=(COALITION,))]
    found = grade("armed_clash", fight, blame(fight))
    assert found is not None
    assert found.suggestion == "fair"


def test_what_is_only_denied_is_discounted() -> None:
    found = graded(account("a", modality="denied"), account("b", modality="denied"))
    assert found.suggestion == "discounted"
    assert "2 independent voices tell it as denied." in found.criteria


@pytest.mark.parametrize("type_", ["consult", "protest", "agreement"])
def test_what_harms_nobody_is_not_graded(type_: Any) -> None:
    assert grade(type_, [account("a", type=type_)], ()) is None
