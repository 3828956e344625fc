"""`riwaya incidents`: which incidents an archive holds."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Final

import typer

EXAMPLES: Final = """[bold]Examples[/bold]

riwaya incidents --since 2015-07-19 --until 2015-07-21 --min-sources 3

riwaya incidents --near Taiz --km 30 --type shelling --type air_strike

riwaya incidents --near "13.58, 44.02" --country YE --format csv > around.csv

riwaya incidents --actor houthis --outlet mypaper --limit 20 --db yemen.db

[dim]Exit code: 0, also where none was found; 2 wrong usage, an unknown place, or an archive that can not be used.[/dim]
"""


class Format(StrEnum):
    """How the incidents are written."""

    table = "table"
    jsonl = "jsonl"
    csv = "csv"


def incidents(
    db: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="The archive. Default: RIWAYA_DB, else riwaya.db.")
    ] = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="Only what happened on this day or later.")] = None,
    until: Annotated[
        str | None, typer.Option(metavar="DATE", help="Only what happened on this day or earlier.")
    ] = None,
    near: Annotated[
        str | None,
        typer.Option(metavar="PLACE", help='Only around this place: a name, Arabic or English, or "LAT, LON".'),
    ] = None,
    km: Annotated[
        float | None, typer.Option(min=0, help="How far around --near, in kilometres. Default: 25.", show_default=False)
    ] = None,
    type_: Annotated[
        list[str] | None, typer.Option("--type", metavar="TYPE", help="Only this type of event; may be repeated.")
    ] = None,
    country: Annotated[
        list[str] | None, typer.Option(metavar="ISO2", help="Only in this country; may be repeated.")
    ] = None,
    min_sources: Annotated[
        int, typer.Option(min=0, metavar="N", help="Only what so many independent voices tell; copies are one voice.")
    ] = 0,
    min_reports: Annotated[int, typer.Option(min=0, metavar="N", help="Only what so many reports tell.")] = 0,
    outlet: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Only what this outlet tells; may be repeated.")
    ] = None,
    actor: Annotated[
        list[str] | None,
        typer.Option(metavar="ID", help="Only what is said to be this party's deed (id of actors.tsv); repeatable."),
    ] = None,
    skip: Annotated[int, typer.Option(min=0, metavar="N", help="Leave out the first so many.")] = 0,
    limit: Annotated[int | None, typer.Option(min=1, metavar="N", help="At most so many.")] = None,
    format_: Annotated[
        Format | None, typer.Option("--format", "-f", help="Default: a table on a terminal, JSON lines elsewhere.")
    ] = None,
) -> None:
    """List the incidents of an archive, one a line, by day; those without a day come last.

    Killed and injured: the lowest and highest figure, in brackets the one that most voices share; + is "or more".

    The grade is a suggestion from stated criteria, never a verdict.
    """
    from riwaya.cli.finding import Asked, run

    asked = Asked(
        db=db,
        since=since,
        until=until,
        near=near,
        km=km,
        types=tuple(type_ or ()),
        countries=tuple(country or ()),
        min_sources=min_sources,
        min_reports=min_reports,
        outlets=tuple(outlet or ()),
        actors=tuple(actor or ()),
        skip=skip,
        limit=limit,
        format="" if format_ is None else format_.value,
    )
    raise typer.Exit(run(asked))
