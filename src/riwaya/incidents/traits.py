"""What linking compares of an account: flat values, made of its event and its report alone.

They are kept in the archive, so that a new account is compared with old ones without reading old reports.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from typing import Final

import msgspec

from riwaya.incidents.rules import families, rarity, slack
from riwaya.incidents.stems import WORD, stems
from riwaya.language.fold import fold
from riwaya.language.pattern import word_lists
from riwaya.language.tables import rows
from riwaya.model import Actor, Count, Event, Place, Report, Span, Target
from riwaya.model.accounts import Account

PRECISE: Final = 3  # UCDP where_prec of a district and finer
WIDE: Final = frozenset({4, 6, 7})  # governorate, country, beyond; a line or a countryside (5) is a place
NARROW: Final = 2  # UCDP date_prec of two to six days
AROUND: Final = 140  # characters on either side of the trigger that surely tell the event
LONGEST: Final = 160  # words kept of the evidence
TOO_COMMON: Final = 4  # bits; a word of more than a sixteenth of all events tells nothing
NEVER: Final = 3_652_059  # the last day that a date can have
WEEKDAY: Final = "weekday_name"
FACT: Final = "fact"
FACTS: Final = frozenset({"actual", "denied"})


class Traits(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The values of one account that are compared with those of another.

    Days are proleptic ordinals. `day_low` to `day_high` are the days on which it can have happened, with the slack of
    its kind of date; `start` and `end` the days as told, None where untold or wider than a week; `sure` tells whether
    they rest on a date or a named weekday. `places` are rows of the gazetteer down to districts, and folded names that
    it lacks; `areas` are governorates (`YE/Aden`). Figures are least and most, most None where open. `near` are the
    words around the trigger, `words` those of all evidence, `title` those of the report's title, all cut to stems;
    `lead` tells whether the title or the first sentence tells the event. `told` is "fact" for what is told as actual
    or denied: only such accounts become incidents.
    """

    event: str
    report: str
    voice: str
    type: str
    family: str
    told: str
    published: int | None = None
    day_low: int = 0
    day_high: int = 0
    start: int | None = None
    end: int | None = None
    sure: bool = False
    places: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    lat: float | None = None
    lon: float | None = None
    actors: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    killed: tuple[int, int | None] | None = None
    injured: tuple[int, int | None] | None = None
    weapon: str = ""
    near: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    title: tuple[str, ...] = ()
    lead: bool = False


class Days(msgspec.Struct, frozen=True, kw_only=True):
    """The days of an event as linking sees them, see `Traits`."""

    low: int
    high: int
    start: int | None = None
    end: int | None = None
    sure: bool = False


def traits(account: Account) -> Traits:
    """The traits of an account."""
    event, report = account.event, account.report
    days = days_of(event, report)
    points = [p for p in event.places if p.lat is not None and p.precision is not None and p.precision <= PRECISE]
    best = min(points, key=lambda place: place.precision or PRECISE, default=None)
    title = report.text.partition("\n")[0]
    return Traits(
        event=account.key,
        report=account.report_key,
        voice=account.voice,
        type=event.type,
        family=families()[event.type],
        told=FACT if event.modality in FACTS else event.modality,
        published=report.published.toordinal() if report.published else None,
        day_low=days.low,
        day_high=days.high,
        start=days.start,
        end=days.end,
        sure=days.sure,
        places=_distinct(place_names(event.places)),
        areas=_distinct(f"{p.country}/{p.admin1}" for p in event.places if p.admin1),
        countries=_distinct(p.country for p in event.places if p.country),
        lat=best.lat if best else None,
        lon=best.lon if best else None,
        actors=_distinct(party_names(event.actors)),
        targets=_distinct(party_names(event.targets)),
        killed=_figure(event.killed),
        injured=_figure(event.injured),
        weapon=event.weapon.kind if event.weapon else "",
        near=_telling(_around(event, report)),
        words=_telling(" ".join(span.of(report.text) for span in event.evidence)),
        title=_telling(title),
        lead=event.evidence[0].start <= len(title) + 1 if event.evidence else False,
    )


def days_of(event: Event, report: Report) -> Days:
    """The days of an event: as told, and with slack."""
    slacks, date = slack(), event.date
    published = report.published.toordinal() if report.published else None
    low, high = (published - slacks["undated"].before, published) if published else (0, NEVER)
    if date is None:
        return Days(low=low, high=high)
    first, last = date.start.toordinal(), date.end.toordinal()
    if date.precision > NARROW:
        return Days(low=min(low, first), high=max(high, last))
    sure = date.basis == "stated" or bool(weekdays() & set(WORD.findall(fold(date.text))))
    given = slacks["sure" if sure else date.basis]
    return Days(low=first - given.before, high=last + given.after, start=first, end=last, sure=sure)


@cache
def weekdays() -> frozenset[str]:
    """The folded names of the days of the week."""
    listed = rows("lexicon/time_words.tsv", "kinds", "words")
    return frozenset(fold(word) for row in listed if row["kinds"] == WEEKDAY for word in row.list("words"))


def place_names(places: Iterable[Place]) -> Iterator[str]:
    """Rows of the gazetteer down to districts; the folded name, behind `?`, of a place that it lacks."""
    for place in places:
        if place.precision is None:
            yield "?" + " ".join(stems(place.text))
        elif place.precision not in WIDE:
            yield place.gazetteer_id


def party_names(parties: Iterable[Actor | Target]) -> Iterator[str]:
    """The lexicon's ids; of a party that it does not list the telling stems of its words."""
    generic = generic_words()
    for party in parties:
        if party.id:
            yield party.id
        else:
            yield from (word for word in stems(party.text) if word not in generic and not word.isdecimal())


@cache
def generic_words() -> frozenset[str]:
    """Stems of words that name no party by themselves."""
    lists = word_lists()
    return frozenset(
        found for name in ("generic_party", "vague_target") for word in lists[name] for found in stems(word)
    )


def _around(event: Event, report: Report) -> str:
    trigger = event.trigger_span
    for span in event.evidence:
        if span.start <= trigger.start < span.end:
            start, end = max(span.start, trigger.start - AROUND), min(span.end, trigger.end + AROUND)
            return Span(start, end).of(report.text)
    return event.trigger


def _telling(text: str) -> tuple[str, ...]:
    known = rarity()
    some = (word for word in stems(text) if len(word) > 1 and known.get(("word", word), TOO_COMMON) >= TOO_COMMON)
    return tuple(islice(dict.fromkeys(some), LONGEST))


def _figure(count: Count | None) -> tuple[int, int | None] | None:
    return (count.min, count.max) if count else None


def _distinct(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({name for name in names if name}))
