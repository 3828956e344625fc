"""`riwaya link`: copies, links and incidents of an archive."""

from __future__ import annotations

from typing import Annotated, Final

import typer

EXAMPLES: Final = """[bold]Examples[/bold]

riwaya link

riwaya link --all --db sqlite:///archive.db

[dim]Exit code: 0 done, 2 wrong usage, or the archive can not be used.[/dim]
"""


def link(
    everything: Annotated[
        bool, typer.Option("--all", help="Forget all links and make them anew, as after a change of the rules.")
    ] = False,
    db: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="The archive. Default: [bold]RIWAYA_DB[/bold], else riwaya.db."),
    ] = None,
    by: Annotated[
        str | None, typer.Option(metavar="NAME", help="Who does it, for the log. Default: RIWAYA_BY, else the login.")
    ] = None,
) -> None:
    """Find copies among the reports, and put the accounts of one thing together as incidents."""
    from riwaya.cli.linking import run

    raise typer.Exit(run(db, by=by, everything=everything))
