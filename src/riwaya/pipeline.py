"""The stages in order. The one place that catches what a stage raises.

In: a `Report`. Out: a `CodedReport`, or a `Failure` that names the stage. Data: all of `data/`.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Sequence
from typing import TypeVar

import msgspec

import riwaya
from riwaya import explanation
from riwaya.attribution import attribute
from riwaya.confidence import models, rate
from riwaya.errors import StageError
from riwaya.events import extract
from riwaya.explanation import Explanation
from riwaya.language.gazetteer import gazetteer
from riwaya.mentions.actors import find_actors
from riwaya.mentions.counts import find_counts
from riwaya.mentions.phrases import find_phrases
from riwaya.mentions.places import find_places
from riwaya.mentions.times import find_times
from riwaya.mentions.weapons import find_weapons
from riwaya.merge import unite
from riwaya.model.analysis import Analysis
from riwaya.model.events import CodedReport, DateRange, Failure, Report
from riwaya.model.mentions import ActorMention, Mentions, PlaceMention
from riwaya.model.phrases import Draft, Phrase
from riwaya.model.told import Told
from riwaya.resolve.dates import resolve_date, written_on
from riwaya.resolve.places import resolve_places
from riwaya.text import analyse

Result = TypeVar("Result")
HISTORY = 500  # days; background of about a year is coded, older history is not
LONGEST_CARRIED = 7  # days: a month or a year told of one event says little of the next
WARM_UP = "\n".join(("\u0642", "\u0642"))  # two one-letter lines: enough to make every stage load its tables


class Work(msgspec.Struct, frozen=True):
    """Everything that the stages made of one report, for those who want to see how it came about."""

    analysis: Analysis
    mentions: Mentions
    phrases: tuple[tuple[Phrase, ...], ...]
    told: tuple[Told, ...]
    coded: CodedReport


def code(report: Report) -> CodedReport:
    """The events of a report. Raises `StageError` where a stage fails."""
    return work(report).coded


def code_safely(report: Report) -> CodedReport | Failure:
    """The events of a report, or the record of the stage that failed on it."""
    try:
        return code(report)
    except StageError as error:
        cause = f"{type(error.cause).__name__}: {error.cause}"
        return Failure(where=report.id, stage=error.stage, cause=cause, id=report.id)


def explain(report: Report) -> Explanation:
    """How the report's events came about, sentence by sentence. Raises `StageError`."""
    done = work(report)
    return explanation.explain(done.analysis, done.mentions, done.phrases, done.told, done.coded)


def coder() -> str:
    """The program and its version, as reports name it that it coded."""
    return f"riwaya {riwaya.__version__}"


def load() -> None:
    """Reads all tables and rules. Raises `DataError` where one is wrong."""
    gazetteer()
    models()
    work(Report(id="", text=WARM_UP))


def work(report: Report) -> Work:
    """All stages over one report, with what each made. Raises `StageError`."""
    run = _Runner(report)
    analysis = run("text", lambda: analyse(report))
    mentions = run("mentions", lambda: find_mentions(analysis))
    phrases = run("mentions", lambda: find_phrases(analysis, mentions))
    drafts = run("events", lambda: extract(analysis, mentions, phrases))
    drafts = run("attribution", lambda: attribute(analysis, mentions, phrases, drafts))
    told = run("resolve", lambda: resolve(analysis, mentions, drafts))
    merged = run("merge", lambda: unite(analysis, mentions, told))
    events = run("confidence", lambda: rate(analysis, mentions, merged))
    coded = CodedReport(
        id=report.id,
        outlet=report.outlet,
        published=report.published,
        url=report.url,
        sha256=hashlib.sha256(report.text.encode("utf-8", "surrogatepass")).hexdigest(),
        coder=coder(),
        events=events,
    )
    return Work(analysis, mentions, phrases, told, coded)


class _Runner:
    """Runs stages over one report and says which one failed."""

    def __init__(self, report: Report) -> None:
        self.report = report

    def __call__(self, stage: str, step: Callable[[], Result]) -> Result:
        try:
            return step()
        except Exception as error:  # the one broad catch: a report that breaks a stage must not end the batch
            raise StageError(stage, self.report.id, error) from error


def find_mentions(analysis: Analysis) -> Mentions:
    """All mentions of a report; places inside the names of parties are left out."""
    places = find_places(analysis)
    times = find_times(analysis)
    actors = find_actors(analysis, {m.first: m.last for m in places}, frozenset(m.first for m in times))
    return Mentions(
        places=tuple(p for p in places if not _inside_name(p, actors)),
        actors=actors,
        times=times,
        counts=find_counts(analysis),
        weapons=find_weapons(analysis),
    )


def _inside_name(place: PlaceMention, actors: Sequence[ActorMention]) -> bool:
    return any(a.core_first <= place.first and place.last <= a.core_last and a.id for a in actors)


def resolve(analysis: Analysis, mentions: Mentions, drafts: Sequence[Draft]) -> tuple[Told, ...]:
    """The drafts with their places and days resolved."""
    places = resolve_places(analysis, mentions.places)
    published = analysis.report.published
    written = written_on((m.value for m in mentions.times), published) if published else None
    told = (
        Told(
            draft=draft,
            places=tuple(places[i] for i in draft.places if i in places),
            date=_days(analysis, mentions, draft, written),
        )
        for draft in drafts
    )
    return tuple(telling for telling in told if not _history(telling, published))


def _history(telling: Told, published: dt.date | None) -> bool:
    """Whether an event lies so far back that it is history, or went on over years, which is not coded."""
    if published is None or telling.date is None:
        return False
    return (published - telling.date.end).days > HISTORY or (telling.date.end - telling.date.start).days > HISTORY


def _days(analysis: Analysis, mentions: Mentions, draft: Draft, written: dt.date | None) -> DateRange | None:
    if draft.time < 0:
        return None
    mention = mentions.times[draft.time]
    bare = mention.value.kind == "day_offset" and mention.value.weekday is None
    since = written if bare else analysis.report.published
    value = msgspec.structs.replace(mention.value, shift=mention.value.shift + draft.time_shift)
    days = resolve_date(value, since, future=draft.future)
    if days is None or (draft.time_carried and (days.end - days.start).days > LONGEST_CARRIED):
        return None
    span = analysis.span(mention.first, mention.last, mention.cut)
    return DateRange(
        start=days.start,
        end=days.end,
        precision=days.precision,
        basis="carried" if draft.time_carried else days.basis,
        text=span.of(analysis.report.text),
        evidence=span,
    )
