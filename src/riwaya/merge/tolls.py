"""The figures of one event from all its tellings in a report."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from riwaya.language.pattern import word_lists
from riwaya.model.analysis import Analysis
from riwaya.model.events import Count
from riwaya.model.mentions import CountMention

FIGHTER = "*"  # stands for all nouns that say no more than that
STEM = 4  # letters by which inflected forms of one noun are known as one


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
    least, most = _range(chosen, body, bool(totals))
    if by_side and not totals:
        for other in _other_sides(chosen, [*body, *(toll for toll in whole if toll.vague)], analysis):
            least += other.least
            most = None if most is None or other.most is None else most + other.most
    return Count(min=least, max=most, text=span.of(analysis.report.text), evidence=span)


def _range(chosen: Toll, told: Sequence[Toll], replaced: bool) -> tuple[int, int | None]:
    rivals = [t for t in told if not replaced and _rivals(chosen, t)]
    least = min([chosen.least, *(t.least for t in rivals)])
    most = chosen.most
    if rivals and most is not None:
        most = max([most, *(t.most for t in rivals if t.most is not None)])
    return least, most


def _rivals(a: Toll, b: Toll) -> bool:
    """Whether two tolls are told by different sources of the same people: figures of one order."""
    apart = bool(a.sources and b.sources) and not a.sources & b.sources
    return apart and a.least <= 2 * b.least and b.least <= 2 * a.least


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
