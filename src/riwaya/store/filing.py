"""Reports and their events into the archive, a batch at a time; coding again replaces what the machine said."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Literal, NamedTuple

import msgspec
from sqlalchemy import Connection, delete, insert, or_, select, update

from riwaya.model import CodedReport, Event, Failure, Place, Report
from riwaya.store.among import among
from riwaya.store.keys import event_keys, fingerprint, report_key
from riwaya.store.search import add_words
from riwaya.store.tables import events, failures, incident_events, links, outlets, reports, traits

_LEAST_PRECISE: Final = 9
_VERSION: Final = re.compile(r"(?P<name>.*?)\s*(?P<version>\d+(?:\.\d+)*)")


class Filing(msgspec.Struct, frozen=True, kw_only=True):
    """A coded report that is to be filed, and where it came from."""

    report: Report
    coded: CodedReport
    where: str


class Filed(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a filing: a `new` report, a new `version` under a known id, `known` already, or `recoded`.

    Of a recoded report `changed` counts the events that are new, gone, or told otherwise.
    """

    key: str
    sha256: str
    became: Literal["new", "version", "known", "recoded"]
    events: int
    changed: int = 0


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """A text that the archive has; `row` 0 where this very batch brings it."""

    key: str
    row: int
    coder: str


class _Fresh(NamedTuple):
    key: str
    version: int
    filing: Filing


def file_report(connection: Connection, filing: Filing, at: dt.datetime) -> str | None:
    """Files a report and its events; its key, None where the archive has this text under this id already."""
    (filed,) = file_reports(connection, [filing], at)
    return filed.key if filed.became in ("new", "version") else None


def file_reports(
    connection: Connection, filings: Sequence[Filing], at: dt.datetime, *, recode: bool = False
) -> list[Filed]:
    """Files reports and their events, in order, and says what became of each.

    A text that is known under its id is no new report: where the coder is newer than the one that coded it, or
    `recode` wants it in any case, its events are replaced. Another text under a known id is its next version.
    """
    known = _Known(connection, filings)
    done: list[Filed] = []
    fresh: list[_Fresh] = []
    for filing in filings:
        report, coded = filing.report, filing.coded
        old = known.texts.get((report.id, coded.sha256))
        if old is None:
            version, key = known.next(report.id)
            known.texts[report.id, coded.sha256] = Kept(key=key, row=0, coder=coded.coder)
            fresh.append(_Fresh(key, version, filing))
            became: Literal["new", "version"] = "new" if version == 1 else "version"
            done.append(Filed(key=key, sha256=coded.sha256, became=became, events=len(coded.events)))
        elif old.row and (recode or is_newer(coded.coder, old.coder)):
            changed = _recode(connection, old, coded)
            known.texts[report.id, coded.sha256] = Kept(key=old.key, row=0, coder=coded.coder)
            done.append(
                Filed(key=old.key, sha256=coded.sha256, became="recoded", events=len(coded.events), changed=changed)
            )
        else:
            done.append(Filed(key=old.key, sha256=coded.sha256, became="known", events=0))
    _insert(connection, fresh, at)
    return done


def is_newer(coder: str, than: str) -> bool:
    """Whether a coder ("riwaya 0.2.0") takes the place of another; one of another name always does."""
    ours, theirs = _VERSION.fullmatch(coder), _VERSION.fullmatch(than)
    if ours is None or theirs is None or ours["name"] != theirs["name"]:
        return coder != than
    return _numbers(ours["version"]) > _numbers(theirs["version"])


def _numbers(version: str) -> list[int]:
    return [int(part) for part in version.split(".")]


class _Known:
    """What the archive has under the ids of a batch, the batch itself included as it goes on."""

    def __init__(self, connection: Connection, filings: Sequence[Filing]) -> None:
        self._connection = connection
        self._versions: dict[str, int] = defaultdict(int)
        self.texts = kept_texts(connection, {filing.report.id for filing in filings}, self._versions)

    def next(self, report_id: str) -> tuple[int, str]:
        """The number and the key of the next text under an id."""
        while True:
            self._versions[report_id] += 1
            key = report_key(report_id, self._versions[report_id])
            if not self._taken(key):
                return self._versions[report_id], key

    def _taken(self, key: str) -> bool:
        """Whether a report with an id such as "a~2" has the key of the second text under "a"."""
        if "~" not in key:
            return False
        if any(kept.key == key for kept in self.texts.values()):
            return True
        return self._connection.execute(select(reports.c.row).where(reports.c.key == key)).first() is not None


def kept_texts(
    connection: Connection, ids: Iterable[str], versions: dict[str, int] | None = None
) -> dict[tuple[str, str], Kept]:
    """The texts under these ids, by id and SHA-256; `versions` is told the highest number of each id."""
    columns = (reports.c.row, reports.c.key, reports.c.id, reports.c.version, reports.c.sha256, reports.c.coder)
    found: dict[tuple[str, str], Kept] = {}
    for row in connection.execute(select(*columns).where(among(connection, reports.c.id, ids))):
        found[row.id, row.sha256] = Kept(key=row.key, row=row.row, coder=row.coder)
        if versions is not None:
            versions[row.id] = max(versions.get(row.id, 0), row.version)
    return found


