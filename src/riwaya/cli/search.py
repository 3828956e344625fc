"""`riwaya search`: words in the reports of an archive."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Final

import typer

if TYPE_CHECKING:
    from riwaya.store.search import Hit

EXAMPLES: Final = """[bold]Examples[/bold]

riwaya search TEXT

riwaya search '"TWO WORDS" ANOTHER' --in evidence --since 2015-08-01 --limit 50

[dim]Exit code: 0 found, 1 nothing found, 2 wrong usage, or the archive can not be used.[/dim]
"""
NOTHING: Final = 1
_MARK: Final = "**"


class Within(StrEnum):
    """What is searched."""

    reports = "reports"
    evidence = "evidence"


def search(
    text: Annotated[
        str, typer.Argument(metavar="TEXT", help="Words, all of which must be found; phrases in quotation marks.")
    ],
    db: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="The archive. Default: RIWAYA_DB, else riwaya.db.")
    ] = None,
    within: Annotated[
        Within, typer.Option("--in", help="Whole reports, or only the sentences that tell events.")
    ] = Within.reports,
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="So many hits at most, the newest first.")] = 20,
    outlet: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Only reports of this outlet; may be given again.")
    ] = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="Only reports published then or later.")] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Only reports published then or earlier.")] = None,
) -> None:
    """Find words in reports, however they are written: with or without hamza, article, "and", "in" and the like.

    A line for each hit: report (and event), outlet, date, offsets, and the words around, between tabs.
    """
    from riwaya.archive.looking import found, has_words
    from riwaya.cli.failing import told_briefly
    from riwaya.cli.filters import days_options
    from riwaya.store.engine import open_store
    from riwaya.store.search import Wanted

    if not has_words(text):
        raise typer.BadParameter("there is no word in it", param_hint="TEXT")
    first, last = days_options(since, until)
    wanted = Wanted(
        text=text,
        within=within.value,
        outlets=tuple(outlet or ()),
        since=first,
        until=last,
    )
    with told_briefly(), open_store(db, create=False) as store:
        hits, more = found(store, wanted, limit)
    for hit in hits:
        typer.echo("\t".join(_cells(hit)))
    if more:
        typer.echo(f"riwaya: these are the first {limit:,}; --limit N shows more", err=True)
    if not hits:
        typer.echo("riwaya: nothing found", err=True)
        raise typer.Exit(NOTHING)


def _cells(hit: Hit) -> list[str]:
    start, end = hit.span.start - hit.start, hit.span.end - hit.start
    words = f"{hit.snippet[:start]}{_MARK}{hit.snippet[start:end]}{_MARK}{hit.snippet[end:]}"
    cells = [hit.report, *([hit.event, hit.type] if hit.event else [])]
    cells += [hit.outlet, str(hit.published or ""), f"{hit.span.start}:{hit.span.end}", words]
    # A tab or a line break would end the cell or the line.
    return ["".join(" " if letter.isspace() else letter for letter in cell) for cell in cells]
