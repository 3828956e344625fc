"""A figure of people: a hedged number with the noun that it counts, a dual, one person, people without a number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from riwaya.language.pattern import word_lists
from riwaya.mentions.groups import Group, doubled, extended, find_group, flagged, of_end, past_quotes, person_at, phrase
from riwaya.mentions.hedges import bounded, hedge
from riwaya.mentions.numbers import find_number
from riwaya.mentions.people import HowMany, Person, people
from riwaya.model.analysis import Token

YEARS = range(1900, 2101)
HOW_MANY: dict[HowMany, tuple[int, int | None]] = {"one": (1, 1), "two": (2, 2), "many": (1, None)}


class Figure(NamedTuple):
    """People from token `first` to `last`: `min` to `max` of them; `at` is the token of the number or the noun.

    `counted` tells that a number or a dual says how many, `vague` that none does ("dozens", "several").
    """

    min: int
    max: int | None
    first: int
    last: int
    at: int
    group: Group
    counted: bool
    how_many: HowMany
    vague: bool = False


def find_figure(tokens: Sequence[Token], index: int, stop: int, *, definite: bool = False) -> Figure | None:
    """The people that begin at token `index`; None where there are none, or things are counted.

    People without a number count only indefinite ("مقتل مدنيين", civilians were killed), unless `definite`.
    """
    before = hedge(tokens, index, stop, "before")
    number = find_number(tokens, before.last, stop) if before.last < stop else None
    if number is None:
        return None if before.bound else _unnumbered(tokens, index, stop, definite)
    after = hedge(tokens, number.last, stop, "after")
    group = find_group(tokens, past_quotes(tokens, after.last, stop), stop, after.last)
    if group.thing or (not group.known and _is_year(tokens, before.last, number.last)):
        return None
    group = doubled(tokens, group, stop)
    late = hedge(tokens, group.last, stop, "after")
    if late.bound and group.last > group.first:
        group = extended(tokens, group, late.last, stop)
    bound = before.bound or after.bound or late.bound
    low, high = bounded(number.min, number.max, bound)
    return Figure(low, high, index, max(late.last, group.last), before.last, group, True, "many", number.max is None)


def plain_number(tokens: Sequence[Token], index: int, stop: int) -> Figure | None:
    """A hedged number without its noun, as it stands before "killed" or "wounded" as nouns ("6 شهداء", six martyrs)."""
    before = hedge(tokens, index, stop, "before")
    number = find_number(tokens, before.last, stop) if before.last < stop else None
    if number is None:
        return None
    after = hedge(tokens, number.last, stop, "after")
    low, high = bounded(number.min, number.max, before.bound or after.bound)
    return Figure(
        low, high, index, after.last, before.last, Group(after.last, after.last), True, "many", number.max is None
    )


def _is_year(tokens: Sequence[Token], first: int, last: int) -> bool:
    key = tokens[first].word.key
    return last == first + 1 and key.isdigit() and int(key) in YEARS


def _unnumbered(tokens: Sequence[Token], index: int, stop: int, definite: bool) -> Figure | None:
    others = word_lists()["count_others"].get(tokens[index].word.key)
    if others in ("one", "two", "many"):
        how: HowMany = others  # type: ignore[assignment]
        group = extended(tokens, Group(index, index + 1), index + 1, stop)
        return Figure(*HOW_MANY[how], index, group.last, index, group, how == "two", how, how == "many")
    person = _reading(tokens, index, stop)
    if person is None:
        return None
    group = phrase(tokens, index, stop, person)
    behind = _number_behind(tokens, index + 1, stop)
    if behind and (person.definite or (person.how_many, behind) == ("two", 2)):
        group = group._replace(last=max(group.last, index + 2))
    low, high = HOW_MANY[person.how_many]
    counted = person.how_many == "two"
    if person.definite and person.how_many == "many":
        if behind:
            low, high, counted = behind, behind, True
        elif not definite:
            return None
    elif person.how_many == "many" and not definite and _annexed(tokens, index + 1, group):
        return None
    late = hedge(tokens, group.last, stop, "after")
    if late.bound:
        low, high = bounded(low, high, late.bound)
        group = extended(tokens, group, late.last, stop)
    return Figure(
        low,
        high,
        index,
        max(group.last, late.last),
        index,
        group,
        counted,
        person.how_many,
        high is None and not counted,
    )


def _annexed(tokens: Sequence[Token], index: int, group: Group) -> bool:
    """Whether people without a number are annexed to a definite noun ("رجال الأمن", the security men): no figure."""
    return index < group.last and tokens[index].word.definite and tokens[index].word.kind == "word"


def _owned(stem: str) -> tuple[Person, ...]:
    """The readings of people with a pronoun: definite, and what looks like an accusative is a dual ("نجلاه")."""
    dual = stem.endswith(tuple(word_lists()["count_accusative"]))
    return tuple(
        person._replace(definite=True, how_many="two" if dual and person.group != stem else person.how_many)
        for person in people(stem)
    )


def _reading(tokens: Sequence[Token], index: int, stop: int) -> Person | None:
    """The reading of a noun for people; one that is dual or plural is dual only beside the word two."""
    word = tokens[index].word
    found = people(word.key) or (_owned(word.stem) if word.enclitic else ())
    if not found or (found[0].how_many != "many" and tokens[index].word.pos == "PROPN"):
        return None
    two = next((person for person in found if person.how_many == "two"), None)
    if two and index + 1 < stop and _number_behind(tokens, index + 1, stop) == 2:
        return two
    return found[0]


def _number_behind(tokens: Sequence[Token], index: int, stop: int) -> int:
    """The number that follows its noun ("الجنود الثلاثة", the three soldiers); 0 where none does."""
    if index >= stop or tokens[index].word.kind != "word":
        return 0
    reading = tokens[index].word.readings[0]
    if reading.conjunction or reading.preposition:
        return 0
    number = find_number(tokens, index, index + 1)
    return number.min if number and number.exact else 0


def follow(tokens: Sequence[Token], figure: Figure, end: int, stop: int) -> Figure:
    """`figure` whose noun, the word for those hit, ends before token `end`: the words behind it tell who they were.

    Example: "عشرات القتلى والجرحى من الحوثيين" (dozens of dead and wounded of the Houthis).
    """
    late = hedge(tokens, end, stop, "after")
    low, high = bounded(figure.min, figure.max, late.bound)
    if late.last + 1 < stop and tokens[late.last].word.key in word_lists()["count_they_fell"]:
        late = late._replace(last=late.last + 1)
    group = Group(late.last, late.last)
    if late.last < stop:
        person = person_at(tokens[late.last])
        of = of_end(tokens, late.last, stop)
        if person is not None and not person.definite:
            group = phrase(tokens, late.last, stop, person)
        elif of > late.last:
            start = late.last + (2 if tokens[late.last].word.key in word_lists()["count_per"] else 1)
            group = flagged(tokens, start, of, person_at(tokens[start]))
    return figure._replace(min=low, max=high, last=max(group.last, late.last), group=group)
