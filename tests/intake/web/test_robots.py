from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.intake.web.robots import Robots, robots_of
from riwaya.model.sources import Fetched

NOW = dt.datetime(2024, 5, 1, tzinfo=dt.UTC)


def rules(body: str, status: int = 200, error: str = "") -> Robots:
    address = "http://example.org/robots.txt"
    return robots_of(Fetched(address=address, at=NOW, status=status, body=body.encode(), error=error), "riwaya")


def test_rules_hold_for_all_and_for_us_by_name() -> None:
    everyone = rules("User-agent: *\nDisallow: /admin/\n")
    assert everyone.allows("http://example.org/news/1")
    assert not everyone.allows("http://example.org/admin/1")
    us = rules("User-agent: riwaya\nDisallow: /\n\nUser-agent: *\nDisallow:\n")
    assert not us.allows("http://example.org/news/1")
    others = rules("User-agent: badbot\nDisallow: /\n")
    assert others.allows("http://example.org/news/1")


def test_arabic_paths_and_patterns() -> None:
    some = rules("\ufeffUser-agent: *\nDisallow: /سري/\nDisallow: /*.pdf$\n")
    assert not some.allows("http://example.org/%D8%B3%D8%B1%D9%8A/1")
    assert not some.allows("http://example.org/a.pdf")
    assert some.allows("http://example.org/a.pdf.html")


@pytest.mark.parametrize(
    ("line", "delay"),
    [("Crawl-delay: 7", 7.0), ("Request-rate: 1/20", 20.0), ("Crawl-delay: soon", None), ("Allow: /", None)],
)
def test_the_delay_that_is_asked_for(line: str, delay: float | None) -> None:
    assert rules(f"User-agent: *\n{line}\n").delay == delay


@pytest.mark.parametrize("status", [301, 401, 403, 404, 410])
def test_where_there_is_none_all_is_allowed(status: int) -> None:
    assert rules("User-agent: *\nDisallow: /\n", status).allows("http://example.org/")


@pytest.mark.parametrize(("status", "error"), [(500, ""), (503, ""), (429, ""), (0, "no answer in time")])
def test_where_it_can_not_be_read_nothing_is(status: int, error: str) -> None:
    closed = rules("", status, error)
    assert closed.closed.startswith("robots.txt: ")
    assert not closed.allows("http://example.org/")


def test_a_page_in_its_place_forbids_nothing() -> None:
    assert rules("<!doctype html><html><body>not found</body></html>").allows("http://example.org/")


@given(st.text())
def test_nothing_raises(body: str) -> None:
    rules("User-agent: *\nDisallow: " + body).allows("http://example.org/a?b")
