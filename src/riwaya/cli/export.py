"""`riwaya export`: what stands in an archive, in a format of others."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

import typer

EXAMPLES: Final = """[bold]Examples[/bold]

riwaya export geojson -o incidents.geojson --since 2015-07-19 --until 2015-07-21

riwaya export acled -o yemen.csv --country YE --min-sources 2

riwaya export geoparquet -o events.parquet --level events --min-confidence 0.8

[dim]Exit code: 0 written, 2 wrong usage or archive; the file is then left as it was.[/dim]
"""


class Format(StrEnum):
    """In whose columns."""

    acled = "acled"
    ged = "ged"
    hxl = "hxl"
    geojson = "geojson"
    geoparquet = "geoparquet"
    kml = "kml"
    jsonl = "jsonl"


class Level(StrEnum):
    """What a row is."""

    events = "events"
    incidents = "incidents"


def export(
    format_: Annotated[Format, typer.Argument(metavar="FORMAT", help="|".join(Format), show_default=False)],
    output: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="FILE", help="Write here, whole or not at all.", show_default=False),
    ],
    level: Annotated[
        Level, typer.Option(help="A row an account of one report, or an incident that several tell.")
    ] = Level.incidents,
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help="Only what touches this day or a later one.")
    ] = None,
    until: Annotated[
        str | None, typer.Option(metavar="DATE", help="Only what touches this day or an earlier one.")
    ] = None,
    types: Annotated[
        list[str] | None, typer.Option("--type", metavar="TYPE", help="Only this event type; may be repeated.")
    ] = None,
    countries: Annotated[
        list[str] | None,
        typer.Option("--country", metavar="CODE", help="Only this country (ISO 3166-1 alpha-2); may be repeated."),
    ] = None,
    min_confidence: Annotated[
        float, typer.Option(min=0, max=1, metavar="X", help="Leave out what is less sure than this.")
    ] = 0,
    min_sources: Annotated[
        int, typer.Option(min=0, metavar="N", help="Only incidents that so many independent reports tell.")
    ] = 0,
    coarsen: Annotated[
        float, typer.Option(min=0, metavar="KM", help="Move points to the middle of cells of so many kilometres.")
    ] = 0,
    private: Annotated[
        bool, typer.Option("--private", help="Keep the names of private persons, and the texts in jsonl.")
    ] = False,
    by: Annotated[
        str | None, typer.Option(metavar="NAME", help="Who does it, for the log. Default: RIWAYA_BY, else the login.")
    ] = None,
    db: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="The archive. Default: RIWAYA_DB, else riwaya.db.")
    ] = None,
) -> None:
    """Export incidents or events as ACLED, UCDP GED, HXL, GeoJSON, GeoParquet, KML or JSON lines.

    What analysts rejected is left out, what they corrected stands corrected.

    Names of private persons are left out unless asked for; docs/exports.md says how far that reaches.
    """
    from riwaya.cli.exporting import Options, run

    options = Options(
        format=format_.value,
        output=output,
        level=level.value,
        since=since,
        until=until,
        types=tuple(types or ()),
        countries=tuple(countries or ()),
        min_confidence=min_confidence,
        min_sources=min_sources,
        coarsen_km=coarsen,
        private=private,
        by=by,
        db=db,
    )
    raise typer.Exit(run(options))
