"""`riwaya queue`: what waits for an analyst."""

from __future__ import annotations

from typing import Annotated, Final

import typer

EXAMPLES: Final = """[bold]Examples[/bold]

riwaya queue

riwaya queue --incidents --limit 100

riwaya queue --unsure-below 0.4 --json > queue.jsonl

[dim]Exit code: 0, 2 wrong usage, or the archive can not be used.[/dim]
"""


def queue(
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="So many at most, the first ones.")] = 20,
    unsure_below: Annotated[
        float, typer.Option(min=0, max=1, metavar="X", help="Events whose confidence is below this wait too.")
    ] = 0.3,
    incidents: Annotated[
        bool, typer.Option("--incidents", help="Also incidents whose voices disagree; reads all that two voices tell.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="A line of JSON for each.")] = False,
    db: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="The archive. Default: RIWAYA_DB, else riwaya.db.")
    ] = None,
) -> None:
    """List what waits for review: reason, event or incident, judgement, and why, between tabs.

    First contradictory judgements, then judgements on events that are gone or told otherwise now, then incidents whose
    voices disagree, then events of low confidence.
    """
    import msgspec

    from riwaya.archive.judging import waiting
    from riwaya.cli.failing import told_briefly
    from riwaya.store.engine import open_store

    with told_briefly(), open_store(db, create=False) as store, store.reading() as connection:
        found, more = waiting(connection, limit, unsure_below=unsure_below, incidents=incidents)
    for one in found:
        cells = (one.reason, one.subject, str(one.judgement or ""), " ".join(one.why.split()))
        typer.echo(msgspec.json.encode(one).decode("utf-8") if as_json else "\t".join(cells))
    if more:
        typer.echo(f"riwaya: these are the first {limit:,}; --limit N shows more", err=True)
    if not found:
        typer.echo("riwaya: nothing waits", err=True)
