"""A host that speaks HTTP/2 over TLS on loopback, under the name `secure.example`.

`loopback.pem` is its certificate with the key. Both were made for these tests, and protect nothing.
"""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

import h2.config
import h2.connection
import h2.events
import h2.exceptions

from web.server import LOOPBACK

NAME: Final = "secure.example"
CERTIFICATE: Final = Path(__file__).with_name("loopback.pem")
_READ: Final = 65_536


@contextmanager
def secure(pages: Mapping[str, bytes]) -> Iterator[tuple[int, list[str]]]:
    """Serves these pages by path; gives the port, and the list to which each request adds its protocol and path."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    context.set_alpn_protocols(["h2"])
    asked: list[str] = []
    with socket.create_server((LOOPBACK, 0)) as listening:
        threading.Thread(target=_accept, args=(listening, context, pages, asked), daemon=True).start()
        try:
            yield listening.getsockname()[1], asked
        finally:
            with suppress(OSError):
                listening.shutdown(socket.SHUT_RDWR)  # wakes the thread that accepts


def trusting() -> ssl.SSLContext:
    """The settings of a client that knows this certificate and no other."""
    context = ssl.create_default_context(cafile=str(CERTIFICATE))
    context.set_alpn_protocols(["h2", "http/1.1"])
    return context


def _accept(listening: socket.socket, context: ssl.SSLContext, pages: Mapping[str, bytes], asked: list[str]) -> None:
    with suppress(OSError):
        while True:
            plain, _ = listening.accept()
            threading.Thread(target=_answer, args=(plain, context, pages, asked), daemon=True).start()


def _answer(plain: socket.socket, context: ssl.SSLContext, pages: Mapping[str, bytes], asked: list[str]) -> None:
    with plain, suppress(OSError, h2.exceptions.ProtocolError), context.wrap_socket(plain, server_side=True) as client:
        talk = h2.connection.H2Connection(h2.config.H2Configuration(client_side=False, header_encoding="utf-8"))
        talk.initiate_connection()
        client.sendall(talk.data_to_send())
        while data := client.recv(_READ):
            for event in talk.receive_data(data):
                if isinstance(event, h2.events.RequestReceived) and event.stream_id is not None:
                    headers = {str(name): str(value) for name, value in event.headers or ()}
                    asked.append(f"{client.selected_alpn_protocol()} {headers[':authority']} {headers[':path']}")
                    page = pages.get(headers[":path"])
                    talk.send_headers(event.stream_id, [(":status", "404" if page is None else "200")])
                    talk.send_data(event.stream_id, page or b"", end_stream=True)
            client.sendall(talk.data_to_send())
