"""`riwaya sources`: the outlets, how they fare, whether their addresses work."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from riwaya.cli.outlets import DELAY_SECONDS

if TYPE_CHECKING:
    import datetime as dt

    from riwaya.archive.sources import FeedFares, OutletFares, Probed
    from riwaya.model.sources import Outlet

EXAMPLES: Final = """[bold]Examples[/bold]

riwaya sources list

riwaya sources status --db yemen.db --check

riwaya sources probe --sources mine.yaml --outlet mypaper

[dim]Exit code: 0; 1 a feed has failed for days (status --check), an address does not work (probe); 2 wrong usage, a
mistake in the list of outlets, or the archive can not be used.[/dim]
"""
FOUND: Final = 1
_SOURCES: Final = typer.Option(
    "--sources", metavar="FILE", help="The list of outlets. Default: the one that comes with riwaya."
)
_OUTLET: Final = typer.Option("--outlet", metavar="ID", help="Only this outlet; may be given again.")

sources = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Show the outlets that riwaya watch reads, how they fare, and whether their addresses work.",
)


@sources.command("list")
def list_sources(
    path: Annotated[Path | None, _SOURCES] = None,
    outlet: Annotated[list[str] | None, _OUTLET] = None,
) -> None:
    """List the outlets with seat, side, ownership and addresses."""
    from riwaya.cli.failing import told_briefly
    from riwaya.cli.outlets import outlets_of

    with told_briefly():
        for one in outlets_of(path, outlet or ()):
            for line in _listed(one):
                typer.echo(line)


def _listed(outlet: Outlet) -> Iterator[str]:
    side = f", voice of {outlet.side}" if outlet.side else ""
    yield f"{outlet.id}  {outlet.name} ({outlet.arabic}), {outlet.kind}, {outlet.country}{side}"
    if outlet.owner:
        yield f"    {outlet.owner} [{outlet.owner_source}]"
    for feed in outlet.feeds:
        tried = f"worked on {feed.tried}" if feed.tried else f"untested, read at {feed.read_at}"
        yield f"    {feed.kind:<8} every {feed.every} min  {feed.address}  {tried}"


@sources.command("status")
def status(
    db: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="The archive. Default: RIWAYA_DB, else riwaya.db.")
    ] = None,
    path: Annotated[Path | None, _SOURCES] = None,
    outlet: Annotated[list[str] | None, _OUTLET] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Exit with 1 if a feed has failed for more than three days.")
    ] = False,
) -> None:
    """Show when each feed last worked, what is wrong with it, and how many articles wait."""
    import datetime as dt

    from riwaya.archive.sources import fares
    from riwaya.cli.failing import told_briefly
    from riwaya.cli.outlets import outlets_of
    from riwaya.store.engine import open_store

    with told_briefly():
        outlets = outlets_of(path, outlet or ())
        with open_store(db, create=False) as store:
            found = fares(store, outlets, dt.datetime.now(dt.UTC))
    for each in found:
        for line in _fares(each):
            typer.echo(line)
    long = [feed for each in found for feed in each.feeds if feed.long]
    if long:
        typer.echo(f"riwaya: {len(long)} of the feeds failed for more than three days", err=True)
    raise typer.Exit(FOUND if check and long else 0)


def _fares(each: OutletFares) -> Iterator[str]:
    yield f"{each.outlet}  {each.done:,} articles had, {each.waiting:,} waiting, {each.failed:,} given up"
    for feed in each.feeds:
        yield f"    {_state(feed)}  {feed.feed.address}"


def _state(fares: FeedFares) -> str:
    state = fares.state
    if state is None:
        return "never tried"
    if not state.failures:
        return f"worked at {_moment(state.worked_at)}, next at {_moment(state.next_at)}"
    loud = "FAILING" if fares.long else "failing"
    worked = f"last worked at {_moment(state.worked_at)}" if state.worked_at else "never worked"
    since = f"since {_moment(state.failing_since)}, {state.failures} times"
    return f"{loud} {since} ({worked}; next at {_moment(state.next_at)}): {state.error}"


def _moment(moment: dt.datetime | None) -> str:
    return moment.isoformat(timespec="minutes") if moment else "no time"


@sources.command("probe")
def probe(
    path: Annotated[Path | None, _SOURCES] = None,
    outlet: Annotated[list[str] | None, _OUTLET] = None,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Also addresses of the own machine and network.")
    ] = False,
    delay: Annotated[
        float, typer.Option(min=0, metavar="SECONDS", help="Between two requests to the same host.")
    ] = DELAY_SECONDS,
) -> None:
    """Try every address once and tell what it gives. Nothing is kept; this asks the web."""
    from riwaya.archive.sources import probe as probed
    from riwaya.cli.coding import INTERRUPTED
    from riwaya.cli.failing import told_briefly
    from riwaya.cli.outlets import fetcher, outlets_of

    wrong = count = 0
    with told_briefly(), fetcher(allow_private=allow_private, delay=delay) as web:
        try:
            for each in probed(web, outlets_of(path, outlet or ())):
                count += 1
                wrong += bool(each.error)
                typer.echo(_probed(each))
        except KeyboardInterrupt:
            raise typer.Exit(INTERRUPTED) from None
    typer.echo(f"riwaya: {count:,} addresses tried, {wrong:,} do not work", err=True)
    raise typer.Exit(FOUND if wrong else 0)


def _probed(each: Probed) -> str:
    start = f"{'FAILS' if each.error else 'works'}  {each.outlet}  {each.feed.address}  "
    if each.error:
        return start + each.error
    listed = f"{each.lists:,} lists of articles" if each.lists else f"{each.articles:,} articles"
    newest = f", the newest of {each.newest}" if each.newest else ""
    warnings = f" ({'; '.join(each.warnings)})" if each.warnings else ""
    return start + listed + newest + warnings
