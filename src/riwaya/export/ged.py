"""The columns of UCDP GED 24.1 as CSV, by its codebook; `docs/exports.md` says what each holds and what stays empty."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import IO, Final, NamedTuple

from riwaya.export.about import About
from riwaya.export.acled import PREFIX
from riwaya.export.codebooks import Country, country, lethal_types
from riwaya.export.columns import point
from riwaya.export.parties import country_of, side_of
from riwaya.export.private import shown
from riwaya.export.records import Party, Record
from riwaya.export.sheets import Cell, write_line, write_row

CIVILIANS: Final = "Civilians"
WEEK, COUNTRY = 3, 6  # date_prec, where_prec
STATE_BASED, NON_STATE, ONE_SIDED = 1, 2, 3
# PRIO-GRID: cells of half a degree, numbered from 90 S 180 W eastwards, row by row (Tollefsen, Strand and Buhaug 2012).
_CELLS_A_DEGREE: Final = 2
_CELLS_A_ROW: Final = 720


class Dyad(NamedTuple):
    """The type of violence with its sides; the first of a state-based event is the state."""

    type: int
    a: Party
    b: Party | None


class GedRow(NamedTuple):
    """A record with what several columns ask."""

    record: Record
    dyad: Dyad | None
    country: Country | None


def ged_row(record: Record) -> GedRow | None:
    """The record as an event of GED; None where it is none: not told as fact, not lethal by type, no death told."""
    killed = record.killed
    deadly = killed is not None and max(killed.min, killed.best or 0, killed.high or 0) > 0
    if record.modality != "actual" or not lethal_types()[record.type] or not deadly:
        return None
    return GedRow(record, _dyad(record), country(record.place.country) if record.place else None)


def _dyad(record: Record) -> Dyad | None:
    """The sides where their types leave one type of violence only; None where they do not."""
    if record.contested:
        return None
    actors, targets = record.actors, record.targets
    if record.type == "armed_clash" and not targets:
        if len(actors) != 2:
            return None
        actors, targets = actors[:1], actors[1:]
    doers, hit = {side_of(party) for party in actors}, {side_of(party) for party in targets}
    if len(doers) != 1 or len(hit) != 1 or not doers <= {"state", "group"} or hit == {""}:
        return None
    a, b = actors[0], targets[0]
    if hit == {"civilians"}:
        found = Dyad(ONE_SIDED, a, None)
    elif doers == hit == {"group"}:
        found = Dyad(NON_STATE, a, b)
    else:
        found = Dyad(STATE_BASED, a, b) if doers == {"state"} else Dyad(STATE_BASED, b, a)
    return found if found.type in lethal_types()[record.type] else None


def _sides(row: GedRow) -> tuple[str, str] | None:
    if row.dyad is None:
        return None
    return row.dyad.a.name, CIVILIANS if row.dyad.b is None else row.dyad.b.name


def _gw(party: Party | None) -> int | None:
    if party is None or side_of(party) != "state":
        return None
    listed = country(country_of(party))
    return listed.gw if listed else None


def _clarity(row: GedRow) -> int | None:
    """1 where one day and one place below a country are told, 2 where a week or more, or several places, are one."""
    date, places = row.record.date, [place for place in row.record.places if place.precision]
    if len(places) > 1 or (date is not None and date.precision >= WEEK):
        return 2
    told = date is not None and date.precision == 1 and len(places) == 1 and (places[0].precision or COUNTRY) < COUNTRY
    return 1 if told else None


def priogrid(lon: float, lat: float) -> int | None:
    """The number of the PRIO-GRID cell of a point; None for the poles' and the date line's outer edge."""
    column, line = math.floor((lon + 180) * _CELLS_A_DEGREE), math.floor((lat + 90) * _CELLS_A_DEGREE)
    if not (0 <= column < _CELLS_A_ROW and 0 <= line < _CELLS_A_ROW // 2):
        return None
    return line * _CELLS_A_ROW + column + 1


def _at(get: Callable[[float, float], Cell]) -> Callable[[GedRow], Cell]:
    def of(row: GedRow) -> Cell:
        where = point(row.record)
        return None if where is None else get(*where)

    return of


def _articles(row: GedRow) -> str:
    """Outlets and addresses; GED writes outlet, date and headline, of which we keep no headline apart."""
    return "; ".join((*row.record.outlets, *row.record.urls))


def _toll(part: str) -> Callable[[GedRow], Cell]:
    def of(row: GedRow) -> Cell:
        number: int | None = getattr(row.record.killed, part)
        return number

    return of


def _joined(texts: Sequence[object]) -> str:
    return ";".join(map(str, texts))


def _nothing(_row: GedRow) -> Cell:
    """Stays empty: it is UCDP's own, or riwaya does not know it."""
    return None


