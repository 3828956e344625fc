"""Fetches pages and feeds from many hosts at once, politely to each."""

from __future__ import annotations

import datetime as dt
import ssl
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from typing import Final

import msgspec

from riwaya.errors import FetchError
from riwaya.intake.web import addresses, robots
from riwaya.intake.web.exchange import AGENT, Exchange, Limits
from riwaya.intake.web.guard import Guard
from riwaya.intake.web.politeness import PASSING, Manners, Pace, retry_after
from riwaya.intake.web.robots import Robots
from riwaya.intake.web.trips import Answer, Trip, Wanted, as_asked, begun, redirected, refused, target
from riwaya.model.sources import Fetched

_ROBOTS_LAST: Final = 86_400.0  # seconds (RFC 9309, 2.4)
_ROBOTS_HOPS: Final = 5  # redirections (RFC 9309, 2.3.1.2)
_WORKERS: Final = 8
_PUT_OFF: Final = "put off: the host wants to be left alone, or has failed too often"


def _utc() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


class Clock(msgspec.Struct, frozen=True, kw_only=True):
    """The time of day, and seconds that only go forward."""

    now: Callable[[], dt.datetime] = _utc
    seconds: Callable[[], float] = time.monotonic


class _Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What came of one request: an answer, or why there is none."""

    fetched: Fetched
    failure: FetchError | None = None


class Fetcher:
    """Fetches, remembering hosts and their robots.txt from one call to the next. Close it at the end.

    `keep` is told of every robots.txt that was fetched. One thread uses a fetcher; `stop` may come from any.
    """

    def __init__(
        self,
        *,
        guard: Guard | None = None,
        limits: Limits | None = None,
        manners: Manners | None = None,
        clock: Clock | None = None,
        contact: str = "",
        keep: Callable[[Fetched], None] | None = None,
        workers: int = _WORKERS,
        verify: ssl.SSLContext | None = None,
    ) -> None:
        self._limits = limits or Limits()
        self._manners = manners or Manners()
        self._clock = clock or Clock()
        self._keep = keep
        self._workers = workers
        self._exchange = Exchange(
            guard=guard or Guard(), limits=self._limits, now=self._clock.now, contact=contact, verify=verify
        )
        self._paces: dict[str, Pace] = {}
        self._robots: dict[str, tuple[Robots, float]] = {}
        self._tries_of_robots: Counter[str] = Counter()  # that failed in this run, by host

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Ends what runs and closes all connections."""
        self._exchange.close()

    def stop(self) -> None:
        """Makes a running `fetch_all` end soon; what it has not given yet it does not give."""
        self._exchange.stopping.set()

    def fetch(self, wanted: Wanted) -> Answer | None:
        """The answer to one request; None where the fetcher was stopped."""
        return next(self.fetch_all((wanted,)), None)

    def fetch_all(self, wanted: Iterable[Wanted]) -> Iterator[Answer]:
        """The answers to many requests, as they come: hosts at the same time, the pages of a host one after another.

        Every request has one answer, unless `stop` is called. Nothing new is asked while an answer is being used.
        """
        self._tries_of_robots.clear()
        waiting: dict[str, deque[Trip]] = {}
        for one in wanted:
            trip = begun(one)
            if trip is None:
                yield self._answer(as_asked(one), _no_address(one, self._clock.now()))
            else:
                waiting.setdefault(addresses.host(trip.address), deque()).append(trip)
        running: dict[Future[_Outcome], Trip | str] = {}
        with ThreadPoolExecutor(self._workers, thread_name_prefix="fetch") as pool:
            while (waiting or running) and not self._exchange.stopping.is_set():
                yield from self._given_up(waiting)
                self._start(waiting, running, pool)
                for future in self._done(waiting, running):
                    what = running.pop(future)
                    if self._exchange.stopping.is_set():
                        return
                    yield from self._ended(what, future.result(), waiting)

    # ---- what is asked next ----

    def _start(
        self, waiting: dict[str, deque[Trip]], running: dict[Future[_Outcome], Trip | str], pool: ThreadPoolExecutor
    ) -> None:
        """Begins all requests that may begin now."""
        now = self._clock.seconds()
        reading = _hosts_of_robots(running)
        for host in sorted(waiting.keys() - reading, key=lambda name: (self._pace(name).next_at, name)):
            pace = self._pace(host)
            while waiting[host] and len(running) < self._workers and self._free(pace, now):
                trip = waiting[host][0]
                origin = addresses.origin(trip.address)
                self._paces[host] = pace = pace.started(now, self._manners)
                if not self._knows_robots(origin, now):
                    running[pool.submit(self._ask_robots, origin)] = origin
                    break
                waiting[host].popleft()
                running[pool.submit(self._ask, trip)] = trip
            if not waiting[host]:
                del waiting[host]

    def _free(self, pace: Pace, now: float) -> bool:
        return pace.next_at <= now and pace.running < self._manners.at_once

    def _knows_robots(self, origin: str, now: float) -> bool:
        known = self._robots.get(origin)
        return known is not None and known[1] > now and not known[0].closed

    def _done(
        self, waiting: dict[str, deque[Trip]], running: dict[Future[_Outcome], Trip | str]
    ) -> Iterable[Future[_Outcome]]:
        """Waits until a request has ended or another may begin; gives those that ended."""
        now = self._clock.seconds()
        reading = _hosts_of_robots(running)
        paces = [self._pace(host) for host in waiting if host not in reading]
        due = [pace.next_at - now for pace in paces if pace.running < self._manners.at_once]
        pause = max(min(due), 0.0) if due else None
        if not running:
            self._exchange.stopping.wait(pause or 0.0)
            return ()
        if len(running) >= self._workers:
            pause = None
        return sorted(wait(running, pause, FIRST_COMPLETED).done, key=list(running).index)

    # ---- asking, in a thread ----

    def _ask(self, trip: Trip) -> _Outcome:
        try:
            return _Outcome(fetched=self._exchange.ask(trip.address, trip.headers(), trip.cookies))
        except FetchError as failure:
            return _Outcome(fetched=refused(trip, failure.what, self._clock.now()), failure=failure)

    def _ask_robots(self, origin: str) -> _Outcome:
        address = origin + robots.PATH
        wanted = Wanted(address=address, kind="robots")
        trip = begun(wanted) or as_asked(wanted)
        for _ in range(_ROBOTS_HOPS + 1):
            outcome = self._ask(trip)
            to = target(outcome.fetched)
            if outcome.failure is not None or to is None:
                return msgspec.structs.replace(outcome, fetched=trip.whole(outcome.fetched))
            following = redirected(trip, outcome.fetched, to, _ROBOTS_HOPS, self._clock.now())
            if isinstance(following, Fetched):
                break
            trip = following
        failure = FetchError(address, "redirected too often")
        return _Outcome(fetched=refused(trip, failure.what, self._clock.now()), failure=failure)

    # ---- what came of it ----

    def _ended(self, what: Trip | str, outcome: _Outcome, waiting: dict[str, deque[Trip]]) -> Iterator[Answer]:
        now = self._clock.seconds()
        host = addresses.host(what if isinstance(what, str) else what.address)
        failed = outcome.fetched.status in PASSING or (outcome.failure is not None and outcome.failure.passing)
        asked = {name.lower(): value for name, value in outcome.fetched.headers}.get("retry-after", "")
        pause = retry_after(asked, self._clock.now()) if failed else None
        self._paces[host] = pace = self._pace(host).answered(now, self._manners, failed=failed, wait=pause)
        if isinstance(what, str):
            self._learn_robots(what, outcome, now)
            return
        to = target(outcome.fetched)
        if to is not None and outcome.failure is None:
            following = redirected(what, outcome.fetched, to, self._limits.redirects, self._clock.now())
            if isinstance(following, Trip):
                waiting.setdefault(addresses.host(following.address), deque()).appendleft(following)
            else:
                yield self._answer(what, following)
            return
        trip = msgspec.structs.replace(what, tries=what.tries + 1)
        if failed and trip.tries < self._manners.tries and pace.next_at - now <= self._manners.patience:
            waiting.setdefault(host, deque()).append(trip)
        else:
            yield self._answer(trip, trip.whole(outcome.fetched), again=pace.next_at - now if failed else None)

    def _learn_robots(self, origin: str, outcome: _Outcome, now: float) -> None:
        if self._keep is not None:
            self._keep(outcome.fetched)
        if outcome.failure is not None and not outcome.failure.passing:
            rules = Robots()  # what keeps us from robots.txt for good keeps us from the pages by itself
        else:
            rules = robots.robots_of(outcome.fetched, AGENT)
        self._robots[origin] = (rules, now + _ROBOTS_LAST)
        host = addresses.host(origin)
        self._tries_of_robots[host] += bool(rules.closed)
        pace = msgspec.structs.replace(self._pace(host), asked_delay=rules.delay)
        next_at = max(pace.next_at, now + pace.delay(self._manners))
        self._paces[host] = msgspec.structs.replace(pace, next_at=next_at)

    def _given_up(self, waiting: dict[str, deque[Trip]]) -> Iterator[Answer]:
        """Answers to requests that will not be made in this run: robots.txt forbids them, or the wait is too long."""
        now = self._clock.seconds()
        for host in list(waiting):
            trips = waiting[host]
            pause = self._pace(host).next_at - now
            tired = self._tries_of_robots[host] >= self._manners.tries
            while trips and not self._rules(trips[0]).permits(trips[0].address):
                forbidden = trips.popleft()
                yield self._answer(forbidden, refused(forbidden, "robots.txt does not allow it", self._clock.now()))
            if pause > self._manners.patience or tired:
                waiting[host] = left = deque[Trip]()
                for trip in trips:
                    why = self._rules(trip).closed
                    if why or pause > self._manners.patience:
                        yield self._answer(trip, refused(trip, why or _PUT_OFF, self._clock.now()), again=pause)
                    else:
                        left.append(trip)
                trips = left
            if not trips:
                del waiting[host]

    def _rules(self, trip: Trip) -> Robots:
        """What is known of the robots.txt that holds for a trip."""
        known = self._robots.get(addresses.origin(trip.address))
        return Robots() if known is None else known[0]

    def _answer(self, trip: Trip, fetched: Fetched, again: float | None = None) -> Answer:
        at = None if again is None else self._clock.now() + dt.timedelta(seconds=max(again, 0.0))
        return Answer(wanted=trip.wanted, fetched=fetched, tries=trip.tries, again_at=at)

    def _pace(self, host: str) -> Pace:
        return self._paces.get(host, Pace())


def _hosts_of_robots(running: Mapping[Future[_Outcome], Trip | str]) -> set[str]:
    """The hosts whose robots.txt is being read: until then nothing else of them is asked."""
    return {addresses.host(what) for what in running.values() if isinstance(what, str)}


def _no_address(wanted: Wanted, at: dt.datetime) -> Fetched:
    return Fetched(address=wanted.address, at=at, error="is no address of the web")
