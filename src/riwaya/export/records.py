"""What the formats of an archive are made of: one shape for an account and for an incident, with the same meanings."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final, Literal

import msgspec

from riwaya.export.evidence import evidence_texts, one_line
from riwaya.export.private import shown
from riwaya.language.fold import fold
from riwaya.model import Actor, Count, DateRange, Place, Target
from riwaya.model.accounts import Account
from riwaya.model.events import EventType, Modality
from riwaya.model.incidents import Figure, FigureRole, Incident

Level = Literal["events", "incidents"]
UNNAMED: Final = "unnamed"  # who or what is told by a phrase of which nothing may be shown
_LEAST_PRECISE: Final = 9


class Party(msgspec.Struct, frozen=True, kw_only=True):
    """An actor or target as exported: `name` is the lexicon's, else the words of the report."""

    name: str
    id: str = ""
    type: str = ""


class Toll(msgspec.Struct, frozen=True, kw_only=True):
    """People; `max` None where the highest figure is open ("at least"). `low`, `best`, `high` as UCDP means them."""

    min: int
    max: int | None = None
    low: int | None = None
    best: int | None = None
    high: int | None = None


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """A row of an export: an account (`level` events) or an incident.

    `place` is the most precise one. Of an incident only accounts of its own modality name parties and weigh in
    `confidence`: one that denies it names nobody who did it. `contested`: different accounts blame different parties.
    `standing` is empty for an incident, `grade` and `voices` for an account (None). `published`: days of the reports.
    """

    id: str
    level: Level
    incident: str
    type: EventType
    modality: Modality
    standing: str = ""
    grade: str = ""
    contested: bool = False
    confidence: float | None = None
    date: DateRange | None = None
    place: Place | None = None
    places: tuple[Place, ...] = ()
    actors: tuple[Party, ...] = ()
    targets: tuple[Party, ...] = ()
    killed: Toll | None = None
    injured: Toll | None = None
    killed_or_injured: Toll | None = None
    civilians_harmed: bool = False
    weapons: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    published: tuple[dt.date, ...] = ()
    voices: int | None = None
    evidence: tuple[str, ...] = ()


def record_of(thing: Account | Incident) -> Record:
    """The row that an account or an incident makes."""
    return _of_account(thing) if isinstance(thing, Account) else _of_incident(thing)


def _of_account(account: Account) -> Record:
    event, report = account.event, account.report
    return Record(
        id=account.key,
        level="events",
        incident=account.incident,
        type=event.type,
        modality=event.modality,
        standing=account.standing,
        confidence=event.confidence,
        date=event.date,
        place=most_precise(event.places),
        places=event.places,
        actors=parties([event.actors]),
        targets=parties([event.targets]),
        killed=_of_count(event.killed),
        injured=_of_count(event.injured),
        killed_or_injured=_of_count(event.killed_or_injured),
        civilians_harmed=event.civilians_harmed,
        weapons=_weapons([account]),
        sources=_sources([account]),
        outlets=_distinct([report.outlet]),
        reports=(account.report_key,),
        urls=_distinct([report.url]),
        published=() if report.published is None else (report.published,),
        evidence=tuple(shown(text) for text in evidence_texts(report, event)),
    )


def _of_incident(incident: Incident) -> Record:
    accounts = tuple(account for account in incident.accounts if account.standing != "rejected")
    modality = _modality(accounts)
    events = [account.event for account in accounts if account.event.modality == modality]
    figures = {figure.role: figure for figure in incident.figures}
    return Record(
        id=incident.id,
        level="incidents",
        incident=incident.id,
        type=incident.type,
        modality=modality,
        grade=incident.grade.suggestion if incident.grade else "",
        contested=incident.grade is not None and incident.grade.suggestion == "contested",
        confidence=max((event.confidence for event in events if event.confidence is not None), default=None),
        date=incident.date,
        place=incident.place,
        places=incident.places,
        actors=parties(event.actors for event in events),
        targets=parties(event.targets for event in events),
        killed=_of_figure(figures, "killed"),
        injured=_of_figure(figures, "injured"),
        killed_or_injured=_of_figure(figures, "killed_or_injured"),
        civilians_harmed=incident.civilians_harmed,
        weapons=_weapons(accounts),
        sources=_sources(accounts),
        outlets=incident.outlets,
        reports=_distinct(account.report_key for account in accounts),
        urls=_distinct(account.report.url for account in accounts),
        published=tuple(sorted({day for account in accounts if (day := account.report.published) is not None})),
        voices=incident.voices,
        evidence=_distinct(
            f"{account.report.outlet}: {shown(text)}" if account.report.outlet else shown(text)
            for account in accounts
            for text in evidence_texts(account.report, account.event)
        ),
    )


def most_precise(places: Sequence[Place]) -> Place | None:
    """The most precise place, the first told of several; None where there is none."""
    return min(places, key=lambda place: place.precision or _LEAST_PRECISE, default=None)


def parties(tellings: Iterable[Sequence[Actor | Target]]) -> tuple[Party, ...]:
    """The parties of one telling or several, each once, those that most of them name first."""
    found: dict[str, Party] = {}
    named: Counter[str] = Counter()
    for telling in tellings:
        named.update({party.id or fold(party.text) for party in telling})
        for party in telling:
            found.setdefault(party.id or fold(party.text), _party(party))
    return tuple(found[key] for key in sorted(found, key=lambda key: -named[key]))


def _party(party: Actor | Target) -> Party:
    # A phrase of which nothing may be shown is told by its type alone.
    name = party.name or one_line(shown(party.text, nothing=party.type or UNNAMED))
    return Party(name=name, id=party.id, type=party.type)


def _modality(accounts: Sequence[Account]) -> Modality:
    """Actual where one account tells it as fact; else what the first says."""
    told = [account.event.modality for account in accounts]
    return "actual" if "actual" in told or not told else told[0]


def _of_count(count: Count | None) -> Toll | None:
    """UCDP takes the lower figure where nothing speaks for another; an open figure has no highest."""
    if count is None:
        return None
    return Toll(min=count.min, max=count.max, low=count.min, best=count.min, high=count.max)


def _of_figure(figures: dict[FigureRole, Figure], role: FigureRole) -> Toll | None:
    figure = figures.get(role)
    if figure is None:
        return None
    return Toll(min=figure.min, max=figure.max, low=figure.low, best=figure.best, high=figure.high)


def _sources(accounts: Iterable[Account]) -> tuple[str, ...]:
    return _distinct(
        shown(source.text, nothing=source.type or UNNAMED) for account in accounts for source in account.event.sources
    )


def _weapons(accounts: Iterable[Account]) -> tuple[str, ...]:
    return _distinct(shown(account.event.weapon.text) for account in accounts if account.event.weapon is not None)


def _distinct(texts: Iterable[str]) -> tuple[str, ...]:
    """Each text once, on one line, in the order of first telling, without empty ones."""
    return tuple(dict.fromkeys(line for text in texts if (line := one_line(text))))
