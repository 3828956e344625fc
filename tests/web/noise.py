"""A host that answers every request with the same bytes, whether or not they are HTTP."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Final

from web.server import LOOPBACK

_READ: Final = 65_536


class Noise:
    """The running host: `says` is what it answers, but for robots.txt, which it has not."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.says = b""


@contextmanager
def noise() -> Iterator[Noise]:
    """Runs such a host while the block runs."""
    with socket.create_server((LOOPBACK, 0)) as listening:
        host = Noise(listening.getsockname()[1])
        threading.Thread(target=_accept, args=(listening, host), daemon=True).start()
        try:
            yield host
        finally:
            with suppress(OSError):
                listening.shutdown(socket.SHUT_RDWR)  # wakes the thread that accepts


def _accept(listening: socket.socket, host: Noise) -> None:
    with suppress(OSError):
        while True:
            client, _ = listening.accept()
            with client, suppress(OSError):
                asked = client.recv(_READ)
                none = b"HTTP/1.1 404 None\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                client.sendall(none if b" /robots.txt " in asked else host.says)
                client.shutdown(socket.SHUT_WR)
                while client.recv(_READ):
                    pass
