"""The work of `riwaya code`: checks what was asked, reads, codes, writes, and says how it went."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import signal
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import IO, Final

import msgspec
import typer

from riwaya.cli.engine import pipeline
from riwaya.cli.notices import Notices, bar_wanted
from riwaya.cli.outcomes import Coded, Outcome, sure_enough
from riwaya.cli.output import drop_standard_output, written
from riwaya.cli.workers import code_all
from riwaya.errors import RiwayaError
from riwaya.export import FORMATS, Export, FormatName, open_export
from riwaya.intake import kind_of, parse_day, read_reports, total_bytes
from riwaya.model import Failure

OK: Final = 0
SOME_FAILED: Final = 1
WRONG: Final = 2
INTERRUPTED: Final = 130
STANDARD_INPUT: Final = "-"


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """What was asked for on the command line."""

    paths: tuple[str, ...]
    published: str | None = None
    outlet: str = ""
    format: str | None = None
    output: Path | None = None
    errors: Path | None = None
    min_confidence: float = 0
    jobs: int = 0
    max_bytes: int = 5_000_000


def run(options: Options) -> int:
    """Codes the reports and returns the exit code."""
    published = day_option(options.published)
    check_paths(options.paths)
    _check_files(options)
    to_terminal = options.output is None and sys.stdout.isatty()
    total = total_bytes(options.paths) if (bar := bar_wanted(to_terminal=to_terminal)) else None
    notices = Notices(total_bytes=total or None, bar=bar)
    try:
        with stopped_gently():
            _code(options, published, to_terminal, notices)
    except KeyboardInterrupt:
        kept = "" if options.output is None else f"; {options.output} is left as it was"
        notices.say(f"interrupted: {notices.summary()}{kept}")
        return INTERRUPTED
    except BrokenPipeError:
        drop_standard_output()
        return OK
    except (RiwayaError, OSError) as error:
        notices.say(str(error))
        return WRONG
    return _end(notices)


@contextmanager
def stopped_gently() -> Iterator[None]:
    """Makes a request to end (SIGTERM) what Ctrl-C is, so that no half-written file stays behind."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _end(notices: Notices) -> int:
    if skipped := notices.skipped():
        notices.say(skipped)
    if left_out := notices.left_out():
        notices.say(left_out)
    notices.say(notices.summary())
    if not notices.coded and not notices.failed:
        notices.say("no reports found")
        return WRONG
    return SOME_FAILED if notices.failed else OK


def _code(options: Options, published: dt.date | None, to_terminal: bool, notices: Notices) -> None:
    engine = pipeline()
    engine.load()
    reports = read_reports(
        options.paths,
        published=published,
        outlet=options.outlet,
        max_bytes=options.max_bytes,
        stdin=sys.stdin.buffer,
        watch=notices.read,
    )
    export = open_export(
        _format(options, to_terminal), width=shutil.get_terminal_size((100, 0)).columns, colour=to_terminal
    )
    with ExitStack() as stack:
        out = stack.enter_context(written(options.output))
        errors = stack.enter_context(written(options.errors)) if options.errors else None
        outcomes = stack.enter_context(closing(code_all(reports, engine, options.jobs or cores())))
        stack.enter_context(notices)
        chosen = (_chosen(outcome, options.min_confidence, notices) for outcome in outcomes)
        _write(chosen, export, out, errors, notices)


def _chosen(outcome: Outcome, least: float, notices: Notices) -> Outcome:
    """The outcome without events that are less sure than asked for; these are counted."""
    if not isinstance(outcome, Coded):
        return outcome
    chosen = sure_enough(outcome, least)
    notices.unsure += len(outcome.coded.events) - len(chosen.coded.events)
    return chosen


def _write(
    outcomes: Iterable[Outcome], export: Export, out: IO[bytes], errors: IO[bytes] | None, notices: Notices
) -> None:
    out.write(export.head().encode("utf-8"))
    for outcome in outcomes:
        if isinstance(outcome, Coded):
            out.write(export.report(outcome.report, outcome.coded).encode("utf-8"))
        elif isinstance(outcome, Failure) and errors is not None:
            errors.write(msgspec.json.encode(outcome) + b"\n")
        notices.tell(outcome)
    out.write(export.tail().encode("utf-8"))


def _format(options: Options, to_terminal: bool) -> FormatName:
    """The format asked for; else that of the output's ending, a table on a terminal, JSON lines."""
    named = options.format or (options.output.suffix.lstrip(".") if options.output else "")
    if named in FORMATS:
        return named
    return "table" if to_terminal else "jsonl"


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def day_option(written_day: str | None, option: str = "--published") -> dt.date | None:
    """The day given with an option. Raises the usage error that names it."""
    if written_day is None:
        return None
    day = parse_day(written_day)
    if day is None:
        raise typer.BadParameter(f"{written_day!r} is not a day (YYYY-MM-DD or DD/MM/YYYY)", param_hint=option)
    return day


def check_paths(paths: tuple[str, ...]) -> None:
    """Raises the usage error that names the paths that are not there."""
    missing = [path for path in paths if path != STANDARD_INPUT and not os.path.lexists(path)]
    if missing:
        raise typer.BadParameter(f"no such file or folder: {', '.join(missing)}", param_hint="PATH")
    if paths.count(STANDARD_INPUT) > 1:
        raise typer.BadParameter("standard input can be read only once", param_hint="PATH")


def _check_files(options: Options) -> None:
    """Raises the usage error for a file to write that can not be, or that is read."""
    for option, path in (("--output", options.output), ("--errors", options.errors)):
        if path is None:
            continue
        if path.is_dir() or not path.resolve().parent.is_dir():
            raise typer.BadParameter(f"{path} is a folder, or in none that exists", param_hint=option)
        for source in options.paths:
            if source != STANDARD_INPUT and _is_read(path, Path(source)):
                raise typer.BadParameter(f"{path} is read as input from {source}", param_hint=option)
    if options.output and options.errors and options.output.resolve() == options.errors.resolve():
        raise typer.BadParameter("the same file as --output", param_hint="--errors")


def _is_read(path: Path, source: Path) -> bool:
    """Whether what is written would be an input, now or in the next run."""
    if source.is_dir():
        inside = source.resolve() in path.resolve().parents
        return inside and kind_of(path.name) is not None and not path.name.startswith(".")
    return path.resolve() == source.resolve()
