"""`riwaya status`: what an archive holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final

import typer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from riwaya.store.census import Census

EXAMPLES: Final = """[bold]Examples[/bold]

riwaya status

riwaya status --db yemen.db --json

[dim]Exit code: 0, 2 the archive can not be used.[/dim]
"""
_NAMED: Final = 20


def status(
    db: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="The archive. Default: RIWAYA_DB, else riwaya.db.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="All numbers as JSON.")] = False,
) -> None:
    """Count what an archive holds: reports, events, incidents, judgements, failures, coders."""
    import msgspec

    from riwaya.archive.looking import counted
    from riwaya.cli.failing import told_briefly
    from riwaya.store.engine import open_store

    with told_briefly(), open_store(db, create=False) as store:
        numbers = counted(store)
        if as_json:
            typer.echo(msgspec.json.encode(numbers).decode("utf-8"))
            return
        for line in _lines(store.where, numbers):
            typer.echo(line)


def _lines(where: str, numbers: Census) -> Iterator[str]:
    yield f"archive     {where} (schema {numbers.schema})"
    days = f", published {numbers.first} to {numbers.last}" if numbers.first else ""
    yield f"reports     {numbers.reports:,}, later versions {numbers.versions:,}, copies {numbers.copies:,}{days}"
    yield from _list("outlets", numbers.outlets)
    yield from _list("coders", numbers.coders)
    yield f"events      {numbers.events:,}, not yet linked {numbers.unlinked:,}"
    yield from _list("types", numbers.types)
    yield f"incidents   {numbers.incidents:,}"
    yield from _list("judgements", numbers.judgements)
    yield from _list("failures", ((f"{stage}: {cause}", count) for stage, cause, count in numbers.failures))
    yield f"log         {numbers.log:,}"


def _list(name: str, counts: Iterable[tuple[str, int]]) -> Iterator[str]:
    """A line for the sum and one for each name, the rest of a long list left out."""
    listed = list(counts)
    yield f"{name:<11} {sum(count for _, count in listed):,}" if name in ("judgements", "failures") else name
    for label, count in listed[:_NAMED]:
        yield f"  {count:>9,}  {label or '(not named)'}"
    if len(listed) > _NAMED:
        yield f"             and {len(listed) - _NAMED:,} more"
