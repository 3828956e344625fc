"""A record with the fields of a report becomes a report, or a failure that says what is wrong with it."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

import msgspec

from riwaya.intake.dates import parse_day
from riwaya.intake.received import Defaults, Intake, failed
from riwaya.intake.suitability import has_tags, objection
from riwaya.model import Failure, Report
from riwaya.model.events import Warning as ReportWarning

REPLACEMENT: Final = "\ufffd"
FIELDS_NAMED: Final = 8
_BREAKS: Final = re.compile(r"\s*[\r\n]\s*")


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """The fields of a report as JSON gives them; every one may be missing, others are left aside."""

    id: str | int | None = None
    text: str | None = None
    published: str | int | float | bool | None = None
    outlet: str | None = None
    url: str | None = None
    title: str | None = None


def read_record(
    data: str, *, where: str, fallback_id: str, defaults: Defaults, warnings: tuple[ReportWarning, ...] = ()
) -> Intake | Failure:
    """The report that a JSON object tells."""
    try:
        record = msgspec.json.decode(data, type=Record)
    except msgspec.ValidationError as error:
        return failed(where, f"wrong fields: {error}", _id_of(data))
    except msgspec.DecodeError as error:
        return failed(where, str(error) if str(error).startswith("JSON") else f"JSON is malformed: {error}")
    except RecursionError:
        return failed(where, "JSON is nested too deeply")
    if record.text is None and (named := _otherwise_named(data)):
        record = Record(**named)
    if record.text is None:
        return failed(where, f'no field "text"; the fields are: {_fields_of(data)}', _as_id(record.id, ""))
    return admit(record, where=where, fallback_id=fallback_id, defaults=defaults, warnings=warnings)


def admit(
    record: Record, *, where: str, fallback_id: str, defaults: Defaults, warnings: tuple[ReportWarning, ...] = ()
) -> Intake | Failure:
    """The report of a record, its title put before its text, unless the text can not be coded."""
    report_id = _as_id(record.id, fallback_id)
    body, nuls = _without_nuls(record.text or "")
    if cause := objection(body):
        return failed(where, cause, report_id)
    published, dates = _published(record.published, defaults.published)
    report = Report(
        id=report_id,
        text=_with_title(_without_nuls(record.title or "")[0], body),
        published=published,
        outlet=record.outlet or defaults.outlet,
        url=record.url or "",
    )
    return Intake(report=report, where=where, warnings=(*warnings, *nuls, *_tags(body), *dates))


def _otherwise_named(data: str) -> dict[str, str]:
    """The fields of a record of another tool, whose names are others; empty where none is the text."""
    from riwaya.intake.columns import fields_of, readable_day  # seldom needed

    told = msgspec.json.decode(data, type=dict[str, object])
    fields = fields_of({name: str(value) for name, value in told.items() if isinstance(value, str | int)})
    return {**fields, **readable_day(fields)} if "text" in fields else {}


def _as_id(written: str | int | None, fallback: str) -> str:
    return fallback if written is None or not str(written).strip() else str(written)


def _with_title(title: str, text: str) -> str:
    """The title on a line of its own before the text; the text untouched where it begins with the title already."""
    title = _BREAKS.sub(" ", title.strip())
    return text if not title or text.lstrip().startswith(title) else f"{title}\n{text}"


def _without_nuls(text: str) -> tuple[str, tuple[ReportWarning, ...]]:
    """NUL characters replaced one for one, so that offsets stay."""
    if not (count := text.count("\0")):
        return text, ()
    warning = ReportWarning(code="nul", message=f"{count} NUL characters replaced")
    return text.replace("\0", REPLACEMENT), (warning,)


def _tags(text: str) -> tuple[ReportWarning, ...]:
    return (ReportWarning(code="markup", message="the text holds tags of HTML"),) if has_tags(text) else ()


def _published(
    written: str | float | bool | None, default: dt.date | None
) -> tuple[dt.date | None, tuple[ReportWarning, ...]]:
    """The day of publication, and a warning where it is unknown or malformed."""
    if written is None or written == "":
        message = "no publication date: relative dates stay unresolved"
        return default, () if default else (ReportWarning(code="no_date", message=message),)
    day = parse_day(written) if isinstance(written, str) else None
    if day:
        return day, ()
    instead = f"{default} (--published) instead" if default else "relative dates stay unresolved"
    message = f"publication date {str(written)[:40]!r} is not YYYY-MM-DD: {instead}"
    return default, (ReportWarning(code="bad_date", message=message),)


def _fields_of(data: str) -> str:
    names = sorted(msgspec.json.decode(data, type=dict[str, msgspec.Raw]))
    return ", ".join(names[:FIELDS_NAMED]) + (", …" if len(names) > FIELDS_NAMED else "") or "none"


def _id_of(data: str) -> str:
    """The id of a record whose other fields are wrong; "" where there is none."""
    try:
        written = msgspec.json.decode(data, type=dict[str, msgspec.Raw]).get("id")
        return "" if written is None else _as_id(msgspec.json.decode(written, type=str | int), "")
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return ""
