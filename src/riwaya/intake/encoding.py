"""Bytes to text: UTF-8 where it is UTF-8, else the encodings in which Arabic was written before it."""

from __future__ import annotations

import codecs
import io
from typing import IO, Final

import msgspec

from riwaya.model.events import Warning as ReportWarning

# Wide enough to tell UTF-16 from anything else, small enough to be in the first read of a pipe.
HEAD: Final = 512
_UTF16_BOMS: Final = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
# The high bytes of Arabic letters (U+06xx) and of ASCII (U+00xx) in UTF-16.
_HIGH_BYTES: Final = frozenset({0x00, 0x06})
# In UTF-16, nearly all bytes of one parity are such, and less than half of those of the other.
_MIN_HIGH: Final = 0.9
_MAX_LOW: Final = 0.5
_TWO_CHARACTERS: Final = 4
_LEGACY: Final = {"cp1256": "windows-1256", "iso8859_6": "ISO-8859-6"}
# Above this share of undecodable characters among those beyond ASCII, a text is not damaged UTF-8 but something else.
_DAMAGED_SHARE: Final = 0.05
_SAMPLE: Final = 65_536


class Decoded(msgspec.Struct, frozen=True):
    """A text, and a warning where its encoding was not plain UTF-8."""

    text: str
    warnings: tuple[ReportWarning, ...] = ()


def encoding_warning(name: str) -> ReportWarning:
    """The warning that the encoding was guessed."""
    return ReportWarning(code="encoding", message=f"not UTF-8: read as {name}")


def decode(raw: bytes) -> Decoded | None:
    """The text of bytes in UTF-8 (with or without mark), UTF-8 with a few damaged bytes, windows-1256 or ISO-8859-6.

    None where the bytes are none of these.
    """
    raw = raw.removeprefix(codecs.BOM_UTF8)
    try:
        return Decoded(raw.decode("utf-8"))
    except UnicodeDecodeError:
        return _damaged(raw) or _legacy(raw)


def _damaged(raw: bytes) -> Decoded | None:
    text = raw.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    beyond_ascii = sum(not character.isascii() for character in text)
    if bad > _DAMAGED_SHARE * beyond_ascii:
        return None
    message = f"not wholly UTF-8: {bad} damaged characters replaced"
    return Decoded(text, (ReportWarning(code="encoding", message=message),))


def _legacy(raw: bytes) -> Decoded | None:
    from charset_normalizer import from_bytes  # slow to import, and seldom needed

    best = from_bytes(raw[:_SAMPLE], cp_isolation=list(_LEGACY)).best()
    if best is None or best.encoding not in _LEGACY:
        return None
    return Decoded(raw.decode(best.encoding, "replace"), (encoding_warning(_LEGACY[best.encoding]),))


def utf16_of(head: bytes) -> str | None:
    """The name of the UTF-16 in which a file begins, by its mark or by the high bytes of its letters; None if none."""
    for bom, name in _UTF16_BOMS:
        if head.startswith(bom):
            return name
    head = head[: HEAD // 2 * 2]
    if len(head) < _TWO_CHARACTERS:
        return None
    even, odd = (_high_share(head[parity::2]) for parity in (0, 1))
    if max(even, odd) < _MIN_HIGH or min(even, odd) > _MAX_LOW:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _high_share(octets: bytes) -> float:
    return sum(octet in _HIGH_BYTES for octet in octets) / len(octets)


class Utf16Reader(io.RawIOBase):
    """A UTF-16 stream read as UTF-8, piece by piece; pairs that are no character become U+FFFD."""

    def __init__(self, stream: IO[bytes], name: str) -> None:
        super().__init__()
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder(name)("replace")
        self._ready = b""
        self._began = False
        self._ended = False

    def readable(self) -> bool:
        """It can be read."""
        return True

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override]  # the stub's type is private
        """Fills the buffer with UTF-8; 0 at the end."""
        while not self._ready and not self._ended:
            piece = self._stream.read(len(buffer))
            self._ended = not piece
            text = self._decoder.decode(piece, self._ended)
            if text and not self._began:
                text, self._began = text.removeprefix("\ufeff"), True
            self._ready = text.encode("utf-8", "replace")
        count = min(len(buffer), len(self._ready))
        buffer[:count] = self._ready[:count]
        self._ready = self._ready[count:]
        return count
