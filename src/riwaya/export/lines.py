"""JSON lines of an archive: the whole `Account` or `Incident` a line, in the order of the model."""

from __future__ import annotations

from typing import IO

from riwaya.export.about import About
from riwaya.export.encoding import json_bytes
from riwaya.model.accounts import Account
from riwaya.model.incidents import Incident


class LinesWriter:
    """`msgspec.json.decode(line, type=Account)`, or `Incident`, gives a line back."""

    def __init__(self, stream: IO[bytes], about: About) -> None:
        self._stream = stream
        self._about = about

    def add(self, thing: Account | Incident) -> bool:
        """Writes the line."""
        self._stream.write(json_bytes(thing) + b"\n")
        return True

    def finish(self) -> None:
        """Nothing stands at the end."""
