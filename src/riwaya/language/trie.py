"""Finding listed phrases in tokens: a trie over folded words, longest match first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

from riwaya.model.analysis import Reading, Token

Value = TypeVar("Value")
_END = ""


class Match(NamedTuple):
    """Tokens `first` to `last` (half-open) fit a phrase; `reading` is how particles were taken off the first."""

    first: int
    last: int
    reading: Reading
    value: Any


class Trie(Generic[Value]):
    """Phrases as sequences of folded words.

    `bare=True` leaves the article out on both sides ("التحالف الدولي" fits "تحالف دولي", coalition); `bare=False`
    compares with the article, as place names need it. Quotation marks inside a phrase of the text are passed over.
    """

    def __init__(self, *, bare: bool) -> None:
        self.bare = bare
        self._root: dict[str, Any] = {}

    def add(self, words: Sequence[str], value: Value) -> None:
        """Lists a phrase; `words` are folded, and without article where the trie is bare. Values accumulate."""
        node = self._root
        for word in words:
            node = node.setdefault(word, {})
        node.setdefault(_END, []).append(value)

    def at(self, tokens: Sequence[Token], index: int, stop: int) -> Iterator[Match]:
        """The matches that start at token `index` and end at `stop` or before, the longest first."""
        found: list[Match] = []
        for reading in tokens[index].word.readings:
            node = self._root.get(reading.bare if self.bare else reading.core)
            if node is not None:
                self._walk(node, tokens, index, index + 1, stop, reading, found)
        found.sort(key=lambda match: (-match.last, match.reading.cut))
        yield from found

    def _walk(
        self,
        node: dict[str, Any],
        tokens: Sequence[Token],
        first: int,
        position: int,
        stop: int,
        reading: Reading,
        found: list[Match],
    ) -> None:
        values = node.get(_END)
        if values is not None:
            found.append(Match(first, position, reading, values))
        while position < stop and tokens[position].word.kind == "punct" and tokens[position].word.key in "\"'«»":
            position += 1
        if position >= stop:
            return
        readings = tokens[position].word.readings
        if not readings:
            return
        whole = readings[0] if readings[0].cut == 0 else min(readings, key=lambda r: r.cut)
        nearer = node.get(whole.bare if self.bare else whole.core)
        if nearer is not None:
            self._walk(nearer, tokens, first, position + 1, stop, reading, found)
        if self.bare and len(readings) > 1:
            for other in readings:
                if other is not whole and other.preposition and other.bare in node:
                    self._walk(node[other.bare], tokens, first, position + 1, stop, reading, found)
