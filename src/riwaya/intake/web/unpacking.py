"""Takes the compression of the transfer off a body, piece by piece, and never beyond a limit."""

from __future__ import annotations

import zlib
from typing import Final, Protocol

import brotli  # type: ignore[import-untyped]  # ships no types

from riwaya.errors import FetchError

ACCEPTED: Final = "gzip, deflate, br"
_PIECE: Final = 65_536
_GZIP_MAGIC: Final = b"\x1f\x8b"
_GZIP_WINDOW: Final = 16 + zlib.MAX_WBITS


class Unpacker(Protocol):
    """Takes the pieces of a body, gives what they hold."""

    def feed(self, piece: bytes) -> bytes:
        """What can be unpacked with this piece."""

    def finish(self) -> bytes:
        """What is left at the end of the body. Raises FetchError where the body is not complete."""


def unpacker(coding: str, address: str, limit: int) -> Unpacker | None:
    """What takes off a Content-Encoding; None where there is nothing to take off.

    Raises FetchError for a coding that was not asked for, and later where more than `limit` bytes come out.
    """
    names = [name.strip().lower() for name in coding.split(",")]
    names = [name for name in names if name not in ("", "identity")]
    if not names:
        return None
    if names in (["gzip"], ["x-gzip"]):
        return _Zlib(address, limit, gzip=True)
    if names == ["deflate"]:
        return _Zlib(address, limit, gzip=False)
    if names == ["br"]:
        return _Brotli(address, limit)
    raise FetchError(address, f"packed in a way that was not asked for: {coding[:40]}")


def gunzip(body: bytes, address: str, limit: int) -> bytes:
    """The bytes of a whole .gz file; as it is where it is none."""
    if not body.startswith(_GZIP_MAGIC):
        return body
    taking = _Zlib(address, limit, gzip=True)
    return taking.feed(body) + taking.finish()


class _Zlib:
    """Unpacks gzip, in one or many members, and deflate, with or without the zlib header that it should have.

    A body that is called gzip and begins otherwise is taken as it is: servers say so of plain bodies.
    """

    def __init__(self, address: str, limit: int, *, gzip: bool) -> None:
        self._address = address
        self._left = limit
        self._limit = limit
        self._gzip = gzip
        self._began = False
        self._plain = False
        self._inner = zlib.decompressobj(_GZIP_WINDOW if gzip else zlib.MAX_WBITS)
        self._head = b""

    def feed(self, piece: bytes) -> bytes:
        """What can be unpacked with this piece."""
        if not self._began:
            self._head += piece
            if len(self._head) < len(_GZIP_MAGIC):
                return b""
            piece, self._head = self._head, b""
            self._begin(piece)
        if self._plain:
            return self._count(piece)
        try:
            return self._unpack(piece)
        except zlib.error as error:
            raise FetchError(self._address, f"can not be unpacked: {error}") from error

    def _begin(self, head: bytes) -> None:
        self._began = True
        if self._gzip:
            self._plain = not head.startswith(_GZIP_MAGIC)
        elif (head[0] & 0x0F) != zlib.DEFLATED or int.from_bytes(head[:2], "big") % 31:
            self._inner = zlib.decompressobj(-zlib.MAX_WBITS)

    def _unpack(self, piece: bytes) -> bytes:
        pieces: list[bytes] = []
        while piece:
            if self._inner.eof:
                if not (self._gzip and piece.startswith(_GZIP_MAGIC[:1])):
                    break  # padding behind the last member
                self._inner = zlib.decompressobj(_GZIP_WINDOW)
            # One byte more than allowed, so that going beyond is seen.
            pieces.append(self._count(self._inner.decompress(piece, self._left + 1)))
            piece = self._inner.unconsumed_tail or self._inner.unused_data
        return b"".join(pieces)

    def _count(self, unpacked: bytes) -> bytes:
        self._left -= len(unpacked)
        if self._left < 0:
            raise _too_long(self._address, self._limit)
        return unpacked

    def finish(self) -> bytes:
        """What is left at the end of the body. Raises FetchError where the body is not complete."""
        if not self._began:
            return self._count(self._head)  # too short to be packed
        if not self._plain and not self._inner.eof:
            raise FetchError(self._address, "the packed body breaks off", passing=True)
        return b""


class _Brotli:
    """Unpacks brotli, of which a few bytes can hold gigabytes: a bounded piece at a time."""

    def __init__(self, address: str, limit: int) -> None:
        self._address = address
        self._left = limit
        self._limit = limit
        self._inner = brotli.Decompressor()
        self._began = False

    def feed(self, piece: bytes) -> bytes:
        """What can be unpacked with this piece."""
        pieces: list[bytes] = []
        self._began = self._began or bool(piece)
        try:
            while True:
                unpacked: bytes = self._inner.process(piece, output_buffer_limit=_PIECE)
                self._left -= len(unpacked)
                if self._left < 0:
                    raise _too_long(self._address, self._limit)
                pieces.append(unpacked)
                piece = b""
                if self._inner.is_finished() or self._inner.can_accept_more_data():
                    return b"".join(pieces)
        except brotli.error as error:
            raise FetchError(self._address, f"can not be unpacked: {error}") from error

    def finish(self) -> bytes:
        """Nothing. Raises FetchError where the body is not complete."""
        if self._began and not self._inner.is_finished():
            raise FetchError(self._address, "the packed body breaks off", passing=True)
        return b""


def _too_long(address: str, limit: int) -> FetchError:
    return FetchError(address, f"longer than {limit:,} bytes when unpacked")
