"""What the played web answers to a request, as data."""

from __future__ import annotations

import gzip
import hashlib
import zlib

import brotli  # type: ignore[import-untyped]  # ships no types
import msgspec

from web.outlets import Coding


class Reply(msgspec.Struct, frozen=True, kw_only=True):
    """An answer. `body` is what the page is, before it is compressed with `coding`.

    `stall` is how many seconds pass before the first byte, `drip` how many between one byte of the body and the next;
    an `endless` body repeats without end, a `cut` one breaks off half way. `bare` bodies go out as they are, whatever
    `coding` claims. A request whose Cookie header has the first of `instead` gets the second. A request that knows the
    body already is answered 304, unless the reply is `forgetful` or not a 200.
    """

    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    type: str = "text/html; charset=utf-8"
    coding: Coding = ""
    stall: float = 0.0
    drip: float = 0.0
    endless: bool = False
    cut: bool = False
    bare: bool = False
    forgetful: bool = False
    instead: tuple[str, Reply] | None = None

    @property
    def etag(self) -> str:
        """The mark of this body, as conditional requests name it."""
        return f'"{hashlib.sha256(self.body).hexdigest()[:16]}"'

    def packed(self, accepted: str) -> tuple[bytes, Coding]:
        """The body as it goes over the wire to a client that accepts these codings, and the coding."""
        if not self.coding or self.coding not in accepted:
            return self.body, ""
        return (self.body if self.bare else pack(self.body, self.coding)), self.coding


def pack(body: bytes, coding: Coding) -> bytes:
    """The bytes, compressed; the same every time."""
    if coding == "gzip":
        return gzip.compress(body, mtime=0)
    if coding == "deflate":
        return zlib.compress(body)
    if coding == "br":
        packed: bytes = brotli.compress(body, quality=5)
        return packed
    return body


def moved(to: str, status: int = 301, *, cookie: str = "") -> Reply:
    """A redirection, which may set a cookie."""
    headers = (("Location", to), *((("Set-Cookie", cookie),) if cookie else ()))
    return Reply(status=status, headers=headers, body=b"moved")
