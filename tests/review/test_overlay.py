"""What analysts decided lies over what the machine said, and can be lifted again."""

from __future__ import annotations

import pytest

from judged import Said, accounts
from riwaya.errors import JudgementError
from riwaya.model import Count, Span
from riwaya.review.overlay import overlay


def test_without_judgements_all_is_the_machine_s() -> None:
    told = accounts()
    assert overlay(told, []) == tuple(told)


def test_a_correction_replaces_the_field_and_nothing_else() -> None:
    told = accounts(killed=Count(min=5, max=5, evidence=Span(0, 3)))
    said = Said()
    said("correct", told[0].key, field="killed", value='{"min": 9, "max": null}')
    first, second = overlay(told, said.all)
    assert first.event.killed == Count(min=9)
    assert (first.standing, first.judgements) == ("corrected", (1,))
    assert first.event.trigger_span == told[0].event.trigger_span
    assert second == told[1]
    assert told[0].event.killed == Count(min=5, max=5, evidence=Span(0, 3))


def test_a_field_can_be_set_to_nothing() -> None:
    told = accounts(killed=Count(min=5))
    said = Said()
    said("correct", told[0].key, field="killed", value="null")
    assert overlay(told, said.all)[0].event.killed is None


def test_what_is_rejected_stays_in_the_list() -> None:
    told = accounts()
    said = Said()
    said("correct", told[0].key, field="type", value='"attack"')
    said("reject", told[0].key)
    assert [account.standing for account in overlay(told, said.all)] == ["rejected", "machine"]
    said("accept", told[0].key)
    assert overlay(told, said.all)[0].standing == "corrected"
    said.undo(1)
    assert overlay(told, said.all)[0].standing == "accepted"


def test_notes_and_pairs_are_named_and_change_nothing() -> None:
    told = accounts()
    said = Said()
    said("note", told[0].key, why="see the photographs")
    said("same", told[1].key, told[0].key)
    first, second = overlay(told, said.all)
    assert (first.standing, first.judgements) == ("machine", (1, 2))
    assert (second.standing, second.judgements) == ("machine", (2,))
    assert first.event == told[0].event


def test_a_value_of_another_time_that_no_longer_fits_is_said() -> None:
    told = accounts()
    said = Said()
    said("correct", told[0].key, field="type", value='"siege_of_old"')
    with pytest.raises(JudgementError, match="siege_of_old"):
        overlay(told, said.all)
