from __future__ import annotations

import datetime as dt
import io
from typing import Any

import pandas as pd
import pytest

from exported import account, actor, day, incident, of, place, target, written
from riwaya.export.ged import COLUMNS, priogrid
from riwaya.model import Actor, Count, Target
from riwaya.model.accounts import Account
from riwaya.model.incidents import Grade, Incident

NAMES = (
    "id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name "
    "dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b "
    "number_of_sources source_article source_office source_date source_headline source_original where_prec "
    "where_coordinates where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id "
    "region event_clarity date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best high "
    "low gwnoa gwnob"
).split()
ARMY = actor("yemen_army", "state_forces", name="Yemeni army")


def frame(*things: Account | Incident) -> pd.DataFrame:
    return pd.read_csv(io.BytesIO(written("ged", *things)), dtype=str, keep_default_na=False)


def row(thing: Account | Incident) -> dict[str, str]:
    return {str(name): str(text) for name, text in frame(thing).iloc[0].to_dict().items()}


def test_the_columns_are_those_of_ged() -> None:
    assert list(COLUMNS) == NAMES
    assert list(frame().columns) == NAMES


def test_an_incident() -> None:
    assert {name: cell for name, cell in row(incident()).items() if cell} == {
        "id": "riwaya:I000000000001",
        "year": "2019",
        "type_of_violence": "3",
        "dyad_name": "Houthis (Ansar Allah), Yemen - Civilians",
        "side_a": "Houthis (Ansar Allah), Yemen",
        "side_b": "Civilians",
        "number_of_sources": "2",
        "source_article": "paper1; paper2; https://example.org/1; https://example.org/2",
        "source_office": "paper1;paper2",
        "source_date": "2019-03-13;2019-03-14",
        "source_original": "الطبيب […]",
        "where_prec": "1",
        "where_coordinates": "Hays",
        "where_description": "حيس",
        "adm_1": "Al Hudaydah",
        "latitude": "13.9317",
        "longitude": "43.4831",
        "geom_wkt": "POINT (43.4831 13.9317)",
        "priogrid_gid": str(priogrid(43.4831, 13.9317)),
        "country": "Yemen (North Yemen)",
        "country_id": "678",
        "region": "Middle East",
        "event_clarity": "1",
        "date_prec": "1",
        "date_start": "2019-03-12",
        "date_end": "2019-03-12",
        "best": "10",
        "high": "12",
        "low": "9",
    }


def test_at_least_has_no_highest() -> None:
    told = row(account())
    assert (told["low"], told["best"], told["high"]) == ("9", "9", "")
    told = row(of(killed=Count(min=9, max=12)))
    assert (told["low"], told["best"], told["high"]) == ("9", "9", "12")


@pytest.mark.parametrize(
    ("doer", "hit", "type_", "a", "gw"),
    [
        (ARMY, target(type_="rebel"), "1", "Yemeni army", "678"),
        (actor(), target(id="yemen_army", name="Yemeni army", type_="state_forces"), "1", "Yemeni army", "678"),
        (actor(), target(type_="militia"), "2", "Houthis (Ansar Allah), Yemen", ""),
        (ARMY, target(), "3", "Yemeni army", "678"),
        (actor("", "official", name=""), target(), "", "", ""),
        (actor("", "unknown_armed", name=""), target(), "", "", ""),
        (actor(), target("سوق", ""), "", "", ""),
    ],
)
def test_the_type_of_violence_where_the_sides_tell_it(doer: Actor, hit: Target, type_: str, a: str, gw: str) -> None:
    told = row(of(actors=(doer,), targets=(hit,)))
    assert (told["type_of_violence"], told["side_a"], told["gwnoa"]) == (type_, a, gw)


def test_contested_blame_has_no_sides() -> None:
    assert row(incident(grade=Grade(suggestion="contested", criteria=())))["type_of_violence"] == ""


@pytest.mark.parametrize(
    "told",
    [
        {"killed": None},
        {"killed": Count(min=0, max=0)},
        {"modality": "hypothetical"},
        {"type": "arrest"},
        {"type": "consult"},
    ],
)
def test_what_is_no_event_to_ucdp_has_no_row(told: dict[str, Any]) -> None:
    assert len(frame(of(**told), account(2))) == 1


@pytest.mark.parametrize(
    ("told", "clarity"),
    [
        ({}, "1"),
        ({"date": None}, ""),
        ({"places": ()}, ""),
        ({"places": (place(), place())}, "2"),
        ({"date": day(end=dt.date(2019, 3, 30), precision=4)}, "2"),
        ({"places": (place(precision=6),)}, ""),
    ],
)
def test_clarity(told: dict[str, Any], clarity: str) -> None:
    assert row(of(**told))["event_clarity"] == clarity


def test_palestine_is_no_state_of_the_list() -> None:
    told = row(of(places=(place(country="PS"),)))
    assert (told["country"], told["country_id"], told["region"]) == ("", "", "")


@pytest.mark.parametrize(
    ("lon", "lat", "cell"), [(-180.0, -90.0, 1), (-179.5, -90.0, 2), (-180.0, -89.5, 721), (179.9, 89.9, 259200)]
)
def test_priogrid_counts_from_the_south_west(lon: float, lat: float, cell: int) -> None:
    assert priogrid(lon, lat) == cell


def test_priogrid_ends_at_its_edge() -> None:
    assert priogrid(180.0, 0.0) is None
    assert priogrid(0.0, 90.0) is None
