"""The program with a stub in the pipeline's place, so that tests of the command line need no rules and no tables.

The stub finds a shelling at each word for it, and is less sure of each further one.
A word in a report's id makes it misbehave: `fail`, `crash`, `slow`.
"""

from __future__ import annotations

import os
import re
import signal
import sys
import time
from types import ModuleType

import msgspec

from riwaya.errors import DataError, StageError
from riwaya.model import (
    Analysis,
    CodedReport,
    Event,
    Failure,
    Mentions,
    PlaceMention,
    Report,
    Sentence,
    Span,
    Token,
    Word,
)

WORD = re.compile(r"\w+")
SHELLING = "قصف"


class Explanation(msgspec.Struct, frozen=True):
    analysis: Analysis
    mentions: Mentions
    lines: tuple[tuple[int, tuple[str, ...]], ...]


def load() -> None:
    if message := os.environ.get("STUB_DATA_ERROR"):
        raise DataError("lexicon/weapons.tsv:3", message)


def coder() -> str:
    return os.environ.get("STUB_CODER", "stub")


def code_safely(report: Report) -> CodedReport | Failure:
    if "crash" in report.id:
        os.kill(os.getpid(), signal.SIGKILL)
    if "slow" in report.id:
        time.sleep(0.3)
    if "fail" in report.id:
        return Failure(where="", stage="events", cause="ValueError: no", id=report.id)
    spans = [Span(*match.span()) for match in re.finditer(SHELLING, report.text)]
    events = tuple(
        Event(
            id=str(n),
            type="shelling",
            trigger=SHELLING,
            trigger_span=span,
            evidence=(span,),
            confidence=round(1 / n, 2),
        )
        for n, span in enumerate(spans, 1)
    )
    return CodedReport(
        id=report.id, outlet=report.outlet, published=report.published, url=report.url, coder=coder(), events=events
    )


def explain(report: Report) -> Explanation:
    if "fail" in report.id:
        raise StageError("events", report.id, ValueError("no"))
    tokens = tuple(
        Token(match.start(), match.end(), Word(match[0], match[0], "word", (), lemma=match[0], pos="NOUN"))
        for match in WORD.finditer(report.text)
    )
    sentence = Sentence(0, len(report.text), 0, len(tokens), 0)
    place = PlaceMention(first=0, last=1, rule="places.first", core_first=0, core_last=1, head="settlement")
    lines = ((0, ("rule events.shelling: shelling",)),)
    return Explanation(Analysis(report, tokens, (sentence,)), Mentions(places=(place,)), lines)


def module() -> ModuleType:
    stub = ModuleType("riwaya.pipeline")
    stub.__dict__.update(load=load, coder=coder, code_safely=code_safely, explain=explain)
    return stub


if __name__ == "__main__":
    sys.modules["riwaya.pipeline"] = module()
    from riwaya.cli.main import app

    app()
