"""What is said of a round over the outlets: how far it is, what went wrong, what it brought."""

from __future__ import annotations

from collections.abc import Iterator
from types import TracebackType
from typing import Final, Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
from rich.progress import Progress as Bar

from riwaya.archive.watching import Round, Tally
from riwaya.cli.notices import bar_wanted, number

COMPLAINTS_SHOWN: Final = 20


class Progress:
    """Standard error while a round runs: a bar on a terminal, and lines; complaints of each round up to a number."""

    def __init__(self) -> None:
        self._console = Console(stderr=True, highlight=False, markup=False, emoji=False, soft_wrap=True)
        self._bar: Bar | None = None
        self._complaints = 0

    def __enter__(self) -> Self:
        self._complaints = 0
        self._bar = Bar(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            console=self._console,
            auto_refresh=False,
            transient=True,
            disable=not bar_wanted(to_terminal=False),
        )
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()
            self._bar = None

    def show(self, what: str, done: int, total: int) -> None:
        """How far the round is with its feeds or articles."""
        if self._bar is None:
            return
        task = next((task.id for task in self._bar.tasks if task.description == what), None)
        if task is None:
            task = self._bar.add_task(what, total=total)
        self._bar.update(task, completed=done, total=total)
        self._bar.refresh()

    def complain(self, message: str) -> None:
        """Something that went wrong and ends nothing."""
        self._complaints += 1
        if self._complaints <= COMPLAINTS_SHOWN:
            self._console.print(message)
        elif self._complaints == COMPLAINTS_SHOWN + 1:
            self.say("more went wrong; riwaya sources status tells it")

    def say(self, message: str) -> None:
        """A line on standard error."""
        self._console.print(f"riwaya: {message}")


def round_words(done: Round) -> Iterator[str]:
    """What a round brought: a line for each outlet that it brought something of, the failing feeds, the sum."""
    quiet = Tally()
    for outlet, tally in done.tallies.items():
        if tally != quiet:
            yield f"{outlet}: {_tally(tally)}"
    for state in done.failing:
        since = f"{state.failing_since:%Y-%m-%d}" if state.failing_since else ""
        yield f"FAILING since {since}: {state.outlet} {state.address}: {state.error}"
    ended = "" if done.complete else "interrupted: "
    yield f"{ended}{number(len(done.tallies), 'outlet')}, {_tally(done.whole())}"


def _tally(tally: Tally) -> str:
    feeds = number(tally.feeds, "feed") + (f" ({tally.feeds_failed:,} failed)" if tally.feeds_failed else "")
    parts = [feeds, f"{number(tally.named, 'article')} named", f"{tally.fetched:,} fetched", f"{tally.filed:,} filed"]
    parts.append(number(tally.events, "event"))
    told = {
        "changed": tally.changed,
        "new versions": tally.versions,
        "known already": tally.known,
        "taken down": tally.gone,
        "put off": tally.put_off,
        "given up": tally.failed,
        "waiting": tally.waiting,
    }
    return ", ".join([*parts, *(f"{count:,} {what}" for what, count in told.items() if count)])
