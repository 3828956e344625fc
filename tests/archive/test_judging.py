"""Judging in an archive: what is kept, what is refused, what comes back to the queue; in both databases."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from sqlalchemy import insert, select

from filed import AT, filing, shellings
from riwaya.archive import judging
from riwaya.archive.incidents import Filter, find
from riwaya.archive.judging import Hand, history_of, waiting
from riwaya.archive.linking import link_new, relink
from riwaya.errors import JudgementError
from riwaya.model import Count
from riwaya.model.accounts import Account
from riwaya.model.judgements import Judgement
from riwaya.review.overlay import overlay
from riwaya.review.queue import Waiting
from riwaya.store.accounts import all_accounts
from riwaya.store.engine import Store
from riwaya.store.judging import standing_judgements
from riwaya.store.tables import audit, incident_events, incidents
from riwaya.store.verifying import verify
from tampering import file_and_log

TEXT = "قصف على مدينة تعز. قصف على حي الجحملية."
HAND = Hand(by="amal", at=AT + dt.timedelta(days=1), why="read it")
EMPTY = {"type": "shelling", "country": "", "reports": 1, "voices": 1, "outlets": 1}


@pytest.fixture
def keys(store: Store) -> list[str]:
    """The keys of four events of two reports, the first two in one incident, the third in another."""
    with store.writing() as connection:
        file_and_log(connection, AT, *(filing(name, TEXT, events=shellings(TEXT, confidence=0.8)) for name in "ab"))
        found = [account.key for account in all_accounts(connection)]
        connection.execute(insert(incidents), [{"id": name} | EMPTY for name in ("I1", "I2")])
        rows = [{"event": key, "incident": name} for key, name in zip(found, ("I1", "I1", "I2"), strict=False)]
        connection.execute(insert(incident_events), rows)
    return found


def judge(store: Store, work: Callable[..., Any], *given: Any, hand: Hand = HAND) -> list[Judgement]:
    with store.writing() as connection:
        kept = work(connection, *given, hand)
    with store.reading() as connection:
        assert verify(connection).findings == ()
    return kept if isinstance(kept, list) else [kept]


def refusal(store: Store, work: Callable[..., Any], *given: Any, hand: Hand = HAND) -> str:
    with store.reading() as connection:
        before = standing_judgements(connection)
    with pytest.raises(JudgementError) as refused, store.writing() as connection:
        work(connection, *given, hand)
    with store.reading() as connection:
        assert standing_judgements(connection) == before
        assert verify(connection).findings == ()
    return str(refused.value)


def as_they_stand(store: Store) -> list[Account]:
    with store.reading() as connection:
        return list(overlay(list(all_accounts(connection)), standing_judgements(connection)))


def queued(store: Store, **wanted: Any) -> list[Waiting]:
    with store.reading() as connection:
        found, _ = waiting(connection, 100, **wanted)
    return found


def recode(store: Store, name: str, **fields: Any) -> None:
    """Codes a report again; only its first event is still given, with these fields."""
    with store.writing() as connection:
        again = filing(name, TEXT, events=shellings(TEXT, **fields)[:1])
        file_and_log(connection, AT, again, recode=True)


# ---- verdicts and corrections ----


def test_an_event_is_accepted_and_rejected(store: Store, keys: list[str]) -> None:
    judge(store, judging.decide, "accept", [keys[0]])
    judge(store, judging.decide, "reject", [keys[1], keys[1]])
    assert [one.standing for one in as_they_stand(store)] == ["accepted", "rejected", "machine", "machine"]


def test_an_incident_stands_for_its_events(store: Store, keys: list[str]) -> None:
    kept = judge(store, judging.decide, "reject", ["I1", keys[3]])
    assert [one.subject for one in kept] == [keys[0], keys[1], keys[3]]


def test_a_correction_says_what_was_seen(store: Store, keys: list[str]) -> None:
    (kept,) = judge(store, judging.correct, keys[0], "killed", "9+")
    assert (kept.value[:20], kept.by, kept.why) == ('{"min":9,"max":null,', "amal", "read it")
    assert as_they_stand(store)[0].event.killed == Count(min=9)
    with store.reading() as connection:
        line = msgspec.json.decode(
            connection.execute(select(audit.c.data).order_by(audit.c.seq.desc())).scalars().all()[0]
        )
    assert line["about"][keys[0]]["report"] == "a"
    assert line["about"][keys[0]]["machine"]["killed"] is None


def test_a_field_is_set_to_nothing(store: Store, keys: list[str]) -> None:
    judge(store, judging.correct, keys[0], "killed", "9+")
    judge(store, judging.correct, keys[0], "killed", None)
    assert as_they_stand(store)[0].event.killed is None
    assert as_they_stand(store)[0].standing == "corrected"


@pytest.mark.parametrize(
    ("work", "given", "told"),
    [
        (judging.decide, ("accept", ["E0"]), "E0: there is no event or incident of that name"),
        (judging.decide, ("accept", ["I3"]), "I3: there is no event or incident of that name (did you mean I2, I1?)"),
        (judging.correct, ("I1", "killed", "9"), "I1: is an incident: only an event of it can be corrected"),
        (judging.correct, ("{0}", "killed", "9-8"), "killed: max 8 is below min 9"),
        (judging.correct, ("{0}", "weapon", "a\0b"), "weapon: holds what no text can hold"),
        (judging.pair, ("same", "{0}", "{0}"), "are one account, or an account and its own incident"),
        (judging.pair, ("apart", "{0}", "I1"), "are one account, or an account and its own incident"),
        (judging.undo, ([1],), "judgement 1: there is none of that number"),
        (judging.note, ("E0",), "E0: there is no event or incident"),
    ],
)
def test_what_can_not_be_judged_is_said_and_leaves_nothing(
    store: Store, keys: list[str], work: Callable[..., Any], given: tuple[Any, ...], told: str
) -> None:
    meant = [one.format(*keys) if isinstance(one, str) else one for one in given]
    assert told in refusal(store, work, *meant)


def test_who_judges_must_be_named_and_a_note_must_say_something(store: Store, keys: list[str]) -> None:
    nobody = msgspec.structs.replace(HAND, by=" ")
    assert "by: a judgement needs a name" in refusal(store, judging.decide, "accept", keys, hand=nobody)
    silent = msgspec.structs.replace(HAND, why="")
    assert "a note needs words" in refusal(store, judging.note, keys[0], hand=silent)
    broken = msgspec.structs.replace(HAND, why="\udcff")
    assert "why: holds what no text can hold" in refusal(store, judging.note, keys[0], hand=broken)


# ---- pairs ----


def pairs(kept: list[Judgement]) -> list[tuple[str, str]]:
    return [(one.subject, one.other) for one in kept]


def test_two_events_are_the_same(store: Store, keys: list[str]) -> None:
    assert pairs(judge(store, judging.pair, "same", keys[0], keys[2])) == [(keys[0], keys[2])]


def test_an_incident_is_the_same_as_an_event_by_all_its_events(store: Store, keys: list[str]) -> None:
    assert pairs(judge(store, judging.pair, "same", "I1", keys[3])) == [(keys[0], keys[3]), (keys[1], keys[3])]


def test_incidents_are_apart_by_each_pair(store: Store, keys: list[str]) -> None:
    assert pairs(judge(store, judging.pair, "apart", "I1", "I2")) == [(keys[0], keys[2]), (keys[1], keys[2])]


def test_contradictory_pairs_come_to_the_queue(store: Store, keys: list[str]) -> None:
    judge(store, judging.pair, "same", keys[0], keys[2])
    judge(store, judging.pair, "apart", keys[0], keys[2])
    (found,) = queued(store)
    assert (found.reason, found.judgement) == ("contradiction", 1)
    assert found.why == f"same {keys[0]} {keys[2]} gives way to 2 (apart)"
    judge(store, judging.undo, [1])
    assert queued(store) == []


def incident_of(store: Store) -> dict[str, str]:
    with store.reading() as connection:
        return {account.key: account.incident for account in all_accounts(connection)}


def test_what_is_joined_comes_into_one_incident_and_leaves_it_when_that_is_undone(store: Store) -> None:
    with store.writing() as connection:
        file_and_log(
            connection, AT, filing("a", "قصف على مدينة تعز."), filing("b", "قصف على مدينة حرض.", outlet="other")
        )
    link_new(store, at=AT, by="amal")
    (a, b), apart = incident_of(store), incident_of(store)
    assert apart[a] != apart[b]
    judge(store, judging.pair, "same", a, b)
    joined = incident_of(store)
    assert joined[a] == joined[b]
    with store.reading() as connection:
        assert len(list(find(connection, Filter()))) == 1
    judge(store, judging.undo, [1])
    assert incident_of(store) == apart
    judge(store, judging.undo, [2])
    assert incident_of(store) == joined
    judge(store, judging.pair, "apart", a, b)
    assert incident_of(store) == apart
    relink(store, at=AT, by="amal")
    assert incident_of(store) == apart


def test_what_is_rejected_is_left_out_of_the_summary_of_its_incident(store: Store) -> None:
    with store.writing() as connection:
        both = (filing("a", "قصف على مدينة تعز."), filing("b", "قصف على مدينة حرض.", outlet="other"))
        file_and_log(connection, AT, *both)
    link_new(store, at=AT, by="amal")
    a, b = incident_of(store)
    judge(store, judging.pair, "same", a, b)
    judge(store, judging.decide, "reject", [b])
    with store.reading() as connection:
        assert connection.execute(select(incidents.c.voices)).scalars().all() == [1]
    judge(store, judging.undo, [2])
    with store.reading() as connection:
        assert connection.execute(select(incidents.c.voices)).scalars().all() == [2]


# ---- undo ----


def test_an_undo_restores_and_can_be_undone(store: Store, keys: list[str]) -> None:
    untouched = as_they_stand(store)
    judge(store, judging.correct, keys[0], "killed", "9")
    judge(store, judging.correct, keys[0], "injured", "2")
    corrected = as_they_stand(store)
    judge(store, judging.undo, [1])
    assert as_they_stand(store)[0].event.killed is None
    assert as_they_stand(store)[0].event.injured == Count(min=2, max=2)
    assert refusal(store, judging.undo, [1]) == "judgement 1: is undone already by 3 (to bring it back, undo that)"
    judge(store, judging.undo, [3])
    assert as_they_stand(store) == corrected
    judge(store, judging.undo, [1, 2])
    assert as_they_stand(store) == untouched


def test_several_undone_at_once_count_all_or_none(store: Store, keys: list[str]) -> None:
    judge(store, judging.decide, "reject", keys)
    assert "judgement 9: there is none" in refusal(store, judging.undo, [1, 2, 9])
    assert [one.undoes for one in judge(store, judging.undo, [4, 2, 2])] == [4, 2]


# ---- coding again ----


def test_what_is_coded_otherwise_comes_back_and_goes_when_it_is_judged_again(store: Store, keys: list[str]) -> None:
    judge(store, judging.decide, "accept", keys[:1])
    judge(store, judging.correct, keys[0], "injured", "2")
    recode(store, "a", killed=Count(min=5, max=5), confidence=0.9)
    (found,) = queued(store)
    assert (found.reason, found.subject, found.judgement) == ("changed", keys[0], 1)
    assert as_they_stand(store)[0].event.injured == Count(min=2, max=2)
    judge(store, judging.decide, "accept", keys[:1])
    assert queued(store) == []


def test_what_is_only_surer_does_not_come_back(store: Store, keys: list[str]) -> None:
    judge(store, judging.decide, "accept", keys[:1])
    recode(store, "a", confidence=0.99)
    assert queued(store) == []


def test_what_is_coded_no_more_comes_back_and_keeps_its_judgements(store: Store, keys: list[str]) -> None:
    judge(store, judging.correct, keys[1], "killed", "9")
    judge(store, judging.pair, "same", keys[1], keys[2])
    recode(store, "a")
    assert [(one.reason, one.subject, one.judgement) for one in queued(store)] == [
        ("gone", keys[1], 1),
        ("gone", keys[1], 2),
    ]
    assert "can only be undone" in refusal(store, judging.decide, "accept", [keys[1]])
    assert "can only be undone" in refusal(store, judging.note, keys[1])
    with store.reading() as connection:
        told = history_of(connection, keys[1])
    assert (told.machine, [step.fate for step in told.steps]) == (None, ["stands", "stands"])
    with store.writing() as connection:
        file_and_log(connection, AT, filing("a", TEXT, events=shellings(TEXT, confidence=0.8)), recode=True)
    assert as_they_stand(store)[1].event.killed == Count(min=9, max=9)
    assert queued(store) == []
    judge(store, judging.undo, [1])


def test_doubtful_events_wait_until_they_are_judged(store: Store, keys: list[str]) -> None:
    recode(store, "a", confidence=0.2)
    recode(store, "b", confidence=0.1)
    assert [(one.reason, one.subject) for one in queued(store)] == [("unsure", keys[2]), ("unsure", keys[0])]
    assert [one.subject for one in queued(store, unsure_below=0.15)] == [keys[2]]
    judge(store, judging.decide, "accept", [keys[2]])
    assert [one.subject for one in queued(store)] == [keys[0]]
    with store.reading() as connection:
        assert waiting(connection, 1)[1] is False
        assert waiting(connection, 1, unsure_below=1)[1] is False


# ---- history ----


def test_the_history_of_a_field(store: Store, keys: list[str]) -> None:
    badr = msgspec.structs.replace(HAND, by="badr", why="a typing error")
    judge(store, judging.correct, keys[0], "killed", "8")
    judge(store, judging.correct, keys[0], "killed", "9")
    judge(store, judging.correct, keys[0], "injured", "1")
    judge(store, judging.undo, [2], hand=badr)
    with store.reading() as connection:
        told = history_of(connection, keys[0], "killed")
        whole = history_of(connection, keys[0])
    assert [(step.judgement.id, step.fate) for step in told.steps] == [(1, "stands"), (2, "undone"), (4, "stands")]
    assert told.steps[1].by is not None
    assert (told.steps[1].by.by, told.steps[1].by.why) == ("badr", "a typing error")
    assert (told.machine_value(), told.value_now()) == (None, Count(min=8, max=8))
    assert [step.judgement.id for step in whole.steps] == [1, 2, 3, 4]
    with store.reading() as connection, pytest.raises(JudgementError, match="no field that can be corrected"):
        history_of(connection, keys[0], "trigger")


def test_the_history_of_what_was_never_there(store: Store, keys: list[str]) -> None:
    with store.reading() as connection:
        assert history_of(connection, keys[3]).steps == ()
        assert history_of(connection, "I1").steps == ()
        with pytest.raises(JudgementError, match="there is no event or incident"):
            history_of(connection, "E0")


def test_a_note_on_an_incident_is_in_its_history(store: Store, keys: list[str]) -> None:
    judge(store, judging.note, "I1")
    with store.reading() as connection:
        (step,) = history_of(connection, "I1").steps
    assert (step.judgement.subject, step.judgement.why) == ("I1", "read it")
    assert queued(store) == []
    del keys
