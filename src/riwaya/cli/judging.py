"""The work of `riwaya judge`: opens the archive, asks it, and says what was kept."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Literal

import msgspec
import typer

from riwaya.archive import judging
from riwaya.archive.judging import Hand
from riwaya.cli.failing import told_briefly
from riwaya.cli.person import person
from riwaya.export.evidence import one_line
from riwaya.model.accounts import Account
from riwaya.model.judgements import Judgement
from riwaya.review.fields import read_value
from riwaya.review.forms import words_of
from riwaya.review.history import History, Step
from riwaya.store.engine import open_store

_RANGE: Final = re.compile(r"(\d{1,18})(?:-(\d{1,18}))?")
_MOST: Final = 100_000  # judgements undone at once


def decide(
    verdict: Literal["accept", "reject"], subjects: Sequence[str], *, by: str | None, why: str, db: str | None
) -> None:
    """Accepts or rejects."""
    with told_briefly(), open_store(db, create=False) as store, store.writing() as connection:
        kept = judging.decide(connection, verdict, subjects, _hand(by, why))
    _tell(kept)


def correct(event: str, field: str, value: str | None, *, by: str | None, why: str, db: str | None) -> None:
    """Corrects a field; None sets it to nothing."""
    with told_briefly(), open_store(db, create=False) as store, store.writing() as connection:
        kept = judging.correct(connection, event, field, value, _hand(by, why))
    _tell([kept])


def pair(kind: Literal["same", "apart"], one: str, other: str, *, by: str | None, why: str, db: str | None) -> None:
    """Joins or parts."""
    with told_briefly(), open_store(db, create=False) as store, store.writing() as connection:
        kept = judging.pair(connection, kind, one, other, _hand(by, why))
    _tell(kept)


def note(subject: str, words: str, *, by: str | None, db: str | None) -> None:
    """Notes."""
    with told_briefly(), open_store(db, create=False) as store, store.writing() as connection:
        kept = judging.note(connection, subject, _hand(by, words))
    _tell([kept])


def undo(numbers: Sequence[str], *, by: str | None, why: str, db: str | None) -> None:
    """Undoes."""
    wanted = list(_numbers(numbers))
    with told_briefly(), open_store(db, create=False) as store, store.writing() as connection:
        kept = judging.undo(connection, wanted, _hand(by, why))
    _tell(kept)


def history(subject: str, field: str, *, as_json: bool, db: str | None) -> None:
    """Shows a history."""
    with told_briefly(), open_store(db, create=False) as store, store.reading() as connection:
        found = judging.history_of(connection, subject, field)
    if as_json:
        typer.echo(msgspec.json.encode(found).decode("utf-8"))
        return
    for line in history_lines(found):
        typer.echo(line)


def _hand(by: str | None, why: str) -> Hand:
    return Hand(by=person(by), at=dt.datetime.now(dt.UTC).replace(microsecond=0), why=why)


def _numbers(given: Iterable[str]) -> Iterator[int]:
    for words in given:
        found = _RANGE.fullmatch(words)
        first, last = (int(found[1]), int(found[2] or found[1])) if found else (1, 0)
        if not first <= last < first + _MOST:
            raise typer.BadParameter(f"{words!r} is no number of a judgement, nor a range of them", param_hint="N")
        yield from range(first, last + 1)


def _tell(kept: Sequence[Judgement]) -> None:
    """A line for each judgement, and how to take them back."""
    for one in kept:
        typer.echo(f"judgement {one.id}: {_words(one)}")
    first, last = kept[0].id, kept[-1].id
    numbers = f"{first}-{last}" if last > first else f"{first}"
    typer.echo(f"riwaya: kept; riwaya judge undo {numbers} takes it back", err=True)


def _words(one: Judgement) -> str:
    """What a judgement says: "correct E… killed 9+"."""
    if one.kind == "undo":
        return f"undo {one.undoes}"
    value = words_of(read_value(one.field, one.value)) if one.kind == "correct" else ""
    return " ".join(filter(None, (one.kind, one.subject, one.other, one.field, value)))


def history_lines(found: History) -> Iterator[str]:
    """The history for reading: the machine, each judgement, what stands."""
    yield " ".join(filter(None, (found.subject, found.field, *(_place(found.now) if found.now else ()))))
    if found.machine is None:
        if found.subject.startswith("E"):
            yield "  machine  no longer gives this event"
    else:
        yield f"  machine  {words_of(found.machine_value()) if found.field else found.machine.type}"
    for step in found.steps:
        yield f"  {_step(step)}"
        if step.judgement.why:
            yield f"           {one_line(step.judgement.why)}"
    if found.now is not None:
        yield f"  now      {words_of(found.value_now()) if found.field else found.now.standing}"


def _place(account: Account) -> Iterator[str]:
    yield f"in {account.report_key}"
    if account.incident:
        yield f"of {account.incident}"


def _step(step: Step) -> str:
    one = step.judgement
    became = "" if step.by is None else f", {step.fate} by {step.by.id} ({step.by.by}, {_when(step.by)})"
    return f"{one.id:<8} {_when(one)} {one.by}: {_words(one)}{became}"


def _when(one: Judgement) -> str:
    return one.at.strftime("%Y-%m-%d %H:%M")
