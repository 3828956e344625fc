"""Chooses among places of one name: by head noun, containing area, the report's countries, nearness, size."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from riwaya.language.fold import fold
from riwaya.language.gazetteer import GazetteerRow, capital_rows, gazetteer, nationalities
from riwaya.language.pattern import word_lists
from riwaya.model.analysis import Analysis
from riwaya.model.mentions import PlaceMention
from riwaya.resolve.geography import kilometres

HEAD_KINDS: Mapping[str, tuple[str, ...]] = {
    "settlement": ("PPL", "STLMT"),
    "quarter": ("PPLX", "PPL"),
    "admin1": ("ADM1",),
    "admin2": ("ADM2", "ADM3"),
    "region": ("RGN", "PPL", "ADM1"),
    "airport": ("AIR",),
    "base": ("AIRB", "MILB", "INST"),
    "mountain": ("MT", "HLL"),
    "water": ("WAD", "STM", "LK", "VAL", "ISL", "SEA", "GULF", "STR"),
    "dam": ("DAM",),
    "camp": ("CMP", "PPLX"),
    "crossing": ("CRSG", "PSTB"),
    "port": ("PRT",),
    "oil": ("OIL",),
    "street": ("ST", "PPLX"),
    "capital": ("PPLC", "PPLA", "PPL"),
    "countryside": ("ADM1", "PPL"),
}
KIND_WEIGHT = {"PCLI": 5.0, "ADM1": 1.2, "PPLC": 4.0, "PPLA": 2.6, "PPLA2": 1.6, "PPLA3": 1.2, "ADM2": 1.0, "ADM3": 0.6}
TIER_WEIGHT = {1: 1.0, 2: 1.7, 3: -1.5}
KNOWN = 50_000  # people: a town of which readers need not be told where it lies
METROPOLIS = 500_000  # people: a town told of in reports on other countries
SEAT = 2.5  # for a town that bears its governorate's name; against a town where the text says village
TOWN = 10_000
SMALL_TOWN = 3_000
HAND = 2  # the tier of rows written by hand
TOWN_SEATS = frozenset({"PPLC", "PPLA", "PPLA2", "PPLA3"})
SEATS = frozenset({"PCLI", "ADM1", "PPLC", "PPLA", "RGN"})
NO_COUNTRY = "XX"  # seas and parts of the world
FACILITY_HEADS = frozenset("airport base mountain water dam camp crossing port oil street quarter".split())
LESSER_HEADS = frozenset({"region", "quarter", "admin2", "base"})
FAR = 120.0  # kilometres from an area told: not in it
DEGREE = 111.2  # kilometres of latitude
NEAR = 60.0  # kilometres
SAME = 30.0  # kilometres: candidates so near each other are one place for a map
CLEAR = 0.15  # by how much the best must beat a distant second


class Evidence(NamedTuple):
    """What the report says that helps: votes for countries and governorates, the areas told for each mention."""

    countries: Counter[str]
    admin1: Counter[tuple[str, str]]
    chosen: dict[int, GazetteerRow]
    areas: Mapping[int, Sequence[int]]


def evidence_of(analysis: Analysis, mentions: Sequence[PlaceMention]) -> Evidence:
    """Weighs the whole report, then chooses twice: the first choice's places stand as neighbours in the second."""
    countries = _country_votes(analysis, mentions)
    evidence = Evidence(countries, Counter(), {}, _areas(analysis, mentions))
    names = [fold(analysis.text(m.core_first, m.core_last, m.core_cut)) for m in mentions]
    for _ in range(2):
        chosen: dict[int, GazetteerRow] = {}
        around = {
            row.number: row
            for n, row in evidence.chosen.items()
            if row.kind not in ("PCLI", "ADM1") and mentions[n].relation != "part"
        }
        for index, mention in enumerate(mentions):
            if not mention.candidates:
                continue
            own = set(mention.candidates)
            rows = [gazetteer().row(number) for number in mention.candidates]
            areas = [evidence.chosen[n] for n in evidence.areas[index] if n in evidence.chosen]
            row = best(
                mention,
                rows,
                evidence,
                name=names[index],
                village=_village(analysis, mention),
                areas=areas,
                around=[other for number, other in around.items() if number not in own],
            )
            if row is not None:
                chosen[index] = row
        admin1 = Counter((row.country, row.admin1) for row in chosen.values() if row.admin1)
        evidence = Evidence(countries, admin1, chosen, evidence.areas)
    return evidence


def _village(analysis: Analysis, mention: PlaceMention) -> bool:
    """Whether the head noun says that the place is a village."""
    words = word_lists()["place_village"]
    return mention.head == "settlement" and any(r.core in words for r in analysis.tokens[mention.first].word.readings)


