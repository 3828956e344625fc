from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.intake.web.addresses import absolute, canonical, host, origin


@pytest.mark.parametrize(
    ("address", "base", "whole"),
    [
        ("http://Example.ORG", "", "http://example.org/"),
        ("HTTP://example.org:80/a#part", "", "http://example.org/a"),
        ("/news/1", "https://example.org/feed.xml", "https://example.org/news/1"),
        ("2?x=1", "https://example.org/news/1", "https://example.org/news/2?x=1"),
        ("//cdn.example.org/a", "https://example.org/", "https://cdn.example.org/a"),
        (" http://example.org/\n a ", "", "http://example.org/a"),
        ("http://example.org/خبر", "", "http://example.org/%D8%AE%D8%A8%D8%B1"),
        ("http://example.org/%d8%ae", "", "http://example.org/%D8%AE"),
        ("http://عربي.example/", "", "http://xn--ngbrx4e.example/"),
        ("http://[::1]:8000/", "", "http://[::1]:8000/"),
    ],
)
def test_addresses_have_one_form(address: str, base: str, whole: str) -> None:
    assert absolute(address, base) == whole
    assert absolute(whole) == whole


@pytest.mark.parametrize(
    "address",
    [
        "",
        "news/1",
        "ftp://example.org/",
        "file:///etc/passwd",
        "javascript:void(0)",
        "mailto:desk@example.org",
        "http://",
        "http://[half/",
        "http://user:secret@example.org/",
        "http://example.org:99999/",
        "http://example.org/" + "x" * 5000,
    ],
)
def test_what_is_no_address(address: str) -> None:
    assert absolute(address) == ""
    assert canonical(address) == ""


def test_what_only_tracks_the_reader_is_left_out() -> None:
    assert canonical("http://example.org/a?utm_source=rss&id=5&fbclid=x") == "http://example.org/a?id=5"
    assert canonical("http://example.org/a?utm_source=rss") == "http://example.org/a"
    assert canonical("http://example.org/a?q=a%20b") == "http://example.org/a?q=a%20b"


def test_hosts_and_origins() -> None:
    assert host("http://example.org/a") == "example.org"
    assert host("http://example.org:8080/a") == "example.org:8080"
    assert origin("https://example.org/a?b") == "https://example.org"


@given(st.text(), st.sampled_from(["", "http://example.org/a/"]))
def test_nothing_raises_and_the_form_is_stable(address: str, base: str) -> None:
    whole = canonical(address, base)
    assert canonical(whole) == whole
