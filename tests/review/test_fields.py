"""What an analyst may say of a field, and what is answered where it can not be."""

from __future__ import annotations

import datetime as dt
from typing import Any, get_type_hints

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from judged import TEXT, accounts
from riwaya.errors import JudgementError
from riwaya.model import Actor, Count, DateRange, Event, Source, Span, Target, Weapon
from riwaya.review.fields import CORRECTABLE, STRUCTS, checked, nothing, read_value

(ACCOUNT, _) = accounts()
AT = ACCOUNT.event.trigger_span.start
EMPTY = Span(AT, AT)


def said(field: str, value: str) -> Any:
    return read_value(field, checked(field, value, ACCOUNT.event, ACCOUNT.report))


def refusal(field: str, value: str) -> str:
    with pytest.raises(JudgementError) as refused:
        checked(field, value, ACCOUNT.event, ACCOUNT.report)
    return str(refused.value)


@pytest.mark.parametrize(
    ("field", "value", "kept"),
    [
        ("type", '"air_strike"', "air_strike"),
        ("modality", '"denied"', "denied"),
        ("civilians_harmed", "true", True),
        ("killed", '{"min": 9, "max": null}', Count(min=9)),
        ("injured", '{"min": 9, "max": 12, "text": "some"}', Count(min=9, max=12, text="some")),
        ("killed_or_injured", '{"min": 0, "max": 0}', Count(min=0, max=0)),
        ("weapon", '{"text": "mortar", "kind": "artillery"}', Weapon(text="mortar", kind="artillery", evidence=EMPTY)),
        ("actors", '[{"text": "the army"}]', (Actor(text="the army", evidence=EMPTY, rule="analyst"),)),
        ("targets", '{"text": "a market"}', (Target(text="a market", evidence=EMPTY, rule="analyst"),)),
        ("sources", '[{"text": "a medic"}]', (Source(text="a medic", evidence=EMPTY, rule="analyst"),)),
    ],
)
def test_a_value_need_not_stand_in_the_report(field: str, value: str, kept: object) -> None:
    assert said(field, value) == kept


def test_words_of_the_report_are_read_from_it() -> None:
    (place,) = said("places", '[{"evidence": {"start": 14, "end": 17}}]')
    assert place.text == TEXT[14:17] == "تعز"
    assert said("killed", '{"min": 1, "evidence": {"start": 0, "end": 3}}').text == "قصف"


@pytest.mark.parametrize(
    ("days", "precision"),
    [("19..19", 1), ("19..20", 2), ("19..24", 2), ("19..25", 3), ("01..31", 4)],
)
def test_the_precision_of_days_is_that_of_their_length(days: str, precision: int) -> None:
    start, _, end = days.partition("..")
    date = said("date", f'{{"start": "2015-07-{start}", "end": "2015-07-{end}"}}')
    assert (date.precision, date.basis, date.text) == (precision, "stated", "")
    assert said("date", '{"start": "2015-01-01", "end": "2015-03-01"}').precision == 5
    assert said("date", '{"start": "2015-07-19"}') == DateRange(
        start=dt.date(2015, 7, 19), end=dt.date(2015, 7, 19), precision=1, basis="stated", text=""
    )


def test_an_analyst_s_value_has_no_confidence() -> None:
    assert said("killed", '{"min": 1, "confidence": 0.7}').confidence is None


