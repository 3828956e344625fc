"""ACLED's 31 columns as CSV, by its codebook of 2023; `docs/exports.md` says what each holds and what stays empty."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import IO, Final, NamedTuple

from riwaya.export.about import About
from riwaya.export.codebooks import (
    ACLED_PLACE,
    ACLED_TIME,
    AcledType,
    Country,
    acled_types,
    country,
    party_kind,
    sub_event_types,
)
from riwaya.export.parties import ARMED, inter, is_party, side_of
from riwaya.export.private import shown
from riwaya.export.records import Party, Record
from riwaya.export.sheets import Cell, write_line, write_row

PREFIX: Final = "riwaya:"  # no id of ours can be taken for one of ACLED's or UCDP's
CIVILIAN_TARGETING: Final = "Civilian targeting"


class AcledRow(NamedTuple):
    """A record with what several columns ask."""

    record: Record
    type: AcledType
    side1: tuple[Party, ...]
    side2: tuple[Party, ...]
    country: Country | None
    time_precision: int | None
    place_precision: int | None


def acled_row(record: Record) -> AcledRow | None:
    """The record as ACLED would see it; None where it is no event to ACLED: not told as fact, or of another kind."""
    subs = sub_event_types()[record.type]
    if record.modality != "actual" or not subs:
        return None
    side1, side2 = sides(record)
    place, date = record.place, record.date
    return AcledRow(
        record=record,
        type=_type(record, subs, side1, side2),
        side1=side1,
        side2=side2,
        country=country(place.country) if place else None,
        time_precision=ACLED_TIME.get(date.precision) if date else None,
        place_precision=ACLED_PLACE.get(place.precision) if place and place.precision else None,
    )


def sides(record: Record) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Who did it and to whom. A clash without a target has one of its parties on either side, if these are two.

    Where accounts blame different parties nobody is named as the one who did it.
    """
    actors, targets = record.actors, tuple(filter(is_party, record.targets))
    if record.type == "armed_clash" and not targets:
        return (actors[:1], actors[1:]) if len(actors) == 2 else ((), ())
    return () if record.contested else actors, targets


def _type(record: Record, subs: Sequence[str], side1: Sequence[Party], side2: Sequence[Party]) -> AcledType:
    """The type of ACLED; what several possible ones do not share stays empty."""
    if record.type == "territory_gain":
        doers = {side_of(party) for party in side1}
        subs = subs[:1] if doers == {"state"} else subs[1:] if doers == {"group"} else subs
    if record.type == "attack" and side2 and all(party.type in ARMED for party in side2):
        subs = ("Armed clash",)  # to ACLED violence against civilians has civilians for its target
    possible = [acled_types()[sub] for sub in subs]
    first = possible[0]
    return AcledType(
        sub=first.sub if len(possible) == 1 else "",
        event=first.event if len({type_.event for type_ in possible}) == 1 else "",
        disorder=first.disorder if len({type_.disorder for type_ in possible}) == 1 else "",
    )


def _event_date(row: AcledRow) -> dt.date | None:
    """The day, or the middle of the week or month, as the codebook has it; nothing for what is longer."""
    date = row.record.date
    if date is None or row.time_precision is None:
        return None
    return date.start + (date.end - date.start) // 2


def _year(row: AcledRow) -> int | None:
    date = row.record.date
    return date.start.year if date and date.start.year == date.end.year else None


def _inter(row: AcledRow, side: Sequence[Party]) -> int | None:
    if not side:
        return None
    here = row.record.place.country if row.record.place else ""
    code = inter(side[0], here)
    return 5 if code == 6 and row.record.type == "riot" else code


def _interaction(row: AcledRow) -> int | None:
    """Both codes in one number, the smaller first; the code and 0 where only one side is told."""
    one, two = _inter(row, row.side1), _inter(row, row.side2)
    if one is None or (two is None and row.side2):
        return None
    return one * 10 if two is None else min(one, two) * 10 + max(one, two)


def _civilian_targeting(row: AcledRow) -> str:
    against = row.type.event == "Violence against civilians"
    only = bool(row.side2) and all(party_kind(party.type).ucdp == "civilians" for party in row.side2)
    violent = "Political violence" in row.type.disorder
    return CIVILIAN_TARGETING if violent and (against or only) else ""


def _location(row: AcledRow) -> str:
    place = row.record.place
    return (place.name or shown(place.text)) if place else ""


def _coordinate(axis: str) -> Callable[[AcledRow], Cell]:
    """A country is no place to ACLED: its centre is not written as one."""

    def of(row: AcledRow) -> Cell:
        if row.place_precision is None:
            return None
        degrees: float | None = getattr(row.record.place, axis)
        return degrees

    return of


def _associated(side: Sequence[Party]) -> str:
    return "; ".join(party.name for party in side[1:])


def _nothing(_row: AcledRow) -> Cell:
    """Stays empty: riwaya does not know it."""
    return None


COLUMNS: Final[dict[str, Callable[[AcledRow], Cell]]] = {
    "event_id_cnty": lambda row: PREFIX + row.record.id,
    "event_date": _event_date,
    "year": _year,
    "time_precision": lambda row: row.time_precision,
    "disorder_type": lambda row: row.type.disorder,
    "event_type": lambda row: row.type.event,
    "sub_event_type": lambda row: row.type.sub,
    "actor1": lambda row: row.side1[0].name if row.side1 else None,
    "assoc_actor_1": lambda row: _associated(row.side1),
    "inter1": lambda row: _inter(row, row.side1),
    "actor2": lambda row: row.side2[0].name if row.side2 else None,
    "assoc_actor_2": lambda row: _associated(row.side2),
    "inter2": lambda row: _inter(row, row.side2),
    "interaction": _interaction,
    "civilian_targeting": _civilian_targeting,
    "iso": lambda row: row.country.iso_numeric if row.country else None,
    "region": lambda row: row.country.acled_region if row.country else None,
    "country": lambda row: row.country.acled_name if row.country else None,
    "admin1": lambda row: row.record.place.admin1 if row.record.place else None,
    "admin2": _nothing,
    "admin3": _nothing,
    "location": _location,
    "latitude": _coordinate("lat"),
    "longitude": _coordinate("lon"),
    "geo_precision": lambda row: row.place_precision,
    "source": lambda row: "; ".join(row.record.outlets),
    "source_scale": _nothing,
    "notes": lambda row: " ".join(row.record.evidence),
    "fatalities": lambda row: row.record.killed.min if row.record.killed else None,
    "tags": _nothing,
    "timestamp": _nothing,
}


class AcledWriter:
    """A header, then a row for each record that is an event to ACLED."""

    def __init__(self, stream: IO[bytes], about: About) -> None:
        self._stream = stream
        self._about = about
        write_line(stream, COLUMNS)

    def add(self, record: Record) -> bool:
        """Writes the record's row; False where it has none."""
        row = acled_row(record)
        if row is not None:
            write_row(self._stream, COLUMNS, row)
        return row is not None

    def finish(self) -> None:
        """Nothing stands at the end."""
