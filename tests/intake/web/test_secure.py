"""HTTP/2 over TLS: the connection goes to the address that the guard saw, the certificate is that of the name."""

from __future__ import annotations

from riwaya.intake.web.fetch import Fetcher
from riwaya.intake.web.guard import LOOPBACK, Guard
from riwaya.intake.web.politeness import Manners
from riwaya.intake.web.trips import Wanted
from web.secure import NAME, secure, trusting

QUICK = Manners(delay=0.0, first_pause=0.02, tries=1)
HERE = Guard(allowed=LOOPBACK, resolver=lambda _name, _port: ("127.0.0.1",))


def test_pages_come_over_http_2() -> None:
    with (
        secure({"/news/1": "خبر".encode()}) as (port, asked),
        Fetcher(guard=HERE, manners=QUICK, verify=trusting()) as fetcher,
    ):
        wanted = [Wanted(address=f"https://{NAME}:{port}/news/{number}") for number in (1, 2)]
        first, second = (answer.fetched for answer in fetcher.fetch_all(wanted))
        assert (first.status, first.body.decode()) == (200, "خبر")
        assert second.status == 404
    assert asked == [f"h2 {NAME}:{port} {path}" for path in ("/robots.txt", "/news/1", "/news/2")]


def test_a_certificate_of_another_name_is_not_taken() -> None:
    with (
        secure({"/news/1": b"x"}) as (port, asked),
        Fetcher(guard=HERE, manners=QUICK, verify=trusting()) as fetcher,
    ):
        answer = fetcher.fetch(Wanted(address=f"https://other.example:{port}/news/1"))
        assert answer is not None
        assert "certificate" in answer.fetched.error.lower()
    assert asked == []


def test_a_certificate_that_nobody_vouches_for_is_not_taken() -> None:
    with secure({"/news/1": b"x"}) as (port, _), Fetcher(guard=HERE, manners=QUICK) as fetcher:
        answer = fetcher.fetch(Wanted(address=f"https://{NAME}:{port}/news/1"))
        assert answer is not None
        assert "certificate" in answer.fetched.error.lower()
