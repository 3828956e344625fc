"""GeoJSON (RFC 7946): a feature for each event at each of its places, for maps."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from riwaya.export.evidence import evidence_texts
from riwaya.model import CodedReport, Count, DateRange, Event, Place, Report


class GeoJsonExport:
    """One FeatureCollection, a feature a line; a place without coordinates, or no place, has geometry null."""

    def __init__(self) -> None:
        self._encoder = msgspec.json.Encoder()
        self._any = False

    def head(self) -> str:
        """The opening of the collection."""
        return '{"type":"FeatureCollection","features":['

    def report(self, report: Report, coded: CodedReport) -> str:
        """The features of the report's events, each on a line of its own."""
        return "".join(self._separated(feature) for feature in features(report, coded))

    def tail(self) -> str:
        """The close of the collection."""
        return "\n]}\n"

    def _separated(self, feature: dict[str, object]) -> str:
        comma = "," if self._any else ""
        self._any = True
        return f"{comma}\n{self._encoder.encode(feature).decode('utf-8')}"


def features(report: Report, coded: CodedReport) -> Iterator[dict[str, object]]:
    """A feature for each event at each of its places, or one without a place."""
    for event in coded.events:
        about = _about(report, coded, event)
        for number, place in enumerate(event.places or (None,), 1):
            yield {
                "type": "Feature",
                "id": f"{coded.id}/{event.id}/{number}",
                "geometry": _geometry(place),
                "properties": about | _place(place),
            }


def _geometry(place: Place | None) -> dict[str, object] | None:
    if place is None or place.lat is None or place.lon is None:
        return None
    return {"type": "Point", "coordinates": [place.lon, place.lat]}


def _place(place: Place | None) -> dict[str, object]:
    if place is None:
        return {"place": None}
    return {
        "place": place.text,
        "place_name": place.name,
        "country": place.country,
        "admin1": place.admin1,
        "place_precision": place.precision,
        "place_unresolved": place.reason,
        "place_confidence": place.confidence,
    }


def _about(report: Report, coded: CodedReport, event: Event) -> dict[str, object]:
    return {
        "report_id": coded.id,
        "outlet": coded.outlet,
        "published": coded.published,
        "url": coded.url,
        "event_id": event.id,
        "type": event.type,
        "modality": event.modality,
        "confidence": event.confidence,
        "trigger": event.trigger,
        "actors": [actor.text for actor in event.actors],
        "targets": [target.text for target in event.targets],
        **_date(event.date),
        **_count("killed", event.killed),
        **_count("injured", event.injured),
        **_count("killed_or_injured", event.killed_or_injured),
        "civilians_harmed": event.civilians_harmed,
        "weapon": None if event.weapon is None else event.weapon.text,
        "sources": [source.text for source in event.sources],
        "evidence": evidence_texts(report, event),
    }


def _date(date: DateRange | None) -> dict[str, object]:
    if date is None:
        return {"date_start": None, "date_end": None, "date_precision": None, "date_confidence": None}
    return {
        "date_start": date.start,
        "date_end": date.end,
        "date_precision": date.precision,
        "date_confidence": date.confidence,
    }


def _count(name: str, count: Count | None) -> dict[str, object]:
    if count is None:
        return {f"{name}_min": None, f"{name}_max": None, f"{name}_confidence": None}
    return {f"{name}_min": count.min, f"{name}_max": count.max, f"{name}_confidence": count.confidence}
