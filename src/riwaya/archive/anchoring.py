"""The head of the log as a file that others can witness: whoever holds it can tell whether the log was rewritten since.

The file holds the very bytes whose SHA-256 is the hash of the last line, so that a timestamp of the file is one of all
that the log tells. Beside it comes what OpenTimestamps begins a proof with (its detached form: magic, version, the
operation SHA-256, the digest), to which the answer of a calendar need only be appended.
"""

from __future__ import annotations

import datetime as dt
from typing import Final

import msgspec

from riwaya.errors import StoreError
from riwaya.store.audit import append
from riwaya.store.custody import last_line
from riwaya.store.engine import Store

# https://github.com/opentimestamps/python-opentimestamps, opentimestamps/core/timestamp.py and op.py.
MAGIC: Final = b"\x00OpenTimestamps\x00\x00Proof\x00\xbf\x89\xe2\xe8\x84\xe8\x92\x94"
VERSION: Final = b"\x01"
SHA256: Final = b"\x08"


class Anchor(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the log: its number, its hash, the bytes of which that is the SHA-256, and how a proof of it begins."""

    seq: int
    hash: str
    words: bytes

    @property
    def unstamped(self) -> bytes:
        """The detached form of OpenTimestamps up to where the timestamp would stand."""
        return MAGIC + VERSION + SHA256 + bytes.fromhex(self.hash)


def anchor(store: Store, *, by: str, at: dt.datetime) -> Anchor:
    """The head of the log; that it was anchored is the next line. Raises `StoreError`."""
    with store.writing() as connection:
        line = last_line(connection)
        if line is None:
            raise StoreError(store.where, "the log is empty: there is nothing to anchor")
        append(connection, by=by, action="anchor", data={"seq": line.seq, "hash": line.hash}, at=at)
    return Anchor(seq=line.seq, hash=line.hash, words=line.words)
