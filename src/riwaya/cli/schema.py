"""`riwaya schema`: the JSON Schema of what goes in and what comes out."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Annotated, Final

import typer

EXAMPLES: Final = """[bold]Examples[/bold]

riwaya schema > coded-report.schema.json

riwaya schema --what report
"""


class What(StrEnum):
    """Whose schema."""

    report = "report"
    output = "output"


def schema(
    what: Annotated[
        What, typer.Option(help="A report as it goes in, or a line of JSON lines as it comes out.")
    ] = What.output,
) -> None:
    """Print the JSON Schema (draft 2020-12) of a report or of a coded report."""
    typer.echo(json.dumps(schema_of(what), ensure_ascii=False, indent=2))


def schema_of(what: What) -> dict[str, object]:
    """The schema as a JSON object."""
    import msgspec

    from riwaya.model import CodedReport, Report

    root = Report if what is What.report else CodedReport
    (reference,), components = msgspec.json.schema_components([root], ref_template="#/$defs/{name}")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": root.__name__,
        **reference,
        "$defs": dict(sorted(components.items())),
    }