def _insert(connection: Connection, fresh: Sequence[_Fresh], at: dt.datetime) -> None:
    if not fresh:
        return
    statement = insert(reports).returning(reports.c.row, sort_by_parameter_order=True)
    rows = connection.execute(statement, [_report_row(one, at) for one in fresh]).scalars().all()
    told = [
        event_row
        for row, one in zip(rows, fresh, strict=True)
        for event_row in _event_rows(row, one.key, one.filing.coded.events)
    ]
    if told:
        connection.execute(insert(events), told)
    add_words(
        connection, [(row, filing.report.text) for row, (_key, _version, filing) in zip(rows, fresh, strict=True)]
    )
    for outlet, count in sorted(Counter(filing.report.outlet for _key, _version, filing in fresh).items()):
        counted = update(outlets).where(outlets.c.id == outlet).values(reports=outlets.c.reports + count)
        if not connection.execute(counted).rowcount:
            connection.execute(insert(outlets).values(id=outlet, reports=count))


def _report_row(one: _Fresh, at: dt.datetime) -> dict[str, object]:
    report, coded = one.filing.report, one.filing.coded
    return {
        "key": one.key,
        "id": report.id,
        "version": one.version,
        "outlet": report.outlet,
        "published": report.published,
        "url": report.url,
        "text": report.text,
        "sha256": coded.sha256,
        "source": one.filing.where,
        "ingested_at": at.isoformat(),
        "coder": coded.coder,
        "warnings": msgspec.json.encode(coded.warnings).decode("utf-8"),
    }


def _event_rows(report: int, key: str, told: Sequence[Event]) -> Iterator[dict[str, object]]:
    for position, (event_key, event) in enumerate(zip(event_keys(key, told), told, strict=True)):
        place = best_place(event.places)
        yield {
            "key": event_key,
            "report": report,
            "position": position,
            "type": event.type,
            "modality": event.modality,
            "date_start": event.date.start if event.date else None,
            "date_end": event.date.end if event.date else None,
            "country": place.country if place else "",
            "lat": place.lat if place else None,
            "lon": place.lon if place else None,
            "confidence": event.confidence,
            "data": msgspec.json.encode(event).decode("utf-8"),
            "linked": False,
        }


def best_place(places: Sequence[Place]) -> Place | None:
    """The most precise place, the first told of several; None where there is none."""
    return min(places, key=lambda place: place.precision or _LEAST_PRECISE, default=None)


def _recode(connection: Connection, kept: Kept, coded: CodedReport) -> int:
    """Replaces the machine's events; the number of those that are new, gone or told otherwise.

    An event that says what it said keeps its row with all that hangs on it; one that says otherwise keeps its key and
    its incident, and waits to be linked anew.
    """
    query = select(events.c.key, events.c.data).where(events.c.report == kept.row)
    old = {row.key: row for row in connection.execute(query)}
    rows = {str(row["key"]): row for row in _event_rows(kept.row, kept.key, coded.events)}
    same = {key for key, row in rows.items() if key in old and _same(old[key].data, row)}
    changed = [key for key in rows if key in old and key not in same]
    gone = [key for key in old if key not in rows]
    _forget_links(connection, [*changed, *gone])
    if gone:
        _unlink_beside(connection, gone)
        connection.execute(delete(events).where(among(connection, events.c.key, gone)))
    for key, row in rows.items():
        if key in old:
            what = {name: row[name] for name in ("position", "data")} if key in same else row
            connection.execute(update(events).where(events.c.key == key).values(**what))
    fresh = [row for key, row in rows.items() if key not in old]
    if fresh:
        connection.execute(insert(events), fresh)
    warnings = msgspec.json.encode(coded.warnings).decode("utf-8")
    told = update(reports).where(reports.c.row == kept.row).values(coder=coded.coder, warnings=warnings)
    connection.execute(told)
    return len(changed) + len(gone) + len(fresh)


def _same(before: str, row: dict[str, object]) -> bool:
    one, other = (msgspec.json.decode(data, type=Event) for data in (before, str(row["data"])))
    return fingerprint(one) == fingerprint(other)


def _forget_links(connection: Connection, keys: Sequence[str]) -> None:
    """What was compared of events that say otherwise now holds no more."""
    if keys:
        connection.execute(delete(traits).where(among(connection, traits.c.event, keys)))
        either = or_(among(connection, links.c.a, keys), among(connection, links.c.b, keys))
        connection.execute(delete(links).where(either))


def _unlink_beside(connection: Connection, gone: Sequence[str]) -> None:
    """What shared an incident with an event that is found no more may hang together otherwise now."""
    left = select(incident_events.c.incident).where(among(connection, incident_events.c.event, gone))
    beside = select(incident_events.c.event).where(incident_events.c.incident.in_(left))
    connection.execute(update(events).where(events.c.key.in_(beside)).values(linked=False))


def file_failures(connection: Connection, failed: Iterable[Failure], at: dt.datetime) -> int:
    """Keeps the record of what failed, each once however often it fails; how many are new."""
    told = {(one.where, one.stage, one.cause, one.id): None for one in failed}
    columns = (failures.c.source, failures.c.stage, failures.c.cause, failures.c.id)
    sources = {source for source, *_ in told}
    query = select(*columns).where(among(connection, failures.c.source, sources))
    for row in connection.execute(query):
        told.pop((row.source, row.stage, row.cause, row.id), None)
    names = [column.name for column in columns]
    if told:
        connection.execute(
            insert(failures), [dict(zip(names, one, strict=True)) | {"at": at.isoformat()} for one in told]
        )
    return len(told)
