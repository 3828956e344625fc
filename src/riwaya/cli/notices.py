"""What is said on standard error: failures, the progress bar, the summary."""

from __future__ import annotations

import sys
import time
from collections import Counter
from types import TracebackType
from typing import Final, Self

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from riwaya.cli.outcomes import Coded, Outcome
from riwaya.intake import Skipped
from riwaya.model import Failure

FAILURES_SHOWN: Final = 20
SKIPPED_SHOWN: Final = 5
_REFRESH_SECONDS: Final = 0.2


class Notices:
    """Counts what becomes of the reports and tells it."""

    def __init__(self, *, total_bytes: int | None, bar: bool, rest: str = "--errors FILE records them all") -> None:
        self._rest = rest  # where the failures are that are not named
        self._console = Console(stderr=True, highlight=False, markup=False, emoji=False, soft_wrap=True)
        # No thread that refreshes it: processes are forked while it is shown.
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            TaskProgressColumn(),
            TimeRemainingColumn(),
            console=self._console,
            auto_refresh=False,
            transient=True,
            disable=not bar,
        )
        self._task = self._progress.add_task("reading", total=total_bytes)
        self._began = self._refreshed = time.monotonic()
        self.coded = self.events = self.failed = self.unsure = 0
        self._skipped: list[str] = []
        self._skipped_count = 0
        self._warnings: Counter[str] = Counter()

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._progress.stop()

    def read(self, count: int) -> None:
        """So many bytes more were read."""
        self._progress.advance(self._task, count)

    def tell(self, outcome: Outcome) -> None:
        """Counts an outcome; a failure is named at once."""
        if isinstance(outcome, Coded):
            self.coded += 1
            self.events += len(outcome.coded.events)
            self._warnings.update(warning.code for warning in outcome.coded.warnings)
        elif isinstance(outcome, Failure):
            self.failed += 1
            self._tell_failure(outcome)
        elif isinstance(outcome, Skipped):
            self._skipped_count += 1
            if len(self._skipped) < SKIPPED_SHOWN:
                self._skipped.append(outcome.where)
        self._refresh()

    def show(self, words: str) -> None:
        """How far it is, beside the bar."""
        self._progress.update(self._task, description=words)
        self._progress.refresh()

    def say(self, message: str) -> None:
        """A line on standard error."""
        self._console.print(f"riwaya: {message}")

    def summary(self) -> str:
        """What was done, in a line."""
        parts = [f"{number(self.coded, 'report')} coded", number(self.events, "event"), f"{self.failed:,} failed"]
        if self._warnings:
            told = ", ".join(f"{code} {count:,}" for code, count in sorted(self._warnings.items()))
            parts.append(f"warnings: {told}")
        return f"{', '.join(parts)} ({self.seconds():.1f} s)"

    def seconds(self) -> float:
        """How long it took so far."""
        return time.monotonic() - self._began

    def skipped(self) -> str:
        """Which files of folders were left aside; "" if none."""
        if not self._skipped_count:
            return ""
        rest = self._skipped_count - len(self._skipped)
        names = ", ".join(self._skipped) + (f" and {rest:,} more" if rest else "")
        return f"{number(self._skipped_count, 'file')} of other kinds left aside: {names}"

    def left_out(self) -> str:
        """How many events were not sure enough; "" if none."""
        return f"{number(self.unsure, 'event')} below --min-confidence left out" if self.unsure else ""

    def _tell_failure(self, failure: Failure) -> None:
        if self.failed <= FAILURES_SHOWN:
            named = f" (report {failure.id})" if failure.id else ""
            self._console.print(f"{failure.where}: {failure.stage}: {failure.cause}{named}")
        elif self.failed == FAILURES_SHOWN + 1:
            self.say(f"more reports failed; {self._rest}")

    def _refresh(self) -> None:
        now = time.monotonic()
        if now - self._refreshed > _REFRESH_SECONDS:
            self._refreshed = now
            rate = self.coded / (now - self._began)
            description = f"{number(self.coded, 'report')}, {number(self.events, 'event')}, {rate:.0f}/s"
            self._progress.update(self._task, description=description)
            self._progress.refresh()


def number(count: int, noun: str) -> str:
    """So many of them, in words: "1 report", "2,000 reports"."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def bar_wanted(*, to_terminal: bool) -> bool:
    """Whether to draw a bar: on a terminal, unless the events go there too."""
    return sys.stderr.isatty() and not to_terminal
