"""The outlets that a command works with: read, looked through, and the fetcher that asks them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import typer

from riwaya.errors import DataError

if TYPE_CHECKING:
    from riwaya.intake.web.fetch import Fetcher
    from riwaya.model.sources import Fetched, Outlet

DELAY_SECONDS: Final = 2.0
CONTACT: Final = "RIWAYA_CONTACT"


def outlets_of(path: Path | None, wanted: Sequence[str] = ()) -> tuple[Outlet, ...]:
    """The outlets of a file, else those that come with riwaya; only some of them where these are named.

    Raises `DataError` with the first mistake, and the usage error that names an outlet which is not there.
    """
    from riwaya.cli.checks.sources import check_file
    from riwaya.intake.outlets import read_outlets, shipped

    path = path or shipped()
    outlets = read_outlets(path)
    for message in check_file(path):
        where, _, what = message.partition(": ")
        raise DataError(where, what)
    if missing := set(wanted) - {outlet.id for outlet in outlets}:
        raise typer.BadParameter(f"no outlet {', '.join(sorted(missing))} in {path}", param_hint="--outlet")
    return tuple(outlet for outlet in outlets if not wanted or outlet.id in wanted)


def fetcher(*, allow_private: bool, delay: float, keep: Callable[[Fetched], None] | None = None) -> Fetcher:
    """What asks the web. `allow_private`: also machines of the own network; `delay` in seconds, for each host."""
    import os

    from riwaya.intake.web.fetch import Fetcher
    from riwaya.intake.web.guard import PRIVATE, Guard
    from riwaya.intake.web.politeness import Manners

    return Fetcher(
        guard=Guard(allowed=PRIVATE if allow_private else ()),
        manners=Manners(delay=delay),
        contact=os.environ.get(CONTACT, ""),
        keep=keep,
    )
