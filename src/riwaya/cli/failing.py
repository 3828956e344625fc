"""What goes wrong with an archive, in one line on standard error."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import typer

from riwaya.errors import RiwayaError

WRONG: Final = 2


@contextmanager
def told_briefly() -> Iterator[None]:
    """Ends the program with code 2 and one line where something is wrong that riwaya foresaw."""
    try:
        yield
    except RiwayaError as error:
        typer.echo(f"riwaya: {error}", err=True)
        raise typer.Exit(WRONG) from error
