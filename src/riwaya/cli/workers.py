"""Reports coded by several processes, in order, with a bounded number in flight; a process that dies loses none.

Written on `multiprocessing.Process` and pipes, since `Pool` waits for ever for a worker that was killed and neither it
nor `concurrent.futures` says which report killed it. There is no thread in it, so that forking is safe.
"""

from __future__ import annotations

import contextlib
import gc
import itertools
import multiprocessing
import signal
import sys
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Final, Self, cast

from riwaya.cli.batches import batches_of, size_of
from riwaya.cli.engine import Engine, pipeline
from riwaya.cli.outcomes import Outcome, outcome_of
from riwaya.intake import Intake, Received
from riwaya.model import CodedReport, Failure, Report

Result = CodedReport | Failure
# How many batches, and characters of them, may be read ahead of the one that is written next.
BATCHES_AHEAD: Final = 4
CHARACTERS_AHEAD: Final = 20_000_000
_PATIENCE_SECONDS: Final = 5.0


def code_all(stream: Iterable[Received], engine: Engine, jobs: int) -> Generator[Outcome]:
    """What becomes of each report of the stream, in its order. Processes are started only if there is enough to do."""
    if jobs <= 1:
        yield from _in_process(stream, engine)
        return
    batches = batches_of(stream)
    first = list(itertools.islice(batches, 2))
    if len(first) <= 1:  # to start processes would take longer
        yield from _in_process(itertools.chain.from_iterable(first), engine)
        return
    with _Crew(jobs) as crew:
        yield from crew.run(itertools.chain(first, batches))


def _in_process(stream: Iterable[Received], engine: Engine) -> Iterator[Outcome]:
    for received in stream:
        yield outcome_of(received, engine.code_safely(received.report)) if isinstance(received, Intake) else received


def _reports(batch: list[Received]) -> list[Report]:
    return [received.report for received in batch if isinstance(received, Intake)]


def _outcomes(batch: list[Received], results: list[Result]) -> list[Outcome]:
    rest = iter(results)
    return [outcome_of(received, next(rest)) if isinstance(received, Intake) else received for received in batch]


def _work(link: Connection, others: list[Connection]) -> None:
    """A worker's life: lists of reports in, lists of results out, until the other end is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    for other in others:  # else a fork keeps the ends open that should tell other workers that the parent is gone
        other.close()
    engine = pipeline()
    engine.load()
    with contextlib.suppress(EOFError, OSError):
        while True:
            link.send([engine.code_safely(report) for report in link.recv()])


class _Slot:
    """A batch in its place in the order; `outcomes` None until it is coded."""

    def __init__(self, batch: list[Received]) -> None:
        self.batch = batch
        self.characters = sum(map(size_of, batch))
        self.outcomes: list[Outcome] | None = None


class _Worker:
    """A process, the pipe to it, and the batch it works on."""

    def __init__(self, process: BaseProcess, link: Connection) -> None:
        self.process = process
        self.link = link
        self.slot: _Slot | None = None

    def ask(self, reports: list[Report]) -> bool:
        """Hands reports over; False if the process is dead."""
        try:
            self.link.send(reports)
        except OSError:
            return False
        return True

    def answer(self) -> list[Result] | None:
        """Waits for the results; None if the process died over them."""
        try:
            results: list[Result] = self.link.recv()
        except (EOFError, OSError):
            return None
        return results

    def end(self) -> str:
        """Ends the process, if it has not ended, and says how it did."""
        self.link.close()
        self.process.join(_PATIENCE_SECONDS)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()
        code = self.process.exitcode or 0
        return f"was killed by signal {-code}" if code < 0 else f"ended with exit code {code}"


class _Crew:
    """The workers and the batches in flight."""

    def __init__(self, jobs: int) -> None:
        self._context = (
            multiprocessing.get_context("fork") if sys.platform == "linux" else multiprocessing.get_context("spawn")
        )
        self._jobs = jobs
        self._workers: list[_Worker] = []
        self._slots: deque[_Slot] = deque()

    def __enter__(self) -> Self:
        gc.collect()
        gc.freeze()  # what is loaded stays shared between the processes
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        gc.unfreeze()
        if kind is not None:
            for worker in self._workers:
                worker.process.terminate()
        for worker in self._workers:
            worker.end()

    def run(self, batches: Iterator[list[Received]]) -> Iterator[Outcome]:
        """The outcomes of the batches, in order."""
        while True:
            self._hand_out(batches)
            if not self._slots:
                return
            while self._slots and self._slots[0].outcomes is not None:
                yield from self._slots.popleft().outcomes or []
            self._collect()

    def _hand_out(self, batches: Iterator[list[Received]]) -> None:
        """Gives each free worker a batch, as long as not too much is in flight."""
        while self._has_room() and self._has_hands():
            batch = next(batches, None)
            if batch is None:
                return
            worker, slot = self._free_worker(), _Slot(batch)
            self._slots.append(slot)
            if not _reports(batch):
                slot.outcomes = _outcomes(batch, [])
            elif worker.ask(_reports(batch)):
                worker.slot = slot
            else:
                self._rescue(worker, slot)

    def _has_room(self) -> bool:
        ahead = sum(slot.characters for slot in self._slots)
        return not self._slots or (len(self._slots) < BATCHES_AHEAD * self._jobs and ahead < CHARACTERS_AHEAD)

    def _has_hands(self) -> bool:
        return len(self._workers) < self._jobs or any(worker.slot is None for worker in self._workers)

    def _free_worker(self) -> _Worker:
        for worker in self._workers:
            if worker.slot is None:
                return worker
        worker = self._start()
        self._workers.append(worker)
        return worker

    def _start(self) -> _Worker:
        mine, theirs = self._context.Pipe()
        inherited = [mine, *(worker.link for worker in self._workers)]
        forked = self._context.get_start_method() == "fork"
        process = self._context.Process(target=_work, args=(theirs, inherited if forked else []), daemon=True)
        process.start()
        theirs.close()
        return _Worker(process, mine)

    def _collect(self) -> None:
        """Waits until a worker has something to say, and takes it."""
        busy = {worker.link: worker for worker in self._workers if worker.slot is not None}
        for link in wait(list(busy)) if busy else []:
            worker = busy[cast(Connection, link)]
            slot, worker.slot = worker.slot, None
            results = worker.answer()
            if slot is not None and results is None:
                self._rescue(worker, slot)
            elif slot is not None and results is not None:
                slot.outcomes = _outcomes(slot.batch, results)

    def _rescue(self, dead: _Worker, slot: _Slot) -> None:
        """Codes the batch of a dead worker report by report, each death now telling which report it was."""
        self._workers.remove(dead)
        dead.end()
        results: list[Result] = []
        worker: _Worker | None = None
        for report in _reports(slot.batch):
            worker = worker or self._start()
            answer = worker.answer() if worker.ask([report]) else None
            if answer is None:
                cause = f"the process that coded it {worker.end()} (out of memory?)"
                answer, worker = [Failure(where="", stage="process", cause=cause, id=report.id)], None
            results += answer
        if worker is not None:
            worker.end()
        slot.outcomes = _outcomes(slot.batch, results)
