"""The work of `riwaya link`: links what is new, or all anew, and says what became of it."""

from __future__ import annotations

import datetime as dt
import sys
from typing import Final

from riwaya.archive.linking import LinkRun, link_new, relink
from riwaya.cli.coding import INTERRUPTED, OK, WRONG, stopped_gently
from riwaya.cli.person import person
from riwaya.errors import RiwayaError
from riwaya.store.engine import open_store

WHAT: Final = {"copies": "reports compared", "reading": "events read", "linking": "events linked"}


def run(db: str | None, *, by: str | None, everything: bool) -> int:
    """Links and returns the exit code."""
    at = dt.datetime.now(dt.UTC).replace(microsecond=0)
    work = relink if everything else link_new
    try:
        with stopped_gently(), open_store(db, create=False) as store:
            done = work(store, at=at, by=person(by), watch=progress if sys.stderr.isatty() else None)
    except KeyboardInterrupt:
        _say("interrupted; what was linked is kept, run it again to go on")
        return INTERRUPTED
    except RiwayaError as error:
        _say(str(error))
        return WRONG
    _say(summary(done))
    return OK


def summary(done: LinkRun) -> str:
    """What a run did, in a line."""
    words = (
        f"{_counted(done.reports, 'report')} compared, {done.copies:,} of them copies; "
        f"{_counted(done.events, 'event')} linked; "
        f"incidents: {done.founded:,} new, {done.changed:,} changed"
    )
    if done.merged:
        words += f", {len(done.merged):,} merged into others"
    if done.split:
        words += f", {len(done.split):,} split"
    return words


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def progress(what: str, done: int, of: int) -> None:
    """Tells on one line of a terminal how far it is."""
    told = f"{done:,} of {of:,}" if of else f"{done:,}"
    sys.stderr.write(f"\r\033[K{told} {WHAT[what]}")
    if done == of:
        sys.stderr.write("\r\033[K")
    sys.stderr.flush()


def _say(words: str) -> None:
    sys.stderr.write(f"riwaya: {words}\n")