COLUMNS: Final[dict[str, Callable[[GedRow], Cell]]] = {
    "id": lambda row: PREFIX + row.record.id,
    "relid": _nothing,
    "year": lambda row: row.record.date.start.year if row.record.date else None,
    "active_year": _nothing,
    "code_status": _nothing,
    "type_of_violence": lambda row: row.dyad.type if row.dyad else None,
    "conflict_dset_id": _nothing,
    "conflict_new_id": _nothing,
    "conflict_name": _nothing,
    "dyad_dset_id": _nothing,
    "dyad_new_id": _nothing,
    "dyad_name": lambda row: " - ".join(sides) if (sides := _sides(row)) else None,
    "side_a_dset_id": _nothing,
    "side_a_new_id": _nothing,
    "side_a": lambda row: sides[0] if (sides := _sides(row)) else None,
    "side_b_dset_id": _nothing,
    "side_b_new_id": _nothing,
    "side_b": lambda row: sides[1] if (sides := _sides(row)) else None,
    "number_of_sources": lambda row: len(row.record.reports),
    "source_article": _articles,
    "source_office": lambda row: _joined(row.record.outlets),
    "source_date": lambda row: _joined([day.isoformat() for day in row.record.published]),
    "source_headline": _nothing,
    "source_original": lambda row: _joined(row.record.sources),
    "where_prec": lambda row: row.record.place.precision if row.record.place else None,
    "where_coordinates": lambda row: row.record.place.name if row.record.place else None,
    "where_description": lambda row: _joined([shown(place.text) for place in row.record.places]),
    "adm_1": lambda row: row.record.place.admin1 if row.record.place else None,
    "adm_2": _nothing,
    "latitude": _at(lambda _lon, lat: lat),
    "longitude": _at(lambda lon, _lat: lon),
    "geom_wkt": _at(lambda lon, lat: f"POINT ({lon} {lat})"),
    "priogrid_gid": _at(priogrid),
    "country": lambda row: row.country.ucdp_name if row.country else None,
    "country_id": lambda row: row.country.gw if row.country else None,
    "region": lambda row: row.country.ucdp_region if row.country else None,
    "event_clarity": _clarity,
    "date_prec": lambda row: row.record.date.precision if row.record.date else None,
    "date_start": lambda row: row.record.date.start if row.record.date else None,
    "date_end": lambda row: row.record.date.end if row.record.date else None,
    "deaths_a": _nothing,
    "deaths_b": _nothing,
    "deaths_civilians": _nothing,
    "deaths_unknown": _nothing,
    "best": _toll("best"),
    "high": _toll("high"),
    "low": _toll("low"),
    "gwnoa": lambda row: _gw(row.dyad.a) if row.dyad else None,
    "gwnob": lambda row: _gw(row.dyad.b) if row.dyad else None,
}


class GedWriter:
    """A header, then a row for each record that is an event to UCDP."""

    def __init__(self, stream: IO[bytes], about: About) -> None:
        self._stream = stream
        self._about = about
        write_line(stream, COLUMNS)

    def add(self, record: Record) -> bool:
        """Writes the record's row; False where it has none."""
        row = ged_row(record)
        if row is not None:
            write_row(self._stream, COLUMNS, row)
        return row is not None

    def finish(self) -> None:
        """Nothing stands at the end."""
