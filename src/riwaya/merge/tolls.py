"""The figures of one event from all its tellings in a report."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from riwaya.language.pattern import word_lists
from riwaya.model.analysis import Analysis
from riwaya.model.events import Count
from riwaya.model.mentions import CountMention

APART = 5  # times that one source may say more than another of the same event
FIGHTER = "*"  # stands for all nouns that say no more than that
STEM = 4  # letters by which inflected forms of one noun are known as one

Bounds = tuple[int, int | None]


class Toll(NamedTuple):
    """The sum that one sentence tells: `least`, `most` (None: open), its mentions, whether it is the paper's own."""

    least: int
    most: int | None
    mentions: tuple[CountMention, ...]
    sentence: int
    sources: frozenset[str]

    @property
    def partial(self) -> bool:
        """Whether only parts of a figure told elsewhere were told ("among the dead are three children")."""
        return all(mention.part for mention in self.mentions)

    @property
    def scattered(self) -> bool:
        """Whether the figures are the sum of several events."""
        return any(mention.scattered for mention in self.mentions)

    @property
    def vague(self) -> bool:
        """Whether no number was told ("some", "dozens")."""
        return all(mention.vague for mention in self.mentions)


def sentence_toll(mentions: Sequence[CountMention], sentence: int, sources: frozenset[str]) -> Toll | None:
    """The toll of one role in one sentence: sides and groups add up.

    Parts ("among them …") do not add, nor words beside numbers ("17 killed … and bodies under the rubble"), nor a
    running total beside the event's own figure.
    """
    whole = [m for m in mentions if not m.part] or list(mentions[:1])
    whole = [m for m in whole if not m.total] or whole
    whole = [m for m in whole if not m.vague] or whole
    if not whole:
        return None
    most = None if any(m.max is None for m in whole) else sum(m.max or 0 for m in whole)
    return Toll(sum(m.min for m in whole), most, tuple(whole), sentence, sources)


def claims(mentions: Sequence[CountMention], analysis: Analysis) -> list[list[CountMention]]:
    """The figures of one sentence by those who tell them: "… sixty dead, while the hospital speaks of fifty"."""
    lists = word_lists()
    found: list[list[CountMention]] = []
    for number, mention in enumerate(mentions):
        between = analysis.tokens[mentions[number - 1].last : mention.first] if number else ()
        keys = [token.word.key for token in between]
        other = [i for i, key in enumerate(keys) if key in lists["contrast"] or key in lists["contrast_in"]]
        if not found or (other and any(t.word.readings[0].bare in lists["says"] for t in between[other[0] :])):
            found.append([])
        found[-1].append(mention)
    return found


def unite(tolls: Sequence[Toll], analysis: Analysis, *, by_side: bool = False) -> Count | None:
    """One figure from the tolls of an event.

    Numbers go before words, wholes before parts; a later total replaces; the title's figure stands only where the
    body has none; sources that differ a little give a range. `by_side`: each side's losses told in a sentence of their
    own are added (as in fighting).
    """
    whole = [toll for toll in tolls if not toll.partial] or list(tolls)
    sums = [toll for toll in whole if toll.scattered]
    parts = {toll.least for toll in whole if not toll.scattered and toll.most is not None}
    if not any(toll.least == sum(parts) for toll in sums):  # all its parts are of this event: the total is its figure
        whole = [toll for toll in whole if not toll.scattered] or whole
    told = [toll for toll in whole if not toll.vague] or whole
    if not told:
        return None
    title = [toll for toll in told if analysis.sentences[toll.sentence].kind == "title"]
    body = [toll for toll in told if toll not in title] or title
    totals = [toll for toll in body if any(m.total for m in toll.mentions)]
    chosen = totals[-1] if totals else body[0]
    first = chosen.mentions[0]
    span = analysis.span(first.first, first.last)
    least, most = chosen.least, chosen.most
    if not totals:
        vague = [toll for toll in whole if toll.vague and toll not in body]
        least, most = _range(chosen, [*body, *vague] if by_side else body, analysis, by_side)
    return Count(min=least, max=most, text=span.of(analysis.report.text), evidence=span)


def _range(chosen: Toll, told: Sequence[Toll], analysis: Analysis, by_side: bool) -> Bounds:
    """The lowest and highest of what the sources say; what one source says of both sides is added first.

    In fighting another source speaks of the same only if it names people of a side named before, or of both sides.
    """
    apart = [toll for toll in told if _apart(chosen, toll)]
    people = frozenset(name for toll in told if toll not in apart for name in _people(toll, analysis))
    rivals = [
        toll for toll in apart if not by_side or len(toll.mentions) > 1 or _one_side(people, _people(toll, analysis))
    ]
    own = [toll for toll in told if toll not in rivals]
    claims = [_sum(chosen, own, analysis, by_side)]
    claims += [_sum(rivals[0], rivals, analysis, True)] if rivals and by_side else [(t.least, t.most) for t in rivals]
    claims = [claim for claim in claims if claim[0] <= APART * claims[0][0] and claims[0][0] <= APART * claim[0]]
    highest = max(least for least, _ in claims)
    tops = [most for least, most in claims if least == highest]
    return min(least for least, _ in claims), None if None in tops else max(most for most in tops if most is not None)


def _sum(first: Toll, told: Sequence[Toll], analysis: Analysis, by_side: bool) -> Bounds:
    least, most = first.least, first.most
    for other in _other_sides(first, told, analysis) if by_side else ():
        least += other.least
        most = None if most is None or other.most is None else most + other.most
    return least, most


def _apart(a: Toll, b: Toll) -> bool:
    """Whether two tolls are told by different sources."""
    return bool(a.sources and b.sources) and not a.sources & b.sources and not b.vague


def _other_sides(chosen: Toll, told: Sequence[Toll], analysis: Analysis) -> list[Toll]:
    """Tolls of other people than those of `chosen`: their nouns share no word, their numbers differ."""
    seen, numbers = _people(chosen, analysis), {chosen.least}
    sides = []
    for toll in told:
        people = _people(toll, analysis)
        other = bool(seen and people) and not _one_side(people, seen)
        if toll.sentence != chosen.sentence and other and toll.least not in numbers:
            sides.append(toll)
            seen, numbers = seen | people, numbers | {toll.least}
    return sides


def _one_side(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether names of people can be of one side; "fighters" says so only where it is the only name."""
    shared = a & b
    return bool(shared - {FIGHTER}) or (bool(shared) and {FIGHTER} in (a, b))


def _people(toll: Toll, analysis: Analysis) -> frozenset[str]:
    """The beginnings of the folded words that name the people of a toll, without words for people in general.

    The noun is taken in the singular: "جنود" and "جندي" (soldiers, a soldier) are one.
    """
    general = word_lists()["general_people"]
    fighters = word_lists()["any_fighter"]
    nouns = {
        FIGHTER if mention.group in fighters else mention.group
        for mention in toll.mentions
        if mention.group and mention.group not in general
    }
    others = {
        token.word.readings[0].bare
        for mention in toll.mentions
        for token in analysis.tokens[mention.group_first + bool(mention.group) : mention.group_last]
        if token.word.kind == "word" and token.word.readings[0].bare not in general
    }
    return frozenset(word[:STEM] for word in nouns | others)
