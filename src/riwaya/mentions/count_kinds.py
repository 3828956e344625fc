"""What the patterns of count rules may ask for in angle brackets: figures, words for those hit, gaps."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from riwaya.language.pattern import word_lists
from riwaya.mentions.casualties import casualties
from riwaya.mentions.figures import Figure, find_figure, plain_number
from riwaya.mentions.groups import Group, person_at
from riwaya.mentions.numbers import number_items
from riwaya.mentions.people import people
from riwaya.model.analysis import Token

REACH = 8  # tokens between a verb and its figure
STRETCH = 18  # tokens between a figure and a later verb about it
TELLING = frozenset({"verb", "struck", "verbs", "met", "noun"})
NAME = 8  # tokens of a person's name

Finder = Callable[["Kinds", int], Iterable[tuple[int, Any]]]


class Kinds:
    """What patterns may ask for by kind, worked out once for each token of a sentence."""

    def __init__(self, tokens: Sequence[Token], first: int, stop: int) -> None:
        self.tokens = tokens
        self.first = first
        self.stop = stop
        self._known: dict[tuple[str, int], tuple[tuple[int, Any], ...]] = {}
        self._figures: dict[tuple[int, bool], Figure | None] = {}

    def __call__(self, kind: str, index: int) -> tuple[tuple[int, Any], ...]:
        """The (end, value) of things of `kind` at token `index`."""
        known = self._known.get((kind, index))
        if known is None:
            known = tuple(self._find(kind, index))
            self._known[kind, index] = known
        return known

    def _find(self, kind: str, index: int) -> Iterable[tuple[int, Any]]:
        for part in kind.split("|"):
            finder = FINDERS.get(part)
            yield from finder(self, index) if finder else self._words(part, index)

    def _words(self, pos: str, index: int) -> Iterable[tuple[int, Any]]:
        plain = pos.removeprefix("plain_")
        for word in casualties(self.tokens[index].word.key):
            fits = word.pos in ("victim", "victims") if plain == "victims" else word.pos == plain
            if fits and not (plain != pos and (word.joined or word.carried)):
                yield index + 1, word

    def opens_figure(self, index: int) -> bool:
        """Whether people or a number begin at token `index`."""
        return bool(self("number", index) or self("figure", index))

    def figure(self, index: int, *, definite: bool = False) -> Figure | None:
        """The people that begin at token `index`."""
        if (index, definite) not in self._figures:
            self._figures[index, definite] = find_figure(self.tokens, index, self.stop, definite=definite)
        return self._figures[index, definite]


def _figure(kinds: Kinds, index: int) -> Iterable[tuple[int, Any]]:
    """Any people: counted, two, one, or indefinite without a number."""
    figure = kinds.figure(_inside(kinds, index))
    if figure:
        yield figure.last, figure


def _inside(kinds: Kinds, index: int) -> int:
    """Behind a mark that opens a quote: «17» (seventeen)."""
    opens = index + 1 < kinds.stop and kinds.tokens[index].word.key in word_lists()["count_quotes"]
    return index + 1 if opens else index


def _folk(kinds: Kinds, index: int) -> Iterable[tuple[int, Any]]:
    """Any people, definite ones without a number as well."""
    figure = kinds.figure(index, definite=True)
    if figure:
        yield figure.last, figure


def _people(kinds: Kinds, index: int) -> Iterable[tuple[int, Any]]:
    """Counted people whose noun is told, or two, or one, or many without a number; definite ones only with a number."""
    for end, figure in _figure(kinds, index):
        if figure.group.known or figure.group.noun:
            yield end, figure


def _object(kinds: Kinds, index: int) -> Iterable[tuple[int, Any]]:
    """People who can be a verb's object or late subject: counted with a noun of the lexicon, two, or one indefinite."""
    person = person_at(kinds.tokens[index])
    if index > kinds.first and _governed(kinds.tokens[index - 1], kinds.tokens[index]):
        return
    for end, figure in _figure(kinds, index):
        one = figure.how_many == "one" and person is not None and not person.definite
        if figure.group.known and (figure.counted or (one and _accusative(kinds.tokens[index]))):
            yield end, figure


