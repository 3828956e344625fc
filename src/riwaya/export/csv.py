"""CSV: an event a row, for spreadsheets and statistics. `docs/cli.md` describes the columns."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable
from typing import Final

import msgspec

from riwaya.export.evidence import evidence_texts, one_line
from riwaya.model import CodedReport, Count, DateRange, Event, Report

SEPARATOR: Final = " | "
# A cell that begins so is a formula to a spreadsheet, and a report could carry one.
_FORMULA: Final = re.compile(r"[=+\-@\t\r]")
_NUMBERS: Final = re.compile(r"-?\d+(?:\.\d+)?(?: \| (?:-?\d+(?:\.\d+)?)?)*", re.ASCII)


class Row(msgspec.Struct, frozen=True):
    """What a column is made from."""

    report: Report
    coded: CodedReport
    event: Event


def joined(values: Iterable[object]) -> str:
    """Several values in a cell, at the same position in all columns of the same thing; a `|` within one becomes `/`."""
    return SEPARATOR.join(one_line(str("" if value is None else value)).replace("|", "/") for value in values)


def _of_date(get: Callable[[DateRange], object]) -> Callable[[Row], str]:
    return lambda row: "" if row.event.date is None else str(get(row.event.date))


def _of_count(field: str, get: Callable[[Count], int | None]) -> Callable[[Row], str]:
    def cell(row: Row) -> str:
        count: Count | None = getattr(row.event, field)
        return _number(None if count is None else get(count))

    return cell


def _number(value: float | None) -> str:
    return "" if value is None else str(value)


def _confidence(field: str) -> Callable[[Row], str]:
    """The confidence of a field of which an event has one at most."""
    return lambda row: _number(getattr(getattr(row.event, field), "confidence", None))


COLUMNS: Final[dict[str, Callable[[Row], str]]] = {
    "report_id": lambda row: row.coded.id,
    "outlet": lambda row: row.coded.outlet,
    "published": lambda row: "" if row.coded.published is None else row.coded.published.isoformat(),
    "url": lambda row: row.coded.url,
    "event_id": lambda row: row.event.id,
    "type": lambda row: row.event.type,
    "modality": lambda row: row.event.modality,
    "confidence": lambda row: _number(row.event.confidence),
    "trigger": lambda row: one_line(row.event.trigger),
    "actors": lambda row: joined(actor.text for actor in row.event.actors),
    "actor_ids": lambda row: joined(actor.id for actor in row.event.actors),
    "actor_types": lambda row: joined(actor.type for actor in row.event.actors),
    "actor_confidences": lambda row: joined(actor.confidence for actor in row.event.actors),
    "targets": lambda row: joined(target.text for target in row.event.targets),
    "target_ids": lambda row: joined(target.id for target in row.event.targets),
    "target_types": lambda row: joined(target.type for target in row.event.targets),
    "target_confidences": lambda row: joined(target.confidence for target in row.event.targets),
    "places": lambda row: joined(place.text for place in row.event.places),
    "place_names": lambda row: joined(place.name for place in row.event.places),
    "latitudes": lambda row: joined(place.lat for place in row.event.places),
    "longitudes": lambda row: joined(place.lon for place in row.event.places),
    "countries": lambda row: joined(place.country for place in row.event.places),
    "admin1s": lambda row: joined(place.admin1 for place in row.event.places),
    "place_precisions": lambda row: joined(place.precision for place in row.event.places),
    "place_confidences": lambda row: joined(place.confidence for place in row.event.places),
    "date_start": _of_date(lambda date: date.start.isoformat()),
    "date_end": _of_date(lambda date: date.end.isoformat()),
    "date_precision": _of_date(lambda date: date.precision),
    "date_basis": _of_date(lambda date: date.basis),
    "date_text": _of_date(lambda date: one_line(date.text)),
    "date_confidence": _confidence("date"),
    "killed_min": _of_count("killed", lambda count: count.min),
    "killed_max": _of_count("killed", lambda count: count.max),
    "killed_confidence": _confidence("killed"),
    "injured_min": _of_count("injured", lambda count: count.min),
    "injured_max": _of_count("injured", lambda count: count.max),
    "injured_confidence": _confidence("injured"),
    "killed_or_injured_min": _of_count("killed_or_injured", lambda count: count.min),
    "killed_or_injured_max": _of_count("killed_or_injured", lambda count: count.max),
    "killed_or_injured_confidence": _confidence("killed_or_injured"),
    "civilians_harmed": lambda row: "true" if row.event.civilians_harmed else "false",
    "weapon": lambda row: "" if row.event.weapon is None else one_line(row.event.weapon.text),
    "weapon_kind": lambda row: "" if row.event.weapon is None else row.event.weapon.kind,
    "weapon_confidence": _confidence("weapon"),
    "sources": lambda row: joined(source.text for source in row.event.sources),
    "source_types": lambda row: joined(source.type for source in row.event.sources),
    "source_confidences": lambda row: joined(source.confidence for source in row.event.sources),
    "evidence": lambda row: joined(evidence_texts(row.report, row.event)),
    "evidence_spans": lambda row: joined(f"{span.start}:{span.end}" for span in row.event.evidence),
    "rules": lambda row: joined(row.event.rules),
    "warnings": lambda row: joined(warning.code for warning in row.coded.warnings),
    "coder": lambda row: row.coded.coder,
    "sha256": lambda row: row.coded.sha256,
}


def defused(cell: str) -> str:
    """The cell with an apostrophe before it where a spreadsheet would take it for a formula; numbers stay numbers."""
    return f"'{cell}" if _FORMULA.match(cell) and not _NUMBERS.fullmatch(cell) else cell


class CsvExport:
    """RFC 4180 with line feeds, UTF-8, a header first; a report without events adds no row."""

    def head(self) -> str:
        """The names of the columns."""
        return csv_line(COLUMNS)

    def report(self, report: Report, coded: CodedReport) -> str:
        """A row for each event."""
        rows = (Row(report, coded, event) for event in coded.events)
        return "".join(csv_line(defused(column(row)) for column in COLUMNS.values()) for row in rows)

    def tail(self) -> str:
        """Nothing stands at the end."""
        return ""


def csv_line(cells: Iterable[str]) -> str:
    """A line of CSV (RFC 4180) that ends with a line feed."""
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerow(cells)
    return written.getvalue()
