"""`riwaya explain`: how a report became events, the tool to mend rules with."""

from __future__ import annotations

from typing import Annotated, Final

import typer

EXAMPLES: Final = """[bold]Examples[/bold]

riwaya explain report.txt --published 2024-01-31

riwaya explain reports.jsonl --id snn-290d0e308d --words

echo "…" | riwaya explain - | less -R

[dim]Exit code: 0 all explained, 1 a report could not be read or coded, 2 wrong usage or data.[/dim]
"""


def explain(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="A file of reports, or [bold]-[/bold] for standard input.")
    ],
    published: Annotated[
        str | None,
        typer.Option(
            metavar="DATE", help="Publication date (YYYY-MM-DD or DD/MM/YYYY) of reports that carry none of their own."
        ),
    ] = None,
    outlet: Annotated[str, typer.Option(metavar="NAME", help="Outlet of reports that do not name theirs.")] = "",
    report_id: Annotated[
        str | None, typer.Option("--id", metavar="ID", help="Only the report with this id. Default: every report.")
    ] = None,
    words: Annotated[
        bool,
        typer.Option(
            "--words", help="Show also each word with lemma and part of speech, and every field of what was found."
        ),
    ] = False,
) -> None:
    """Show, sentence by sentence, what was found, by which rule, and why it became this event."""
    from riwaya.cli.explaining import run

    raise typer.Exit(run(file, published=published, outlet=outlet, report_id=report_id, words=words))
