"""The fetcher against the played web: each fault of the open web once."""

from __future__ import annotations

import datetime as dt
import gzip
import threading
import time
from collections.abc import Callable, Sequence

import msgspec
import pytest

from riwaya.intake.web.exchange import Limits
from riwaya.intake.web.fetch import Clock, Fetcher
from riwaya.intake.web.guard import LOOPBACK, Guard
from riwaya.intake.web.politeness import Manners
from riwaya.intake.web.trips import Answer, Wanted
from riwaya.model.sources import Fetched
from web.outlets import TWENTY
from web.server import PlayedWeb, playing
from web.trouble import TROUBLE

Fetchers = Callable[..., Fetcher]
QUICK = Manners(delay=0.0, first_pause=0.02, patience=2.0)
TIGHT = Limits(connect=1.0, read=0.6, whole=1.0, wire=1_000_000, body=5_000_000)


def one(fetcher: Fetcher, web: PlayedWeb, path: str, outlet: str = "trouble") -> Answer:
    answer = fetcher.fetch(Wanted(address=web.address(outlet, path)))
    assert answer is not None
    return answer


def header(fetched: Fetched, name: str) -> str:
    return next((value for key, value in fetched.headers if key.lower() == name), "")


def paths(web: PlayedWeb, outlet: str = "trouble") -> list[str]:
    return [asked.path for asked in web.asked(outlet)]


# ---- what is good ----


def test_a_page_comes_as_it_is(web: PlayedWeb, fetcher: Fetchers) -> None:
    before = dt.datetime.now(dt.UTC)
    answer = one(fetcher(), web, "/good")
    fetched = answer.fetched
    assert (fetched.status, fetched.error, answer.tries, answer.again_at) == (200, "", 1, None)
    assert fetched.address == fetched.final == web.address("trouble", "/good")
    assert "قصف على البلدة" in fetched.body.decode()
    assert fetched.raw is None
    assert before <= fetched.at <= dt.datetime.now(dt.UTC)
    assert header(fetched, "content-type") == "text/html; charset=utf-8"


def test_we_say_who_we_are(web: PlayedWeb) -> None:
    with Fetcher(guard=Guard(allowed=LOOPBACK), manners=QUICK, contact="https://example.org/us") as fetcher:
        answer = one(fetcher, web, "/good")
    asked = web.asked("trouble", "/good")[0].headers
    assert asked["user-agent"].startswith("riwaya/")
    assert asked["user-agent"].endswith("(+https://example.org/us)")
    assert ("User-Agent", asked["user-agent"]) in answer.fetched.request_headers
    assert asked["accept-encoding"] == "gzip, deflate, br"
    assert "cookie" not in asked


@pytest.mark.parametrize(("outlet", "coding"), [("jisr", "gzip"), ("bayan", "br"), ("manar", "deflate")])
def test_packed_pages_are_unpacked_and_kept_as_they_came(
    web: PlayedWeb, fetcher: Fetchers, outlet: str, coding: str
) -> None:
    fetched = one(fetcher(), web, "/news/1", outlet).fetched
    assert header(fetched, "content-encoding") == coding
    assert web.stories[outlet][-1].published is not None
    assert b"</html>" in fetched.body
    assert fetched.raw is not None
    assert len(fetched.raw) < len(fetched.body)
    if coding == "gzip":
        assert gzip.decompress(fetched.raw) == fetched.body


def test_what_is_known_is_not_fetched_again(web: PlayedWeb, fetcher: Fetchers) -> None:
    fetching = fetcher()
    first = one(fetching, web, "/feed.xml", "nahr").fetched
    known = Wanted(address=first.address, kind="feed", etag=header(first, "etag"))
    again = fetching.fetch(known)
    assert again is not None
    assert (again.fetched.status, again.fetched.body, again.again_at) == (304, b"", None)
    since = Wanted(address=first.address, last_modified=header(first, "last-modified"))
    assert [answer.fetched.status for answer in fetching.fetch_all([since])] == [304]
    web.publish(2)
    changed = [story.outlet for of in web.stories.values() for story in of if story.corrected]
    outlet = changed[0]
    address = web.address(outlet, f"/news/{next(s.number for s in web.stories[outlet] if s.corrected)}")
    web.publish(1)
    page = fetching.fetch(Wanted(address=address))
    assert page is not None
    web.publish(2)
    corrected = fetching.fetch(Wanted(address=address, etag=header(page.fetched, "etag")))
    assert corrected is not None
    assert corrected.fetched.status == 200
    assert corrected.fetched.body != page.fetched.body


