"""How often a host may be asked: pure rules over the state of each host."""

from __future__ import annotations

import datetime as dt
from email.utils import parsedate_to_datetime
from typing import Final

import msgspec

# Answers after which another try may help: time-out, too early, too many requests, and trouble of the server.
PASSING: Final = frozenset({408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524})
# More failures in a row than this do not lengthen the pause any more.
_MOST_DOUBLINGS: Final = 20


class Manners(msgspec.Struct, frozen=True, kw_only=True):
    """How we behave. All times are in seconds.

    `delay` lies between the end of an answer and the next request to the same host, `at_once` is how many requests a
    host has to answer at the same time. A host that asks for a longer delay gets it, up to `longest_delay`. After a
    failure a host is left alone for `first_pause`, after each further one in a row for twice as long, or for what its
    Retry-After says, up to `longest_pause`. A run waits for a host no longer than `patience`, and asks for a page no
    more often than `tries`.
    """

    delay: float = 2.0
    at_once: int = 1
    longest_delay: float = 60.0
    first_pause: float = 5.0
    longest_pause: float = 86_400.0
    patience: float = 60.0
    tries: int = 3

    def pause(self, failures: int) -> float:
        """How long to leave alone what failed so many times in a row, at least once."""
        return min(self.first_pause * 2.0 ** min(failures - 1, _MOST_DOUBLINGS), self.longest_pause)


class Pace(msgspec.Struct, frozen=True, kw_only=True):
    """A host: when it may be asked next (monotonic seconds), how many requests run, failures in a row."""

    next_at: float = 0.0
    running: int = 0
    failures: int = 0
    asked_delay: float | None = None

    def delay(self, manners: Manners) -> float:
        """The seconds between two requests to this host."""
        return max(manners.delay, min(self.asked_delay or 0.0, manners.longest_delay))

    def started(self, now: float, manners: Manners) -> Pace:
        """The host once another request has begun."""
        later = max(self.next_at, now + self.delay(manners))
        return msgspec.structs.replace(self, running=self.running + 1, next_at=later)

    def answered(self, now: float, manners: Manners, *, failed: bool, wait: float | None) -> Pace:
        """The host once a request has ended. `wait` is what its Retry-After asks for."""
        failures = self.failures + 1 if failed else 0
        pause = self.delay(manners)
        if failed:
            asked = manners.pause(failures) if wait is None else min(wait, manners.longest_pause)
            pause = max(pause, asked)
        return msgspec.structs.replace(
            self, running=self.running - 1, failures=failures, next_at=max(self.next_at, now + pause)
        )


def retry_after(value: str, now: dt.datetime) -> float | None:
    """The seconds that a Retry-After header asks to wait: a number of them, or a date; None where it is neither."""
    value = value.strip()
    if value.isascii() and value.isdigit():
        return float(value[:12])
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=dt.UTC)
    return max((moment - now).total_seconds(), 0.0)
