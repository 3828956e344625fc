"""The work of `riwaya ingest`: opens the archive, reads, codes, files, and says how it went."""

from __future__ import annotations

import datetime as dt
import sys
import time
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from functools import partial

import msgspec
import typer

from riwaya.archive.ingesting import Batch, Result, Run, archived_reports, ingest
from riwaya.cli.coding import (
    INTERRUPTED,
    OK,
    SOME_FAILED,
    STANDARD_INPUT,
    WRONG,
    check_paths,
    cores,
    day_option,
    stopped_gently,
)
from riwaya.cli.engine import Engine, pipeline
from riwaya.cli.notices import Notices, bar_wanted, number
from riwaya.cli.outcomes import Coded
from riwaya.cli.person import person
from riwaya.cli.workers import code_all
from riwaya.errors import RiwayaError
from riwaya.intake import Received, read_reports, total_bytes
from riwaya.intake.folders import Watched
from riwaya.store.engine import Store, open_store
from riwaya.store.filing import Filing


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """What was asked for on the command line."""

    paths: tuple[str, ...]
    db: str | None = None
    published: str | None = None
    outlet: str = ""
    jobs: int = 0
    max_bytes: int = 5_000_000
    link: bool = True
    recode: bool = False
    watch: int = 0
    by: str | None = None


class Counts(msgspec.Struct):
    """What became of the reports of a run."""

    new: int = 0
    versions: int = 0
    recoded: int = 0
    changed: int = 0
    known: int = 0
    events: int = 0
    failed: int = 0

    def add(self, batch: Batch) -> None:
        """Counts a batch that is in the archive."""
        for one in batch.filed:
            self.new += one.became == "new"
            self.versions += one.became == "version"
            self.recoded += one.became == "recoded"
            self.changed += one.changed
            self.events += one.events
        self.known += batch.known
        self.failed += len(batch.failed)

    @property
    def kept(self) -> bool:
        """Whether any report of the input is in the archive, now or already."""
        return bool(self.new or self.versions or self.recoded or self.known)

    def words(self) -> str:
        """What was done, in a line."""
        parts = [f"{number(self.new + self.versions, 'report')} filed"]
        if self.versions:
            parts[0] += f" ({self.versions:,} as a new version)"
        if self.recoded:
            parts.append(f"{self.recoded:,} coded again ({number(self.changed, 'event')} changed)")
        parts += [number(self.events, "event"), f"{self.known:,} known already", f"{self.failed:,} failed"]
        return ", ".join(parts)


def run(options: Options) -> int:
    """Codes the reports into the archive and returns the exit code."""
    published = day_option(options.published)
    if not options.paths and not options.recode:
        raise typer.BadParameter("nothing to ingest (only --recode does without)", param_hint="PATH")
    check_paths(options.paths)
    if options.watch and (not options.paths or STANDARD_INPUT in options.paths):
        raise typer.BadParameter("only files and folders can be watched", param_hint="--watch")
    total = total_bytes(options.paths) if (bar := bar_wanted(to_terminal=False)) else None
    notices = Notices(total_bytes=total or None, bar=bar, rest="riwaya status counts them all")
    counts = Counts()
    try:
        with stopped_gently(), open_store(options.db, create=bool(options.paths)) as store:
            watched = Watched(options.paths)
            watched.take_all()
            _ingest(options, published, store, notices, counts)
            if options.watch:
                return _go_on(options, published, store, watched, counts.failed)
    except KeyboardInterrupt:
        notices.say(f"interrupted: {counts.words()}; this is kept, and the next run goes on")
        return INTERRUPTED
    except (RiwayaError, OSError) as error:
        notices.say(str(error))
        return WRONG
    if not counts.kept and not counts.failed:
        notices.say("no reports found")
        return WRONG
    return SOME_FAILED if counts.failed else OK


def _ingest(options: Options, published: dt.date | None, store: Store, notices: Notices, counts: Counts) -> None:
    engine = pipeline()
    engine.load()
    at = dt.datetime.now(dt.UTC).replace(microsecond=0)
    told = Run(by=person(options.by), at=at, coder=engine.coder(), recode=options.recode)
    code = partial(_results, engine=engine, jobs=options.jobs or cores())
    received = _received(options, published, store, notices)
    with notices, closing(ingest(store, received, code, told)) as batches:
        for batch in batches:
            counts.add(batch)
            for failure in batch.failed:
                notices.tell(failure)
            for skipped in batch.skipped:
                notices.tell(skipped)
            notices.show(counts.words())
    _sum_up(notices, counts)
    if options.link and counts.kept:
        _link(store, notices, told)


def _link(store: Store, notices: Notices, run: Run) -> None:
    """Links what waits for it: this run's events, and those of a run that did not come so far."""
    from riwaya.archive.linking import link_new  # what it links with takes a second to load
    from riwaya.cli.linking import progress, summary

    watch = progress if sys.stderr.isatty() else None
    notices.say(summary(link_new(store, at=run.at, by=run.by, watch=watch)))


def _go_on(options: Options, published: dt.date | None, store: Store, watched: Watched, failed: int) -> int:
    """Ingests what is new or changed, a look after the other, until the run is ended while it waits."""
    while _waited(options.watch):
        paths = watched.ready()
        if paths:
            notices, counts = Notices(total_bytes=None, bar=False, rest="riwaya status counts them all"), Counts()
            _ingest(msgspec.structs.replace(options, paths=paths), published, store, notices, counts)
            failed += counts.failed
    return SOME_FAILED if failed else OK


def _waited(seconds: int) -> bool:
    """Waits, and says whether the time went by; a request to end ends it."""
    try:
        time.sleep(seconds)
    except KeyboardInterrupt:
        return False
    return True


def _received(options: Options, published: dt.date | None, store: Store, notices: Notices) -> Iterator[Received]:
    if not options.paths:
        return archived_reports(store)
    return read_reports(
        options.paths,
        published=published,
        outlet=options.outlet,
        max_bytes=options.max_bytes,
        stdin=sys.stdin.buffer,
        watch=notices.read,
    )


def _results(received: Iterable[Received], engine: Engine, jobs: int) -> Generator[Result]:
    """What the engine makes of reports, over several processes, as the archive takes it."""
    with closing(code_all(received, engine, jobs)) as outcomes:
        for outcome in outcomes:
            if isinstance(outcome, Coded):
                yield Filing(report=outcome.report, coded=outcome.coded, where=outcome.where)
            else:
                yield outcome


def _sum_up(notices: Notices, counts: Counts) -> None:
    if skipped := notices.skipped():
        notices.say(skipped)
    notices.say(f"{counts.words()} ({notices.seconds():.1f} s)")