@pytest.mark.parametrize(
    ("field", "kept"), [("killed", None), ("date", None), ("weapon", None), ("places", ()), ("civilians_harmed", False)]
)
def test_a_field_can_be_set_to_nothing(field: str, kept: object) -> None:
    assert said(field, "null") == read_value(field, nothing(field)) == kept


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("trigger", '"x"', "trigger: is no field that can be corrected (type, modality, actors"),
        ("type", '"shellin"', "type: unknown type 'shellin' (did you mean shelling? one of air_strike"),
        ("type", "null", "type: an event must have one"),
        ("type", "5", "type: Expected `str`, got `int`"),
        ("modality", '"rumoured"', "modality: unknown modality 'rumoured' (one of actual, denied, planned"),
        ("killed", '{"min": 9, "max": 8}', "killed: max 8 is below min 9"),
        ("killed", '{"min": -1}', "killed: min -1 is below 0"),
        ("killed", '{"min": "nine"}', "killed: min: Expected `int`, got `str`"),
        ("killed", "9", "killed: Expected `object | null`, got `int`"),
        ("killed", '{"minimum": 9}', "killed: has no 'minimum' (did you mean min? it has min, max, text"),
        ("killed", "{", "killed: { is not JSON"),
        ("killed", "[" * 10_000, "is not JSON"),
        ("killed", "[{}]", "killed: Expected `object | null`, got `array`"),
        ("date", '{"start": "2015-07-20", "end": "2015-07-19"}', "date: the end 2015-07-19 is before the start"),
        ("date", '{"start": "2015-02-30"}', "date: start: Invalid RFC3339"),
        ("date", '{"start": 5}', "date: "),
        ("places", '[{"text": "a", "lat": 91, "lon": 0, "precision": 1}]', "latitude 91.0 is out of range (-90 to 90)"),
        ("places", '[{"text": "a", "lat": 9, "lon": 181, "precision": 1}]', "longitude 181.0 is out of range"),
        ("places", '[{"text": "a", "lat": 1e999, "lon": 0, "precision": 1}]', "places: "),
        ("places", '[{"text": "a", "lat": 9}]', "lat and lon belong together"),
        ("places", '[{"text": "a", "lat": 9, "lon": 9}]', "needs its precision"),
        ("places", '[{"text": "a", "precision": 1}]', "a place without lat and lon has no precision"),
        ("places", '[{"text": "a", "country": "Yemen"}]', "country 'Yemen' is no ISO 3166-1 code of two letters"),
        ("places", "[{}]", "places: needs a text: the words that name it"),
        ("places", '[{"text": "a", "where": 1}]', "places[0]: has no 'where'"),
        (
            "actors",
            '[{"text": "a", "evidence": {"start": 3, "end": 900}}]',
            "evidence 3:900 lies outside the text (0:4",
        ),
        ("actors", '[{"text": "a", "evidence": {"start": 3, "end": 1}}]', "evidence 3:1 lies outside the text"),
        ("actors", '[{"text": "a", "evidence": {"start": 3}}]', "actors[0].evidence: has start and end"),
        ("actors", '["a"]', "actors: [0]: Expected `object`, got `str`"),
        ("civilians_harmed", '"yes"', "civilians_harmed: Expected `bool`, got `str`"),
    ],
)
def test_what_can_not_be_is_said(field: str, value: str, told: str) -> None:
    assert told in refusal(field, value)


def test_all_fields_of_an_event_but_those_of_its_words_can_be_corrected() -> None:
    of_its_words = {"id", "trigger", "trigger_span", "evidence", "confidence", "rules"}
    assert set(CORRECTABLE) == set(get_type_hints(Event)) - of_its_words
    assert set(STRUCTS) == set(CORRECTABLE) - {"type", "modality", "civilians_harmed"}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 300) | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["min", "max", "text", "evidence", "start", "end", "lat", "lon", "precision", "basis"]),
            inner,
        )
    ),
    max_leaves=12,
)


@given(st.sampled_from(CORRECTABLE), JSON)
def test_whatever_is_given_is_kept_as_it_can_be_read_or_refused(field: str, value: object) -> None:
    words = msgspec.json.encode(value).decode()
    try:
        kept = checked(field, words, ACCOUNT.event, ACCOUNT.report)
    except JudgementError:
        return
    read = read_value(field, kept)
    assert msgspec.json.encode(read).decode() == kept
    changed = msgspec.structs.replace(ACCOUNT.event, **{field: read})
    assert msgspec.json.decode(msgspec.json.encode(changed), type=Event) == changed
    assert checked(field, kept, ACCOUNT.event, ACCOUNT.report) == kept


@given(st.floats(-90, 90), st.floats(-180, 180), st.integers(1, 7))
def test_a_point_is_kept_as_it_is_given(lat: float, lon: float, precision: int) -> None:
    value = msgspec.json.encode([{"text": "a", "lat": lat, "lon": lon, "precision": precision}]).decode()
    (place,) = said("places", value)
    assert (place.lat, place.lon, place.precision, place.evidence) == (lat, lon, precision, EMPTY)
