"""What linking keeps: parts of MinHashes and voices, traits, links, and which account belongs to which incident."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, Final

import msgspec
from sqlalchemy import Connection, and_, delete, func, insert, or_, select, update

from riwaya.model.incidents import Link
from riwaya.store.among import among
from riwaya.store.tables import (
    events,
    forwards,
    incident_events,
    incidents,
    links,
    report_bands,
    reports,
    traits,
)

PART: Final = 10_000  # rows that are written at once
FACTS: Final = ("actual", "denied")


class Unheard(msgspec.Struct, frozen=True, kw_only=True):
    """A report whose voice is not known yet."""

    row: int
    key: str
    text: str


# ---- copies ----


def unheard(connection: Connection, limit: int) -> list[Unheard]:
    """The first reports, in the order of filing, whose copies were not looked for."""
    query = select(reports.c.row, reports.c.key, reports.c.text).where(reports.c.voice.is_(None))
    rows = connection.execute(query.order_by(reports.c.row).limit(limit))
    return [Unheard(row=row.row, key=row.key, text=row.text) for row in rows]


def sharing(connection: Connection, bands: Iterable[str]) -> dict[str, list[int]]:
    """The reports that have these parts of a MinHash, by part."""
    found: dict[str, list[int]] = defaultdict(list)
    query = select(report_bands.c.band, report_bands.c.report).where(among(connection, report_bands.c.band, bands))
    for row in connection.execute(query):
        found[row.band].append(row.report)
    return found


def texts(connection: Connection, rows: Collection[int]) -> dict[int, str]:
    """The texts of reports by row."""
    found: dict[int, str] = {}
    for part in _portions(sorted(rows)):
        query = select(reports.c.row, reports.c.text).where(reports.c.row.in_(part))
        found.update({row.row: row.text for row in connection.execute(query)})
    return found


def voices(connection: Connection, rows: Collection[int]) -> dict[int, str]:
    """The voices of reports by row, of those that have one."""
    found: dict[int, str] = {}
    for part in _portions(sorted(rows)):
        query = select(reports.c.row, reports.c.voice).where(reports.c.row.in_(part), reports.c.voice.is_not(None))
        found.update({row.row: row.voice for row in connection.execute(query)})
    return found


def filed_rows(connection: Connection, keys: Iterable[str]) -> dict[str, int]:
    """The rows of reports by key: their order of filing."""
    query = select(reports.c.key, reports.c.row).where(among(connection, reports.c.key, keys))
    return {row.key: row.row for row in connection.execute(query)}


def keep_bands(connection: Connection, bands: Mapping[int, Sequence[str]]) -> None:
    """Keeps the parts of reports' MinHashes."""
    rows = [{"band": band, "report": row} for row, some in bands.items() for band in some]
    if rows:
        connection.execute(insert(report_bands), rows)


def set_voices(connection: Connection, voice_of: Mapping[int, str], renamed: Mapping[str, str]) -> None:
    """Sets the voices of reports, after voices that turned out to be another's were renamed."""
    for old, new in sorted(renamed.items()):
        connection.execute(update(reports).where(reports.c.voice == old).values(voice=new))
    row, voice = reports.c.row, reports.c.voice
    for one, name in sorted(voice_of.items()):
        connection.execute(update(reports).where(row == one).values({voice: name}))


# ---- traits ----


def unlinked(connection: Connection) -> list[str]:
    """The keys of events that wait to be linked, in the order of filing."""
    query = select(events.c.key).where(events.c.linked.is_(False)).order_by(events.c.report, events.c.position)
    return list(connection.execute(query).scalars())


def with_traits(connection: Connection, keys: Iterable[str]) -> set[str]:
    """Those of these events whose traits are kept."""
    return set(connection.execute(select(traits.c.event).where(among(connection, traits.c.event, keys))).scalars())


