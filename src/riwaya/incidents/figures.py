"""The figures of an incident by a rule that can be read aloud; docs/incidents.md states it for readers.

1. One voice counts once, however many papers print it (`voices`).
2. A later toll of a source replaces its earlier one. A source is the same by its id in the lexicon, by its name where
   that has two words or more, else only within one voice; a voice that names no source is its own source. "At least"
   replaces only what is lower, and words without a number ("dozens") replace nothing.
3. Totals that count attackers too are set apart from those that do not.
4. Words without a number set no figure where a claim gives one; where none does, they set the range, and share nothing.
5. Of the claims that are left, `min` is the lowest figure and `max` the highest; "at least" has an open upper end.
6. `shared` is the figure that most voices give, exact or as "at least"; a voice that gives two figures speaks for
   both. Where two figures have as many voices, none is shared. No figure is ever worked out of others.
7. `outside` are the accounts whose figure leaves the shared one out; "at least 40" does not leave out 43.

`low`, `best`, `high` have the meaning of the UCDP GED codebook (Sundberg and Melander 2013; "low: the lowest reliable
estimate of total fatalities", "best: the best (most likely) estimate", "high: the highest reliable estimate"). All
standing claims of deaths are taken as reliable, for whether a paper is cannot be computed: `low` is `min`; `high` is
the highest figure given, which "at least n" gives as n, since a higher one is nobody's estimate; `best` is `shared`,
and where no figure is shared the lowest, as UCDP does where it cannot tell which source is more reliable. With one
figure, all three are that.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

import msgspec

from riwaya.incidents.claims import ROLES, claims
from riwaya.incidents.voices import agency
from riwaya.incidents.words import phrases, words_of
from riwaya.model.accounts import Account
from riwaya.model.events import Count
from riwaya.model.incidents import Claim, Figure, FigureRole

NAMED: Final = 2  # words that make a source's name its own in every paper; "the centre" is another in each

Bounds = tuple[int, int | None]
Speaker = tuple[str, ...]


class Compared(NamedTuple):
    """The claims of a role by what the rule does with them. Every claim is in just one."""

    taken: tuple[Claim, ...]
    with_attackers: tuple[Claim, ...]
    unnumbered: tuple[Claim, ...]
    replaced: tuple[Claim, ...]


def figures(accounts: Sequence[Account]) -> tuple[Figure, ...]:
    """The figure of each role of which an account gives one; the order of the accounts is of no account."""
    by_role: defaultdict[FigureRole, list[Claim]] = defaultdict(list)
    for claim in claims(accounts):
        by_role[claim.role].append(claim)
    return tuple(reconcile(by_role[role]) for role in ROLES if by_role[role])


def reconcile(told: Sequence[Claim]) -> Figure:
    """The figure of claims of one role, at least one."""
    marked = mark_replaced(told)
    taken = compared(marked).taken
    highest = max(claim.count.max or claim.count.min for claim in taken)
    closed = any(claim.count.max == highest for claim in taken)
    least = min(claim.count.min for claim in taken)
    value, speaking = _shared(taken)
    deaths = told[0].role == "killed"
    return Figure(
        role=told[0].role,
        claims=marked,
        min=least,
        max=highest if closed else None,
        shared=value,
        voices=speaking,
        outside=() if value is None else tuple(claim.account for claim in taken if not _holds(claim.count, value)),
        low=least if deaths else None,
        best=(least if value is None else value) if deaths else None,
        high=highest if deaths else None,
    )


def compared(marked: Iterable[Claim]) -> Compared:
    """What the rule takes, and what it sets apart: attackers counted too, no number, replaced."""
    told = tuple(marked)
    replaced = tuple(claim for claim in told if claim.replaced_by)
    standing = [claim for claim in told if not claim.replaced_by]
    with_attackers = tuple(claim for claim in standing if claim.attackers)
    if len(with_attackers) == len(standing):
        with_attackers = ()
    rest = [claim for claim in standing if claim not in with_attackers]
    unnumbered = tuple(claim for claim in rest if not numbered(claim.count))
    if len(unnumbered) == len(rest):
        unnumbered = ()
    return Compared(tuple(c for c in rest if c not in unnumbered), with_attackers, unnumbered, replaced)


def numbered(count: Count) -> bool:
    """Whether a count gives a number; "dozens" and "people" do not."""
    if count.max is not None:
        return True
    words = words_of(count.text)
    if any(word.isdecimal() for word in words):
        return True
    return count.min > 1 and not any((word,) in phrases("unnumbered") for word in words)


def speaker(claim: Claim) -> Speaker:
    """Who gives the figure, as something that is equal for the same source and for no other."""
    for source in claim.sources:
        if source.id:
            return "id", source.id
        words = words_of(source.text)
        if words and not agency(source):
            named = len(words) >= NAMED and words[:1] not in phrases("unnamed")
            return ("name", *words) if named else ("voice", claim.voice, *words)
    return "voice", claim.voice


def mark_replaced(told: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims, those marked that a later toll of the same source replaces."""
    by_speaker: defaultdict[Speaker, list[Claim]] = defaultdict(list)
    for claim in told:
        by_speaker[speaker(claim)].append(claim)
    marked: dict[tuple[str, str], str] = {}
    for own in by_speaker.values():
        days = _first_printed(own)
        for claim in own:
            later = [other for other in own if _replaces(other, claim, days)]
            if later:
                last = min(later, key=lambda other: (-_ordinal(days[_figure(other)]), other.account))
                marked[claim.account, claim.role] = last.account
    return tuple(
        msgspec.structs.replace(claim, replaced_by=marked.get((claim.account, claim.role), "")) for claim in told
    )


def _figure(claim: Claim) -> tuple[str, Bounds]:
    return claim.voice, (claim.count.min, claim.count.max)


def _first_printed(own: Iterable[Claim]) -> Mapping[tuple[str, Bounds], dt.date | None]:
    """When a voice gave a figure first: a copy printed late makes no toll later. None where a day is unknown."""
    days: defaultdict[tuple[str, Bounds], list[dt.date | None]] = defaultdict(list)
    for claim in own:
        days[_figure(claim)].append(claim.published)
    return {figure: None if None in printed else min(day for day in printed if day) for figure, printed in days.items()}


def _replaces(later: Claim, earlier: Claim, days: Mapping[tuple[str, Bounds], dt.date | None]) -> bool:
    new, old = days[_figure(later)], days[_figure(earlier)]
    if new is None or old is None or new <= old or not numbered(later.count):
        return False
    least, most = later.count.min, later.count.max
    if (least, most) == (earlier.count.min, earlier.count.max):
        return False
    return most is not None or earlier.count.min < least


def _ordinal(day: dt.date | None) -> int:
    return 0 if day is None else day.toordinal()


def _shared(taken: Sequence[Claim]) -> tuple[int | None, int]:
    """The figure that most voices give and how many do; None where another has as many, or none gives a number."""
    if not any(numbered(claim.count) for claim in taken):
        return None, 0
    giving: defaultdict[int, set[str]] = defaultdict(set)
    for claim in taken:
        for value in {claim.count.min, claim.count.max} - {None}:
            giving[value or 0].add(claim.voice)
    most = max(len(voices) for voices in giving.values())
    values = [value for value, voices in giving.items() if len(voices) == most]
    return (values[0] if len(values) == 1 else None), most


def _holds(count: Count, value: int) -> bool:
    return count.min <= value and (count.max is None or value <= count.max)
