from __future__ import annotations

from typing import get_args

from riwaya.export.codebooks import (
    ACLED_PLACE,
    ACLED_TIME,
    acled_types,
    country,
    lethal_types,
    party_kind,
    sub_event_types,
)
from riwaya.language.tables import rows
from riwaya.model.events import EventType

ACLED_REGIONS = {
    "Western Africa",
    "Middle Africa",
    "Eastern Africa",
    "Southern Africa",
    "Northern Africa",
    "South Asia",
    "Southeast Asia",
    "Middle East",
    "Europe",
    "Caucasus and Central Asia",
    "Central America",
    "South America",
    "Caribbean",
    "East Asia",
    "North America",
    "Oceania",
    "Antarctica",
}
UCDP_REGIONS = {"Africa", "Americas", "Asia", "Europe", "Middle East"}


def test_every_type_of_ours_is_known_to_the_codebooks() -> None:
    assert set(sub_event_types()) == set(lethal_types()) == set(get_args(EventType))
    assert len(acled_types()) == 25
    assert len({type_.event for type_ in acled_types().values()}) == 6


def test_every_type_of_party_has_its_row() -> None:
    listed = {row["type"] for row in rows("export/parties.tsv")}
    named = {row["type"] for table in ("actors", "actor_heads") for row in rows(f"lexicon/{table}.tsv")}
    assert named - listed == set()
    assert party_kind("picnic").ucdp == ""


def test_every_nation_of_the_lexicon_has_its_row() -> None:
    missing = {row["country_iso2"] for row in rows("lexicon/nationalities.tsv") if country(row["country_iso2"]) is None}
    assert missing <= {"EU", "", "SU"}


def test_countries_have_numbers_and_regions() -> None:
    table = list(rows("export/countries.tsv"))
    for column in ("iso2", "iso_numeric", "gw"):
        given = [row[column] for row in table if row[column]]
        assert len(given) == len(set(given)), column
    assert {row["acled_region"] for row in table} - {""} == ACLED_REGIONS
    assert {row["ucdp_region"] for row in table} - {""} == UCDP_REGIONS
    assert all(bool(row["gw"]) == bool(row["ucdp_name"]) == bool(row["ucdp_region"]) for row in table)


def test_some_countries() -> None:
    yemen, sudan, palestine = country("YE"), country("SD"), country("PS")
    assert yemen is not None
    assert sudan is not None
    assert palestine is not None
    assert (yemen.iso_numeric, yemen.gw, yemen.ucdp_name) == ("887", 678, "Yemen (North Yemen)")
    assert (sudan.acled_region, sudan.ucdp_region, sudan.gw) == ("Northern Africa", "Africa", 625)
    assert (palestine.iso_numeric, palestine.gw) == ("275", None)
    assert country("XX") is None


def test_precision_never_grows_finer() -> None:
    for scale in (ACLED_TIME, ACLED_PLACE):
        assert list(scale.values()) == sorted(scale.values())
        assert set(scale.values()) == {1, 2, 3}