def favourite(evidence: Evidence) -> str:
    """The country that the report is about: the one with the most votes, "" where none leads."""
    ranked = sorted(evidence.countries.items(), key=lambda item: (-item[1], item[0]))
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return ""
    return ranked[0][0]


def _country_votes(analysis: Analysis, mentions: Sequence[PlaceMention]) -> Counter[str]:
    """How often the report names each country, by adjective or by a place that only it has.

    A capital's name that a well known town bears too ("طرابلس", Tripoli) votes for the capital's country last, and only
    where the report does not otherwise tell of the other town's country and not of the capital's.
    """
    votes: Counter[str] = Counter()
    adjectives = nationalities()
    for token in analysis.tokens:
        for reading in token.word.readings:
            if reading.bare in adjectives:
                votes[adjectives[reading.bare]] += 1
                break
    open_names: list[tuple[str, Collection[str]]] = []
    for mention in mentions:
        rows = [gazetteer().row(number) for number in mention.candidates]
        of_rows = {row.country for row in rows if row.kind == "PCLI"} or {row.country for row in rows}
        famous = {row.country for row in rows if _famous(mention, row)}
        if len(of_rows) == 1 and famous:
            votes[next(iter(of_rows))] += 2
        elif len(famous) == 1:
            votes[next(iter(famous))] += 1
        else:
            open_names += [(row.country, famous) for row in rows if row.number in capital_rows()]
    told = +votes
    for country, rivals in open_names:
        votes[country] += bool(told[country]) or not any(told[other] for other in rivals)
    return +votes


def _areas(analysis: Analysis, mentions: Sequence[PlaceMention]) -> dict[int, list[int]]:
    """For each mention the containers that may hold it: those directly behind it first, then others of its sentence."""
    sentences = [analysis.sentence_at(mention.first) for mention in mentions]
    areas: dict[int, list[int]] = {}
    for index in range(len(mentions)):
        behind: list[int] = []
        position = index + 1
        while position < len(mentions) and sentences[position] == sentences[index]:
            if mentions[position].container and mentions[position].head == "border":
                pass  # a place on the border of a country may lie on either side
            elif mentions[position].container:
                behind.append(position)
            elif behind or not (mentions[position].conjunction or mentions[position].rule.startswith("list:")):
                break
            position += 1
        areas[index] = behind
    return areas


def best(
    mention: PlaceMention,
    rows: Sequence[GazetteerRow],
    evidence: Evidence,
    *,
    name: str = "",
    village: bool = False,
    areas: Sequence[GazetteerRow] = (),
    around: Sequence[GazetteerRow] = (),
) -> GazetteerRow | None:
    """The likeliest of `rows`, None where a second one elsewhere is as likely."""
    total = sum(evidence.countries.values()) or 1
    told = {mention.within} if mention.within else {area.country for area in areas}
    rows = [row for row in rows if row.country in told] or rows
    rows = [row for row in rows if not _excluded(mention, row, evidence, areas)]
    if len(rows) < 2:
        return rows[0] if rows else None
    seats = {row.admin1 for row in rows if row.kind.startswith("PPL") and row.population >= 2 * KNOWN}
    towns = {(row.country, row.admin1) for row in rows if _is_town(row)}
    lead = _lead(rows, evidence)
    scored = sorted(
        (
            (_score(mention, row, evidence, total, seats, towns, lead, village, name, areas, around), -row.number, row)
            for row in rows
        ),
        reverse=True,
    )
    top = scored[0][2]
    for score, _, row in scored[1:]:
        if scored[0][0] - score > CLEAR:
            break
        if _same_name_levels(top, row):
            continue
        if kilometres(top.lat, top.lon, row.lat, row.lon) > SAME:
            return None
    return top


def _is_town(row: GazetteerRow) -> bool:
    """Whether a row is a town of some weight, such as gives its district or governorate the name."""
    return row.kind in TOWN_SEATS or (row.kind == "PPL" and (row.population >= SMALL_TOWN or row.tier == HAND))


def _lead(rows: Sequence[GazetteerRow], evidence: Evidence) -> int | None:
    """The one large town among small ones, where none of them lies in the country that the report is about."""
    own = favourite(evidence)
    large = [row.number for row in rows if row.population >= 2 * KNOWN]
    return large[0] if len(large) == 1 and all(row.country != own for row in rows) else None


def _same_name_levels(row: GazetteerRow, other: GazetteerRow) -> bool:
    """Whether one of two rows is the district or governorate that bears the other's name."""
    levels = row.kind.startswith("ADM") != other.kind.startswith("ADM")
    return levels and row.country == other.country and row.admin1 == other.admin1


