from __future__ import annotations

import datetime as dt

import pytest

from riwaya.intake.web.politeness import Manners, Pace, retry_after

NOW = dt.datetime(2024, 5, 1, 12, tzinfo=dt.UTC)
MANNERS = Manners(delay=2.0, first_pause=5.0, longest_pause=100.0, longest_delay=30.0)


def test_a_host_is_left_alone_for_the_delay() -> None:
    pace = Pace().started(10.0, MANNERS)
    assert (pace.running, pace.next_at) == (1, 12.0)
    pace = pace.answered(15.0, MANNERS, failed=False, wait=None)
    assert (pace.running, pace.next_at) == (0, 17.0)


@pytest.mark.parametrize(("asked", "delay"), [(None, 2.0), (1.0, 2.0), (7.0, 7.0), (5000.0, 30.0)])
def test_a_host_may_ask_for_a_longer_delay(asked: float | None, delay: float) -> None:
    assert Pace(asked_delay=asked).delay(MANNERS) == delay


def test_pauses_double_with_every_failure_and_end_with_a_success() -> None:
    pace, pauses = Pace(), []
    for _ in range(7):
        pace = pace.started(pace.next_at, MANNERS)
        ended = pace.next_at
        pace = pace.answered(ended, MANNERS, failed=True, wait=None)
        pauses.append(pace.next_at - ended)
    assert pauses == [5.0, 10.0, 20.0, 40.0, 80.0, 100.0, 100.0]
    assert pace.started(0, MANNERS).answered(1000, MANNERS, failed=False, wait=None).failures == 0
    assert Manners().pause(10_000) == Manners().longest_pause


def test_what_retry_after_says_is_done() -> None:
    pace = Pace().started(0.0, MANNERS)
    assert pace.answered(0.0, MANNERS, failed=True, wait=50.0).next_at == 50.0
    assert pace.answered(0.0, MANNERS, failed=True, wait=1e9).next_at == 100.0
    assert pace.answered(0.0, MANNERS, failed=True, wait=0.0).next_at == 2.0


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120.0),
        (" 0 ", 0.0),
        ("Wed, 01 May 2024 12:01:00 GMT", 60.0),
        ("Wed, 01 May 2024 11:00:00 GMT", 0.0),
        ("soon", None),
        ("", None),
        ("-5", None),
        ("9" * 400, 999_999_999_999.0),
    ],
)
def test_retry_after_is_seconds_or_a_date(value: str, seconds: float | None) -> None:
    assert retry_after(value, NOW) == seconds
