"""`riwaya incident`: all accounts of one thing, side by side."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Final

import typer

EXAMPLES: Final = """[bold]Examples[/bold]

riwaya incident I1a2b3c

riwaya incident I1a2b3c --db yemen.db | less -R

riwaya incident I1a2b3c --format json --private | jq .incident.figures

[dim]Exit code: 0 shown, 2 no such incident (those with a like id are named), wrong usage, or an archive that can not be
used.[/dim]
"""


class Format(StrEnum):
    """How the incident is written."""

    text = "text"
    json = "json"


def incident(
    id_: Annotated[str, typer.Argument(metavar="ID", help="The incident's id, as riwaya incidents lists it.")],
    db: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="The archive. Default: RIWAYA_DB, else riwaya.db.")
    ] = None,
    format_: Annotated[
        Format, typer.Option("--format", "-f", help="Text for a terminal, or one object of JSON.")
    ] = Format.text,
    private: Annotated[
        bool, typer.Option("--private", help="Show also the names of private persons, which are left out otherwise.")
    ] = False,
) -> None:
    """Show the accounts of an incident side by side, then the figures, the blame and the grade with their rules.

    What differs from the others is marked with ≠. A copy stands under the report whose text it prints.

    An id that became another is followed.
    """
    from riwaya.cli.showing import run

    raise typer.Exit(run(id_, db=db, as_json=format_ is Format.json, private=private))
