"""A column among many values, as one parameter: an `IN` list has its limits in both databases."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Text, bindparam, func, select
from sqlalchemy.dialects.postgresql import ARRAY


def among(connection: Connection, column: ColumnElement[Any], values: Iterable[str]) -> ColumnElement[bool]:
    """Whether a column of text is one of these, however many they are."""
    listed = sorted(set(values))
    if connection.dialect.name == "postgresql":
        return column == func.any(bindparam(None, listed, type_=ARRAY(Text), unique=True))
    one = func.json_each(msgspec.json.encode(listed).decode("utf-8")).table_valued("value")
    return column.in_(select(one.c.value))
