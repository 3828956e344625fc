from __future__ import annotations

import datetime as dt
import io
from typing import Any

import pandas as pd
import pytest

from exported import account, actor, day, event, incident, of, place, target, written
from riwaya.export.acled import COLUMNS
from riwaya.model import Count
from riwaya.model.accounts import Account
from riwaya.model.incidents import Grade, Incident

NAMES = (
    "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1 "
    "actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location "
    "latitude longitude geo_precision source source_scale notes fatalities tags timestamp"
).split()


def frame(*things: Account | Incident, **more: Any) -> pd.DataFrame:
    return pd.read_csv(io.BytesIO(written("acled", *things, **more)), dtype=str, keep_default_na=False)


def row(thing: Account | Incident) -> dict[str, str]:
    return {str(name): str(text) for name, text in frame(thing).iloc[0].to_dict().items()}


def test_the_columns_are_acleds_31() -> None:
    assert list(COLUMNS) == NAMES
    assert len(NAMES) == 31
    assert list(frame().columns) == NAMES


def test_a_shelling() -> None:
    told = row(account())
    notes = told.pop("notes")
    assert {name: cell for name, cell in told.items() if cell} == {
        "event_id_cnty": "riwaya:E000000000001",
        "event_date": "2019-03-12",
        "year": "2019",
        "time_precision": "1",
        "disorder_type": "Political violence",
        "event_type": "Explosions/Remote violence",
        "sub_event_type": "Shelling/artillery/missile attack",
        "actor1": "Houthis (Ansar Allah), Yemen",
        "inter1": "2",
        "actor2": "مدنيين",
        "inter2": "7",
        "interaction": "27",
        "civilian_targeting": "Civilian targeting",
        "iso": "887",
        "region": "Middle East",
        "country": "Yemen",
        "admin1": "Al Hudaydah",
        "location": "Hays",
        "latitude": "13.9317",
        "longitude": "43.4831",
        "geo_precision": "1",
        "source": "paper1",
        "fatalities": "9",
    }
    assert notes.startswith("قُتل تسعة مدنيين")


def test_an_incident_gives_its_lowest_figure_and_all_outlets() -> None:
    told = row(incident())
    assert told["event_id_cnty"] == "riwaya:I000000000001"
    assert (told["fatalities"], told["source"]) == ("9", "paper1; paper2")
    assert "paper1: " in told["notes"]
    assert "paper2: " in told["notes"]


def test_nobody_is_named_where_blame_is_contested() -> None:
    told = row(incident(grade=Grade(suggestion="contested", criteria=())))
    assert (told["actor1"], told["inter1"], told["interaction"]) == ("", "", "")


@pytest.mark.parametrize(
    ("killed", "cell"), [(None, ""), (Count(min=0, max=0), "0"), (Count(min=20), "20"), (Count(min=5, max=9), "5")]
)
def test_0_is_a_number_and_empty_is_unknown(killed: Count | None, cell: str) -> None:
    assert row(of(killed=killed))["fatalities"] == cell


@pytest.mark.parametrize(
    ("precision", "last", "date", "acled"),
    [(1, 12, "2019-03-12", "1"), (2, 14, "2019-03-13", "2"), (3, 18, "2019-03-15", "2"), (4, 30, "2019-03-21", "3")],
)
def test_a_span_of_days_has_its_middle_day(precision: int, last: int, date: str, acled: str) -> None:
    told = row(of(date=day(end=dt.date(2019, 3, last), precision=precision)))
    assert (told["event_date"], told["time_precision"]) == (date, acled)


def test_more_than_a_month_has_no_day() -> None:
    told = row(of(date=day(dt.date(2018, 3, 1), dt.date(2019, 3, 1), 5)))
    assert (told["event_date"], told["year"], told["time_precision"]) == ("", "", "")
    assert row(of(date=None))["event_date"] == ""


