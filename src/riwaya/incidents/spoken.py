"""What was reconciled, in sentences that a reader can read aloud: every number with whose it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from riwaya.incidents.figures import compared
from riwaya.model.events import Count, DateRange
from riwaya.model.incidents import Claim, Figure

MANY: Final = 8  # figures named one by one; of more, the rest is counted


def count_words(count: Count) -> str:
    """A count in words: "9", "at least 9", "9 to 12"."""
    return bounds(count.min, count.max)


def bounds(least: int, most: int | None) -> str:
    """A lowest and a highest figure in words; `most` None has an open upper end."""
    if most is None:
        return f"at least {least}"
    return str(least) if least == most else f"{least} to {most}"


def figure_words(figure: Figure | None) -> str:
    """The range and in brackets the shared figure: "40–50 (43)", "9+" where the upper end is open, "" for None."""
    if figure is None:
        return ""
    if figure.max is None:
        span = f"{figure.min}+"
    else:
        span = str(figure.min) if figure.min == figure.max else f"{figure.min}–{figure.max}"
    return span if figure.shared is None or span == str(figure.shared) else f"{span} ({figure.shared})"


def days_words(date: DateRange | None) -> str:
    """Days in words: "2019-03-12", "2019-03-12 to 2019-03-14", "" for None."""
    if date is None:
        return ""
    return date.start.isoformat() if date.start == date.end else f"{date.start} to {date.end}"


def figure_lines(figure: Figure) -> Iterator[str]:
    """The range, the shared figure, who is outside, what was set apart, and low, best and high with their rule."""
    sorted_out = compared(figure.claims)
    taken = sorted_out.taken
    yield _range_line(figure)
    yield _shared_line(figure, taken)
    yield from _named("Replaced by a later toll of the same source", sorted_out.replaced)
    yield from _named("Set apart, since they count the attackers too", sorted_out.with_attackers)
    yield from _named("Without a number, so they set no figure", sorted_out.unnumbered)
    if figure.low is not None:
        rule = "the shared figure" if figure.shared is not None else "the lowest, since none is shared"
        yield f"UCDP low {figure.low}, best {figure.best} ({rule}), high {figure.high}."


def _range_line(figure: Figure) -> str:
    if figure.max is None:
        highest = max(claim.count.max or claim.count.min for claim in compared(figure.claims).taken)
        if highest == figure.min:
            return f"At least {figure.min}."
        return f'From {figure.min} to {highest} or more: who says {highest} says "at least".'
    return f"{figure.min}." if figure.min == figure.max else f"From {figure.min} to {figure.max}."


def _shared_line(figure: Figure, taken: Sequence[Claim]) -> str:
    voices = len({claim.voice for claim in taken})
    if not figure.voices:
        return f"Nobody gives a number, only words for one: {_claims(taken)}."
    if figure.shared is None:
        giving: defaultdict[int, set[str]] = defaultdict(set)
        for claim in taken:
            for value in {claim.count.min, claim.count.max or claim.count.min}:
                giving[value].add(claim.voice)
        tied = [str(value) for value in sorted(giving) if len(giving[value]) == figure.voices]
        each = "1 each says" if figure.voices == 1 else f"{figure.voices} each say"
        told = f"{', '.join(tied[:-1])} and {tied[-1]}"
        return f"No figure is shared by most: of {_number(voices, 'voice')}, {each} {told}."
    says = "says" if figure.voices == 1 else "say"
    line = f"{figure.voices} of {_number(voices, 'voice')} {says} {figure.shared}"
    outside = [claim for claim in taken if claim.account in figure.outside]
    return f"{line}; outside: {_claims(outside)}." if outside else f"{line}; nobody says otherwise."


def _named(label: str, claims: Sequence[Claim]) -> Iterator[str]:
    if claims:
        yield f"{label}: {_claims(claims)}."


def _claims(claims: Iterable[Claim]) -> str:
    """Each figure and who gives it, the lowest first."""
    giving: defaultdict[tuple[int, str], list[str]] = defaultdict(list)
    for claim in claims:
        day = f" on {claim.published}" if claim.replaced_by and claim.published else ""
        giving[claim.count.min, count_words(claim.count)].append(f"{claim.outlet or claim.account}{day}")
    told = [f"{words} ({', '.join(dict.fromkeys(giving[least, words]))})" for least, words in sorted(giving)]
    more = f" and {len(told) - MANY} more" if len(told) > MANY else ""
    return "; ".join(told[:MANY]) + more


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
