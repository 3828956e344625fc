"""A small pattern language over tokens, so that rules are data.

A pattern is a line of elements separated by blanks:

    word            a folded word; article, attached و ف and ب ل ك on the token do not matter
    a|b|@list       any of these; `@list` is a word list of `lexicon/word_lists.tsv`
    =word           the token must be this word whole: nothing attached, article as written
    ب+word          the token must carry this attached preposition (also `و+`)
    #               a number in digits (`#2`: of at most two digits, `#4`: of just four)
    <kind>          something found before: a mention or chunk of that kind that begins here
    [ … ]           may be missing
    ( … / … )       one of several
    ..3             any tokens but a sentence's end, at most three, as few as will do
    ,               any punctuation mark of , ، - – / : ( ) " « » or none
    {slot: …}       what is inside is kept under that name

Matching is by backtracking, leftmost element first, optional parts taken when they can be.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

import msgspec

from riwaya.errors import DataError
from riwaya.language.fold import fold
from riwaya.language.readings import particles
from riwaya.language.tables import rows
from riwaya.model.analysis import Token

Known = Callable[[str, int], Iterable[tuple[int, Any]]]
"""(kind, token index) → the (end, value) of things of that kind that begin there."""

SOFT_MARKS = frozenset(",-/:()\"'\u060c\u00ab\u00bb[]")


class Slot(NamedTuple):
    """What a named part of a pattern caught: tokens `first` to `last`, and the value of a list word or mention."""

    first: int
    last: int
    value: Any


class Found(NamedTuple):
    """A pattern that fits at tokens `first` to `last` (half-open)."""

    first: int
    last: int
    slots: Mapping[str, Slot]


class _State(NamedTuple):
    tokens: Sequence[Token]
    stop: int
    known: Known


Step = tuple[int, dict[str, Slot], Any]


class _Node(msgspec.Struct, frozen=True):
    def match(self, state: _State, index: int, slots: dict[str, Slot]) -> Iterator[Step]:
        raise NotImplementedError

    def starts(self) -> frozenset[str] | None:
        """The bare words that a match can begin with; None where anything can."""
        return None


class _Words(_Node, frozen=True):
    words: Mapping[str, str]
    exact: bool = False
    particle: str = ""

    def match(self, state: _State, index: int, slots: dict[str, Slot]) -> Iterator[Step]:
        if index >= state.stop:
            return
        word = state.tokens[index].word
        if self.exact:
            if word.key in self.words:
                yield index + 1, slots, self.words[word.key]
            return
        for reading in word.readings:
            if self.particle and self.particle not in (reading.preposition, reading.conjunction):
                continue
            for form in (reading.bare, reading.core):
                if form in self.words:
                    yield index + 1, slots, self.words[form]
                    return

    def starts(self) -> frozenset[str] | None:
        return frozenset(self.words)


class _Number(_Node, frozen=True):
    digits: int = 0

    def match(self, state: _State, index: int, slots: dict[str, Slot]) -> Iterator[Step]:
        if index >= state.stop or state.tokens[index].word.kind != "number":
            return
        key = state.tokens[index].word.key
        if self.digits and not (key.isdigit() and (len(key) == 4 if self.digits == 4 else len(key) <= self.digits)):
            return
        yield index + 1, slots, key


class _Known(_Node, frozen=True):
    kind: str

    def match(self, state: _State, index: int, slots: dict[str, Slot]) -> Iterator[Step]:
        if index < state.stop:
            for end, value in state.known(self.kind, index):
                if end <= state.stop:
                    yield end, slots, value


class _Gap(_Node, frozen=True):
    most: int

    def match(self, state: _State, index: int, slots: dict[str, Slot]) -> Iterator[Step]:
        for end in range(index, min(index + self.most, state.stop) + 1):
            yield end, slots, None


class _Mark(_Node, frozen=True):
    def match(self, state: _State, index: int, slots: dict[str, Slot]) -> Iterator[Step]:
        end = index
        while end < state.stop and state.tokens[end].word.key in SOFT_MARKS:
            end += 1
        if end > index:
            yield end, slots, None
        yield index, slots, None


class _Sequence(_Node, frozen=True):
    parts: tuple[_Node, ...]

    def match(self, state: _State, index: int, slots: dict[str, Slot]) -> Iterator[Step]:
        yield from self._from(0, state, index, slots, None)

    def _from(self, part: int, state: _State, index: int, slots: dict[str, Slot], value: Any) -> Iterator[Step]:
        if part == len(self.parts):
            yield index, slots, value
            return
        for end, caught, new in self.parts[part].match(state, index, slots):
            yield from self._from(part + 1, state, end, caught, new if new is not None else value)

    def starts(self) -> frozenset[str] | None:
        words: frozenset[str] = frozenset()
        for part in self.parts:
            first = part.starts()
            if isinstance(part, _Optional):
                inner = part.inner.starts()
                if inner is None:
                    return None
                words |= inner
                continue
            return None if first is None else words | first
        return None


class _Optional(_Node, frozen=True):
    inner: _Node

    def match(self, state: _State, index: int, slots: dict[str, Slot]) -> Iterator[Step]:
        yield from self.inner.match(state, index, slots)
        yield index, slots, None


class _Either(_Node, frozen=True):
    options: tuple[_Node, ...]

    def match(self, state: _State, index: int, slots: dict[str, Slot]) -> Iterator[Step]:
        for option in self.options:
            yield from option.match(state, index, slots)

    def starts(self) -> frozenset[str] | None:
        words: frozenset[str] = frozenset()
        for option in self.options:
            first = option.starts()
            if first is None:
                return None
            words |= first
        return words


class _Slot(_Node, frozen=True):
    name: str
    inner: _Node

    def match(self, state: _State, index: int, slots: dict[str, Slot]) -> Iterator[Step]:
        for end, caught, value in self.inner.match(state, index, slots):
            yield end, {**caught, self.name: Slot(index, end, value)}, value

    def starts(self) -> frozenset[str] | None:
        return self.inner.starts()


class Pattern(msgspec.Struct, frozen=True):
    """A compiled pattern; `starts` are the bare words that it can begin with (None: anything)."""

    source: str
    root: _Node
    starts: frozenset[str] | None

    def at(self, tokens: Sequence[Token], index: int, stop: int, known: Known) -> Found | None:
        """The first way in which the pattern fits from token `index`, not beyond `stop`; None where it does not."""
        for end, slots, _ in self.root.match(_State(tokens, stop, known), index, {}):
            if end > index:
                return Found(index, end, slots)
        return None


@cache
def word_lists() -> Mapping[str, Mapping[str, str]]:
    """The word lists of `lexicon/word_lists.tsv`: name → folded word → value (the word itself where none is given)."""
    lists: dict[str, dict[str, str]] = {}
    for row in rows("lexicon/word_lists.tsv", "list", "words", "value", "gloss"):
        for form in row.list("words"):
            lists.setdefault(row["list"], {})[fold(form)] = row["value"] or fold(form)
    return lists


_ELEMENT = re.compile(r"\{\w+:|[\[\](){}/]|\.\.\d+|[^\s\[\](){}/]+")


def compile_pattern(source: str, where: str) -> Pattern:
    """Compiles a pattern. Raises `DataError` at `where` for a slip in it."""
    elements = _ELEMENT.findall(source)
    root, rest = _sequence(elements, 0, where, frozenset())
    if rest != len(elements):
        raise DataError(where, f"pattern has a bracket too many: {source}")
    return Pattern(source, root, root.starts())


def _sequence(elements: list[str], at: int, where: str, ends: frozenset[str]) -> tuple[_Node, int]:
    parts: list[_Node] = []
    while at < len(elements) and elements[at] not in ends:
        element = elements[at]
        if element == "[":
            inner, at = _sequence(elements, at + 1, where, frozenset("]"))
            parts.append(_Optional(inner))
        elif element == "(":
            options = []
            while at < len(elements) and elements[at] != ")":
                inner, at = _sequence(elements, at + 1, where, frozenset("/)"))
                options.append(inner)
            parts.append(_Either(tuple(options)))
        elif element.startswith("{"):
            name = element[1:-1]
            inner, at = _sequence(elements, at + 1, where, frozenset("}"))
            parts.append(_Slot(name, inner))
        elif element in "])}/":
            break
        else:
            parts.append(_element(element, where))
        at += 1
    if ends and at >= len(elements):
        raise DataError(where, f"pattern lacks a closing {' or '.join(sorted(ends))}")
    return (parts[0] if len(parts) == 1 else _Sequence(tuple(parts))), at


def _element(element: str, where: str) -> _Node:
    if element.startswith(".."):
        return _Gap(_how_many(element[2:], where))
    if element == ",":
        return _Mark()
    if element.startswith("#"):
        return _Number(_how_many(element[1:] or "0", where))
    if element.startswith("<") and element.endswith(">"):
        return _Known(element[1:-1])
    exact, particle = element.startswith("="), ""
    element = element.removeprefix("=")
    if "+" in element:
        particle, _, element = element.partition("+")
        if particle not in particles().prepositions + particles().conjunctions:
            raise DataError(where, f"no attached particle: {particle}")
        if element.startswith("<"):
            return _Carried(particle, element[1:-1])
    words: dict[str, str] = {}
    for option in element.split("|"):
        if option.startswith("@"):
            if option[1:] not in word_lists():
                raise DataError(where, f"no word list named {option[1:]}")
            words.update(word_lists()[option[1:]])
        else:
            words[fold(option)] = fold(option)
    article = particles().article
    if not exact:
        for word in list(words):
            if word.startswith(article) and len(word) > len(article) + 1:
                words.setdefault(word.removeprefix(article), words[word])
    return _Words(words, exact, particle)


def _how_many(digits: str, where: str) -> int:
    if not (digits.isascii() and digits.isdecimal()):
        raise DataError(where, f"pattern needs a number, not {digits!r}")
    return int(digits)


class _Carried(_Node, frozen=True):
    particle: str
    kind: str

    def match(self, state: _State, index: int, slots: dict[str, Slot]) -> Iterator[Step]:
        if index >= state.stop:
            return
        if any(self.particle in (r.preposition, r.conjunction) for r in state.tokens[index].word.readings):
            yield from _Known(self.kind).match(state, index, slots)


def nothing_known(_kind: str, _index: int) -> Iterable[tuple[int, Any]]:
    """For patterns that ask for no mention."""
    return ()


class RuleBook:
    """Compiled rules of one file, found quickly by the word that they begin with."""

    def __init__(self, name: str, entries: Iterable[Mapping[str, Any]]) -> None:
        self.by_word: dict[str, list[tuple[int, Mapping[str, Any], Pattern]]] = {}
        self.anywhere: list[tuple[int, Mapping[str, Any], Pattern]] = []
        order = 0
        for rule in entries:
            patterns = rule["pattern"] if isinstance(rule["pattern"], list) else [rule["pattern"]]
            for source in patterns:
                item = (order, rule, compile_pattern(source, f"rules/{name}.yaml:{rule['id']}"))
                order += 1
                if item[2].starts is None:
                    self.anywhere.append(item)
                for word in item[2].starts or ():
                    self.by_word.setdefault(word, []).append(item)

    def at(
        self, tokens: Sequence[Token], index: int, stop: int, known: Known = nothing_known
    ) -> Iterator[tuple[Mapping[str, Any], Found]]:
        """The rules that fit from token `index`, the longest match first, then in file order."""
        items = list(self.anywhere)
        for reading in tokens[index].word.readings:
            items.extend(self.by_word.get(reading.bare, ()))
            if reading.core != reading.bare:
                items.extend(self.by_word.get(reading.core, ()))
        hits = []
        seen = set()
        for order, rule, pattern in items:
            if order in seen:
                continue
            seen.add(order)
            found = pattern.at(tokens, index, stop, known)
            if found is not None:
                hits.append((-found.last, order, rule, found))
        hits.sort(key=lambda hit: hit[:2])
        for _, _, rule, found in hits:
            yield rule, found
