from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.intake import parse_day


@pytest.mark.parametrize(
    "written",
    [
        "2019-03-12",
        " 2019-03-12 ",
        "2019-03-12T23:30:00Z",
        "2019-03-12T23:30:00-05:00",
        "2019-03-12 04:05",
        "12/03/2019",
        "12/3/2019",
    ],
)
def test_accepted(written: str) -> None:
    assert parse_day(written) == dt.date(2019, 3, 12)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "2019",
        "2019-13-01",
        "2019-02-30",
        "03/31/2019",
        "20190312",
        "2019-03-12x",
        "0001-01-01",
        "9999-01-01",
        "أمس",
    ],
)
def test_malformed(written: str) -> None:
    assert parse_day(written) is None


@given(st.dates(min_value=dt.date(1900, 1, 1), max_value=dt.date(2100, 12, 31)))
def test_every_day_is_read_in_both_orders(day: dt.date) -> None:
    assert parse_day(day.isoformat()) == parse_day(day.strftime("%d/%m/%Y")) == day


@given(st.text())
def test_never_raises(written: str) -> None:
    parse_day(written)
