"""Cuts a stream of JSON into its reports without reading it whole, so that memory is bounded by one report."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import IO, Final

import msgspec

CHUNK: Final = 65_536
_BETWEEN: Final = re.compile(rb"[\s,]*")
_BRACKET_OR_QUOTE: Final = re.compile(rb'[\[\]{}"]')
_IN_STRING: Final = re.compile(rb'[^"\\]*(?:\\.[^"\\]*)*', re.DOTALL)
_JUNK_END: Final = re.compile(rb"[\[\]{]")
_QUOTE: Final = ord('"')
_OPEN: Final = frozenset(b"[{")


class Element(msgspec.Struct, frozen=True, kw_only=True):
    """A report's JSON, its number from 1, the line where it begins; `data` None where it is above the limit."""

    number: int
    line: int
    data: bytes | None = None
    problem: str = ""


def elements(stream: IO[bytes], max_bytes: int) -> Iterator[Element]:
    """The objects of a stream: those of an array, or those that stand one behind the other."""
    cutter = _Cutter(max_bytes)
    first = True
    while chunk := stream.read(CHUNK):
        yield from cutter.feed(chunk.removeprefix(codecs.BOM_UTF8) if first else chunk)
        first = False
    yield from cutter.end()


class _Cutter:
    """Where in the JSON the reading stands: how deep in brackets, in a string, behind a backslash."""

    def __init__(self, max_bytes: int) -> None:
        self._max_bytes = max_bytes
        self._number = 0
        self._lines = 1
        self._start_line = 1
        self._depth = 0
        self._in_array = False
        self._in_string = False
        self._escaped = False
        self._in_junk = False
        self._held: list[bytes] | None = []
        self._size = 0

    def feed(self, chunk: bytes) -> Iterator[Element]:
        """The elements that end in this piece of the stream."""
        position = 0
        while position < len(chunk):
            if self._depth == 0:
                position, found = self._between(chunk, position)
            else:
                position, found = self._inside(chunk, position)
            if found:
                yield found
        self._lines += chunk.count(b"\n")

    def end(self) -> Iterator[Element]:
        """What is left when the stream ends: nothing, or the beginning of a report."""
        if self._depth:
            yield self._element(self._start_line, "JSON is malformed: the file ends in the middle of a report")

    def _element(self, line: int, problem: str = "", data: bytes | None = None) -> Element:
        self._number += 1
        return Element(number=self._number, line=line, data=data, problem=problem)

    def _line_at(self, chunk: bytes, position: int) -> int:
        return self._lines + chunk.count(b"\n", 0, position)

    def _between(self, chunk: bytes, position: int) -> tuple[int, Element | None]:
        """Looks for where the next report begins; what is no bracket there is recorded once and passed over."""
        position = _skip(_BETWEEN, chunk, position)
        if position == len(chunk):
            return position, None
        letter = chunk[position : position + 1]
        if letter == b"{" or (letter == b"[" and self._in_array):
            self._depth, self._held, self._size, self._in_junk = 0, [], 0, False
            self._start_line = self._line_at(chunk, position)
            return self._inside(chunk, position)
        if letter in (b"[", b"]") and (letter == b"[") != self._in_array:
            self._in_array, self._in_junk = not self._in_array, False
            return position + 1, None
        found = None if self._in_junk else self._element(self._line_at(chunk, position), "not a JSON object")
        self._in_junk = True
        match = _JUNK_END.search(chunk, position + 1)
        return (match.start() if match else len(chunk)), found

    def _inside(self, chunk: bytes, position: int) -> tuple[int, Element | None]:
        """Passes over the rest of the report in this piece, or to its end."""
        start = position
        while position < len(chunk):
            if self._in_string:
                position = self._string(chunk, position)
                continue
            match = _BRACKET_OR_QUOTE.search(chunk, position)
            if match is None:
                break
            position = match.end()
            self._bracket_or_quote(chunk[match.start()])
            if self._depth == 0:
                self._hold(chunk[start:position])
                return position, self._complete()
        self._hold(chunk[start:])
        return len(chunk), None

    def _bracket_or_quote(self, octet: int) -> None:
        if octet == _QUOTE:
            self._in_string = True
        else:
            self._depth += 1 if octet in _OPEN else -1

    def _string(self, chunk: bytes, position: int) -> int:
        """Passes over a string to behind its closing quote, or to the end of the piece."""
        if self._escaped:
            self._escaped = False
            position += 1
        position = _skip(_IN_STRING, chunk, position)
        if position < len(chunk):
            self._in_string = chunk[position] != _QUOTE
            self._escaped = self._in_string
            position += 1
        return position

    def _hold(self, piece: bytes) -> None:
        self._size += len(piece)
        if self._size > self._max_bytes:
            self._held = None
        elif self._held is not None:
            self._held.append(piece)

    def _complete(self) -> Element:
        data = None if self._held is None else b"".join(self._held)
        self._held = []
        return self._element(self._start_line, data=data)


def _skip(pattern: re.Pattern[bytes], chunk: bytes, position: int) -> int:
    match = pattern.match(chunk, position)
    return match.end() if match else position
