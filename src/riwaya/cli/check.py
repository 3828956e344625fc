"""`riwaya check`: whether the data files hold together, and the examples of the rules come out."""

from __future__ import annotations

from typing import Final

import typer

EXAMPLES: Final = """[bold]Examples[/bold]

riwaya check

riwaya check && riwaya code report.txt

[dim]Exit code: 0 all right, 1 something is wrong; each line then begins with file and line.[/dim]
"""


def check() -> None:
    """Validate all tables and rule files and run the examples of all rules. Takes no arguments."""
    from riwaya.cli.checking import run

    raise typer.Exit(run())
