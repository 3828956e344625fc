"""`riwaya custody`: how a report came, and whether everything is still as it came."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer
from typer.core import TyperGroup

if TYPE_CHECKING:
    from riwaya.store.engine import Store

EXAMPLES: Final = """[bold]Examples[/bold]

riwaya custody nahr:5f0a3c9e1b27

riwaya custody verify --db yemen.db

riwaya custody anchor -o heads/

[dim]Exit code: 0; 1 something is not as it came, or there is no such report; 2 wrong usage, or the archive can not be
used.[/dim]
"""
FOUND: Final = 1
_DB: Final = typer.Option(metavar="ADDRESS", help="The archive. Default: RIWAYA_DB, else riwaya.db.")
_WARC: Final = typer.Option(
    metavar="FOLDER", help="Where the WARC files are. Default: RIWAYA_WARC, else beside the archive's file."
)


class ReportOrCommand(TyperGroup):
    """A group whose first argument is the name of a report, unless it is that of a command."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # their types are private to typer
        """The command meant."""
        return super().resolve_command(ctx, args if args[0] in self.commands else ["report", *args])


custody = typer.Typer(
    cls=ReportOrCommand,
    no_args_is_help=True,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Show how a report came, and find what is not as it came.\n\nWithout a command: riwaya custody REPORT.",
)


def _opened(db: str | None) -> Store:
    from riwaya.store.engine import open_store

    return open_store(db, create=False)


@custody.command("report")
def report(
    name: Annotated[str, typer.Argument(metavar="REPORT", help="Key of a report, or an id for all its versions.")],
    db: Annotated[str | None, _DB] = None,
    warc: Annotated[Path | None, _WARC] = None,
) -> None:
    """Print the chain of a report: feed, page, kept bytes, text, log; riwaya custody REPORT is the same."""
    from riwaya.archive.provenance import chains
    from riwaya.cli.custody_words import chain_words, sound
    from riwaya.cli.failing import told_briefly
    from riwaya.intake.keeping import warc_folder

    with told_briefly(), _opened(db) as store:
        folder = warc_folder(store.where, warc)
        found = chains(store, folder, name)
    for number, chain in enumerate(found):
        typer.echo("\n" * bool(number) + "\n".join(chain_words(chain, folder)))
    if not found:
        typer.echo(f"riwaya: no report {name}", err=True)
    raise typer.Exit(0 if found and all(map(sound, found)) else FOUND)


@custody.command("verify")
def verify(
    db: Annotated[str | None, _DB] = None,
    warc: Annotated[Path | None, _WARC] = None,
    anchor: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="FILE", help="A file of riwaya custody anchor that the log must still hold; may be given again."
        ),
    ] = None,
) -> None:
    """Look at every line of the log, every kept byte and every text, and name what is not as it came."""
    from riwaya.archive.custody import verify as verified
    from riwaya.cli.custody_words import checked_words
    from riwaya.cli.failing import told_briefly
    from riwaya.intake.keeping import warc_folder

    missing = [path for path in anchor or () if not path.is_file()]
    if missing:
        raise typer.BadParameter(f"no such file: {missing[0]}", param_hint="--anchor")
    with told_briefly(), _opened(db) as store:
        checked = verified(store, warc_folder(store.where, warc), anchor or ())
    for finding in checked.findings:
        typer.echo(f"{finding.part}\t{finding.where}\t{finding.what}")
    typer.echo(f"riwaya: {checked_words(checked)}", err=True)
    raise typer.Exit(0 if checked.sound else FOUND)


@custody.command("anchor")
def anchor(
    db: Annotated[str | None, _DB] = None,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FOLDER", help="Where the two files are written.")
    ] = Path(),
    by: Annotated[
        str | None, typer.Option(metavar="NAME", help="Who, for the log. Default: RIWAYA_BY, else the login name.")
    ] = None,
) -> None:
    """Write the head of the log as a file to be stamped by hand with OpenTimestamps, and to be kept elsewhere."""
    import datetime as dt

    from riwaya.archive.anchoring import anchor as anchored
    from riwaya.cli.failing import told_briefly
    from riwaya.cli.person import person

    if not output.is_dir():
        raise typer.BadParameter(f"{output} is no folder", param_hint="--output")
    with told_briefly(), _opened(db) as store:
        head = anchored(store, by=person(by), at=dt.datetime.now(dt.UTC).replace(microsecond=0))
    path = output / f"riwaya-log-{head.seq}.json"
    path.write_bytes(head.words)
    path.with_suffix(".json.ots.unstamped").write_bytes(head.unstamped)
    typer.echo(f"{head.hash}  {path}")
    typer.echo(f"riwaya: line {head.seq:,} of the log; stamp {path}, see docs/custody.md", err=True)
