"""The program `riwaya`: its commands, and nothing heavy, so that `--help` is quick."""

from __future__ import annotations

from typing import Annotated

import typer

from riwaya import __version__
from riwaya.cli import (
    audit,
    check,
    code,
    custody,
    explain,
    export,
    incident,
    incidents,
    ingest,
    judge,
    link,
    queue,
    schema,
    search,
    sources,
    status,
    watch,
)

app = typer.Typer(
    name="riwaya",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="[dim]Begin with:[/dim] riwaya code report.txt --published 2024-01-31",
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"riwaya {__version__}")
        raise typer.Exit


@app.callback()
def riwaya(
    _version_wanted: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    """Read Arabic news reports about armed conflict, offline, and code the events that they tell.

    Every field of every event carries the words that it rests on.
    """


app.command("code", epilog=code.EXAMPLES)(code.code)
app.command("explain", epilog=explain.EXAMPLES)(explain.explain)
app.command("check", epilog=check.EXAMPLES)(check.check)
app.add_typer(custody.custody, name="custody", epilog=custody.EXAMPLES)
app.command("watch", epilog=watch.EXAMPLES)(watch.watch)
app.add_typer(sources.sources, name="sources", epilog=sources.EXAMPLES)
app.command("schema", epilog=schema.EXAMPLES)(schema.schema)
app.command("export", epilog=export.EXAMPLES)(export.export)
app.command("ingest", epilog=ingest.EXAMPLES)(ingest.ingest)
app.command("search", epilog=search.EXAMPLES)(search.search)
app.command("status", epilog=status.EXAMPLES)(status.status)
app.command("incidents", epilog=incidents.EXAMPLES)(incidents.incidents)
app.command("incident", epilog=incident.EXAMPLES)(incident.incident)
app.command("link", epilog=link.EXAMPLES)(link.link)
app.add_typer(judge.app, name="judge", epilog=judge.EXAMPLES, help="Decide on events and incidents, and look back.")
app.command("queue", epilog=queue.EXAMPLES)(queue.queue)
app.add_typer(audit.app, name="audit", epilog=audit.EXAMPLES, help="Read the log of what was done, and verify it.")
