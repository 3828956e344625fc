"""A place that an analyst names, found in the gazetteer: by its Arabic or English name, or by its id there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, Final

from riwaya.errors import JudgementError
from riwaya.language.fold import fold
from riwaya.language.gazetteer import GazetteerRow, gazetteer
from riwaya.language.latin import is_seat, latin_name, named_in_latin
from riwaya.model.events import Event

# UCDP GED codebook, where_prec: what a point of such a feature stands for; settlements and buildings are exact.
_PRECISIONS: Final[Mapping[str, int]] = {"PCLI": 6, "ADM1": 4, "ADM2": 3, "ADM3": 3, "RGN": 5, "SEA": 7, "GULF": 7}
_EXACT: Final = 1
_SETTLEMENT: Final = "PPL"
_NAMED: Final = 8


def place_value(words: str, event: Event) -> dict[str, Any]:
    """The fields of a `Place` by name or by gazetteer id. Raises `JudgementError` where none or several are meant.

    Of several places of one name the one in a country of the event's own places is meant, and a settlement before the
    area that is called after it; where that leaves more than one, the message lists them with their ids.
    """
    rows = _rows(words.strip())
    if not rows:
        raise JudgementError("places", f"{words!r} is not in the gazetteer (give JSON with lat, lon and precision)")
    chosen = _narrowed(rows, {place.country for place in event.places if place.country})
    if len(chosen) > 1:
        named = "; ".join(_words(row) for row in chosen[:_NAMED])
        more = f"; and {len(chosen) - _NAMED} more" if len(chosen) > _NAMED else ""
        raise JudgementError("places", f"several places are called {words!r}: give the id of one ({named}{more})")
    return _value(chosen[0])


def _rows(words: str) -> list[GazetteerRow]:
    places = gazetteer()
    by_id = _numbers_by_id().get(words)
    if by_id is not None:
        return [places.row(by_id)]
    named = places.named(fold(words)) or named_in_latin(words)
    return [places.row(number) for number in named]


def _narrowed(rows: Sequence[GazetteerRow], countries: Iterable[str]) -> Sequence[GazetteerRow]:
    """The rows that are left after each of the tests that leaves any."""
    known = set(countries)
    wholes = [row for row in rows if row.kind == "PCLI"]
    if wholes:
        return wholes
    at_home = [row for row in rows if row.country in known] or rows
    settlements = [row for row in at_home if row.kind.startswith(_SETTLEMENT)] or at_home
    # A governorate's seat among the villages that share its name.
    seats = [row for row in settlements if is_seat(row)]
    return seats if len(seats) == 1 else settlements


def _words(row: GazetteerRow) -> str:
    area = ", ".join(filter(None, (latin_name(row) or row.names[0], row.admin1, row.country)))
    return f"{row.id} {area} ({row.kind} {row.lat:.2f}, {row.lon:.2f})"


def _value(row: GazetteerRow) -> dict[str, Any]:
    return {
        "text": row.names[0],
        "name": latin_name(row),
        "lat": row.lat,
        "lon": row.lon,
        "country": row.country,
        "admin1": "" if row.kind == "PCLI" else row.admin1,
        "precision": _PRECISIONS.get(row.kind, _EXACT),
        "gazetteer_id": row.id,
    }


@cache
def _numbers_by_id() -> Mapping[str, int]:
    places = gazetteer()
    return {places.parse(number).id: number for number in range(len(places))}
