"""`riwaya code`: reports in, events out."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

import typer

EXAMPLES: Final = """[bold]Examples[/bold]

riwaya code report.txt --published 2024-01-31 --outlet mypaper

riwaya code archive/ --format csv -o events.csv --errors failed.jsonl

zcat reports.jsonl.gz | riwaya code - --jobs 2 --format jsonl > events.jsonl

[dim]Exit code: 0 all reports coded, 1 some failed and all others are coded, 2 wrong usage or data, 130 Ctrl-C.[/dim]
"""


class Format(StrEnum):
    """How the events are written."""

    jsonl = "jsonl"
    csv = "csv"
    geojson = "geojson"
    table = "table"


def code(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH",
            help="Files (.txt, .json, .jsonl, .ndjson, .csv, .html, .warc, each also .gz; .wacz), folders, "
            "or [bold]-[/bold] for standard input.",
            show_default=False,
        ),
    ],
    published: Annotated[
        str | None,
        typer.Option(
            metavar="DATE", help="Publication date (YYYY-MM-DD or DD/MM/YYYY) of reports that carry none of their own."
        ),
    ] = None,
    outlet: Annotated[str, typer.Option(metavar="NAME", help="Outlet of reports that do not name theirs.")] = "",
    format_: Annotated[
        Format | None,
        typer.Option(
            "--format",
            "-f",
            help="Default: by the ending of --output; else a table on a terminal, JSON lines elsewhere.",
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Write here, whole or not at all. Default: standard output."
        ),
    ] = None,
    errors: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Record the reports that failed here, as JSON lines: where, stage, cause, id."
        ),
    ] = None,
    min_confidence: Annotated[
        float, typer.Option(min=0, max=1, metavar="X", help="Leave out events whose confidence is below this.")
    ] = 0,
    jobs: Annotated[
        int,
        typer.Option("--jobs", "-j", min=0, metavar="N", help="Processes. 0: one a core; 1: none but this one."),
    ] = 0,
    max_report_bytes: Annotated[
        int, typer.Option(min=1, metavar="N", help="Reports above this size are recorded as failed, not read.")
    ] = 5_000_000,
) -> None:
    """Code the events that reports tell, each field with its evidence.

    The output is in the order of the input, whatever the number of processes.

    A report that can not be read or coded is named with file and line; all others are coded.
    """
    from riwaya.cli.coding import Options, run

    options = Options(
        paths=tuple(paths),
        published=published,
        outlet=outlet,
        format=None if format_ is None else format_.value,
        output=output,
        errors=errors,
        min_confidence=min_confidence,
        jobs=jobs,
        max_bytes=max_report_bytes,
    )
    raise typer.Exit(run(options))