# ---- redirections ----


def test_redirections_are_followed_and_told(web: PlayedWeb, fetcher: Fetchers) -> None:
    fetched = one(fetcher(), web, "/near").fetched
    assert (fetched.status, fetched.address) == (200, web.address("trouble", "/near"))
    assert fetched.final == web.address("trouble", "/good")
    assert fetched.redirects == ((307, web.address("trouble", "/good")),)


def test_a_redirection_that_sets_a_cookie_and_leads_to_itself(web: PlayedWeb, fetcher: Fetchers) -> None:
    fetching = fetcher()
    assert one(fetching, web, "/door").fetched.status == 200
    one(fetching, web, "/good")
    assert [asked.headers.get("cookie") for asked in web.asked("trouble")] == [None, None, "seen=1", None]


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("/loop/a", "redirected in a loop"),
        ("/self", "redirected in a loop"),
        ("/far/0", "redirected too often"),
        ("/to-file", "redirected to what is no address"),
        ("/to-nonsense", "redirected to what is no address"),
        ("/to-admin", "robots.txt does not allow it"),
        ("/to-private", "leads to 10.0.0.7, which is not of the open web"),
        ("/to-metadata", "leads to 169.254.169.254, which is not of the open web"),
    ],
)
def test_redirections_that_lead_nowhere(web: PlayedWeb, fetcher: Fetchers, path: str, why: str) -> None:
    answer = one(fetcher(), web, path)
    assert (answer.fetched.error, answer.fetched.body, answer.again_at) == (why, b"", None)
    assert answer.fetched.redirects
    assert len(web.asked("trouble")) <= TIGHT.redirects + 2


def test_a_redirection_without_a_target_is_an_answer(web: PlayedWeb, fetcher: Fetchers) -> None:
    answer = one(fetcher(), web, "/to-nowhere")
    assert (answer.fetched.status, answer.fetched.error) == (302, "")


# ---- time and size ----


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("/endless", "longer than 1,000,000 bytes"),
        ("/bomb.gzip", "longer than 5,000,000 bytes when unpacked"),
        ("/bomb.br", "longer than 5,000,000 bytes when unpacked"),
        ("/picture", "no text but image/png"),
    ],
)
def test_what_is_too_much_is_given_up_at_once(web: PlayedWeb, fetcher: Fetchers, path: str, why: str) -> None:
    began = time.monotonic()
    answer = one(fetcher(), web, path)
    assert (answer.fetched.error, answer.fetched.body, answer.again_at, answer.tries) == (why, b"", None, 1)
    assert time.monotonic() - began < 2


def test_a_length_that_is_told_is_believed(web: PlayedWeb, fetcher: Fetchers) -> None:
    limits = msgspec.structs.replace(TIGHT, wire=100)
    assert one(fetcher(limits=limits), web, "/good").fetched.error == "longer than 100 bytes"


@pytest.mark.parametrize("path", ["/drip", "/stall"])
def test_what_takes_too_long_is_given_up_in_time(web: PlayedWeb, fetcher: Fetchers, path: str) -> None:
    began = time.monotonic()
    answer = one(fetcher(manners=msgspec.structs.replace(QUICK, tries=1)), web, path)
    assert answer.fetched.error == "no answer in time"
    assert answer.again_at is not None
    assert time.monotonic() - began < TIGHT.whole + 1


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("/cut", "the answer broke off"),
        ("/torn", "the packed body breaks off"),
        ("/long-header", "the answer broke off"),
    ],
)
def test_what_breaks_off_is_tried_again(web: PlayedWeb, fetcher: Fetchers, path: str, why: str) -> None:
    answer = one(fetcher(), web, path)
    assert answer.fetched.error.startswith(why)
    assert (answer.tries, answer.fetched.body) == (3, b"")
    assert answer.again_at is not None


def test_a_plain_body_that_is_called_packed_is_read(web: PlayedWeb, fetcher: Fetchers) -> None:
    assert "قصف" in one(fetcher(), web, "/not-packed").fetched.body.decode()


# ---- statuses ----


@pytest.mark.parametrize(("path", "status"), [("/missing", 404), ("/gone", 410), ("/forbidden", 403)])
def test_a_no_is_an_answer(web: PlayedWeb, fetcher: Fetchers, path: str, status: int) -> None:
    answer = one(fetcher(), web, path)
    assert (answer.fetched.status, answer.fetched.error, answer.tries, answer.again_at) == (status, "", 1, None)


