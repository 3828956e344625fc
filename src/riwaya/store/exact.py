"""What is kept, as it is kept, byte for byte: what no reader could make sense of is read all the same."""

from __future__ import annotations

import datetime as dt
import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import msgspec
from sqlalchemy import Column, ColumnElement, Connection, Text, type_coerce


@contextmanager
def read_exactly(connection: Connection) -> Iterator[None]:
    """Within it, text that is no UTF-8 is read with a lone surrogate for each byte, in place of an error.

    Only SQLite can hold such text.
    """
    raw: Any = connection.connection.dbapi_connection
    if not isinstance(raw, sqlite3.Connection):
        yield
        return
    before = raw.text_factory
    raw.text_factory = lambda kept: kept.decode("utf-8", "surrogateescape")
    try:
        yield
    finally:
        raw.text_factory = before


def untouched(column: Column[Any]) -> ColumnElement[Any]:
    """A column whose values are not made into what its type says, which SQLite does not hold them to."""
    return type_coerce(column, Text).label(column.name)


def digest(values: list[Any]) -> str:
    """SHA-256 of values in order, whatever they are, the same in both databases."""
    try:
        words = msgspec.json.encode(_told(values))
    except UnicodeEncodeError:
        return ""  # a lone surrogate: it was never kept like this
    return hashlib.sha256(words).hexdigest()


def digest_of_text(text: object) -> str:
    """SHA-256 of a text in UTF-8, as it was read; "" for what is no text."""
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest() if isinstance(text, str) else ""


def _told(value: Any) -> Any:
    if isinstance(value, list):
        return [_told(part) for part in value]
    return value.isoformat() if isinstance(value, dt.date) else value
