"""Connections for httpx that go only where the guard allows, and end when the time of their request is over."""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Final

import httpcore
import httpx

from riwaya.intake.web.guard import Guard

# When the request that this thread makes must be answered, in monotonic seconds.
_DEADLINE: Final[ContextVar[float]] = ContextVar("deadline", default=float("inf"))
# The longest that a thread waits without looking whether it should stop.
_SLICE: Final = 0.5
_SocketOption = tuple[int, int, int] | tuple[int, int, bytes | bytearray] | tuple[int, int, None, int]


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """What this thread asks in the block is answered within these seconds, or fails as timed out."""
    token = _DEADLINE.set(time.monotonic() + seconds)
    try:
        yield
    finally:
        _DEADLINE.reset(token)


class GuardedTransport(httpx.BaseTransport):
    """Carries requests of httpx over connections that the guard has seen; raises what httpcore raises."""

    def __init__(self, guard: Guard, stopping: threading.Event, verify: ssl.SSLContext, connections: int) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=verify,
            max_connections=connections,
            keepalive_expiry=5.0,
            http1=True,
            http2=True,
            network_backend=_GuardedBackend(guard, stopping),
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Sends a request, gives the answer with its body still to come."""
        answer = self._pool.handle_request(
            httpcore.Request(
                method=request.method,
                url=httpcore.URL(
                    scheme=request.url.raw_scheme,
                    host=request.url.raw_host,
                    port=request.url.port,
                    target=request.url.raw_path,
                ),
                headers=request.headers.raw,
                extensions=request.extensions,
            )
        )
        return httpx.Response(
            status_code=answer.status, headers=answer.headers, stream=_Body(answer), extensions=answer.extensions
        )

    def close(self) -> None:
        """Closes all connections."""
        self._pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, answer: httpcore.Response) -> None:
        self._answer = answer

    def __iter__(self) -> Iterator[bytes]:
        yield from self._answer.iter_stream()

    def close(self) -> None:
        self._answer.close()


class _GuardedBackend(httpcore.NetworkBackend):
    def __init__(self, guard: Guard, stopping: threading.Event) -> None:
        self._guard = guard
        self._stopping = stopping
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[_SocketOption] | None = None,
    ) -> httpcore.NetworkStream:
        failure: Exception | None = None
        for address in self._guard.reachable(host, port):
            try:
                stream = self._inner.connect_tcp(address, port, _left(timeout), local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return _TimedStream(stream, self._stopping)
        raise failure or httpcore.ConnectError("no address to connect to")

    def sleep(self, seconds: float) -> None:
        self._inner.sleep(seconds)


class _TimedStream(httpcore.NetworkStream):
    """A stream that gives up at the deadline of the request, and soon after the fetcher is told to stop.

    Time-outs of reading begin anew with every byte, so that without this a slow drip would never end.
    """

    def __init__(self, inner: httpcore.NetworkStream, stopping: threading.Event) -> None:
        self._inner = inner
        self._stopping = stopping

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        end = time.monotonic() + _left(timeout)
        while True:
            left = end - time.monotonic()
            if left <= 0 or self._stopping.is_set():
                raise httpcore.ReadTimeout("no answer in time")
            try:
                return self._inner.read(max_bytes, min(left, _SLICE))
            except httpcore.ReadTimeout:
                continue

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, _left(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _TimedStream(self._inner.start_tls(ssl_context, server_hostname, _left(timeout)), self._stopping)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


def _left(timeout: float | None) -> float:
    """The seconds that an operation may still take: its own time-out, and what is left of the request's."""
    left = min(_DEADLINE.get() - time.monotonic(), float("inf") if timeout is None else timeout)
    if left <= 0:
        raise httpcore.ReadTimeout("no answer in time")
    return left