def test_trouble_of_the_server_is_waited_out(web: PlayedWeb, fetcher: Fetchers) -> None:
    answer = one(fetcher(), web, "/down-once")
    assert (answer.fetched.status, answer.tries, answer.again_at) == (200, 2, None)
    answer = one(fetcher(), web, "/broken")
    assert (answer.fetched.status, answer.tries) == (500, 3)
    assert answer.again_at is not None


def test_retry_after_is_honoured(web: PlayedWeb, fetcher: Fetchers) -> None:
    answer = one(fetcher(), web, "/busy")
    assert (answer.fetched.status, answer.tries) == (200, 2)
    first, second = web.asked("trouble", "/busy")
    assert second.at - first.at >= 1.0


def test_a_long_retry_after_puts_off_the_whole_host(web: PlayedWeb, fetcher: Fetchers) -> None:
    wanted = [Wanted(address=web.address("trouble", path)) for path in ("/busy-long", "/good", "/near")]
    busy, *others = fetcher().fetch_all(wanted)
    tomorrow = dt.datetime.now(dt.UTC) + dt.timedelta(hours=23)
    assert busy.fetched.status == 429
    assert all(answer.again_at is not None and answer.again_at > tomorrow for answer in (busy, *others))
    assert [answer.tries for answer in others] == [0, 0]
    assert all(answer.fetched.error.startswith("put off") for answer in others)
    assert paths(web) == ["/robots.txt", "/busy-long"]


def test_a_host_that_is_not_there_is_given_up_and_may_come_back(fetcher: Fetchers) -> None:
    answer = fetcher().fetch(Wanted(address="http://127.0.0.1:1/news/1"))
    assert answer is not None
    assert answer.fetched.error.startswith("robots.txt: no connection")
    assert answer.again_at is not None


def test_a_host_that_came_back_is_asked_again_by_the_same_fetcher(fetcher: Fetchers) -> None:
    with playing((TROUBLE,)) as first:
        ports = dict(first.ports)
        wanted = Wanted(address=first.address("trouble", "/good"))
    fetching = fetcher()
    gone = fetching.fetch(wanted)
    assert gone is not None
    assert gone.fetched.error.startswith("robots.txt: no connection")
    assert gone.again_at is not None
    with playing((TROUBLE,), ports):
        time.sleep(max((gone.again_at - dt.datetime.now(dt.UTC)).total_seconds(), 0) + 0.05)
        back = fetching.fetch(wanted)
    assert back is not None
    assert back.fetched.status == 200


def test_a_host_is_given_up_also_where_no_pause_is_made(fetcher: Fetchers) -> None:
    fetching = fetcher(manners=Manners(delay=0.0, first_pause=0.0, longest_pause=0.0))
    answers = list(fetching.fetch_all(Wanted(address=f"http://127.0.0.1:1/news/{number}") for number in (1, 2)))
    assert [answer.fetched.error[:25] for answer in answers] == ["robots.txt: no connection"] * 2


@pytest.mark.parametrize("address", ["", "news/1", "ftp://example.org/", "http://user:word@127.0.0.1/"])
def test_what_is_no_address_is_told(fetcher: Fetchers, address: str) -> None:
    answer = fetcher().fetch(Wanted(address=address))
    assert answer is not None
    assert (answer.fetched.error, answer.tries, answer.again_at) == ("is no address of the web", 0, None)


# ---- the guard ----


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "127.1", "[::1]", "[::ffff:127.0.0.1]"])
def test_loopback_is_not_asked_unless_allowed(web: PlayedWeb, fetcher: Fetchers, name: str) -> None:
    answer = fetcher(guard=Guard()).fetch(Wanted(address=f"http://{name}:{web.ports['trouble']}/good"))
    assert answer is not None
    assert "not of the open web" in answer.fetched.error
    assert answer.again_at is None
    assert not web.asked()


def test_a_name_is_resolved_once_and_the_connection_goes_where_it_was_seen_to_lead(
    web: PlayedWeb, fetcher: Fetchers
) -> None:
    """A name that leads elsewhere when asked again, as in DNS rebinding, gains nothing."""
    asked: list[str] = []

    def turning(name: str, _port: int) -> Sequence[str]:
        asked.append(name)
        return ("127.0.0.1",) if len(asked) == 1 else ("10.0.0.7",)

    address = f"http://trouble.example:{web.ports['trouble']}/good"
    answer = fetcher(guard=Guard(allowed=LOOPBACK, resolver=turning)).fetch(Wanted(address=address))
    assert answer is not None
    assert answer.fetched.status == 200
    assert asked == ["trouble.example"]
    assert web.asked("trouble", "/good")[0].headers["host"].startswith("trouble.example:")


