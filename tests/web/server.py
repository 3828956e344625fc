"""Plays a whole web on loopback: every outlet has a port of its own, and is known by its name in Host headers too."""

from __future__ import annotations

import datetime as dt
import select
import selectors
import socket
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler
from itertools import pairwise
from typing import Any, Final, cast

import msgspec

from riwaya.model.sources import Feed, Outlet
from web.outlets import TWENTY, Played
from web.replies import Reply
from web.sites import FEED_PATHS, Site, build
from web.stories import Story, stories
from web.trouble import TROUBLE, trouble

LOOPBACK: Final = "127.0.0.1"
_FIRST_EDITION: Final = dt.datetime(2024, 5, 1, 6, tzinfo=dt.UTC)
_POLL: Final = 0.05
_ENDLESS_PIECE: Final = 16_384


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """A request that came: to which outlet, for which path, when (monotonic seconds), and what was answered."""

    outlet: str
    path: str
    headers: Mapping[str, str]
    at: float
    status: int


class PlayedWeb:
    """The running web. `edition` 1 is the first day; `publish(2)` brings the corrections."""

    def __init__(self, outlets: Sequence[Played], ports: Mapping[str, int]) -> None:
        self.outlets = {outlet.id: outlet for outlet in outlets}
        self.stories: dict[str, tuple[Story, ...]] = stories(outlets)
        self.ports = dict(ports)
        self.edition = 1
        self.closing = threading.Event()
        self._lock = threading.Lock()
        self._asked: list[Asked] = []
        self._turns: Counter[tuple[str, str]] = Counter()
        self._now: Counter[str] = Counter()
        self._most: Counter[str] = Counter()
        self._sites: dict[tuple[str, int], Site] = {}

    # ---- what tests read ----

    def base(self, outlet: str) -> str:
        """The address of an outlet, without a slash at its end."""
        return f"http://{LOOPBACK}:{self.ports[outlet]}"

    def address(self, outlet: str, path: str) -> str:
        """The address of a path of an outlet."""
        return self.base(outlet) + path

    def sources(self, every: int = 60) -> tuple[Outlet, ...]:
        """The outlets as `sources.yaml` would describe them."""
        return tuple(
            Outlet(
                id=played.id,
                name=played.name,
                arabic=played.arabic,
                kind=played.kind,
                country=played.country,
                owner="Invented for the tests.",
                owner_source="https://example.org/",
                feeds=(
                    Feed(
                        address=self.address(played.id, FEED_PATHS[played.feed]),
                        kind=played.feed,
                        every=every,
                        links=r"/news/\d+$" if played.feed == "page" else "",
                        read_at="https://example.org/",
                    ),
                ),
            )
            for played in self.outlets.values()
        )

    def asked(self, outlet: str | None = None, path: str | None = None) -> list[Asked]:
        """The requests that came, in order; of one outlet or path only where these are given."""
        with self._lock:
            return [one for one in self._asked if outlet in (None, one.outlet) and path in (None, one.path)]

    def most_at_once(self, outlet: str) -> int:
        """How many requests an outlet had to answer at the same time at most."""
        return self._most[outlet]

    def gaps(self, outlet: str) -> list[float]:
        """The seconds between each request to an outlet and the next."""
        times = [one.at for one in self.asked(outlet)]
        return [later - earlier for earlier, later in pairwise(times)]

    # ---- what tests change ----

    def publish(self, edition: int) -> None:
        """Brings the web to an edition: 1, or 2 with the corrections."""
        self.edition = edition

    def forget(self) -> None:
        """Starts counting anew, as if nothing had been asked for yet; the ports stay."""
        with self._lock:
            self._asked.clear()
            self._turns.clear()
            self._most.clear()

    # ---- answering ----

    def outlet_of(self, host: str, port: int) -> str | None:
        """The outlet that is meant: by its name in the Host header («nahr.example»), else by the port."""
        name = host.partition(":")[0].removesuffix(".example")
        return name if name in self.outlets else next((key for key, of in self.ports.items() if of == port), None)

    def site(self, outlet: str) -> Site:
        """The pages of an outlet in the present edition."""
        key = (outlet, self.edition)
        with self._lock:
            if key not in self._sites:
                played = self.outlets[outlet]
                make = trouble if played.id == TROUBLE.id else build
                self._sites[key] = make(played, self.base(outlet), self.stories[outlet], self.edition)
            return self._sites[key]

    def begin(self, outlet: str) -> None:
        """A request to an outlet has come."""
        with self._lock:
            self._now[outlet] += 1
            self._most[outlet] = max(self._most[outlet], self._now[outlet])

    def end(self, outlet: str) -> None:
        """Its answer is out."""
        with self._lock:
            self._now[outlet] -= 1

    def reply(self, outlet: str, path: str, headers: Mapping[str, str]) -> Reply:
        """What is answered to a request, which is counted with it."""
        at = time.monotonic()
        site = self.site(outlet)
        replies = site.get(path) or site.get(path.partition("?")[0]) or (_NOT_FOUND,)
        with self._lock:
            turn = self._turns[outlet, path]
            self._turns[outlet, path] += 1
            reply = replies[min(turn, len(replies) - 1)]
            if reply.instead is not None and reply.instead[0] in headers.get("cookie", ""):
                reply = reply.instead[1]
            if reply.status == 200 and not reply.forgetful and self._known(reply, headers):
                reply = Reply(status=304)
            self._asked.append(Asked(outlet=outlet, path=path, headers=dict(headers), at=at, status=reply.status))
        return reply

    def changed_at(self) -> str:
        """The day on which the edition came out, as Last-Modified says it."""
        return format_datetime(_FIRST_EDITION + dt.timedelta(days=self.edition - 1), usegmt=True)

    def _known(self, reply: Reply, headers: Mapping[str, str]) -> bool:
        if "if-none-match" in headers:
            return headers["if-none-match"] == reply.etag
        return headers.get("if-modified-since") == self.changed_at()


