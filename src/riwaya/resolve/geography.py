"""Distances and directions on the sphere, and the sides and borders of countries by the places in them."""

from __future__ import annotations

import math
from functools import lru_cache

from riwaya.language.gazetteer import GazetteerRow, gazetteer

EARTH = 6371.0  # kilometres
TRIMMED = 0.02  # share of a country's places left out at each end, for rows that lie wrongly
SIDE = 0.6  # how far from the centre to the outermost place the middle of a side is taken to lie


def kilometres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """The great-circle distance."""
    a, b, c, d = map(math.radians, (lat, lon, other_lat, other_lon))
    h = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * EARTH * math.asin(min(1.0, math.sqrt(h)))


def moved(lat: float, lon: float, bearing: float | None, distance: float) -> tuple[float, float]:
    """The point `distance` kilometres off in direction `bearing` (degrees from north); the same without a bearing."""
    if bearing is None:
        return lat, lon
    a, o, b, d = math.radians(lat), math.radians(lon), math.radians(bearing), distance / EARTH
    to = math.asin(math.sin(a) * math.cos(d) + math.cos(a) * math.sin(d) * math.cos(b))
    east = math.atan2(math.sin(b) * math.sin(d) * math.cos(a), math.cos(d) - math.sin(a) * math.sin(to))
    return math.degrees(to), (math.degrees(o + east) + 540) % 360 - 180


@lru_cache(maxsize=64)
def _extent(country: str) -> tuple[float, float, float, float]:
    """South, north, west and east of a country's places, the outermost few left out."""
    rows = list(gazetteer().of_country(country))
    lats, lons = sorted(row.lat for row in rows), sorted(row.lon for row in rows)
    off = int(len(rows) * TRIMMED)
    return lats[off], lats[-1 - off], lons[off], lons[-1 - off]


@lru_cache(maxsize=512)
def side_of_country(row: GazetteerRow, bearing: float | None) -> tuple[float, float]:
    """A point inside that side of a country: part of the way from its centre to its outermost places."""
    if bearing is None:
        return row.lat, row.lon
    south, north, west, east = _extent(row.country)
    up, right = math.cos(math.radians(bearing)), math.sin(math.radians(bearing))
    lat_reach = max(0.0, north - row.lat) if up > 0 else max(0.0, row.lat - south)
    lon_reach = max(0.0, east - row.lon) if right > 0 else max(0.0, row.lon - west)
    return row.lat + SIDE * up * lat_reach, row.lon + SIDE * right * lon_reach


@lru_cache(maxsize=256)
def border_point(first: GazetteerRow, second: GazetteerRow) -> tuple[float, float]:
    """The place of the first country that lies nearest to the second's centre, as a point of their border."""
    nearest = min(
        gazetteer().of_country(first.country),
        key=lambda row: (kilometres(row.lat, row.lon, second.lat, second.lon), row.number),
    )
    return nearest.lat, nearest.lon
