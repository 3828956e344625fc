"""Names of places in Latin letters, which are spelt in many ways, looked up in the gazetteer."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import Final

from riwaya.language.gazetteer import GazetteerRow, gazetteer

_DOUBLED: Final = re.compile(r"(.)\1+")
_SETTLEMENT: Final = "PPL"


def latin_name(row: GazetteerRow) -> str:
    """The name as events have it: a town that bears its governorate's name has it in the governorate's spelling."""
    return row.admin1 if is_seat(row) and row.admin1 else row.name_en


def is_seat(row: GazetteerRow) -> bool:
    """Whether it is a settlement that bears the name of its governorate."""
    return row.kind.startswith(_SETTLEMENT) and row.admin1_ar in row.names


def named_in_latin(name: str) -> tuple[int, ...]:
    """The rows of that name, however it is spelt: "Ta'izz", "TAIZ"."""
    return _numbers().get(_spelling(name), ())


@cache
def _numbers() -> Mapping[str, tuple[int, ...]]:
    places, found = gazetteer(), dict[str, tuple[int, ...]]()
    for number in range(len(places)):
        row = places.parse(number)
        for spelling in {_spelling(row.name_en), _spelling(latin_name(row))} - {""}:
            found[spelling] = (*found.get(spelling, ()), number)
    return found


def _spelling(name: str) -> str:
    """A name in Latin letters without what spellings differ in: marks, capitals, doubled letters."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    return _DOUBLED.sub(r"\1", "".join(filter(str.isalnum, plain)))
