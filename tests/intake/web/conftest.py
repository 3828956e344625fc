"""A played web, and fetchers that may only ask it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from riwaya.intake.web.exchange import Limits
from riwaya.intake.web.fetch import Fetcher
from riwaya.intake.web.guard import LOOPBACK, Guard
from riwaya.intake.web.politeness import Manners
from web.outlets import TWENTY
from web.server import PlayedWeb, playing
from web.trouble import TROUBLE

QUICK = Manners(delay=0.0, first_pause=0.02, patience=2.0)
TIGHT = Limits(connect=1.0, read=0.6, whole=1.0, wire=1_000_000, body=5_000_000)


@pytest.fixture(scope="session")
def whole_web() -> Iterator[PlayedWeb]:
    """The twenty outlets and the one at which all goes wrong."""
    with playing((*TWENTY, TROUBLE)) as played:
        yield played


@pytest.fixture
def web(whole_web: PlayedWeb) -> PlayedWeb:
    """The same, on its first day and asked for nothing yet."""
    whole_web.publish(1)
    whole_web.forget()
    return whole_web


Fetchers = Callable[..., Fetcher]


@pytest.fixture
def fetcher() -> Iterator[Fetchers]:
    """Makes fetchers that are quick, have tight limits, and are closed in the end."""
    with ExitStack() as stack:

        def make(manners: Manners = QUICK, limits: Limits = TIGHT, guard: Guard | None = None) -> Fetcher:
            return stack.enter_context(Fetcher(guard=guard or Guard(allowed=LOOPBACK), manners=manners, limits=limits))

        yield make
