"""Whatever a host sends, there is an answer and no exception."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.intake.web.exchange import Limits
from riwaya.intake.web.fetch import Fetcher
from riwaya.intake.web.guard import LOOPBACK, Guard
from riwaya.intake.web.politeness import Manners
from riwaya.intake.web.trips import Wanted
from web.noise import Noise, noise

LINES = st.sampled_from(
    [
        b"Content-Length: 5",
        b"Content-Length: -5",
        b"Content-Length: 99999999999999999999",
        b"Content-Length: 5, 6",
        b"Transfer-Encoding: chunked",
        b"Content-Encoding: gzip",
        b"Content-Encoding: br, br",
        b"Content-Type: \xff\xfe; charset=\x80",
        b"Location: http://[::1",
        b"Location: //",
        b"Location: \xd8\xae\xd8\xa8\xd8\xb1",
        b"Location: http://127.0.0.1:1/",
        b"Location: http://a..b/",
        b"Set-Cookie: a=b; Domain=.; Expires=never; Max-Age=x",
        b"Set-Cookie: \xd8\xae=\xd8\xae; Path=/",
        b"Set-Cookie: ;;=;;",
        b"Retry-After: \xb2",
        b"Retry-After: Mon, 99 Foo 9999 99:99:99 +9999",
        b"Upgrade: h2c",
        b": empty",
        b"no colon",
        b"Connection: close",
    ]
)
STATUSES = st.sampled_from(
    [
        b"HTTP/1.1 200 OK",
        b"HTTP/1.1 302 Go",
        b"HTTP/1.1 429 x",
        b"HTTP/1.0 200",
        b"HTTP/1.1 101 x",
        b"HTTP/9 x",
        b"",
        b"ICY",
    ]
)
BODIES = st.binary(max_size=30) | st.sampled_from(
    [b"5\r\nhello\r\n0\r\n\r\n", b"FFFFFFFFFFFFFFFFF\r\n", b"\x1f\x8b\x08"]
)
ANSWERS = st.builds(
    lambda status, lines, body: b"\r\n".join([status, *lines, b"", body]), STATUSES, st.lists(LINES, max_size=4), BODIES
)


@pytest.fixture(scope="module")
def host() -> Iterator[Noise]:
    with noise() as running:
        yield running


@pytest.fixture(scope="module")
def fetcher() -> Iterator[Fetcher]:
    manners = Manners(delay=0.0, first_pause=0.0, longest_pause=0.0, tries=1)
    limits = Limits(connect=10.0, read=10.0, whole=20.0, wire=100_000, body=100_000, redirects=3)
    with Fetcher(guard=Guard(allowed=LOOPBACK), manners=manners, limits=limits) as running:
        yield running


@given(says=ANSWERS | st.binary(max_size=100))
def test_there_is_always_an_answer(host: Noise, fetcher: Fetcher, says: bytes) -> None:
    host.says = says
    answer = fetcher.fetch(Wanted(address=f"http://127.0.0.1:{host.port}/news/1", etag='"\u062e\r\nX: y"'))
    assert answer is not None
    assert bool(answer.fetched.error) != bool(answer.fetched.status)


@given(etag=st.text(max_size=10), modified=st.text(max_size=10))
def test_what_a_host_said_once_can_be_said_back(host: Noise, fetcher: Fetcher, etag: str, modified: str) -> None:
    host.says = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
    wanted = Wanted(address=f"http://127.0.0.1:{host.port}/news/1", etag=etag, last_modified=modified)
    answer = fetcher.fetch(wanted)
    assert answer is not None
    assert answer.fetched.body == b"ok"
