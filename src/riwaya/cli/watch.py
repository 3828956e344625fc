"""`riwaya watch`: the outlets looked at by their schedule, what is new kept, coded, filed and linked."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import typer

from riwaya.cli.outlets import DELAY_SECONDS

EXAMPLES: Final = """[bold]Examples[/bold]

riwaya watch --once --outlet spa

riwaya watch --db yemen.db --sources mine.yaml

[dim]Exit code: 0 done, or ended by SIGTERM or Ctrl-C while it watches; 2 wrong usage, a mistake in the list of outlets,
or the archive can not be used; 130 --once was interrupted: what is filed is kept, and the next run goes on.[/dim]
"""


def watch(
    once: Annotated[bool, typer.Option("--once", help="One round over all that is due, then leave.")] = False,
    db: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="The archive; made if there is none. Default: RIWAYA_DB, else riwaya.db."),
    ] = None,
    path: Annotated[
        Path | None,
        typer.Option("--sources", metavar="FILE", help="The list of outlets. Default: the one that comes with riwaya."),
    ] = None,
    outlet: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="Only this outlet; may be given again.")
    ] = None,
    warc: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER", help="Where pages are kept as they came. Default: RIWAYA_WARC, else beside the archive."
        ),
    ] = None,
    delay: Annotated[
        float, typer.Option(min=0, metavar="SECONDS", help="Between two requests to the same host.")
    ] = DELAY_SECONDS,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Also addresses of the own machine and network.")
    ] = False,
    no_link: Annotated[bool, typer.Option("--no-link", help="Leave the new events for riwaya link.")] = False,
    by: Annotated[
        str | None, typer.Option(metavar="NAME", help="Who, for the log. Default: RIWAYA_BY, else the login name.")
    ] = None,
) -> None:
    """Look at the feeds of outlets, keep each new article as it came, code it, and file it in an archive.

    This asks the web. It may be ended at any time, and takes up where it stopped.
    """
    from riwaya.cli.watching import Options, run

    options = Options(
        once=once,
        db=db,
        path=path,
        outlets=tuple(outlet or ()),
        warc=warc,
        delay=delay,
        allow_private=allow_private,
        link=not no_link,
        by=by,
    )
    raise typer.Exit(run(options))
