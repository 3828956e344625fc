"""The columns that GeoParquet, GeoJSON, KML and CSV with HXL tags share: name, kind, hashtag, where it comes from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Final, Literal, NamedTuple

from riwaya.export.codebooks import country
from riwaya.export.records import Record, Toll
from riwaya.model import Place

Kind = Literal["text", "texts", "number", "real", "day", "truth"]
Value = str | list[str] | int | float | dt.date | bool | None


class Column(NamedTuple):
    """A column: what kind of value, its hashtag in HXL 1.1, and how a record gives it; None is unknown."""

    kind: Kind
    hashtag: str
    of: Callable[[Record], Value]


def _toll(role: str, part: str) -> Callable[[Record], Value]:
    def of(record: Record) -> Value:
        toll: Toll | None = getattr(record, role)
        number: int | None = None if toll is None else getattr(toll, part)
        return number

    return of


def _place(get: Callable[[Place], Value]) -> Callable[[Record], Value]:
    return lambda record: None if record.place is None else get(record.place)


def _country_name(place: Place) -> str | None:
    listed = country(place.country)
    return listed.acled_name if listed else None


COLUMNS: Final[dict[str, Column]] = {
    "id": Column("text", "#meta+id", lambda r: r.id),
    "level": Column("text", "#meta+level", lambda r: r.level),
    "incident": Column("text", "#event+code", lambda r: r.incident or None),
    "type": Column("text", "#event+type", lambda r: r.type),
    "modality": Column("text", "#status+event", lambda r: r.modality),
    "standing": Column("text", "#meta+standing", lambda r: r.standing or None),
    "grade": Column("text", "#meta+grade", lambda r: r.grade or None),
    "contested": Column("truth", "#meta+contested", lambda r: r.contested),
    "confidence": Column("real", "#meta+confidence", lambda r: r.confidence),
    "date_start": Column("day", "#date+start", lambda r: r.date.start if r.date else None),
    "date_end": Column("day", "#date+end", lambda r: r.date.end if r.date else None),
    "date_precision": Column("number", "#meta+date_precision", lambda r: r.date.precision if r.date else None),
    "country": Column("text", "#country+code+v_iso2", _place(lambda p: p.country or None)),
    "country_name": Column("text", "#country+name", _place(_country_name)),
    "admin1": Column("text", "#adm1+name", _place(lambda p: p.admin1 or None)),
    "place": Column("text", "#loc+name", _place(lambda p: p.name or None)),
    "place_id": Column("text", "#loc+code", _place(lambda p: p.gazetteer_id or None)),
    "place_precision": Column("number", "#meta+place_precision", _place(lambda p: p.precision)),
    "latitude": Column("real", "#geo+lat", _place(lambda p: p.lat)),
    "longitude": Column("real", "#geo+lon", _place(lambda p: p.lon)),
    "actors": Column("texts", "#group+actor+name", lambda r: [party.name for party in r.actors]),
    "actor_ids": Column("texts", "#group+actor+code", lambda r: [party.id for party in r.actors]),
    "actor_types": Column("texts", "#group+actor+type", lambda r: [party.type for party in r.actors]),
    "targets": Column("texts", "#group+name+target", lambda r: [party.name for party in r.targets]),
    "target_ids": Column("texts", "#group+code+target", lambda r: [party.id for party in r.targets]),
    "target_types": Column("texts", "#group+target+type", lambda r: [party.type for party in r.targets]),
    "killed_min": Column("number", "#affected+killed+min", _toll("killed", "min")),
    "killed_max": Column("number", "#affected+killed+max", _toll("killed", "max")),
    "killed_low": Column("number", "#affected+killed+low", _toll("killed", "low")),
    "killed_best": Column("number", "#affected+best+killed", _toll("killed", "best")),
    "killed_high": Column("number", "#affected+high+killed", _toll("killed", "high")),
    "injured_min": Column("number", "#affected+injured+min", _toll("injured", "min")),
    "injured_max": Column("number", "#affected+injured+max", _toll("injured", "max")),
    "killed_or_injured_min": Column("number", "#affected+killed_or_injured+min", _toll("killed_or_injured", "min")),
    "killed_or_injured_max": Column("number", "#affected+killed_or_injured+max", _toll("killed_or_injured", "max")),
    "civilians_harmed": Column("truth", "#affected+civilians+harmed", lambda r: r.civilians_harmed),
    "weapons": Column("texts", "#cause+name+weapon", lambda r: list(r.weapons)),
    "sources": Column("texts", "#meta+source+told", lambda r: list(r.sources)),
    "outlets": Column("texts", "#meta+outlet+source", lambda r: list(r.outlets)),
    "reports": Column("texts", "#meta+id+report", lambda r: list(r.reports)),
    "voices": Column("number", "#meta+voices", lambda r: r.voices),
    "urls": Column("texts", "#meta+source+url", lambda r: list(r.urls)),
    "published_first": Column("day", "#date+reported+start", lambda r: r.published[0] if r.published else None),
    "published_last": Column("day", "#date+end+reported", lambda r: r.published[-1] if r.published else None),
    "evidence": Column("texts", "#description+i_ar", lambda r: list(r.evidence)),
}


def values(record: Record) -> dict[str, Value]:
    """The record's value in every column."""
    return {name: column.of(record) for name, column in COLUMNS.items()}


def point(record: Record) -> tuple[float, float] | None:
    """Longitude and latitude (WGS 84); None where the place is unknown or unresolved."""
    place = record.place
    if place is None or place.lat is None or place.lon is None:
        return None
    return place.lon, place.lat
