"""What goes in (`Report`) and what comes out (`CodedReport` with its `Event`s)."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

import msgspec

EventType = Literal[
    "air_strike",
    "shelling",
    "explosive",
    "suicide_bomb",
    "chemical_weapon",
    "armed_clash",
    "attack",
    "sexual_violence",
    "abduction",
    "arrest",
    "territory_gain",
    "territory_transfer",
    "destruction",
    "weapons_disrupted",
    "group_change",
    "base_established",
    "mobilize",
    "blockade",
    "displacement",
    "protest",
    "riot",
    "agreement",
    "consult",
    "support",
    "aid",
    "concede",
    "request",
    "accuse",
    "reject",
    "threaten",
    "sanction",
]
Modality = Literal["actual", "denied", "planned", "hypothetical"]
DateBasis = Literal["stated", "relative", "carried"]
# How likely it is that a reader would code it so: between 0 and 1. None where nobody has judged it.
Confidence = Annotated[float, msgspec.Meta(ge=0, le=1)] | None


class Span(msgspec.Struct, frozen=True, order=True, gc=False):
    """A half-open range of Unicode code points of the untouched report text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words that the span covers."""
        return text[self.start : self.end]


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """One article, post or release as it was fetched, untouched.

    `text` is the title, a line break and the body. `published` is the outlet's publication day; None where unknown:
    relative dates then stay unresolved.
    """

    id: str
    text: str
    published: dt.date | None = None
    outlet: str = ""
    url: str = ""


class DateRange(msgspec.Struct, frozen=True, kw_only=True):
    """Days, both ends included, with UCDP date precision and how the days are known.

    `precision`: 1 exact day, 2 two to six days, 3 a week, 4 a month, 5 longer (UCDP GED codebook, date_prec).
    `basis`: `stated` (a calendar date in the text), `relative` (resolved against the publication date), `carried`
    (told in the sentence before). A date is never the publication date for want of a better one.
    """

    start: dt.date
    end: dt.date
    precision: Literal[1, 2, 3, 4, 5]
    basis: DateBasis
    text: str
    evidence: Span | None = None
    confidence: Confidence = None


class Count(msgspec.Struct, frozen=True, kw_only=True):
    """People killed or injured. `max` None means "at least `min`"."""

    min: int
    max: int | None = None
    text: str = ""
    evidence: Span | None = None
    confidence: Confidence = None


class Actor(msgspec.Struct, frozen=True, kw_only=True):
    """Who did it: the phrase of the text, and the lexicon's entry where it is known (`id`, `wikidata`)."""

    text: str
    evidence: Span
    id: str = ""
    name: str = ""
    type: str = ""
    country: str = ""
    wikidata: str = ""
    rule: str = ""
    confidence: Confidence = None


class Target(msgspec.Struct, frozen=True, kw_only=True):
    """Whom or what it hit or addressed."""

    text: str
    evidence: Span
    id: str = ""
    name: str = ""
    type: str = ""
    rule: str = ""
    confidence: Confidence = None


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """Who says so. Sources of an event are a chain, the nearest to the event first."""

    text: str
    evidence: Span
    id: str = ""
    type: str = ""
    rule: str = ""
    confidence: Confidence = None


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Where it happened.

    `precision` is the UCDP GED `where_prec`: 1 exact place, 2 near a known place (about 25 km), 3 second-order
    administrative area, 4 first-order area, 5 a line or a sea or part of a country, 6 country, 7 international.
    `lat`, `lon` (WGS 84 degrees) and `precision` are None where the name is not resolved; `reason` then says why.
    """

    text: str
    evidence: Span
    name: str = ""
    lat: float | None = None
    lon: float | None = None
    country: str = ""
    admin1: str = ""
    precision: Literal[1, 2, 3, 4, 5, 6, 7] | None = None
    gazetteer_id: str = ""
    reason: str = ""
    rule: str = ""
    confidence: Confidence = None


class Weapon(msgspec.Struct, frozen=True, kw_only=True):
    """The weapon or munition as the text names it."""

    text: str
    evidence: Span
    kind: str = ""
    confidence: Confidence = None


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """What one report tells of one thing that happened, or is denied, planned or only possible."""

    id: str
    type: EventType
    trigger: str
    trigger_span: Span
    evidence: tuple[Span, ...]
    actors: tuple[Actor, ...] = ()
    targets: tuple[Target, ...] = ()
    places: tuple[Place, ...] = ()
    date: DateRange | None = None
    killed: Count | None = None
    injured: Count | None = None
    killed_or_injured: Count | None = None
    civilians_harmed: bool = False
    weapon: Weapon | None = None
    sources: tuple[Source, ...] = ()
    modality: Modality = "actual"
    confidence: Confidence = None
    rules: tuple[str, ...] = ()


class Warning(msgspec.Struct, frozen=True, kw_only=True):  # noqa: A001 - a word of the published schema
    """Something the reader of a report should know: a missing date, a text that is hardly Arabic."""

    code: str
    message: str


class CodedReport(msgspec.Struct, frozen=True, kw_only=True):
    """One line of output: a report's id and its events in order of evidence."""

    id: str
    outlet: str = ""
    published: dt.date | None = None
    url: str = ""
    sha256: str = ""
    coder: str = ""
    events: tuple[Event, ...] = ()
    warnings: tuple[Warning, ...] = ()


class Failure(msgspec.Struct, frozen=True, kw_only=True):
    """A report that could not be read or coded: where it was, at which stage it failed, and why."""

    where: str
    stage: str
    cause: str
    id: str = ""