_NOT_FOUND: Final = Reply(status=404, body=b"<html><body><p>404</p></body></html>")


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    timeout = 30

    def do_GET(self) -> None:
        web = cast("PlayedWeb", self.server)
        outlet = web.outlet_of(self.headers.get("Host", ""), self.connection.getsockname()[1])
        if outlet is None:
            self.send_error(421)
            return
        web.begin(outlet)
        try:
            reply = web.reply(outlet, self.path, {name.lower(): value for name, value in self.headers.items()})
            self._send(web, reply)
        except (OSError, ValueError):  # the client went away, as it should from an endless body
            self.close_connection = True
        finally:
            web.end(outlet)

    def _send(self, web: PlayedWeb, reply: Reply) -> None:
        self._stall(web, reply.stall)
        body, coding = reply.packed(self.headers.get("Accept-Encoding", ""))
        self.send_response(reply.status)
        for name, value in reply.headers:
            self.send_header(name, value)
        if reply.status != 304:
            if reply.type:
                self.send_header("Content-Type", reply.type)
            if coding:
                self.send_header("Content-Encoding", coding)
            if not reply.endless:
                self.send_header("Content-Length", str(len(body) * 2 if reply.cut else len(body)))
        if reply.status == 200 and not reply.forgetful:
            self.send_header("ETag", reply.etag)
            self.send_header("Last-Modified", web.changed_at())
        if reply.endless or reply.cut:
            self.send_header("Connection", "close")
            self.close_connection = True
        self.end_headers()
        if reply.status != 304:
            self._send_body(web, reply, body)

    def _stall(self, web: PlayedWeb, seconds: float) -> None:
        """Says nothing for so long, or until the client has gone."""
        end = time.monotonic() + seconds
        while time.monotonic() < end and not web.closing.is_set():
            if select.select([self.connection], [], [], _POLL)[0]:
                raise ConnectionError("the client has gone")

    def _send_body(self, web: PlayedWeb, reply: Reply, body: bytes) -> None:
        if reply.drip:
            pieces: Iterator[bytes] = (body[place : place + 1] for place in range(len(body)))
        elif reply.endless:
            pieces = iter(lambda: body * (_ENDLESS_PIECE // len(body) + 1), b"")
        else:
            pieces = iter((body,))
        for piece in pieces:
            if web.closing.wait(reply.drip) if reply.drip else web.closing.is_set():
                return
            self.wfile.write(piece)

    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing."""


@contextmanager
def playing(outlets: Sequence[Played] = TWENTY, ports: Mapping[str, int] | None = None) -> Iterator[PlayedWeb]:
    """Runs the web while the block runs. `ports` asks for certain ones, else any that are free are taken."""
    listening: dict[str, socket.socket] = {}
    try:
        for outlet in outlets:
            listening[outlet.id] = socket.create_server((LOOPBACK, (ports or {}).get(outlet.id, 0)), backlog=64)
        web = PlayedWeb(outlets, {key: one.getsockname()[1] for key, one in listening.items()})
        for outlet in outlets:
            web.site(outlet.id)  # made now, so that no request has to wait for it
        thread = threading.Thread(target=_accept, args=(web, tuple(listening.values())), daemon=True)
        thread.start()
        try:
            yield web
        finally:
            web.closing.set()
            thread.join()
    finally:
        for one in listening.values():
            one.close()


def _accept(web: PlayedWeb, listening: Sequence[socket.socket]) -> None:
    with selectors.DefaultSelector() as selector:
        for one in listening:
            one.setblocking(False)
            selector.register(one, selectors.EVENT_READ)
        while not web.closing.is_set():
            for key, _ in selector.select(_POLL):
                with suppress(OSError):
                    connection, client = cast("socket.socket", key.fileobj).accept()
                    threading.Thread(target=_answer, args=(web, connection, client), daemon=True).start()


def _answer(web: PlayedWeb, connection: socket.socket, client: object) -> None:
    connection.setblocking(True)
    with connection, suppress(OSError):
        _Handler(connection, client, cast("Any", web))
