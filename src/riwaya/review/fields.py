"""The fields of an event that an analyst can correct, and what a value of each must be.

A value is JSON of the field's type in `Event`. What an analyst says need not stand in the report: where he names no
words of it, the evidence is None if the model allows that, else an empty span at the event's trigger, so that it covers
nothing and still leads to the sentence. No value of an analyst has a confidence; `rule` says where it is from.
"""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Callable, Mapping
from typing import Any, Final, get_args, get_type_hints

import msgspec

from riwaya.errors import JudgementError
from riwaya.model.events import (
    Actor,
    Count,
    DateRange,
    Event,
    EventType,
    Modality,
    Place,
    Report,
    Source,
    Span,
    Target,
    Weapon,
)

CORRECTABLE: Final = (
    *("type", "modality", "actors", "targets", "places", "date"),
    *("killed", "injured", "killed_or_injured", "civilians_harmed", "weapon", "sources"),
)
ANALYST: Final = "analyst"  # what stands in `rule` of a value that an analyst gave
_HINTS: Final = get_type_hints(Event, include_extras=True)
# The struct that stands in a field, alone or in a list.
STRUCTS: Final[Mapping[str, type[msgspec.Struct]]] = {
    "actors": Actor,
    "targets": Target,
    "places": Place,
    "sources": Source,
    "date": DateRange,
    "killed": Count,
    "injured": Count,
    "killed_or_injured": Count,
    "weapon": Weapon,
}
LISTS: Final = frozenset({"actors", "targets", "places", "sources"})
_WORDS: Final[Mapping[str, tuple[str, ...]]] = {"type": get_args(EventType), "modality": get_args(Modality)}
_NOTHING: Final[Mapping[str, object]] = {**dict.fromkeys(LISTS, ()), "civilians_harmed": False}
_COUNTRY: Final = re.compile("[A-Z]{2}")
_WHERE: Final = re.compile(r" - at `\$?\.?(.*)`$")
# UCDP GED codebook, date_prec: up to so many days have this precision, longer ones 5.
_PRECISIONS: Final = ((1, 1), (6, 2), (7, 3), (31, 4))
_LONGER: Final = 5


def nothing(field: str) -> str:
    """The JSON of a field that is set to nothing. Raises `JudgementError` where an event can not do without."""
    check_field(field)
    if field in _WORDS:
        raise JudgementError(field, f"an event must have one ({', '.join(_WORDS[field])})")
    return _encoded(_NOTHING.get(field))


def check_field(field: str) -> None:
    """Raises `JudgementError` for a field that can not be corrected."""
    if field not in CORRECTABLE:
        raise JudgementError(field, f"is no field that can be corrected ({', '.join(CORRECTABLE)})")


def read_value(field: str, value: str) -> Any:
    """The value of a correction as it was kept. Raises `JudgementError` where it does not fit the field (any more)."""
    check_field(field)
    try:
        return msgspec.json.decode(value, type=_HINTS[field])
    except (msgspec.ValidationError, msgspec.DecodeError) as error:
        raise JudgementError(field, f"{value} can not be read: {error}") from error


def checked(field: str, value: str, event: Event, report: Report) -> str:
    """The value of a correction as it is kept: JSON, complete, that fits the field, the report and the calendar.

    Raises `JudgementError`, which says what is wrong with it.
    """
    check_field(field)
    try:
        given = msgspec.json.decode(value)
    except (msgspec.DecodeError, RecursionError) as error:
        raise JudgementError(field, f"{value} is not JSON: {error}") from error
    if given is None or given == []:
        return nothing(field)
    if field in _WORDS and isinstance(given, str):
        _check_word(field, given)
    completed = _completed(field, given, event)
    try:
        converted = msgspec.convert(completed, _HINTS[field])
    except msgspec.ValidationError as error:
        raise JudgementError(field, _plain(str(error))) from error
    parts = converted if isinstance(converted, tuple) else (converted,)
    told = tuple(_checked_part(field, part, report) for part in parts)
    return _encoded(told if isinstance(converted, tuple) else told[0])


def _encoded(value: object) -> str:
    return msgspec.json.encode(value).decode("utf-8")


def _check_word(field: str, given: str) -> None:
    if given not in _WORDS[field]:
        near = difflib.get_close_matches(given, _WORDS[field], 1)
        meant = f"did you mean {near[0]}? " if near else ""
        raise JudgementError(field, f"unknown {field} {given!r} ({meant}one of {', '.join(_WORDS[field])})")


