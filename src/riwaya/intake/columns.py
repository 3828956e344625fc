"""What tables and records of other tools call the fields of a report: `data/pages/columns.tsv`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final

from riwaya.intake.pages.days import find_day
from riwaya.language.fold import fold
from riwaya.language.tables import rows

TABLE: Final = "pages/columns.tsv"
_CAPITAL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
_BETWEEN: Final = re.compile(r"[\s_.:-]+")


@cache
def _fields() -> Mapping[str, tuple[str, ...]]:
    """The names of each field, the likeliest first."""
    return {row["field"]: tuple(map(_plain, row.list("words"))) for row in rows(TABLE, "field", "words")}


def _plain(name: str) -> str:
    return _BETWEEN.sub(" ", fold(_CAPITAL.sub(" ", name.strip()))).strip()


def knows(names: Iterable[str], field: str = "text") -> bool:
    """Whether one of the names is one of a field."""
    known = _fields()[field]
    return any(_plain(name) in known for name in names)


def fields_of(named: Mapping[str, str]) -> dict[str, str]:
    """The fields of a report out of a row by what its columns are called; what is empty is missing."""
    plain: dict[str, str] = {}
    for name, value in named.items():
        if value.strip():
            plain.setdefault(_plain(name), value)
    found = ((field, next((plain[name] for name in names if name in plain), "")) for field, names in _fields().items())
    return {field: value for field, value in found if value}


def readable_day(fields: Mapping[str, str]) -> dict[str, str]:
    """The day of publication of a row as an ISO date, however its tool writes days; {} where it can not be read.

    A day that can not be read stays as it is written, and is told.
    """
    day = find_day(fields.get("published", ""))
    return {} if day is None else {"published": day.isoformat()}