def _famous(mention: PlaceMention, row: GazetteerRow) -> bool:
    """Whether a place is so well known that it may stand in a report on another country; no town lent to a facility."""
    lent = mention.head in FACILITY_HEADS and not row.kind.startswith(HEAD_KINDS[mention.head])
    return not lent and (row.kind in SEATS or row.population >= KNOWN)


def _excluded(mention: PlaceMention, row: GazetteerRow, evidence: Evidence, areas: Sequence[GazetteerRow]) -> bool:
    """Whether a little known place lies elsewhere than the report tells of."""
    if mention.relation == "part" or row.country == NO_COUNTRY or _famous(mention, row):
        return False
    told = {area.country for area in areas}
    if told and row.country not in told:
        return True
    if areas and all(area.kind != "PCLI" and area.admin1 and area.admin1 != row.admin1 for area in areas):
        return min(kilometres(row.lat, row.lon, area.lat, area.lon) for area in areas) > FAR
    return bool(evidence.countries) and not evidence.countries[row.country]


def _strange(row: GazetteerRow) -> float:
    """The weight of a place in a country that the report does not name: the larger the place, the less it matters."""
    return 0.0 if row.population >= METROPOLIS else -0.8 if row.population >= 2 * KNOWN else -2.5


@lru_cache(maxsize=20_000)
def _first_name(row: GazetteerRow) -> str:
    return fold(row.names[0])


def _score(
    mention: PlaceMention,
    row: GazetteerRow,
    evidence: Evidence,
    total: int,
    seats: Collection[str],
    towns: Collection[tuple[str, str]],
    lead: int | None,
    village: bool,
    name: str,
    areas: Sequence[GazetteerRow],
    around: Sequence[GazetteerRow],
) -> float:
    kind = "PPLC" if row.number in capital_rows() else row.kind
    if kind == "ADM1" and mention.head in ("", "settlement"):
        kind = "" if mention.head or row.admin1 in seats else kind
    elif not mention.head and kind.startswith("ADM"):
        kind = ""
    score = KIND_WEIGHT.get(kind, 0.0) + TIER_WEIGHT.get(row.tier, 0.0)
    counted = mention.head or not row.kind.startswith("ADM") or (row.country, row.admin1) not in towns
    score += 0.9 * math.log10(row.population + 1) if counted else 0.0  # a bare name is the town, not its district
    if name and _first_name(row) != name:
        score -= 2.0 if row.kind == "PPLX" else 1.0
    if kind == "PPLC" and mention.head in LESSER_HEADS:
        score -= 2 * SEAT
    if row.number == lead:
        score += SEAT
    kinds = HEAD_KINDS.get(mention.head)
    if kinds:
        score += 3.0 if row.kind.startswith(kinds) else -1.0
    elif row.kind.startswith("PPL"):
        score += 0.3
    if row.kind == "PPL" and row.admin1_ar in row.names and (mention.head or row.population >= 2 * KNOWN):
        score += SEAT
    if village and row.population >= TOWN:
        score -= SEAT
    score += 5.0 * evidence.countries[row.country] / total
    score += 1.0 if evidence.countries[row.country] else _strange(row)
    if row.admin1 and evidence.admin1:
        score += 2.0 * evidence.admin1[(row.country, row.admin1)] / max(evidence.admin1.values())
    score += sum(_within(row, area) for area in areas)
    if around and not row.kind.startswith(("ADM", "PCLI")):
        score += 2.0 * math.exp(-_nearest(row, around) / NEAR)
    return score


def _nearest(row: GazetteerRow, around: Sequence[GazetteerRow]) -> float:
    """Kilometres to the nearest of `around`, on a plane: good enough where it counts."""
    lat, lon, narrow, least = row.lat, row.lon, math.cos(math.radians(row.lat)), math.inf
    for other in around:
        if other.number != row.number:
            north, east = other.lat - lat, (other.lon - lon) * narrow
            least = min(least, north * north + east * east)
    return DEGREE * math.sqrt(least)


def _within(row: GazetteerRow, area: GazetteerRow) -> float:
    """How well a place lies inside an area told for it."""
    if row.number == area.number:
        return 0.0
    if area.kind == "PCLI":
        return 4.0 if row.country == area.country else -4.0
    if row.country != area.country:
        return -4.0
    inside = 4.0 if row.admin1 and row.admin1 == area.admin1 else -3.0
    return inside + 2.0 * math.exp(-kilometres(row.lat, row.lon, area.lat, area.lon) / NEAR)
