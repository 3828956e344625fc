"""Accounts and incidents to export, invented: nothing in them happened."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import msgspec

from riwaya.export.about import About
from riwaya.export.records import Level
from riwaya.export.writers import ArchiveFormat, ArchiveWriter
from riwaya.model import Actor, Count, DateRange, Event, Place, Report, Source, Span, Target
from riwaya.model.accounts import Account
from riwaya.model.incidents import Blame, Claim, Figure, Grade, Incident

TEXT = (
    "قُتل تسعة مدنيين على الأقل أمس في قصف شنه الحوثيون على سوق في حيس، "
    "بينهم الطفل وليد الزبيدي، وفق الطبيب سمير عبدالله الحداد.\n"
    "وقال والده قيس الزبيدي إن القصف جاء من الشرق."
)
DAY = dt.date(2019, 3, 12)


def span(phrase: str, text: str = TEXT) -> Span:
    """The first place of the phrase in the text."""
    start = text.index(phrase)
    return Span(start, start + len(phrase))


def place(**more: Any) -> Place:
    """Hays, exactly."""
    known: dict[str, Any] = {
        "text": "حيس",
        "evidence": span("حيس"),
        "name": "Hays",
        "lat": 13.9317,
        "lon": 43.4831,
        "country": "YE",
        "admin1": "Al Hudaydah",
        "precision": 1,
        "gazetteer_id": "riwaya:hays",
    }
    return Place(**(known | more))


def day(start: dt.date = DAY, end: dt.date | None = None, precision: Any = 1) -> DateRange:
    """A day, or days."""
    return DateRange(
        start=start, end=end or start, precision=precision, basis="relative", text="أمس", evidence=span("أمس")
    )


def actor(id_: str = "houthis", type_: str = "rebel", **more: Any) -> Actor:
    """A party of the lexicon."""
    known: dict[str, Any] = {"text": "الحوثيون", "evidence": span("الحوثيون"), "name": "Houthis (Ansar Allah), Yemen"}
    return Actor(id=id_, type=type_, **(known | more))


def target(text: str = "مدنيين", type_: str = "civilians", **more: Any) -> Target:
    """People hit."""
    return Target(text=text, evidence=span(text), type=type_, **more)


def event(**more: Any) -> Event:
    """A shelling with all that can be told of it."""
    known: dict[str, Any] = {
        "id": "e1",
        "type": "shelling",
        "trigger": "قصف",
        "trigger_span": span("قصف"),
        "evidence": (Span(0, TEXT.index("\n")), Span(TEXT.index("\n") + 1, len(TEXT))),
        "actors": (actor(),),
        "targets": (target(),),
        "places": (place(),),
        "date": day(),
        "killed": Count(min=9, text="قُتل تسعة مدنيين على الأقل", evidence=span("قُتل تسعة مدنيين على الأقل")),
        "civilians_harmed": True,
        "sources": (
            Source(text="الطبيب سمير عبدالله الحداد", evidence=span("الطبيب سمير عبدالله الحداد"), type="person"),
        ),
        "confidence": 0.8,
    }
    return Event(**(known | more))


def account(number: int = 1, told: Event | None = None, text: str = TEXT, **more: Any) -> Account:
    """What one report tells; every number is a report of a paper of its own."""
    key = f"r{number}"
    report = Report(
        id=key,
        text=text,
        published=dt.date(2019, 3, 12 + number),
        outlet=f"paper{number}",
        url=f"https://example.org/{number}",
    )
    known: dict[str, Any] = {"key": f"E{number:012}", "report_key": key, "report": report, "voice": key}
    return Account(event=told or event(), **(known | more))


def of(**more: Any) -> Account:
    """An account of an event with these fields."""
    return account(told=event(**more))


def incident(*accounts: Account, **more: Any) -> Incident:
    """An incident of two accounts, whose figures differ."""
    accounts = accounts or (account(1), account(2, event(killed=Count(min=12, max=12), actors=())))
    claims = tuple(
        Claim(
            account=one.key,
            outlet=one.report.outlet,
            voice=one.voice,
            published=one.report.published,
            role="killed",
            count=one.event.killed,
            sources=one.event.sources,
            whom=("مدنيين",),
        )
        for one in accounts
        if one.event.killed
    )
    first = accounts[0].event
    known: dict[str, Any] = {
        "id": "I000000000001",
        "type": first.type,
        "date": first.date,
        "place": first.places[0] if first.places else None,
        "places": first.places,
        "figures": (Figure(role="killed", claims=claims, min=9, max=None, low=9, best=10, high=12),),
        "blame": (Blame(party="houthis", name="Houthis (Ansar Allah), Yemen", type="rebel", said_by=("E1",)),),
        "grade": Grade(suggestion="fair", criteria=("two voices",)),
        "outlets": tuple(one.report.outlet for one in accounts),
        "voices": len(accounts),
        "civilians_harmed": True,
    }
    return Incident(accounts=accounts, **(known | more))


def without(thing: Account, **more: Any) -> Account:
    """The account with other fields of its event."""
    return msgspec.structs.replace(thing, event=msgspec.structs.replace(thing.event, **more))


def written(name: ArchiveFormat, *things: Account | Incident, private: bool = False, km: float = 0) -> bytes:
    """The bytes of an export of these."""
    level: Level = "incidents" if any(isinstance(thing, Incident) for thing in things) else "events"
    stream = io.BytesIO()
    about = About(level=level, coders=("riwaya 0.1.0",), outlets=("paper1", "paper2"), private=private)
    writer = ArchiveWriter(name, stream, about, km)
    for thing in things:
        writer.add(thing)
    writer.finish()
    return stream.getvalue()
