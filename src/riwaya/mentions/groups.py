"""The noun phrase that names the people of a figure: its noun, adjectives, "of …", "in the ranks of …"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from riwaya.language.pattern import word_lists
from riwaya.mentions.casualties import VICTIMS, casualties
from riwaya.mentions.people import Person, people
from riwaya.model.analysis import Token

QUOTES = frozenset("\"'«»/()")
OPENING = frozenset('«"(/')
NOUNS = frozenset({"NOUN", "ADJ", "PROPN", "X"})
ADJECTIVES = 3  # tokens of adjectives or annexed nouns behind the noun
NAME = 7  # tokens of a title with the name of its bearer
OF_PHRASE = 6  # tokens behind "of"


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


def doubled(tokens: Sequence[Token], group: Group, stop: int) -> Group:
    """Two nouns under one number ("13 جنديا وشرطيا", 13 soldiers and policemen): both in the singular accusative."""
    at = group.last
    if not group.known or at >= stop or not _ends_accusative(tokens[group.first]) or not _ends_accusative(tokens[at]):
        return group
    others = people(tokens[at].word.key)
    second = next((person for person in others if person.joined and person.how_many == "one"), None)
    if second is None:
        return group
    civilian, combatant = group.civilian or second.civilian, group.combatant or second.combatant
    return group._replace(last=of_end(tokens, at + 1, stop), civilian=civilian, combatant=combatant)


def _whole(token: Token, person: Person | None) -> bool:
    """Whether a noun shows by its ending that it is annexed to nothing: an accusative, a plural or dual with its ن."""
    lists = word_lists()
    many = lists["count_nominative_two" if person is not None and person.how_many == "two" else "count_nominative"]
    return _ends_accusative(token) or (person is not None and token.word.key.endswith(tuple(many)))


def _ends_accusative(token: Token) -> bool:
    return token.word.key.endswith(tuple(word_lists()["count_accusative"]))


def past_quotes(tokens: Sequence[Token], index: int, stop: int) -> int:
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
        return extended(tokens, Group(index, end), end, stop)
    if _thing(tokens[index]):
        return nothing._replace(thing=True)
    if any(c.pos in VICTIMS and not c.joined and not c.carried for c in casualties(word.key)):
        return phrase(tokens, index, stop, None)._replace(noun="", known=True)
    person = person_at(tokens[index])
    if person is None and (not _nominal(tokens[index]) or word.definite or casualties(word.key)):
        return nothing
    return phrase(tokens, index, stop, person)


def _thing(token: Token) -> bool:
    things, word = word_lists()["count_things"], token.word
    if word.key in word_lists()["count_stop"]:
        return False
    return any(form in things for reading in word.readings if not reading.cut for form in (reading.bare, reading.core))


def _of_group(tokens: Sequence[Token], index: int, stop: int, nothing: Group) -> Group:
    start = past_quotes(tokens, index + 1, stop)
    if start >= stop or not _nominal(tokens[start]) or tokens[start].word.kind == "number":
        return nothing
    if _thing(tokens[start]):
        return nothing._replace(thing=True)
    last = of_end(tokens, index, stop)
    return flagged(tokens, start, last, person_at(tokens[start]))


def phrase(tokens: Sequence[Token], index: int, stop: int, person: Person | None) -> Group:
    """From the noun at `index` over its adjectives or the noun that it is annexed to, then "of …"."""
    end = index + 1
    stop_words = word_lists()["count_stop"]
    annexed = person is not None and person.definite
    most = NAME if person is not None and person.how_many == "one" else ADJECTIVES
    while end < min(stop, index + 1 + most):
        token = tokens[end]
        if token.word.key in stop_words or casualties(token.word.key) or not _modifies(token):
            break
        other = person_at(token, definite=False)
        if other and other.how_many == "one" and person and person.how_many != "one":
            break
        if token.word.definite and not annexed and (end > index + 1 or _whole(tokens[index], person)):
            break
        if end > index + ADJECTIVES and token.word.pos not in ("PROPN", "X") and not token.word.definite:
            break
        annexed = annexed or token.word.definite
        end += 1
    return flagged(tokens, index, of_end(tokens, end, stop), person)


def extended(tokens: Sequence[Token], group: Group, index: int, stop: int) -> Group:
    """A group whose "of …" or "in the ranks of …" stands behind a hedge, or that has only that."""
    last = of_end(tokens, index, stop)
    if last == index:
        return group
    wider = flagged(tokens, group.first, last, None)
    return group._replace(
        last=last, civilian=group.civilian or wider.civilian, combatant=group.combatant or wider.combatant
    )


def flagged(tokens: Sequence[Token], first: int, last: int, person: Person | None) -> Group:
    """The group of tokens `first` to `last`, headed by `person`, with what its nouns say of civilian and combatant."""
    inside = [found for token in tokens[first:last] if (found := person_at(token)) and found.how_many != "one"]
    if person is not None:
        inside.append(person)
    noun = person.group if person else tokens[first].word.readings[0].bare if first < last else ""
    civilian = any(found.civilian for found in inside)
    combatant = any(found.combatant for found in inside)
    return Group(first, last, noun, person is not None, civilian, combatant)


def of_end(tokens: Sequence[Token], index: int, stop: int) -> int:
    """Where "of X", "among X" or "in the ranks of X" that begins at `index` ends; `index` where none begins."""
    lists = word_lists()
    start = index
    if index + 1 < stop and tokens[index].word.key in lists["count_of"]:
        start = index + 1
    elif index + 2 < stop and tokens[index].word.key in lists["count_per"]:
        start = index + 2 if tokens[index + 1].word.key in lists["count_ranks"] else index
    elif index + 1 < stop and tokens[index].word.key in lists["count_amid"] and person_at(tokens[index + 1]):
        start = index + 1
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
