"""A figure of people: a hedged number with the noun that it counts, a dual, a single person, people without a number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from riwaya.language.pattern import word_lists
from riwaya.mentions.casualties import VICTIMS, HowMany, Person, casualties, people
from riwaya.mentions.hedges import bounded, hedge
from riwaya.mentions.numbers import find_number
from riwaya.model.analysis import Token

QUOTES = frozenset("\"'«»/()")
OPENING = frozenset("«\"(/")
NOUNS = frozenset({"NOUN", "ADJ", "PROPN", "X"})
ADJECTIVES = 3
OF_PHRASE = 6
YEARS = range(1900, 2101)
HOW_MANY: dict[HowMany, tuple[int, int | None]] = {"one": (1, 1), "two": (2, 2), "many": (1, None)}


class Group(NamedTuple):
    """The phrase that names the people: tokens `first` to `last`; `known` where a noun of the lexicon heads it.

    `noun` is the folded head ("" for "others" and where it is elided); `thing` that what is counted are no people.
    """

    first: int
    last: int
    noun: str = ""
    known: bool = False
    civilian: bool = False
    combatant: bool = False
    thing: bool = False


class Figure(NamedTuple):
    """People from token `first` to `last`: `min` to `max` of them; `at` is the token of the number or the noun.

    `counted` tells that a number or a dual says how many.
    """

    min: int
    max: int | None
    first: int
    last: int
    at: int
    group: Group
    counted: bool
    how_many: HowMany


def find_figure(tokens: Sequence[Token], index: int, stop: int, *, definite: bool = False) -> Figure | None:
    """The people that begin at token `index`; None where there are none, or things are counted.

    People without a number count only indefinite ("مقتل مدنيين", civilians were killed), unless `definite`.
    """
    before = hedge(tokens, index, stop, "before")
    number = find_number(tokens, before.last, stop) if before.last < stop else None
    if number is None:
        return None if before.bound else _unnumbered(tokens, index, stop, definite)
    after = hedge(tokens, number.last, stop, "after")
    group = find_group(tokens, _past(tokens, after.last, stop), stop, after.last)
    if group.thing or (not group.known and _is_year(tokens, before.last, number.last)):
        return None
    late = hedge(tokens, group.last, stop, "after")
    if late.bound and group.last > group.first:
        group = _extended(tokens, group, late.last, stop)
    bound = before.bound or after.bound or late.bound
    low, high = bounded(number.min, number.max, bound)
    return Figure(low, high, index, max(late.last, group.last), before.last, group, True, "many")


def plain_number(tokens: Sequence[Token], index: int, stop: int) -> Figure | None:
    """A hedged number without its noun, as it stands before "killed" or "wounded" as nouns ("6 شهداء", six martyrs)."""
    before = hedge(tokens, index, stop, "before")
    number = find_number(tokens, before.last, stop) if before.last < stop else None
    if number is None:
        return None
    after = hedge(tokens, number.last, stop, "after")
    low, high = bounded(number.min, number.max, before.bound or after.bound)
    return Figure(low, high, index, after.last, before.last, Group(after.last, after.last), True, "many")


def _is_year(tokens: Sequence[Token], first: int, last: int) -> bool:
    key = tokens[first].word.key
    return last == first + 1 and key.isdigit() and int(key) in YEARS


def _past(tokens: Sequence[Token], index: int, stop: int) -> int:
    """Behind quotation marks that close a number or open its noun («17» حوثيا)."""
    while index < stop and tokens[index].word.key in QUOTES:
        index += 1
    return index


def person_at(token: Token, *, definite: bool | None = None) -> Person | None:
    """The noun for people that a token is, without attached particles unless they must be read off."""
    found = people(token.word.key)
    for person in found:
        if (definite is None or person.definite == definite) and not person.carried and not person.joined:
            return person
    return None


def find_group(tokens: Sequence[Token], index: int, stop: int, empty: int) -> Group:
    """The phrase behind a number that names the people counted; an empty group at `empty` where it is elided."""
    nothing = Group(empty, empty)
    if index >= stop or tokens[index].word.kind not in ("word", "latin"):
        return nothing
    word = tokens[index].word
    lists = word_lists()
    if word.key in lists["count_of"]:
        return _of_group(tokens, index, stop, nothing)
    if word.key in lists["count_others"]:
        end = index + 1
        return _extended(tokens, Group(index, end), end, stop)
    if _thing(tokens[index]):
        return nothing._replace(thing=True)
    if any(c.pos in VICTIMS and not c.joined and not c.carried for c in casualties(word.key)):
        return _phrase(tokens, index, stop, None)._replace(noun="", known=True)
    person = person_at(tokens[index])
    if person is None and (not _nominal(tokens[index]) or word.definite or casualties(word.key)):
        return nothing
    return _phrase(tokens, index, stop, person)


def _thing(token: Token) -> bool:
    things = word_lists()["count_things"]
    if token.word.key in word_lists()["count_stop"]:
        return False
    return any(not reading.cut and (reading.bare in things or reading.core in things) for reading in token.word.readings)


def _of_group(tokens: Sequence[Token], index: int, stop: int, nothing: Group) -> Group:
    start = _past(tokens, index + 1, stop)
    if start >= stop or not _nominal(tokens[start]) or tokens[start].word.kind == "number":
        return nothing
    word = tokens[start].word
    if _thing(tokens[start]):
        return nothing._replace(thing=True)
    last = _of_end(tokens, index, stop)
    return _flagged(tokens, start, last, person_at(tokens[start]))


def _phrase(tokens: Sequence[Token], index: int, stop: int, person: Person | None) -> Group:
    """From the noun at `index` over its adjectives or the noun that it is annexed to, then "of …"."""
    end = index + 1
    stop_words = word_lists()["count_stop"]
    annexed = person is not None and person.definite
    while end < min(stop, index + 1 + ADJECTIVES):
        token = tokens[end]
        if token.word.key in stop_words or casualties(token.word.key) or not _modifies(token):
            break
        other = person_at(token, definite=False)
        if other and other.how_many == "one" and person and person.how_many == "many":
            break
        if token.word.definite and not annexed and end > index + 1:
            break
        annexed = annexed or token.word.definite
        end += 1
    return _flagged(tokens, index, _of_end(tokens, end, stop), person)


def _extended(tokens: Sequence[Token], group: Group, index: int, stop: int) -> Group:
    """A group whose "of …" or "in the ranks of …" stands behind a hedge, or that has only that."""
    last = _of_end(tokens, index, stop)
    if last == index:
        return group
    wider = _flagged(tokens, group.first, last, None)
    return group._replace(
        last=last, civilian=group.civilian or wider.civilian, combatant=group.combatant or wider.combatant
    )


def _flagged(tokens: Sequence[Token], first: int, last: int, person: Person | None) -> Group:
    inside = [found for token in tokens[first:last] if (found := person_at(token)) is not None]
    if person is not None:
        inside.append(person)
    noun = person.group if person else tokens[first].word.readings[0].bare if first < last else ""
    civilian = any(found.civilian for found in inside)
    combatant = any(found.combatant for found in inside)
    return Group(first, last, noun, person is not None, civilian, combatant)


def _of_end(tokens: Sequence[Token], index: int, stop: int) -> int:
    """Where "of X" or "in the ranks of X" that begins at `index` ends; `index` where neither begins."""
    lists = word_lists()
    start = index
    if index + 1 < stop and tokens[index].word.key in lists["count_of"]:
        start = index + 1
    elif index + 2 < stop and tokens[index].word.key in lists["count_per"] and tokens[index + 1].word.key in lists["count_ranks"]:
        start = index + 2
    if start == index:
        return index
    end, names = start, 0
    while end < stop and names < OF_PHRASE:
        if tokens[end].word.key in OPENING or (tokens[end].word.key in QUOTES and names):
            end += 1
            continue
        if not _nominal(tokens[end]) or tokens[end].word.key in lists["count_stop"] or casualties(tokens[end].word.key):
            break
        end, names = end + 1, names + 1
    while end > start and tokens[end - 1].word.key in OPENING:
        end -= 1
    return end if names else index


def _nominal(token: Token) -> bool:
    word = token.word
    if word.kind == "latin":
        return True
    if word.kind != "word" or word.key in word_lists()["count_stop"]:
        return False
    if person_at(token) is not None:
        return True
    return word.pos in NOUNS and not any(len(part) == 1 for part in word.proclitics)


def _modifies(token: Token) -> bool:
    """Whether a token can be an adjective, or the noun that the one before is annexed to."""
    if token.word.key in word_lists()["count_others"]:
        return True
    return token.word.kind == "word" and _nominal(token)


def _unnumbered(tokens: Sequence[Token], index: int, stop: int, definite: bool) -> Figure | None:
    others = word_lists()["count_others"].get(tokens[index].word.key)
    if others in ("one", "two", "many"):
        how: HowMany = others  # type: ignore[assignment]
        group = _extended(tokens, Group(index, index + 1), index + 1, stop)
        return Figure(*HOW_MANY[how], index, group.last, index, group, how == "two", how)
    person = _reading(tokens, index, stop)
    if person is None:
        return None
    group = _phrase(tokens, index, stop, person)
    low, high = HOW_MANY[person.how_many]
    counted = person.how_many == "two"
    if person.definite and person.how_many == "many":
        told = _number_behind(tokens, index + 1, stop)
        if told:
            low, high, counted = told, told, True
        elif not definite:
            return None
    late = hedge(tokens, group.last, stop, "after")
    if late.bound:
        low, high = bounded(low, high, late.bound)
        group = _extended(tokens, group, late.last, stop)
    return Figure(low, high, index, max(group.last, late.last), index, group, counted, person.how_many)


def _reading(tokens: Sequence[Token], index: int, stop: int) -> Person | None:
    """The reading of a noun for people; one that is dual or plural is dual only beside the word two."""
    found = people(tokens[index].word.key)
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
    group = Group(late.last, late.last)
    if late.last < stop:
        person = person_at(tokens[late.last])
        of = _of_end(tokens, late.last, stop)
        if person is not None and not person.definite:
            group = _phrase(tokens, late.last, stop, person)
        elif of > late.last:
            start = late.last + 1 if tokens[late.last].word.key in word_lists()["count_of"] else late.last + 2
            group = _flagged(tokens, start, of, person_at(tokens[start]))
    return figure._replace(min=low, max=high, last=max(group.last, late.last), group=group)
