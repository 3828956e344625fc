"""The formats by name."""

from __future__ import annotations

from typing import Final, Literal, Protocol, get_args

from riwaya.model import CodedReport, Report

FormatName = Literal["jsonl", "csv", "geojson", "table"]
FORMATS: Final[tuple[FormatName, ...]] = get_args(FormatName)


class Export(Protocol):
    """A format: what stands at the head, what a report adds, what stands at the end. It holds no reports."""

    def head(self) -> str:
        """What stands before the first report."""

    def report(self, report: Report, coded: CodedReport) -> str:
        """What a report adds; `report` gives the words that the spans of `coded` point to."""

    def tail(self) -> str:
        """What stands behind the last report."""


def open_export(name: FormatName, *, width: int = 100, colour: bool = False) -> Export:
    """A new export of that format; `width` and `colour` are for the table."""
    # Each is imported when it is wanted: rich alone takes longer to import than a report to code.
    if name == "jsonl":
        from riwaya.export.jsonl import JsonLinesExport

        return JsonLinesExport()
    if name == "csv":
        from riwaya.export.csv import CsvExport

        return CsvExport()
    if name == "geojson":
        from riwaya.export.geojson import GeoJsonExport

        return GeoJsonExport()
    from riwaya.export.table import TableExport

    return TableExport(width=width, colour=colour)