# ---- politeness ----


def test_robots_txt_is_read_first_once_and_kept(web: PlayedWeb) -> None:
    kept: list[Fetched] = []
    with Fetcher(guard=Guard(allowed=LOOPBACK), manners=QUICK, keep=kept.append) as fetcher:
        assert one(fetcher, web, "/admin/secret").fetched.error == "robots.txt does not allow it"
        one(fetcher, web, "/paper.pdf")
        one(fetcher, web, "/good")
        one(fetcher, web, "/good")
    assert paths(web) == ["/robots.txt", "/good", "/good"]
    assert [(fetched.address, fetched.status) for fetched in kept] == [(web.address("trouble", "/robots.txt"), 200)]


def test_a_host_is_asked_one_page_at_a_time_and_not_too_fast(web: PlayedWeb, fetcher: Fetchers) -> None:
    manners = msgspec.structs.replace(QUICK, delay=0.05)
    wanted = [
        Wanted(address=web.address(outlet, f"/news/{number}")) for outlet in ("nahr", "jisr") for number in range(1, 6)
    ]
    began = time.monotonic()
    answers = list(fetcher(manners=manners).fetch_all(wanted))
    assert [answer.fetched.status for answer in answers] == [200] * 10
    for outlet in ("nahr", "jisr"):
        assert web.most_at_once(outlet) == 1
        assert min(web.gaps(outlet)) >= 0.05
    assert time.monotonic() - began < 10 * 0.05 + 1  # the hosts at the same time


def test_more_at_once_where_that_is_wanted(web: PlayedWeb, fetcher: Fetchers) -> None:
    manners = msgspec.structs.replace(QUICK, at_once=3, tries=1)
    list(fetcher(manners=manners).fetch_all(Wanted(address=web.address("trouble", f"/stall?{n}")) for n in range(3)))
    assert web.most_at_once("trouble") == 3


def test_the_delay_that_robots_txt_asks_for_is_kept(web: PlayedWeb, fetcher: Fetchers) -> None:
    list(fetcher().fetch_all(Wanted(address=web.address("bahr", f"/news/{number}")) for number in range(1, 5)))
    assert min(web.gaps("bahr")) >= 0.05


def test_every_page_of_twenty_outlets(web: PlayedWeb, fetcher: Fetchers) -> None:
    wanted = [
        Wanted(address=web.address(outlet.id, f"/news/{number}"))
        for outlet in TWENTY
        for number in range(1, outlet.stories + 1)
    ]
    answers = list(fetcher().fetch_all(wanted))
    assert len(answers) == 500
    assert {answer.fetched.status for answer in answers} == {200}
    assert {answer.wanted.address for answer in answers} == {one.address for one in wanted}
    assert len(web.asked()) == 500 + 20 + 2  # robots.txt of each, and two that were busy at first


def test_every_fault_at_once_ends(web: PlayedWeb, fetcher: Fetchers) -> None:
    faults = [path for path in web.site("trouble") if path not in ("/robots.txt", "/busy-long")]
    manners = msgspec.structs.replace(QUICK, first_pause=0.001)
    answers = list(fetcher(manners=manners).fetch_all(Wanted(address=web.address("trouble", path)) for path in faults))
    assert sorted(answer.wanted.address for answer in answers) == sorted(
        web.address("trouble", path) for path in faults
    )
    good = {answer.wanted.address for answer in answers if answer.fetched.status == 200}
    assert {web.address("trouble", path) for path in ("/good", "/near", "/door", "/busy", "/down-once")} <= good


# ---- stopping ----


def test_a_fetcher_stops_soon(web: PlayedWeb) -> None:
    limits = Limits(read=30.0, whole=60.0)
    with Fetcher(guard=Guard(allowed=LOOPBACK), manners=QUICK, limits=limits) as fetcher:
        one(fetcher, web, "/good")
        threading.Timer(0.2, fetcher.stop).start()
        began = time.monotonic()
        assert list(fetcher.fetch_all([Wanted(address=web.address("trouble", "/stall"))])) == []
        assert time.monotonic() - began < 2


def test_the_time_of_an_answer_is_that_of_the_clock(web: PlayedWeb) -> None:
    noon = dt.datetime(2024, 5, 1, 12, tzinfo=dt.UTC)
    with Fetcher(guard=Guard(allowed=LOOPBACK), manners=QUICK, clock=Clock(now=lambda: noon)) as fetcher:
        assert one(fetcher, web, "/good").fetched.at == noon
        assert one(fetcher, web, "/admin/secret").fetched.at == noon