def _plain(message: str) -> str:
    """A message of msgspec with the place in front: "min: Expected `int`, got `str`"."""
    found = _WHERE.search(message)
    return f"{found[1]}: {message[: found.start()]}" if found and found[1] else _WHERE.sub("", message)


# ---- what an analyst may leave out ----


def _completed(field: str, given: object, event: Event) -> object:
    struct = STRUCTS.get(field)
    if struct is None:
        return given
    if field in LISTS:
        # One thing may be given without brackets.
        items = given if isinstance(given, list) else [given]
        return [_filled(struct, item, event, f"{field}[{number}]") for number, item in enumerate(items)]
    return _filled(struct, given, event, field)


def _filled(struct: type[msgspec.Struct], given: object, event: Event, where: str) -> object:
    if not isinstance(given, dict):
        return given  # the message of the wrong type is msgspec's
    _check_names(struct, given, where)
    filled = {**given, "confidence": None}
    if "rule" in struct.__struct_fields__ and not given.get("rule"):
        filled["rule"] = ANALYST
    if struct in (Actor, Target, Place, Source, Weapon) and given.get("evidence") is None:
        at = event.trigger_span.start
        filled["evidence"] = {"start": at, "end": at}
    if struct in (Actor, Target, Place, Source, Weapon, DateRange):
        filled.setdefault("text", "")
    if struct is DateRange:
        filled.setdefault("basis", "stated")
        if isinstance(given.get("start"), str):
            filled.setdefault("end", given["start"])
        filled.setdefault("precision", _precision(filled))
    return filled


def _check_names(struct: type[msgspec.Struct], given: Mapping[str, object], where: str) -> None:
    known = struct.__struct_fields__
    for name in given:
        if name not in known:
            near = difflib.get_close_matches(name, known, 1)
            meant = f"did you mean {near[0]}? " if near else ""
            raise JudgementError(where, f"has no {name!r} ({meant}it has {', '.join(known)})")
    evidence = given.get("evidence")
    if isinstance(evidence, dict) and set(evidence) != set(Span.__struct_fields__):
        raise JudgementError(f"{where}.evidence", "has start and end")


def _precision(given: Mapping[str, object]) -> int:
    """The precision of a range of days by its length, where the analyst gives none."""
    try:
        start, end = (dt.date.fromisoformat(str(given.get(name))) for name in ("start", "end"))
    except ValueError:
        return _LONGER  # not kept: the range itself is refused
    days = (end - start).days + 1
    return next((precision for most, precision in _PRECISIONS if days <= most), _LONGER)


# ---- what must hold beyond the types ----


def _checked_part(field: str, part: Any, report: Report) -> Any:
    check = _CHECKS.get(type(part))
    if wrong := check(part) if check else "":
        raise JudgementError(field, wrong)
    span = getattr(part, "evidence", None)
    if span is None:
        return part
    if not 0 <= span.start <= span.end <= len(report.text):
        raise JudgementError(field, f"evidence {span.start}:{span.end} lies outside the text (0:{len(report.text)})")
    if not part.text and span.start < span.end:
        part = msgspec.structs.replace(part, text=span.of(report.text))
    if not part.text and type(part) in (Actor, Target, Place, Source, Weapon):
        raise JudgementError(field, "needs a text: the words that name it")
    return part


def _wrong_count(count: Count) -> str:
    if count.min < 0:
        return f"min {count.min} is below 0"
    if count.max is not None and count.max < count.min:
        return f"max {count.max} is below min {count.min}"
    return ""


def _wrong_days(date: DateRange) -> str:
    return f"the end {date.end} is before the start {date.start}" if date.end < date.start else ""


def _wrong_place(place: Place) -> str:
    if (place.lat is None) != (place.lon is None):
        return "lat and lon belong together"
    if place.country and not _COUNTRY.fullmatch(place.country):
        return f"country {place.country!r} is no ISO 3166-1 code of two letters"
    if place.lat is None or place.lon is None:
        return "" if place.precision is None else "a place without lat and lon has no precision"
    if not -90 <= place.lat <= 90:
        return f"latitude {place.lat} is out of range (-90 to 90)"
    if not -180 <= place.lon <= 180:
        return f"longitude {place.lon} is out of range (-180 to 180)"
    return "" if place.precision else "a place with lat and lon needs its precision (1 exact to 7 international)"


_CHECKS: Final[Mapping[type, Callable[[Any], str]]] = {
    Count: _wrong_count,
    DateRange: _wrong_days,
    Place: _wrong_place,
}