@pytest.mark.parametrize(
    ("where_prec", "acled"), [(1, "1"), (2, "2"), (3, "2"), (4, "3"), (5, "3"), (6, ""), (7, ""), (None, "")]
)
def test_place_precision(where_prec: int | None, acled: str) -> None:
    told = row(of(places=(place(precision=where_prec),)))
    assert told["geo_precision"] == acled
    assert bool(told["latitude"]) == bool(acled)


def test_a_place_that_is_not_resolved_keeps_its_words() -> None:
    told = row(of(places=(place(name="", lat=None, lon=None, country="", admin1="", precision=None),)))
    assert (told["location"], told["latitude"], told["country"], told["iso"]) == ("حيس", "", "", "")


@pytest.mark.parametrize(
    ("told", "sub", "type_", "disorder"),
    [
        (
            {"type": "territory_gain", "actors": (actor("yemen_army", "state_forces"),)},
            "Government regains territory",
            "Battles",
            "Political violence",
        ),
        ({"type": "territory_gain"}, "Non-state actor overtakes territory", "Battles", "Political violence"),
        ({"type": "territory_gain", "actors": ()}, "", "Battles", "Political violence"),
        ({"type": "riot"}, "", "Riots", ""),
        ({"type": "attack"}, "Attack", "Violence against civilians", "Political violence"),
        (
            {"type": "attack", "targets": (target(type_="state_forces"),)},
            "Armed clash",
            "Battles",
            "Political violence",
        ),
        ({"type": "protest"}, "Peaceful protest", "Protests", "Demonstrations"),
        ({"type": "mobilize"}, "Other", "Strategic developments", "Strategic developments"),
    ],
)
def test_types(told: dict[str, Any], sub: str, type_: str, disorder: str) -> None:
    found = row(of(**told))
    assert (found["sub_event_type"], found["event_type"], found["disorder_type"]) == (sub, type_, disorder)


@pytest.mark.parametrize(
    ("party", "code"),
    [
        (actor("yemen_army", "state_forces"), "1"),
        (actor("saudi_army", "state_forces"), "8"),
        (actor("", "state_forces", text="الجيش", name=""), ""),
        (actor("us_air_force", "aircraft"), "8"),
        (actor("", "unknown_armed", name=""), "3"),
        (actor("", "official", name=""), ""),
    ],
)
def test_interaction_codes(party: Any, code: str) -> None:
    told = row(of(actors=(party,), targets=()))
    assert told["inter1"] == code
    assert told["interaction"] == (f"{code}0" if code else "")


def test_a_clash_has_its_parties_on_either_side() -> None:
    army = actor("yemen_army", "state_forces", name="Yemeni army")
    told = row(of(type="armed_clash", actors=(army, actor()), targets=()))
    assert (told["actor1"], told["actor2"], told["interaction"]) == (
        "Yemeni army",
        "Houthis (Ansar Allah), Yemen",
        "12",
    )
    three = row(of(type="armed_clash", actors=(army, actor(), actor("hezbollah", "militia")), targets=()))
    assert (three["actor1"], three["actor2"]) == ("", "")


def test_things_are_no_second_actor() -> None:
    assert row(of(targets=(target("سوق", ""),)))["actor2"] == ""


@pytest.mark.parametrize("told", [{"modality": "denied"}, {"modality": "planned"}, {"type": "consult"}])
def test_what_acled_does_not_code_has_no_row(told: dict[str, Any]) -> None:
    assert len(frame(of(**told), account(2))) == 1


def test_a_formula_is_defused() -> None:
    told = row(of(actors=(actor("", "rebel", text="=cmd", name="=1+1"),)))
    assert told["actor1"] == "'=1+1"


def test_an_event_of_two_reports_of_a_country_without_a_row() -> None:
    told = row(account(told=event(places=(place(country="XX"),))))
    assert (told["country"], told["iso"], told["region"]) == ("", "", "")
