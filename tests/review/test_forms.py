"""The short forms of values, and places by name."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from judged import accounts
from riwaya.errors import JudgementError
from riwaya.model import Place, Span
from riwaya.review.fields import CORRECTABLE, checked
from riwaya.review.forms import FORMS, value_of

(ACCOUNT, _) = accounts(places=(Place(text="اليمن", evidence=Span(0, 3), country="YE"),))


def said(field: str, words: str) -> Any:
    return msgspec.json.decode(value_of(field, words, ACCOUNT.event))


@pytest.mark.parametrize(
    ("field", "words", "value"),
    [
        ("killed", "9", {"min": 9, "max": 9}),
        ("killed", "9-12", {"min": 9, "max": 12}),
        ("injured", "9 .. 12", {"min": 9, "max": 12}),
        ("killed_or_injured", "9+", {"min": 9, "max": None}),
        ("killed", "٩+", {"min": 9, "max": None}),
        ("killed", '{"min": 9, "max": null}', {"min": 9, "max": None}),
        ("killed", "null", None),
        ("type", "shelling", "shelling"),
        ("type", '"shelling"', "shelling"),
        ("date", "2015-07-19", {"start": "2015-07-19", "end": "2015-07-19"}),
        ("date", "2015-07-19..2015-07-20", {"start": "2015-07-19", "end": "2015-07-20"}),
        ("civilians_harmed", "Yes", True),
        ("actors", "the army; a militia;", [{"text": "the army"}, {"text": "a militia"}]),
        ("weapon", "a mortar", {"text": "a mortar"}),
    ],
)
def test_short_forms(field: str, words: str, value: object) -> None:
    assert said(field, words) == value


@pytest.mark.parametrize("name", ["Taiz", "taiz", "تعز", "geonames:70225"])
def test_a_place_by_its_name_or_id(name: str) -> None:
    (place,) = said("places", name)
    assert (place["name"], place["country"], place["precision"]) == ("Taiz", "YE", 1)
    assert place["gazetteer_id"] == "geonames:70225"
    assert checked("places", value_of("places", name, ACCOUNT.event), ACCOUNT.event, ACCOUNT.report)


def test_a_country_by_its_name() -> None:
    (place,) = said("places", "اليمن")
    assert (place["name"], place["precision"], place["admin1"]) == ("Yemen", 6, "")


def test_several_places() -> None:
    assert [place["name"] for place in said("places", "Taiz; Aden")] == ["Taiz", "Aden"]


@pytest.mark.parametrize(
    ("field", "words", "told"),
    [
        ("killed", "nine", "killed: 'nine' is no figure (9, 9-12 or 9+)"),
        ("killed", "", "killed: a value is missing (9, 9-12 or 9+; --none for nothing)"),
        ("date", "yesterday", "date: 'yesterday' is no day (2015-07-19 or 2015-07-19..2015-07-20)"),
        ("date", "2015-02-30", "date: 2015-02-30 is not in the calendar"),
        ("civilians_harmed", "perhaps", "'perhaps' is neither yes nor no"),
        ("places", "Nowhere at all", "'Nowhere at all' is not in the gazetteer"),
        ("places", "الحسينية", "several places are called 'الحسينية': give the id of one ("),
        ("nothing", "1", "nothing: is no field that can be corrected"),
    ],
)
def test_what_can_not_be_read_is_said(field: str, words: str, told: str) -> None:
    with pytest.raises(JudgementError) as refused:
        value_of(field, words, ACCOUNT.event)
    assert told in str(refused.value)


def test_every_field_has_its_form() -> None:
    assert set(FORMS) == set(CORRECTABLE)