def _governed(before: Token, token: Token) -> bool:
    """Whether people depend on a preposition or a noun behind one ("برصاص شرطيين", by fire of policemen).

    A preposition with its own pronoun ("فيها", in it) governs nothing more.
    """
    lone = before.word.pos == "ADP" and not before.word.enclitic
    if lone or any(person.carried for person in people(token.word.key)):
        return True
    carried = bool(before.word.readings[0].preposition) and not before.word.definite and not before.word.enclitic
    return carried and token.word.kind == "word"


def _counted(kinds: Kinds, index: int) -> Iterable[tuple[int, Any]]:
    """People with a number, whether their noun is told or not."""
    return ((end, figure) for end, figure in _figure(kinds, index) if figure.counted)


def _counted_people(kinds: Kinds, index: int) -> Iterable[tuple[int, Any]]:
    """People with a number and a noun."""
    return ((end, figure) for end, figure in _people(kinds, index) if figure.counted)


def _several(kinds: Kinds, index: int) -> Iterable[tuple[int, Any]]:
    """People without a number, more than one."""
    return ((end, figure) for end, figure in _people(kinds, index) if figure.how_many == "many")


def _exact(kinds: Kinds, index: int) -> Iterable[tuple[int, Any]]:
    """A number that is one figure, without its noun."""
    return ((end, figure) for end, figure in _number(kinds, index) if figure.max == figure.min)


def _the_number(kinds: Kinds, index: int) -> Iterable[tuple[int, Any]]:
    """A number with the article, behind its noun."""
    if kinds.tokens[index].word.definite:
        yield from _exact(kinds, index)


def _accusative(token: Token) -> bool:
    return token.word.key.endswith(tuple(word_lists()["count_accusative"]))


def _single(kinds: Kinds, index: int) -> Iterable[tuple[int, Any]]:
    """One person by a noun of the lexicon."""
    for end, figure in _figure(kinds, index):
        if figure.how_many == "one" and figure.group.known:
            yield end, figure


def _agents(kinds: Kinds, index: int) -> Iterable[tuple[int, Any]]:
    """People who can be a verb's subject: without a number or two in the nominative, or one person."""
    lists = word_lists()
    endings = {"two": "count_nominative_two", "many": "count_nominative"}
    figure = kinds.figure(index, definite=True)
    if figure and figure.at == figure.group.first and figure.group.known:
        ending = endings.get(figure.how_many)
        if ending is None or kinds.tokens[index].word.key.endswith(tuple(lists[ending])):
            yield figure.last, figure


def _number(kinds: Kinds, index: int) -> Iterable[tuple[int, Any]]:
    """A hedged number without its noun."""
    figure = plain_number(kinds.tokens, _inside(kinds, index), kinds.stop)
    if figure:
        yield figure.last, figure
        after = figure.last
        if after < kinds.stop and kinds.tokens[after].word.key in word_lists()["count_quotes"]:
            yield after + 1, figure


def _untold_victims(kinds: Kinds, index: int) -> Iterable[tuple[int, Any]]:
    """Dead or wounded, indefinite, without a number, not "the dead of …", not "the number of dead"."""
    word = next((w for w in casualties(kinds.tokens[index].word.key) if w.pos == "victims"), None)
    if word is None or word.definite or word.carried:
        return
    after = index + 1
    annexed = after < kinds.stop and _annexes(kinds.tokens[after])
    if not annexed and not _toll(kinds, index - 1):
        yield after, word


def _annexes(token: Token) -> bool:
    """Whether the word before is annexed to this one ("ضحايا التفجير", the bombing's victims)."""
    word = token.word
    if word.kind != "word" or person_at(token, definite=False) is not None or word.key in word_lists()["count_stop"]:
        return False
    return word.definite or bool(word.enclitic) or (word.pos in ("NOUN", "PROPN") and not word.proclitics)


def _toll(kinds: Kinds, index: int) -> bool:
    if index < kinds.first:
        return False
    return any(reading.bare in word_lists()["count_toll"] for reading in kinds.tokens[index].word.readings)


def _the_victims(kinds: Kinds, index: int) -> Iterable[tuple[int, Any]]:
    """The dead, the wounded: told before."""
    return ((end, word) for end, word in kinds("victims", index) if word.definite)


