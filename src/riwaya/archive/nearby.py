"""A place that is asked for by name or by its coordinates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import msgspec
from sqlalchemy import Connection

from riwaya.language.fold import fold
from riwaya.language.gazetteer import GazetteerRow, gazetteer
from riwaya.language.latin import named_in_latin
from riwaya.store.incidents import Filter, candidates

_POINT: Final = re.compile(r"\s*(-?\d+(?:\.\d+)?)\s*[,;\s]\s*(-?\d+(?:\.\d+)?)\s*")
_HIGHEST, _WIDEST = 90, 180  # degrees


class Located(msgspec.Struct, frozen=True, kw_only=True):
    """A point, the place that it is, "" where it was given as coordinates, and how many others bear the name."""

    lat: float
    lon: float
    name: str = ""
    others: int = 0


def locate(connection: Connection, asked: str, km: float) -> Located | None:
    """The place meant: "13.93, 43.48", or a name of the gazetteer, Arabic or English; None where it has none.

    Of places of one name it is the one with most incidents around it, then the one with most people.
    """
    point = _POINT.fullmatch(asked)
    if point is not None:
        lat, lon = float(point[1]), float(point[2])
        return Located(lat=lat, lon=lon) if abs(lat) <= _HIGHEST and abs(lon) <= _WIDEST else None
    rows = list(_named(asked))
    if not rows:
        return None

    def rank(row: GazetteerRow) -> tuple[int, int, int, int]:
        around = sum(1 for _ in candidates(connection, Filter(near=(row.lat, row.lon), km=km)))
        return -around, -row.population, row.tier, row.number

    best = min(rows, key=rank)
    name = ", ".join(filter(None, [best.name_en or best.names[0], best.admin1, best.country]))
    return Located(lat=best.lat, lon=best.lon, name=name, others=len(rows) - 1)


def _named(asked: str) -> Iterator[GazetteerRow]:
    places = gazetteer()
    numbers = places.named(fold(asked.strip())) or named_in_latin(asked)
    yield from (places.row(number) for number in numbers)