def keep_traits(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Keeps traits; the rows have the columns of the table."""
    if rows:
        connection.execute(insert(traits), list(rows))


def traits_of(connection: Connection, keys: Iterable[str]) -> list[str]:
    """The traits of these events, as JSON, in the order of keys."""
    query = select(traits.c.data).where(among(connection, traits.c.event, keys)).order_by(traits.c.event)
    return list(connection.execute(query).scalars())


def linked_traits(connection: Connection, spans: Mapping[str, tuple[int, int]]) -> list[str]:
    """The traits of linked events whose days touch those of their family, as JSON, in the order of keys."""
    conditions = [
        and_(traits.c.family == family, traits.c.day_low <= high, traits.c.day_high >= low)
        for family, (low, high) in sorted(spans.items())
    ]
    if not conditions:
        return []
    query = select(traits.c.data).join(events, events.c.key == traits.c.event).where(events.c.linked.is_(True))
    return list(connection.execute(query.where(or_(*conditions)).order_by(traits.c.event)).scalars())


# ---- links ----


def forget(connection: Connection) -> None:
    """Forgets traits and links, and marks every event as waiting; incidents keep their accounts until then."""
    connection.execute(delete(links))
    connection.execute(delete(traits))
    connection.execute(update(events).values(linked=False))


def forget_voices(connection: Connection) -> None:
    """Forgets which reports repeat which."""
    connection.execute(delete(report_bands))
    connection.execute(update(reports).values(voice=None))


def keep_links(connection: Connection, some: Iterable[Link], fresh: Collection[str]) -> int:
    """Keeps links in place of all that new events had; how many."""
    either = or_(among(connection, links.c.a, fresh), among(connection, links.c.b, fresh))
    connection.execute(delete(links).where(either))
    kept, some = 0, iter(some)
    while part := list(islice(some, PART)):
        connection.execute(insert(links), [_link_row(link) for link in part])
        kept += len(part)
    return kept


def _link_row(link: Link) -> dict[str, Any]:
    parts = msgspec.json.encode(link.parts).decode("utf-8")
    return {"a": link.a, "b": link.b, "weight": link.weight, "parts": parts}


def links_of(connection: Connection, keys: Collection[str], least: float | None = None) -> Iterator[Link]:
    """The links that touch these events, above `least` bits; each once, without its parts."""
    found: dict[tuple[str, str], float] = {}
    for column in (links.c.a, links.c.b):
        query = select(links.c.a, links.c.b, links.c.weight).where(among(connection, column, keys))
        if least is not None:
            query = query.where(links.c.weight > least)
        for a, b, weight in connection.execute(query):
            found[a, b] = weight
    yield from (Link(a=a, b=b, weight=found[a, b]) for a, b in sorted(found))


def links_among(connection: Connection, keys: Collection[str]) -> list[Link]:
    """The links of which both ends are among these events, without their parts, in the order of keys."""
    known = set(keys)
    query = select(links.c.a, links.c.b, links.c.weight).where(among(connection, links.c.a, known))
    rows = [(a, b, weight) for a, b, weight in connection.execute(query) if b in known]
    return [Link(a=a, b=b, weight=weight) for a, b, weight in sorted(rows)]


def explained(connection: Connection, keys: Collection[str]) -> list[Link]:
    """The links among these events with what each comparison gave, in the order of keys."""
    both = and_(among(connection, links.c.a, keys), among(connection, links.c.b, keys))
    return [link_of(row) for row in connection.execute(select(links).where(both).order_by(links.c.a, links.c.b))]


def link_of(row: Any) -> Link:
    """A row as a link."""
    parts = msgspec.json.decode(row.parts, type=tuple[tuple[str, float], ...])
    return Link(a=row.a, b=row.b, weight=row.weight, parts=parts)


# ---- incidents ----


def existing(connection: Connection, keys: Iterable[str]) -> set[str]:
    """Those of these events that are in the archive."""
    return set(connection.execute(select(events.c.key).where(among(connection, events.c.key, keys))).scalars())


def facts(connection: Connection, keys: Iterable[str]) -> set[str]:
    """Those of these events that are linked and told as a fact."""
    query = select(events.c.key).where(among(connection, events.c.key, keys), events.c.linked.is_(True))
    return set(connection.execute(query.where(events.c.modality.in_(FACTS))).scalars())


def mark_linked(connection: Connection, keys: Iterable[str]) -> None:
    """Marks events as linked."""
    connection.execute(update(events).where(among(connection, events.c.key, keys)).values(linked=True))


def incidents_of(connection: Connection, keys: Iterable[str]) -> dict[str, str]:
    """The incident of each of these events that has one."""
    query = select(incident_events).where(among(connection, incident_events.c.event, keys))
    return {row.event: row.incident for row in connection.execute(query)}


def events_of(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """The events of these incidents, each with its incident."""
    query = select(incident_events).where(among(connection, incident_events.c.incident, ids))
    return {row.event: row.incident for row in connection.execute(query)}


def filed_order(connection: Connection, keys: Iterable[str]) -> dict[str, int]:
    """The place of events in the order of filing."""
    query = select(events.c.key).where(among(connection, events.c.key, keys))
    ordered = connection.execute(query.order_by(events.c.report, events.c.position)).scalars()
    return {key: place for place, key in enumerate(ordered)}


def ids_taken(connection: Connection, ids: Iterable[str]) -> set[str]:
    """Those of these ids that name an incident now."""
    return set(connection.execute(select(incidents.c.id).where(among(connection, incidents.c.id, ids))).scalars())


def place_events(connection: Connection, incident_of: Mapping[str, str], leaving: Iterable[str] = ()) -> None:
    """Puts events into incidents, which must be there, in place of those in which they were."""
    gone = [*incident_of, *leaving]
    connection.execute(delete(incident_events).where(among(connection, incident_events.c.event, gone)))
    rows = [{"event": key, "incident": id_} for key, id_ in sorted(incident_of.items())]
    if rows:
        connection.execute(insert(incident_events), rows)


def open_incidents(connection: Connection, ids: Collection[str]) -> None:
    """Makes the rows of incidents that are new, with nothing in their summary columns yet."""
    fresh = sorted(set(ids) - ids_taken(connection, ids))
    empty = {"type": "", "country": "", "reports": 0, "voices": 0, "outlets": 0}
    if fresh:
        connection.execute(insert(incidents), [{"id": id_} | empty for id_ in fresh])


def close_incidents(connection: Connection, ids: Collection[str]) -> None:
    """Takes away the rows of incidents that are no more."""
    connection.execute(delete(incidents).where(among(connection, incidents.c.id, ids)))


def keep_steps(
    connection: Connection, steps: Iterable[tuple[str, str, str]], alive: Iterable[str], at: dt.datetime
) -> None:
    """Keeps what became of ids; an id that is alive (again) was not merged."""
    revived = and_(among(connection, forwards.c.old, alive), forwards.c.reason == "merged")
    connection.execute(delete(forwards).where(revived))
    for old, new, reason in steps:
        same = and_(forwards.c.old == old, forwards.c.new == new)
        connection.execute(delete(forwards).where(same))
        connection.execute(insert(forwards).values(old=old, new=new, reason=reason, at=at.isoformat()))


def summarise(connection: Connection, ids: Collection[str]) -> None:
    """Fills the summary columns of incidents from those of their events, by majority; of as many, the first."""
    columns = (
        incident_events.c.incident,
        events.c.type,
        events.c.date_start,
        events.c.date_end,
        events.c.country,
        events.c.lat,
        events.c.lon,
        events.c.report,
        func.coalesce(reports.c.voice, reports.c.key).label("voice"),
        reports.c.outlet,
    )
    query = (
        select(*columns)
        .join(events, events.c.key == incident_events.c.event)
        .join(reports, reports.c.row == events.c.report)
        .where(among(connection, incident_events.c.incident, ids))
        .order_by(events.c.report, events.c.position)
    )
    told: dict[str, list[Any]] = defaultdict(list)
    for row in connection.execute(query):
        told[row.incident].append(row)
    for id_ in sorted(ids):
        connection.execute(update(incidents).where(incidents.c.id == id_).values(**_summary(told.get(id_, []))))


def _summary(rows: Sequence[Any]) -> dict[str, Any]:
    dates = Counter((row.date_start, row.date_end) for row in rows if row.date_start is not None)
    places = Counter((row.country, row.lat, row.lon) for row in rows if row.country)
    start, end = dates.most_common(1)[0][0] if dates else (None, None)
    country, lat, lon = places.most_common(1)[0][0] if places else ("", None, None)
    kinds = Counter(row.type for row in rows)
    return {
        "type": kinds.most_common(1)[0][0] if kinds else "",
        "date_start": start,
        "date_end": end,
        "country": country,
        "lat": lat,
        "lon": lon,
        "reports": len({row.report for row in rows}),
        "voices": len({row.voice for row in rows}),
        "outlets": len({row.outlet for row in rows} - {""}),
    }


def emptied(connection: Connection) -> list[str]:
    """Incidents that have no account left, though their columns say otherwise."""
    query = (
        select(incidents.c.id)
        .outerjoin(incident_events, incident_events.c.incident == incidents.c.id)
        .where(incident_events.c.event.is_(None), incidents.c.reports > 0)
    )
    return sorted(connection.execute(query).scalars())


def _portions(rows: Sequence[int], size: int = 500) -> Iterator[Sequence[int]]:
    for at in range(0, len(rows), size):
        yield rows[at : at + size]