def _passive(kinds: Kinds, index: int) -> Iterable[tuple[int, Any]]:
    """A verb that is written as passive, so that its subject was hit."""
    if kinds.tokens[index].passive:
        yield from ((index + 1, word) for word in casualties(kinds.tokens[index].word.key) if word.pos == "verb")


def _kunya(kinds: Kinds, index: int) -> Iterable[tuple[int, Any]]:
    """A name that begins with "father of"."""
    if kinds.tokens[index].word.key in word_lists()["count_kunya"]:
        yield from _named(kinds, index)


def _name(kinds: Kinds, index: int) -> Iterable[tuple[int, Any]]:
    """A person's name."""
    word = kinds.tokens[index].word
    lists, reading = word_lists(), word.readings[0]
    if word.key in lists["count_kunya"] or {reading.bare, reading.core} & lists["count_first_name"].keys():
        yield from _named(kinds, index)


def _proper(kinds: Kinds, index: int) -> Iterable[tuple[int, Any]]:
    """A proper name that stands with nothing attached."""
    word = kinds.tokens[index].word
    if word.pos == "PROPN" and word.kind == "word" and not word.proclitics and not casualties(word.key):
        yield from _named(kinds, index)


def _pure_noun(kinds: Kinds, index: int) -> Iterable[tuple[int, Any]]:
    """A verbal noun that can not be read as a verb."""
    words = casualties(kinds.tokens[index].word.key)
    if not any(word.pos in ("verb", "struck") for word in words):
        yield from ((index + 1, word) for word in words if word.pos == "noun")


def _named(kinds: Kinds, index: int) -> Iterable[tuple[int, Any]]:
    end = index + 1
    while end < min(kinds.stop, index + NAME):
        word = kinds.tokens[end].word
        if word.kind != "word" or word.pos not in ("PROPN", "NOUN", "ADJ") or (word.proclitics and not word.definite):
            break
        if casualties(word.key) or word.key in word_lists()["count_stop"]:
            break
        end += 1
    yield end, Figure(1, 1, index, end, index, Group(index, end), True, "one")


def _reach(kinds: Kinds, index: int) -> Iterable[tuple[int, Any]]:
    """What may stand between a verb and its figure: a few words of the same clause."""
    lists = word_lists()
    for end in range(index + 1, min(kinds.stop, index + REACH) + 1):
        word = kinds.tokens[end - 1].word
        if word.kind == "punct" and word.key not in lists["count_quotes"]:
            return
        if word.pos == "VERB" or casualties(word.key):
            return
        if word.key in lists["relative"] or word.key in lists["complementiser"]:
            return
        counting = bool(number_items(word.key)) and kinds.figure(end - 1) is not None
        if counting or (end > index + 1 and word.readings[0].conjunction):
            return
        yield end, None


def _stretch(kinds: Kinds, index: int) -> Iterable[tuple[int, Any]]:
    """What may stand between people and a later verb about them: no other people, unless "among them"."""
    lists = word_lists()
    for end in range(index, min(kinds.stop, index + STRETCH) + 1):
        yield end, None
        if end >= kinds.stop:
            return
        word = kinds.tokens[end].word
        among = end > index and any(r.bare in lists["count_among"] for r in kinds.tokens[end - 1].word.readings)
        if word.key in lists["complementiser"] or (
            word.key in lists["relative"] and word.key not in lists["count_of"] and not among
        ):
            return
        listed = end == index and bool(word.readings[0].conjunction)
        figure = kinds.figure(end) if number_items(word.key) and not among and not listed else None
        told = any(found.pos in TELLING for found in casualties(word.key))
        if told or (figure and figure.group.known):
            return


FINDERS: dict[str, Finder] = {
    "figure": _figure,
    "folk": _folk,
    "people": _people,
    "object": _object,
    "single": _single,
    "counted": _counted,
    "counted_people": _counted_people,
    "exact": _exact,
    "the_number": _the_number,
    "several": _several,
    "agents": _agents,
    "number": _number,
    "untold_victims": _untold_victims,
    "the_victims": _the_victims,
    "passive": _passive,
    "kunya": _kunya,
    "name": _name,
    "proper": _proper,
    "pure_noun": _pure_noun,
    "reach": _reach,
    "stretch": _stretch,
}
