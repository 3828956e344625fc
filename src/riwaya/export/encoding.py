"""Odd text as bytes: what UTF-8, JSON or XML cannot hold becomes U+FFFD, never an error halfway through a file."""

from __future__ import annotations

import re
from typing import Any, Final

import msgspec

REPLACEMENT: Final = "\ufffd"
_SURROGATES: Final = re.compile("[\ud800-\udfff]")
# What XML 1.0 cannot hold (section 2.2, Char), surrogates included.
_NO_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def utf8(text: str) -> bytes:
    """The text in UTF-8, with U+FFFD for a surrogate without its other half."""
    return _SURROGATES.sub(REPLACEMENT, text).encode("utf-8")


def sound(text: str) -> str:
    """The text that `utf8` writes."""
    return _SURROGATES.sub(REPLACEMENT, text)


def for_xml(text: str) -> str:
    """The text without characters that XML 1.0 cannot hold; these become U+FFFD. Markup is not escaped."""
    return _NO_XML.sub(REPLACEMENT, text)


def json_bytes(value: Any) -> bytes:
    """The value as JSON in UTF-8."""
    try:
        return msgspec.json.encode(value)
    except UnicodeEncodeError:
        return msgspec.json.encode(_sound(msgspec.to_builtins(value)))


def _sound(value: Any) -> Any:
    if isinstance(value, str):
        return sound(value)
    if isinstance(value, list | tuple):
        return [_sound(item) for item in value]
    if isinstance(value, dict):
        return {sound(key): _sound(item) for key, item in value.items()}
    return value
