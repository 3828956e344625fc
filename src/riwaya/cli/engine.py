"""What the command line asks of the pipeline; another engine that gives the same could take its place."""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol, cast

from riwaya.model import Analysis, CodedReport, Failure, Mentions, Report


class Explanation(Protocol):
    """How a report became events."""

    @property
    def analysis(self) -> Analysis:
        """The report as sentences and tokens."""

    @property
    def mentions(self) -> Mentions:
        """What was found in it."""

    @property
    def lines(self) -> Sequence[tuple[int, Sequence[str]]]:
        """For sentences by their number, lines that say which rule found what and why it became which event."""


class Engine(Protocol):
    """`riwaya.pipeline`, as the command line sees it."""

    def load(self) -> None:
        """Reads all tables and rules; raises `DataError` where one is wrong. A second call costs nothing."""

    def coder(self) -> str:
        """What names it and its version in the reports that it coded."""

    def code_safely(self, report: Report) -> CodedReport | Failure:
        """The report's events, or the record of the stage that failed; never raises on a report."""

    def explain(self, report: Report) -> Explanation:
        """How the report's events came about. Raises `StageError`."""


def pipeline() -> Engine:
    """The rules engine, imported when it is wanted."""
    return cast(Engine, importlib.import_module("riwaya.pipeline"))


if TYPE_CHECKING:
    from riwaya import pipeline as _rules_engine

    _: Engine = _rules_engine
