"""Telegram's exported JSON : a report a message with text, read piece by piece, so that size does not matter."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator, Mapping
from typing import IO, Final

from riwaya.intake.received import Defaults, Intake, failed, too_long
from riwaya.intake.records import REPLACEMENT, Record, admit
from riwaya.model import Failure
from riwaya.model.events import Warning as ReportWarning

_PIECE: Final = 65_536
# What stands before a chat's messages is held up to so many characters: its name, its id.
_ABOUT: Final = 4_096
_MESSAGES: Final = re.compile(r'(?<!\\)"messages"\s*:\s*\[')
_NAME: Final = re.compile(r'"name"\s*:\s*("(?:[^"\\]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")')
_ID: Final = re.compile(r'"id"\s*:\s*(-?\d+)')
_BETWEEN: Final = re.compile(r"[\s,]*")
# Halves of characters beyond the first plane, which JSON can write alone and nothing can store.
_HALVES: Final = re.compile("[\ud800-\udfff]")
_DECODER: Final = json.JSONDecoder(strict=False)


def is_export(head: bytes) -> bool:
    """Whether a JSON file begins as Telegram's exports do, of one chat or of all."""
    one = b'"type"' in head and _MESSAGES.search(head.decode("utf-8", "replace")) is not None
    return one or (b'"about"' in head and b'"chats"' in head)


def read(
    stream: IO[bytes], *, where: str, fallback_id: str, defaults: Defaults, warnings: tuple[ReportWarning, ...] = ()
) -> Iterator[Intake | Failure]:
    """The messages of an export that have text. Their ids are `telegram:CHAT/MESSAGE`, their outlet the chat's name.

    What a message only forwards, shows or announces without a word is passed over.
    """
    text = _Text(stream)
    seen = False
    while (chat := text.next_chat()) is not None:
        name, number = chat
        for message in text.messages(defaults.max_bytes):
            if isinstance(message, str):
                yield too_long(where, defaults.max_bytes) if message == "long" else failed(where, message)
                seen = True
            elif written := _text_of(message):
                seen = True
                record = Record(
                    id=f"telegram:{number or name or fallback_id}/{message.get('id')}",
                    text=written,
                    published=str(message.get("date") or "")[:10],
                    outlet=defaults.outlet or name,
                )
                place = f"{where}#{message.get('id')}"
                yield admit(record, where=place, fallback_id=fallback_id, defaults=defaults, warnings=warnings)
    if not seen:
        yield failed(where, "the export holds no message with text")


def _text_of(message: Mapping[str, object]) -> str:
    """The text of a message, its links and bold words in their places; "" of what is no message."""
    if message.get("type", "message") != "message":
        return ""
    told = message.get("text")
    parts = told if isinstance(told, list) else [told]
    words = (part.get("text") if isinstance(part, dict) else part for part in parts)
    return _whole("".join(word for word in words if isinstance(word, str)).strip())


def _whole(text: str) -> str:
    return _HALVES.sub(REPLACEMENT, text)


class _Text:
    """An export's text, held a few pieces at a time; `_at` is how far it was read."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")("replace")
        self._held = ""
        self._at = 0
        self._ended = False

    def _more(self) -> bool:
        """Reads on, and lets go of what was read; False at the end."""
        if self._ended:
            return False
        piece = self._stream.read(_PIECE)
        self._ended = not piece
        self._held = self._held[self._at :] + self._decoder.decode(piece, self._ended)
        self._at = 0
        return True

    def next_chat(self) -> tuple[str, str] | None:
        """The name and number of the next chat, whose messages follow; None where there is no other."""
        while (match := _MESSAGES.search(self._held, self._at)) is None:
            self._at = max(self._at, len(self._held) - _ABOUT)
            if not self._more():
                return None
        about = self._held[max(self._at, match.start() - _ABOUT) : match.start()]
        self._at = match.end()
        names, numbers = _NAME.findall(about), _ID.findall(about)
        return _whole(_DECODER.decode(names[-1])) if names else "", numbers[-1] if numbers else ""

    def messages(self, max_bytes: int) -> Iterator[Mapping[str, object] | str]:
        """The messages up to the end of their list, or what is wrong: "long" for one above the limit, which ends it."""
        while True:
            if between := _BETWEEN.match(self._held, self._at):
                self._at = between.end()
            if self._held.startswith("]", self._at):
                return
            try:
                message, self._at = _DECODER.raw_decode(self._held, self._at)
            except RecursionError:
                yield "JSON is nested too deeply"
                return
            except ValueError as error:
                if len(self._held) - self._at > max_bytes:
                    yield "long"
                    return
                if self._more():
                    continue
                yield f"JSON is malformed: {error}"
                return
            if isinstance(message, dict):
                yield message
