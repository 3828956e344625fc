"""What waits for an analyst, in its order."""

from __future__ import annotations

import msgspec

from judged import Said, accounts
from riwaya.model import Count
from riwaya.model.incidents import Figure, Grade, Incident
from riwaya.review.queue import REASONS, disagreement, queue
from riwaya.review.seen import seen, seen_pair


def incident(id_: str, voices: int, outside: int, *, contested: bool = False) -> Incident:
    told = tuple(accounts(id_))
    figure = Figure(role="killed", claims=(), min=1, max=9, outside=tuple(account.key for account in told[:outside]))
    grade = Grade(suggestion="contested" if contested else "fair", criteria=())
    return Incident(
        id=id_, accounts=told, type="shelling", date=None, place=None, figures=(figure,), grade=grade, voices=voices
    )


def test_all_reasons_in_their_order() -> None:
    told = accounts("a", "b", confidence=0.9)
    first, second, third = (
        told[0],
        told[1],
        msgspec.structs.replace(told[2], event=accounts("b", confidence=0.1)[0].event),
    )
    said = Said()
    said("accept", "E0", saw="x")
    said("correct", first.key, field="killed", value="null", saw="x")
    said("apart", first.key, second.key, saw="x y")
    said("same", first.key, second.key, saw=seen_pair(first.event, second.event))
    found = queue([first, second, third], said.all, [incident("I1", 2, 1), incident("I2", 3, 0)])
    assert [(one.reason, one.subject, one.judgement) for one in found] == [
        ("contradiction", first.key, 3),
        ("gone", "E0", 1),
        ("changed", first.key, 2),
        ("disagreement", "I1", 0),
        ("unsure", third.key, 0),
    ]
    assert [one.reason for one in found] == list(REASONS)


def test_incidents_by_their_voices_until_all_their_accounts_are_judged() -> None:
    few, many = incident("I1", 2, 1), incident("I2", 5, 0, contested=True)
    said = Said()
    told = [*few.accounts, *many.accounts]
    assert [(one.subject, one.why) for one in queue(told, [], [few, many])] == [
        ("I2", "blame contested"),
        ("I1", "killed 1 outside"),
    ]
    for account in few.accounts:
        said("accept", account.key, saw=seen(account.event))
    assert [one.subject for one in queue(told, said.all, [few, many])] == ["I2"]
    assert disagreement(incident("I3", 2, 0)) == ""


def test_a_digest_is_of_what_is_said_not_of_how_surely() -> None:
    one, other = accounts(killed=Count(min=1, confidence=0.4), confidence=0.4)[0], accounts(killed=Count(min=1))[0]
    assert seen(one.event) == seen(other.event)
    assert seen(one.event, "killed") == seen(other.event, "killed") != seen(other.event, "injured")
    changed = msgspec.structs.replace(one.event, killed=Count(min=2))
    assert seen(changed) != seen(one.event)
    assert seen(changed, "injured") == seen(one.event, "injured")
