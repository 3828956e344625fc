"""The work of `riwaya watch`: opens the archive, runs rounds once or by the schedule, says how they went."""

from __future__ import annotations

import datetime as dt
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import Final

import msgspec

from riwaya.archive.taking_in import Desk, keep_robots
from riwaya.archive.watching import Round, Watch, look, next_at
from riwaya.cli.coding import INTERRUPTED, OK, WRONG
from riwaya.cli.engine import pipeline
from riwaya.cli.outlets import fetcher, outlets_of
from riwaya.cli.person import person
from riwaya.cli.watch_words import Progress, round_words
from riwaya.errors import RiwayaError
from riwaya.intake.keeping import Keeper, warc_folder
from riwaya.model.sources import Outlet
from riwaya.store.custody import last_kept
from riwaya.store.engine import Store, open_store

# Where nothing is due, the schedule is looked at again after this, since the list of outlets may have changed.
LONGEST_SLEEP: Final = dt.timedelta(minutes=10)
SHORTEST_SLEEP: Final = dt.timedelta(seconds=1)
# So many articles of an outlet are fetched before all feeds that are due meanwhile are looked at.
ARTICLES: Final = 100
# After a round that failed, such as on a full disk.
PAUSE: Final = dt.timedelta(minutes=1)
_POLL_SECONDS: Final = 0.1


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """What was asked for on the command line."""

    once: bool
    db: str | None
    path: Path | None
    outlets: tuple[str, ...]
    warc: Path | None
    delay: float
    allow_private: bool
    link: bool
    by: str | None


class Stop:
    """Whether somebody asked to stop. A plain flag: a signal's handler must take no lock, and an Event has one."""

    def __init__(self) -> None:
        self.asked = False

    def is_asked(self) -> bool:
        """Whether to stop at the next opportunity."""
        return self.asked

    def wait(self, seconds: float) -> bool:
        """Waits so long at most, less if somebody asks; whether somebody did."""
        end = time.monotonic() + seconds
        while not self.asked and (left := end - time.monotonic()) > 0:
            time.sleep(min(left, _POLL_SECONDS))
        return self.asked

    @contextmanager
    def by_signals(self) -> Iterator[None]:
        """SIGTERM and Ctrl-C ask to stop, so that the item at hand is filed first; a second one ends at once."""

        def ask(number: int, frame: object) -> None:
            del number, frame
            if self.asked:
                raise KeyboardInterrupt
            self.asked = True

        before = {number: signal.signal(number, ask) for number in (signal.SIGTERM, signal.SIGINT)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    @contextmanager
    def told_to(self, hear: Callable[[], None]) -> Iterator[None]:
        """Calls `hear` soon after somebody asked, out of a thread."""
        over = threading.Event()

        def listen() -> None:
            while not over.wait(_POLL_SECONDS):
                if self.asked:
                    hear()
                    return

        thread = threading.Thread(target=listen, name="stop", daemon=True)
        thread.start()
        try:
            yield
        finally:
            over.set()
            thread.join()


def run(options: Options) -> int:
    """Watches and returns the exit code."""
    stop, progress = Stop(), Progress()
    try:
        outlets = outlets_of(options.path, options.outlets)
        with stop.by_signals(), open_store(options.db) as store:
            return _watch(options, outlets, store, stop, progress)
    except KeyboardInterrupt:  # a second one: now
        return INTERRUPTED
    except (RiwayaError, OSError) as error:
        progress.say(str(error))
        return WRONG


def _watch(options: Options, outlets: Sequence[Outlet], store: Store, stop: Stop, progress: Progress) -> int:
    engine = pipeline()
    engine.load()
    folder, by = warc_folder(store.where, options.warc), person(options.by)
    with store.reading() as connection:
        last = last_kept(connection)
    with ExitStack() as stack:
        keeper = stack.enter_context(Keeper(folder, last, engine.coder()))
        desk = Desk(store=store, keeper=keeper, code=engine.code_safely, by=by)
        web = stack.enter_context(
            fetcher(allow_private=options.allow_private, delay=options.delay, keep=partial(keep_robots, desk))
        )
        watch = Watch(
            desk=desk,
            web=web,
            folder=folder,
            now=_now,
            stopped=stop.is_asked,
            link=partial(_link, store, by) if options.link else _nothing,
            tell=progress.show,
            complain=progress.complain,
            most=None if options.once else ARTICLES,
        )
        stack.enter_context(stop.told_to(web.stop))
        return _once(watch, outlets, progress) if options.once else _for_good(watch, options, stop, progress)


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def _link(store: Store, by: str) -> None:
    from riwaya.archive.linking import link_new

    link_new(store, at=_now().replace(microsecond=0), by=by)


def _nothing() -> None:
    """Links nothing."""


def _once(watch: Watch, outlets: Sequence[Outlet], progress: Progress) -> int:
    done = _round(watch, outlets, progress)
    return OK if done.complete else INTERRUPTED


def _round(watch: Watch, outlets: Sequence[Outlet], progress: Progress) -> Round:
    with progress:
        done = look(watch, outlets)
    for line in round_words(done):
        progress.say(line)
    return done


# ---- for good ----


def _for_good(watch: Watch, options: Options, stop: Stop, progress: Progress) -> int:
    """Round after round, each when something is due, until somebody asks to stop."""
    from apscheduler.events import EVENT_JOB_ERROR  # type: ignore[import-untyped]  # ships no types
    from apscheduler.schedulers.background import BackgroundScheduler  # type: ignore[import-untyped]  # ships no types

    # Its jobs are in memory alone: when what is due stands in the archive.
    scheduler = BackgroundScheduler(timezone=dt.UTC)
    broken: list[BaseException] = []

    def work() -> None:
        at = _work(watch, options, progress)
        scheduler.add_job(work, "date", run_date=at, misfire_grace_time=None)

    # A mistake of ours ends the program, as it would outside the scheduler.
    scheduler.add_listener(lambda event: broken.append(event.exception), EVENT_JOB_ERROR)
    scheduler.add_job(work, misfire_grace_time=None)
    scheduler.start()
    try:
        while not stop.wait(_POLL_SECONDS) and not broken:
            pass
    finally:
        scheduler.shutdown(wait=True)
    if broken:
        raise broken[0]
    progress.say("stopped; the next run goes on")
    return OK


def _work(watch: Watch, options: Options, progress: Progress) -> dt.datetime:
    """A round; when the next one is. What goes wrong is said, and tried again."""
    try:
        outlets = outlets_of(options.path, options.outlets)  # anew: the list may have changed
        _round(watch, outlets, progress)
        due = next_at(watch, outlets)
    except (RiwayaError, OSError) as error:
        progress.say(f"{error}; trying again in {PAUSE.seconds} seconds")
        return _now() + PAUSE
    return min(max(due or _now() + LONGEST_SLEEP, _now() + SHORTEST_SLEEP), _now() + LONGEST_SLEEP)
