"""`riwaya audit`: the log of what was done, its head, and whether the archive still agrees with it."""

from __future__ import annotations

from typing import Annotated, Final

import typer

_VERIFY: Final = """[bold]Examples[/bold]

riwaya audit verify

riwaya audit verify --head 118:9f2c…   [dim](as riwaya audit head printed it)[/dim]

[dim]Exit code: 0 all agrees, 1 something was found, 2 wrong usage, or the archive can not be used.[/dim]
"""
_HEAD: Final = """[bold]Examples[/bold]

riwaya audit head

riwaya audit head >> heads.txt   [dim](kept elsewhere than the archive)[/dim]

[dim]Exit code: 0, 2 the archive can not be used.[/dim]
"""
_LOG: Final = """[bold]Examples[/bold]

riwaya audit log --since 2015-08-07

riwaya audit log --by amal --json

[dim]Exit code: 0, 2 wrong usage, or the archive can not be used.[/dim]
"""
EXAMPLES: Final = """[bold]Examples[/bold]

riwaya audit verify

riwaya audit head >> heads.txt

riwaya audit log --since 2015-08-07 --by amal
"""

app = typer.Typer(
    name="audit",
    no_args_is_help=True,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)

Db = Annotated[
    str | None, typer.Option("--db", metavar="ADDRESS", help="The archive. Default: RIWAYA_DB, else riwaya.db.")
]


@app.command("verify", epilog=_VERIFY)
def verify(
    head: Annotated[
        str | None, typer.Option(metavar="SEQ:HASH", help="A head of the log that was kept elsewhere.")
    ] = None,
    db: Db = None,
) -> None:
    """Walk the log and the archive, and name every line, judgement and report that was changed behind its back."""
    from riwaya.cli.auditing import verify as work

    raise typer.Exit(work(head, db))


@app.command("head", epilog=_HEAD)
def head(db: Db = None) -> None:
    """Print number and hash of the last line of the log; kept elsewhere, it shows later whether lines were cut off."""
    from riwaya.cli.auditing import head as work

    work(db)


@app.command("log", epilog=_LOG)
def log(
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help="Only lines of this day (UTC, YYYY-MM-DD) or later.")
    ] = None,
    by: Annotated[str | None, typer.Option(metavar="NAME", help="Only what this person did.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Whole lines as JSON, with their hashes.")] = False,
    db: Db = None,
) -> None:
    """List the log: number, when, who, what, and its data, between tabs."""
    from riwaya.cli.auditing import log as work

    work(since, by, as_json=as_json, db=db)
