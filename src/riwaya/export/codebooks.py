"""What others call and number things: countries, kinds of parties, ACLED's types; the scales of precision.

The tables are in `data/export/`, each with its source. What a table leaves empty stays empty.
"""

from __future__ import annotations

from functools import cache
from typing import Final, Literal, get_args

import msgspec

from riwaya.errors import DataError
from riwaya.language.tables import rows

UcdpSide = Literal["state", "group", "civilians", ""]

# ACLED codebook of 2023, time precision: 1 the day, 2 the week, 3 the month; longer is not coded.
ACLED_TIME: Final = {1: 1, 2: 2, 3: 2, 4: 3}
# ACLED codebook of 2023, geo precision: 1 the town, 2 near a town or a small part of a region, 3 a larger region. From
# UCDP where_prec: a district is a small part, a governorate or an area of no order a larger one, a country none.
ACLED_PLACE: Final = {1: 1, 2: 2, 3: 2, 4: 3, 5: 3}


class Country(msgspec.Struct, frozen=True, kw_only=True):
    """A country in the lists of others; `gw` is its Gleditsch-Ward number, None where that list has no such state."""

    iso2: str
    iso_numeric: str
    acled_name: str
    acled_region: str
    gw: int | None
    ucdp_name: str
    ucdp_region: str


class PartyKind(msgspec.Struct, frozen=True, kw_only=True):
    """What a type of party is to UCDP and ACLED."""

    ucdp: UcdpSide
    inter_home: int | None
    inter_abroad: int | None


class AcledType(msgspec.Struct, frozen=True, kw_only=True):
    """An event type of ACLED: sub-event type, event type, disorder type; each empty where it is not clear."""

    sub: str
    event: str
    disorder: str


@cache
def _countries() -> dict[str, Country]:
    columns = ("iso2", "iso_numeric", "acled_name", "acled_region", "ucdp_name", "ucdp_region")
    return {
        row["iso2"]: Country(gw=int(row["gw"]) if row["gw"] else None, **{name: row[name] for name in columns})
        for row in rows("export/countries.tsv", "gw", *columns)
    }


def country(iso2: str) -> Country | None:
    """The country of an ISO 3166-1 alpha-2 code; None where the table has no such row."""
    return _countries().get(iso2)


@cache
def _kinds() -> dict[str, PartyKind]:
    found = {}
    for row in rows("export/parties.tsv", "type", "ucdp", "inter_home", "inter_abroad"):
        side = next((known for known in get_args(UcdpSide) if known == row["ucdp"]), None)
        if side is None:
            raise DataError(row.where, f"no side of UCDP: {row['ucdp']!r}")
        home, abroad = (int(row[name]) if row[name] else None for name in ("inter_home", "inter_abroad"))
        found[row["type"]] = PartyKind(ucdp=side, inter_home=home, inter_abroad=abroad)
    return found


def party_kind(type_: str) -> PartyKind:
    """What the type of a party is to others; nothing for a type that the table has not."""
    return _kinds().get(type_) or PartyKind(ucdp="", inter_home=None, inter_abroad=None)


@cache
def listed_actors() -> dict[str, tuple[str, str]]:
    """Type and country of the actors of the lexicon, by id."""
    return {row["id"]: (row["type"], row["country"]) for row in rows("lexicon/actors.tsv", "id", "type", "country")}


@cache
def acled_types() -> dict[str, AcledType]:
    """ACLED's types by sub-event type."""
    return {
        row["sub_event_type"]: AcledType(
            sub=row["sub_event_type"], event=row["event_type"], disorder=row["disorder_type"]
        )
        for row in rows("export/acled_types.tsv", "sub_event_type", "event_type", "disorder_type")
    }


@cache
def sub_event_types() -> dict[str, tuple[str, ...]]:
    """The ACLED sub-event types that each of our types can be; none for a type that ACLED does not code."""
    found = {}
    for row in rows("ontology/event_types.tsv", "type", "acled"):
        subs = tuple(part.strip() for part in row["acled"].split(";") if part.strip())
        unknown = [sub for sub in subs if sub not in acled_types()]
        if unknown:
            raise DataError(row.where, f"no sub-event type of ACLED: {unknown[0]}")
        found[row["type"]] = subs
    return found


@cache
def lethal_types() -> dict[str, frozenset[int]]:
    """The types of violence of UCDP GED that each of our types can be; empty for a type that is none."""
    return {
        row["type"]: frozenset(int(part) for part in row["ucdp"].split(",") if part)
        for row in rows("ontology/event_types.tsv", "type", "ucdp")
    }
