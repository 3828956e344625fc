"""An event of the output from the tellings that were found to be one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import cast, get_args

from riwaya.language.fold import fold
from riwaya.language.pattern import word_lists
from riwaya.merge.same import COUNTRY, LENT, name_words, specific
from riwaya.merge.tolls import Toll, claims, sentence_toll, unite
from riwaya.model.analysis import Analysis
from riwaya.model.events import (
    Actor,
    Count,
    DateRange,
    Event,
    EventType,
    Modality,
    Place,
    Source,
    Span,
    Target,
    Weapon,
)
from riwaya.model.mentions import CountMention, Mentions
from riwaya.model.phrases import Noun
from riwaya.model.told import Told

TITLE = (0,)  # the sentences of what the title tells


def build(
    analysis: Analysis, mentions: Mentions, kind: str, members: Sequence[Told], elsewhere: frozenset[str] = frozenset()
) -> Event:
    """The event that `members` tell, in the order in which they tell it. Raises ValueError for an unknown type.

    `elsewhere` are the roles of which only other events have figures: a sum of several events is then not this one's.
    """
    if kind not in get_args(EventType):
        raise ValueError(f"unknown event type {kind!r}")
    lead = max(members, key=lambda m: (m.draft.type == kind, m.draft.sentences[0] > 0, -m.draft.trigger_first))
    trigger = analysis.span(lead.draft.trigger_first, lead.draft.trigger_last)
    sentences = sorted({i for member in members for i in member.draft.sentences})
    counts = [mentions.counts[i] for member in members for i in member.draft.counts]
    actors = _distinct((n for m in members for n in m.draft.actors), analysis)
    taken = {frozenset(name_words(n, analysis)) for n in actors}
    targets = [
        n
        for n in _distinct((n for m in members for n in m.draft.targets), analysis)
        if name_words(n, analysis) not in taken
    ]
    toll = partial(_toll, members, mentions, analysis, kind)
    weapon = next((m.draft.weapon for m in members if m.draft.weapon >= 0), -1)
    return Event(
        id="",
        type=cast(EventType, kind),
        trigger=trigger.of(analysis.report.text),
        trigger_span=trigger,
        evidence=tuple(_evidence(analysis, i) for i in sentences),
        actors=tuple(_actor(n, analysis) for n in actors),
        targets=tuple(_target(n, analysis) for n in targets),
        places=_places(members),
        date=_date(members),
        killed=None if "killed" in elsewhere and _sums(counts, "killed") else toll("killed"),
        injured=None if "injured" in elsewhere and _sums(counts, "injured") else toll("injured"),
        killed_or_injured=toll("both"),
        civilians_harmed=any(c.civilian for c in counts),
        weapon=_weapon(analysis, mentions, weapon) if weapon >= 0 else None,
        sources=tuple(_source(n, analysis) for n in _sources(members, analysis)),
        modality=cast(Modality, _modality(members)),
        rules=tuple(dict.fromkeys(rule for m in members for rule in m.draft.rules)),
    )


def _evidence(analysis: Analysis, sentence: int) -> Span:
    found = analysis.sentences[sentence]
    return Span(found.start, found.end)


def _modality(members: Sequence[Told]) -> str:
    told = [m.draft.modality for m in members]
    return "actual" if "actual" in told else told[0]


def _date(members: Sequence[Told]) -> DateRange | None:
    """The exactest of the days told of the event itself, else that of the saying, else the one carried to it."""
    dates = [(m.date.basis == "carried", "time.said" in m.draft.rules, m.date) for m in members if m.date is not None]
    best = min(dates, key=lambda told: (told[0], told[1], told[2].precision), default=None)
    return None if best is None else best[2]


def _distinct(nouns: Iterable[Noun], analysis: Analysis) -> list[Noun]:
    """Nouns without those that name a party named already; the first naming stands."""
    kept: list[tuple[frozenset[str], Noun]] = []
    for noun in nouns:
        words = name_words(noun, analysis) - {noun.id}
        if all(not (words <= other or other <= words or (noun.id and noun.id == n.id)) for other, n in kept):
            kept.append((words, noun))
    return [noun for _, noun in kept]


def _sources(members: Sequence[Told], analysis: Analysis) -> list[Noun]:
    """Who tells of the event; a headline's word for them ("مصادر" sources) only where the body names nobody."""
    body = [n for m in members if m.draft.sentences != TITLE for n in m.draft.sources]
    return _distinct(body or (n for m in members for n in m.draft.sources), analysis)


def _places(members: Sequence[Told]) -> tuple[Place, ...]:
    """The distinct places, without areas that hold a more specific one.

    A whole country that was only lent to the event says too little of where it was.
    """
    kept: list[Place] = []
    for member in members:
        lent = not LENT.isdisjoint(member.draft.rules)
        for place in member.places:
            if not (lent and place.precision == COUNTRY) and not any(_one(place, other) for other in kept):
                kept.append(place)
    return specific(tuple(kept))


def _one(a: Place, b: Place) -> bool:
    """Whether two places of an event are one place named twice."""
    return fold(a.text) == fold(b.text) or (a.gazetteer_id != "" and a.gazetteer_id == b.gazetteer_id)


def _sums(counts: Sequence[CountMention], role: str) -> bool:
    """Whether all figures of a role are sums of several events."""
    return all(count.scattered or count.part for count in counts if count.role == role)


def _toll(members: Sequence[Told], mentions: Mentions, analysis: Analysis, kind: str, role: str) -> Count | None:
    tolls: list[Toll] = []
    for member in members:
        draft = member.draft
        found = [mentions.counts[i] for i in draft.counts if mentions.counts[i].role == role]
        sources = frozenset(word for noun in draft.sources for word in name_words(noun, analysis))
        sources -= word_lists()["any_source"].keys()
        told = claims(found, analysis)
        for number, counts in enumerate(told):
            speaker = sources if len(told) == 1 or (sources and not number) else frozenset({f"claim {number}"})
            toll = sentence_toll(counts, draft.sentences[0], speaker)
            if toll is not None:
                tolls.append(toll)
    return unite(tolls, analysis, by_side=kind == "armed_clash")


def _actor(noun: Noun, analysis: Analysis) -> Actor:
    span = analysis.span(noun.first, noun.last, noun.cut)
    return Actor(
        text=span.of(analysis.report.text),
        evidence=span,
        id=noun.id,
        name=noun.name,
        type=noun.type,
        country=noun.country,
        wikidata=noun.wikidata,
        rule=noun.rule,
    )


def _target(noun: Noun, analysis: Analysis) -> Target:
    span = analysis.span(noun.first, noun.last, noun.cut)
    return Target(
        text=span.of(analysis.report.text), evidence=span, id=noun.id, name=noun.name, type=noun.type, rule=noun.rule
    )


def _source(noun: Noun, analysis: Analysis) -> Source:
    span = analysis.span(noun.first, noun.last, noun.cut)
    return Source(text=span.of(analysis.report.text), evidence=span, id=noun.id, type=noun.type, rule=noun.rule)


def _weapon(analysis: Analysis, mentions: Mentions, index: int) -> Weapon:
    mention = mentions.weapons[index]
    span = analysis.span(mention.first, mention.last, mention.cut)
    return Weapon(text=span.of(analysis.report.text), evidence=span, kind=mention.kind)
