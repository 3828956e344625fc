"""One request and its answer, within limits of time and size."""

from __future__ import annotations

import datetime as dt
import ssl
import threading
from collections.abc import Callable
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Final

import httpcore
import httpx
import msgspec

from riwaya import __version__
from riwaya.errors import FetchError
from riwaya.intake.web.connecting import GuardedTransport, within
from riwaya.intake.web.guard import Guard
from riwaya.intake.web.unpacking import ACCEPTED, unpacker
from riwaya.model.sources import Fetched

# The name under which robots.txt may speak of us.
AGENT: Final = "riwaya"
_ACCEPT: Final = (
    "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/xml;q=0.9,*/*;q=0.5"
)
_NOT_TEXT: Final = ("image/", "audio/", "video/", "font/")
_NO_BODY: Final = frozenset({204, 304})


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """What an answer may take: seconds to connect, between two bytes and in all; bytes over the wire and unpacked."""

    connect: float = 10.0
    read: float = 20.0
    whole: float = 60.0
    wire: int = 10_000_000
    body: int = 20_000_000
    redirects: int = 8


class Exchange:
    """Asks addresses, one at a time in each thread. `contact` is an address or page that tells servers who we are."""

    def __init__(
        self,
        *,
        guard: Guard,
        limits: Limits,
        now: Callable[[], dt.datetime],
        contact: str = "",
        connections: int = 32,
        verify: ssl.SSLContext | None = None,
    ) -> None:
        self.stopping = threading.Event()
        self._limits = limits
        self._now = now
        self._client = httpx.Client(
            transport=GuardedTransport(guard, self.stopping, verify or httpx.create_ssl_context(), connections),
            headers={
                "User-Agent": f"{AGENT}/{__version__}" + (f" (+{contact})" if contact else ""),
                "Accept": _ACCEPT,
                "Accept-Language": "ar,*;q=0.5",
                "Accept-Encoding": ACCEPTED,
            },
            timeout=httpx.Timeout(limits.read, connect=limits.connect, pool=limits.whole),
            follow_redirects=False,
            trust_env=False,
            # Cookies live as long as the way to one page, and are given to `ask`.
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=())),
        )

    def close(self) -> None:
        """Closes all connections."""
        self.stopping.set()
        self._client.close()

    def ask(self, address: str, headers: dict[str, str] | None = None, cookies: httpx.Cookies | None = None) -> Fetched:
        """The answer of an address, whatever its status; redirections are not followed.

        Raises FetchError where there is none, where it is beyond the limits, and where the guard forbids to ask.
        """
        try:
            request = self._client.build_request("GET", address, headers=headers)
            if cookies is not None:
                cookies.set_cookie_header(request)
            with within(self._limits.whole):
                response = self._client.send(request, stream=True)
                try:
                    if cookies is not None:
                        cookies.extract_cookies(response)
                    raw, body = self._read(response, address)
                finally:
                    response.close()
        except httpcore.TimeoutException as error:
            raise FetchError(address, "no answer in time", passing=True) from error
        except (httpcore.ConnectError, httpx.ConnectError) as error:
            raise FetchError(address, f"no connection: {_said(error)}", passing=True) from error
        except (httpcore.NetworkError, httpcore.ProtocolError, httpx.TransportError) as error:
            raise FetchError(address, f"the answer broke off: {_said(error)}", passing=True) from error
        except (httpcore.UnsupportedProtocol, httpx.InvalidURL, UnicodeError, ValueError) as error:
            raise FetchError(address, f"can not be asked: {_said(error)}") from error
        return Fetched(
            address=address,
            at=self._now(),
            final=address,
            status=response.status_code,
            headers=_pairs(response.headers),
            request_headers=_pairs(request.headers),
            body=body,
            raw=raw,
        )

    def _read(self, response: httpx.Response, address: str) -> tuple[bytes | None, bytes]:
        """The bytes as they came, where they differ, and unpacked."""
        if response.status_code in _NO_BODY:
            return None, b""
        self._look_at_headers(response, address)
        packing = unpacker(response.headers.get("content-encoding", ""), address, self._limits.body)
        raw: list[bytes] = []
        body: list[bytes] = []
        came = 0
        for piece in response.iter_raw():
            came += len(piece)
            if came > self._limits.wire:
                raise FetchError(address, f"longer than {self._limits.wire:,} bytes")
            raw.append(piece)
            if packing is not None:
                body.append(packing.feed(piece))
        if packing is None:
            return None, b"".join(raw)
        body.append(packing.finish())
        return b"".join(raw), b"".join(body)

    def _look_at_headers(self, response: httpx.Response, address: str) -> None:
        length = response.headers.get("content-length", "")
        if length.isascii() and length.isdigit() and int(length[:18]) > self._limits.wire:
            raise FetchError(address, f"longer than {self._limits.wire:,} bytes")
        kind = response.headers.get("content-type", "").strip().lower()
        if response.is_success and kind.startswith(_NOT_TEXT):
            raise FetchError(address, f"no text but {kind[:40]}")


def _pairs(headers: httpx.Headers) -> tuple[tuple[str, str], ...]:
    return tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in headers.raw)


def _said(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__
