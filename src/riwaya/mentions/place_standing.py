"""How well known the places of a name are, and in which countries they lie."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from riwaya.language.gazetteer import gazetteer

CITY = 50_000  # people that make a town known to readers without a word of where it lies
LARGE = 200_000
TOWN = 3_000
HAND = 2  # the tier of places written by hand since the news names them
SEATS = frozenset({"PCLI", "ADM1", "PPLA", "PPLC"})
SEAS = frozenset({"SEA", "STR"})  # which the news of every country names
DISTRICT_KINDS = frozenset({"ADM2", "ADM3", "PPLA2", "PPLA3", "PPLX"})


class Standing(NamedTuple):
    """How well known a name's places are, and where they lie.

    `noted_in`: the countries whose news is likely to name them; `hand_in`: where somebody wrote them down as such.
    """

    country: bool
    strong: bool
    large: bool
    district: bool
    attested: bool
    admin1: bool
    region: bool
    sea: bool
    countries: frozenset[str]
    strong_in: frozenset[str]
    noted_in: frozenset[str]
    hand_in: frozenset[str]


@lru_cache(maxsize=50_000)
def standing(rows: tuple[int, ...]) -> Standing:
    """The standing of the places of those row numbers."""
    places = [gazetteer().row(number) for number in rows]
    known = [place for place in places if place.kind in SEATS or place.population >= CITY]
    nations = [place for place in known if place.kind == "PCLI"]
    district = [
        place for place in places if place.kind in DISTRICT_KINDS or place.population >= TOWN or place.tier == HAND
    ]
    return Standing(
        bool(nations),
        bool(known),
        any(place.population >= LARGE or place.kind in SEATS for place in known),
        bool(district),
        any(place.tier < 3 for place in places),
        any(place.kind == "ADM1" for place in places),
        any(place.kind == "RGN" for place in places),
        any(place.kind in SEAS for place in places),
        frozenset(place.country for place in places),
        frozenset(place.country for place in nations or known),
        frozenset(place.country for place in (*known, *district)),
        frozenset(place.country for place in places if place.tier == HAND),
    )
