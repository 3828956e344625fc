"""Decides which place of the gazetteer a mention means, and how exactly that is known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

import msgspec

from riwaya.language.gazetteer import GazetteerRow, gazetteer
from riwaya.model.analysis import Analysis
from riwaya.model.events import Place
from riwaya.model.mentions import PlaceMention
from riwaya.resolve.geography import border_point, kilometres, moved, side_of_country
from riwaya.resolve.place_choice import Evidence, best, evidence_of, favourite
from riwaya.resolve.vowels import as_written

Precision = Literal[1, 2, 3, 4, 5, 6, 7]
NOT_LISTED = "not in the gazetteer"
UNDECIDED = "several places of that name and nothing to choose by"
ELSEWHERE = "the places of that name lie elsewhere than told"
NO_COUNTRY = "a part of a country that the report does not name"
KIND_PRECISION: Mapping[str, Precision] = {
    "PCLI": 6,
    "ADM1": 4,
    "ADM2": 3,
    "ADM3": 3,
    "SEA": 7,
    "GULF": 7,
    **dict.fromkeys(("RGN", "STM", "LK", "CSTL", "DSRT", "MTS", "PLN", "VAL", "WAD", "STR", "CNL", "ISLS", "PEN"), 5),
}
WIDE = {"PCLI", "ADM1", "ADM2", "RGN"}
IN_TOWN = ("quarter", "street")
LOOK_BACK = 4  # mentions before an unlisted quarter in which its town is sought
TOWN = 30_000  # people of a town that has quarters
ACROSS_TOWN = 40.0  # kilometres
SIDE_OF_TOWN = 3.0  # kilometres: "south of Raqqa" is told of the town's near surroundings
SIDE_OF_COUNTRYSIDE = 8.0
SIDE_OF_ADMIN1 = 20.0
TOWN_HEADS = ("", "settlement", "admin2", "region", "capital", "admin1", "quarter")
FACILITIES = {
    "airport": "AIR",
    "base": "AIRB MILB INST",
    "mountain": "MT HLL",
    "water": "WAD STM LK VAL",
    "dam": "DAM",
    "crossing": "CRSG PSTB",
    "port": "PRT",
    "oil": "OIL",
    "camp": "CMP",
    "street": "ST",
}


def resolve_places(analysis: Analysis, mentions: Sequence[PlaceMention]) -> dict[int, Place]:
    """The place of each mention, by its index; an unresolved one has no coordinates but a reason."""
    mentions = as_written(analysis, mentions)
    evidence = evidence_of(analysis, mentions)
    return {index: _place(analysis, mentions, index, evidence) for index in range(len(mentions))}


def _place(analysis: Analysis, mentions: Sequence[PlaceMention], index: int, evidence: Evidence) -> Place:
    mention = mentions[index]
    if mention.head == "border" and len(mention.candidates) > 1:
        return _border(analysis, mention, evidence)
    row = evidence.chosen.get(index)
    village = row is not None and mention.head in IN_TOWN and row.kind == "PPL"
    if row is not None and not (village and _out_of_town(row, _town(mentions, index, evidence))):
        return _resolved(analysis, mention, row)
    if mention.head == "country" and not mention.candidates:
        return _own_country(analysis, mention, evidence)
    town = _town(mentions, index, evidence) if mention.head in IN_TOWN else None
    if town is not None:
        return msgspec.structs.replace(_resolved(analysis, mention, town), precision=2)
    area = next((evidence.chosen[n] for n in evidence.areas[index] if n in evidence.chosen), None)
    reason = UNDECIDED if len(mention.candidates) > 1 else ELSEWHERE if mention.candidates else NOT_LISTED
    place = _unresolved(analysis, mention, reason, area.country if area else "")
    return msgspec.structs.replace(place, admin1=area.admin1) if area and area.kind != "PCLI" else place


def _town(mentions: Sequence[PlaceMention], index: int, evidence: Evidence) -> GazetteerRow | None:
    """The town in which an unlisted quarter or street must lie: one told directly behind it, or the last before it."""
    near = [*evidence.areas[index], *range(index - 1, max(-1, index - 1 - LOOK_BACK), -1)]
    for other in near:
        row = evidence.chosen.get(other)
        if row is not None and mentions[other].relation == "" and row.kind.startswith("PPL") and row.kind != "PPLX":
            return row if row.population >= TOWN or row.kind in ("PPLC", "PPLA") else None
    return None


def _out_of_town(row: GazetteerRow, town: GazetteerRow | None) -> bool:
    return town is not None and kilometres(row.lat, row.lon, town.lat, town.lon) > ACROSS_TOWN


def _unresolved(analysis: Analysis, mention: PlaceMention, reason: str, country: str = "") -> Place:
    return Place(
        text=analysis.text(mention.core_first, mention.core_last, mention.core_cut),
        evidence=analysis.span(mention.core_first, mention.core_last, mention.core_cut),
        country=country,
        reason=reason,
        rule=mention.rule,
    )


def _own_country(analysis: Analysis, mention: PlaceMention, evidence: Evidence) -> Place:
    """A side of the country that the report is about: "شرق البلاد" (the east of the country)."""
    country = favourite(evidence)
    if country not in gazetteer().countries:
        return _unresolved(analysis, mention, NO_COUNTRY)
    return _resolved(analysis, mention, gazetteer().row(gazetteer().countries[country]))


def _resolved(analysis: Analysis, mention: PlaceMention, row: GazetteerRow) -> Place:
    lat, lon, precision = _point(mention, row)
    return Place(
        text=analysis.text(mention.core_first, mention.core_last, mention.core_cut),
        evidence=analysis.span(mention.core_first, mention.core_last, mention.core_cut),
        name=_latin_name(row),
        lat=round(lat, 5),
        lon=round(lon, 5),
        country=row.country,
        admin1="" if row.kind == "PCLI" else row.admin1,
        precision=precision,
        gazetteer_id=row.id,
        rule=mention.rule,
    )


def _latin_name(row: GazetteerRow) -> str:
    """The English name; a town that bears its governorate's name has it in the governorate's spelling."""
    return row.admin1 if row.kind.startswith("PPL") and row.admin1_ar in row.names and row.admin1 else row.name_en


def _point(mention: PlaceMention, row: GazetteerRow) -> tuple[float, float, Precision]:
    """Where the mention lies by the row of its name, and how exactly that is known (UCDP where_prec)."""
    precision = KIND_PRECISION.get(row.kind, 1)
    if mention.relation == "offset":
        point = moved(row.lat, row.lon, mention.bearing, mention.kilometres or 0.0)
        return (*point, max(precision, 2)) if precision != 1 else (*point, 2)
    if mention.relation == "part" or mention.head == "countryside":
        return _part(mention, row, precision)
    if mention.relation in ("near", "between") and precision == 1:
        return row.lat, row.lon, 2
    if mention.head in FACILITIES and not row.kind.startswith(tuple(FACILITIES[mention.head].split())):
        return row.lat, row.lon, 2 if precision == 1 else precision
    return row.lat, row.lon, precision


def _part(mention: PlaceMention, row: GazetteerRow, precision: Precision) -> tuple[float, float, Precision]:
    if row.kind == "PCLI":
        return (*side_of_country(row, mention.bearing), 5)
    if mention.head == "countryside":
        distance = SIDE_OF_ADMIN1 if row.kind in WIDE else SIDE_OF_COUNTRYSIDE
        return (*moved(row.lat, row.lon, mention.bearing, distance), 5)
    if row.kind in WIDE:
        return (*moved(row.lat, row.lon, mention.bearing, SIDE_OF_ADMIN1), 5)
    return (*moved(row.lat, row.lon, mention.bearing, SIDE_OF_TOWN), 2 if precision == 1 else precision)


def _border(analysis: Analysis, mention: PlaceMention, evidence: Evidence) -> Place:
    """The border of two countries: where the first comes nearest to the second."""
    rows = [gazetteer().row(number) for number in mention.candidates]
    countries = list(dict.fromkeys(row.country for row in rows if row.kind == "PCLI"))
    if len(countries) == 1 and len({row.country for row in rows}) > 1 and rows[0].kind == "PCLI":
        chosen = best(mention, [row for row in rows if row.country != countries[0]] or rows, evidence)
        countries.append(chosen.country if chosen else countries[0])
    if len(countries) == 1:
        own = favourite(evidence)
        countries = [own, countries[0]] if own and own != countries[0] else countries
    if not any(row.kind == "PCLI" for row in rows):
        chosen = best(mention, rows, evidence)  # the border with a town or strip: there
        return _resolved(analysis, mention, chosen) if chosen else _unresolved(analysis, mention, UNDECIDED)
    if len(countries) < 2 or any(country not in gazetteer().countries for country in countries):
        return _unresolved(analysis, mention, UNDECIDED, countries[0] if countries else "")
    first, second = (gazetteer().row(gazetteer().countries[country]) for country in countries[:2])
    lat, lon = border_point(first, second)
    place = _resolved(analysis, mention, first)
    return Place(
        text=place.text,
        evidence=place.evidence,
        name=f"{first.name_en}-{second.name_en} border",
        lat=round(lat, 5),
        lon=round(lon, 5),
        country=first.country,
        precision=5,
        gazetteer_id=first.id,
        rule=mention.rule,
    )
