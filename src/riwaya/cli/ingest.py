"""`riwaya ingest`: reports in, into the archive."""

from __future__ import annotations

from typing import Annotated, Final

import typer

EXAMPLES: Final = """[bold]Examples[/bold]

riwaya ingest news/2015-08-07.jsonl.gz

riwaya ingest news/ --db yemen.db --outlet mypaper

RIWAYA_DB=postgresql+psycopg://me@localhost/riwaya riwaya ingest news/

riwaya ingest incoming/ --watch 60    [dim](and whatever comes into the folder later)[/dim]

riwaya ingest --recode    [dim](all reports that the archive holds, again)[/dim]

[dim]Exit code: 0 all reports are in the archive, 1 some failed and all others are in it, 2 wrong usage or data, or the
archive can not be used, 130 Ctrl-C.[/dim]
"""


def ingest(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PATH",
            help="Files (.txt, .json, .jsonl, .ndjson, .csv, .html, .warc, each also .gz; .wacz), folders, "
            "or [bold]-[/bold] for standard input.",
            show_default=False,
        ),
    ] = None,
    db: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="The archive; made if there is none. Default: RIWAYA_DB, else riwaya.db."),
    ] = None,
    published: Annotated[
        str | None,
        typer.Option(
            metavar="DATE", help="Publication date (YYYY-MM-DD or DD/MM/YYYY) of reports that carry none of their own."
        ),
    ] = None,
    outlet: Annotated[str, typer.Option(metavar="NAME", help="Outlet of reports that do not name theirs.")] = "",
    jobs: Annotated[
        int,
        typer.Option("--jobs", "-j", min=0, metavar="N", help="Processes. 0: one a core; 1: none but this one."),
    ] = 0,
    max_report_bytes: Annotated[
        int, typer.Option(min=1, metavar="N", help="Reports above this size are recorded as failed, not read.")
    ] = 5_000_000,
    no_link: Annotated[bool, typer.Option("--no-link", help="Leave the new events for riwaya link.")] = False,
    recode: Annotated[
        bool,
        typer.Option("--recode", help="Code again also what this coder has coded; without PATH all that is archived."),
    ] = False,
    watch: Annotated[
        int,
        typer.Option(
            "--watch",
            min=0,
            metavar="SECONDS",
            help="Go on: look so often for files that are new or changed. 0: do not.",
        ),
    ] = 0,
    by: Annotated[
        str | None, typer.Option(metavar="NAME", help="Who, for the log. Default: RIWAYA_BY, else the login name.")
    ] = None,
) -> None:
    """Code reports and keep them, with their events, in an archive.

    A report that the archive has already is passed over; another text under a known id is kept as its next version.

    A run that was ended in whatever way is taken up by doing it again.
    """
    from riwaya.cli.ingesting import Options, run

    options = Options(
        paths=tuple(paths or ()),
        db=db,
        published=published,
        outlet=outlet,
        jobs=jobs,
        max_bytes=max_report_bytes,
        link=not no_link,
        recode=recode,
        watch=watch,
        by=by,
    )
    raise typer.Exit(run(options))
