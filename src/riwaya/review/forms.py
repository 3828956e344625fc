"""What an analyst writes for a value: JSON, or the short form of the field: `9-12`, `9+`, `2015-07-19..2015-07-20`."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from typing import Any, Final

import msgspec

from riwaya.errors import JudgementError
from riwaya.model.events import Count, DateRange, Event
from riwaya.review.fields import LISTS, check_field
from riwaya.review.places import place_value

FORMS: Final[Mapping[str, str]] = {
    "type": "shelling",
    "modality": "denied",
    "killed": "9, 9-12 or 9+",
    "injured": "9, 9-12 or 9+",
    "killed_or_injured": "9, 9-12 or 9+",
    "date": "2015-07-19 or 2015-07-19..2015-07-20",
    "places": "Taiz (a name or id of the gazetteer; several between semicolons)",
    "civilians_harmed": "yes or no",
    "actors": "their names, several between semicolons",
    "targets": "their names, several between semicolons",
    "sources": "their names, the nearest to the event first, between semicolons",
    "weapon": "its name",
}
_FIGURE: Final = re.compile(r"(?P<min>\d+)(?:(?P<open>\+)|\s*(?:-|\.\.)\s*(?P<max>\d+))?")
_DAYS: Final = re.compile(r"(?P<start>\d{4}-\d{2}-\d{2})(?:\s*\.\.\s*(?P<end>\d{4}-\d{2}-\d{2}))?")
_YES_OR_NO: Final[Mapping[str, bool]] = {"yes": True, "true": True, "no": False, "false": False}
_LIST_SIGN: Final = ";"
_JSON_SIGNS: Final = ("{", "[", '"')


def value_of(field: str, words: str, event: Event) -> str:
    """What was written, as JSON that is still to be checked. Raises `JudgementError` where it is neither."""
    check_field(field)
    words = words.strip()
    if words == "null" or words.startswith(_JSON_SIGNS):
        return words
    if not words:
        raise JudgementError(field, f"a value is missing ({FORMS[field]}; --none for nothing)")
    told = _READ.get(field, _named)(field, words, event)
    return msgspec.json.encode(told).decode("utf-8")


def _word(_field: str, words: str, _event: Event) -> str:
    return words


def _figure(field: str, words: str, _event: Event) -> dict[str, Any]:
    found = _FIGURE.fullmatch(words)
    if found is None:
        raise JudgementError(field, f"{words!r} is no figure ({FORMS[field]})")
    least = int(found["min"])
    most = None if found["open"] else int(found["max"]) if found["max"] else least
    return {"min": least, "max": most}


def _date(field: str, words: str, _event: Event) -> dict[str, Any]:
    found = _DAYS.fullmatch(words)
    if found is None:
        raise JudgementError(field, f"{words!r} is no day ({FORMS[field]})")
    start, end = found["start"], found["end"] or found["start"]
    for day in (start, end):
        try:
            dt.date.fromisoformat(day)
        except ValueError as error:
            raise JudgementError(field, f"{day} is not in the calendar") from error
    return {"start": start, "end": end}


def _yes_or_no(field: str, words: str, _event: Event) -> bool:
    if words.lower() not in _YES_OR_NO:
        raise JudgementError(field, f"{words!r} is neither yes nor no")
    return _YES_OR_NO[words.lower()]


def _places(_field: str, words: str, event: Event) -> list[dict[str, Any]]:
    return [place_value(name, event) for name in _listed(words)]


def _named(field: str, words: str, _event: Event) -> Any:
    return [{"text": name} for name in _listed(words)] if field in LISTS else {"text": words}


def _listed(words: str) -> list[str]:
    return [name.strip() for name in words.split(_LIST_SIGN) if name.strip()]


_READ: Final[Mapping[str, Callable[[str, str, Event], Any]]] = {
    "type": _word,
    "modality": _word,
    "date": _date,
    "places": _places,
    "civilians_harmed": _yes_or_no,
    **dict.fromkeys(("killed", "injured", "killed_or_injured"), _figure),
}


def words_of(value: Any) -> str:
    """A field's value in few words, as it could be written: "9+", "2015-07-19..2015-07-20", names."""
    if value is None or value == () or value is False:
        return "no" if value is False else "nothing"
    if value is True:
        return "yes"
    if isinstance(value, tuple):
        return f"{_LIST_SIGN} ".join(words_of(part) for part in value)
    if isinstance(value, Count):
        most = "+" if value.max is None else "" if value.max == value.min else f"-{value.max}"
        return f"{value.min}{most}"
    if isinstance(value, DateRange):
        return f"{value.start}" if value.start == value.end else f"{value.start}..{value.end}"
    named = getattr(value, "name", "")
    told = " ".join(str(getattr(value, "text", value)).split())
    return f"{told} ({named})" if named and named != told else told
