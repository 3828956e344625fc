"""What was fetched, as records of a WARC file, and such records read back (WARC 1.1, ISO 28500:2017).

Each record is a gzip member of its own. Nothing here depends on the moment or on chance: the same answer gives the same
bytes, and its WARC-Record-ID is made of what it is.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import uuid
import zlib
from collections.abc import Iterator, Mapping
from http import HTTPStatus
from typing import BinaryIO, Final
from urllib.parse import urlsplit

import brotli  # type: ignore[import-untyped]  # ships no types
import msgspec

from riwaya.model.sources import Fetched, FetchKind

VERSION: Final = b"WARC/1.1"
CONFORMS_TO: Final = "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"
# Under which the ids of records are made: any UUID, if it is always the same.
_NAMES: Final = uuid.uuid5(uuid.NAMESPACE_URL, "https://riwaya.example/warc")
_PIECE: Final = 1 << 16
_LARGEST: Final = 256_000_000  # bytes of a record, unpacked; far above what is fetched
_END: Final = b"\r\n\r\n"
# Its chunks are put together before the body reaches us; the name under which crawlers keep what it said.
_CHUNKED: Final = "transfer-encoding"
_KEPT_AS: Final = "X-Archive-Orig-Transfer-Encoding"


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """A record read back: where it begins, how many bytes it takes on disk, its headers in lower case, its block."""

    offset: int
    length: int
    headers: Mapping[str, str]
    block: bytes

    @property
    def id(self) -> str:
        """The WARC-Record-ID without angle brackets."""
        return self.headers.get("warc-record-id", "").strip("<>")


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """An HTTP answer out of a record; `headers` by lower-case name, the last of several."""

    status: int
    headers: Mapping[str, str]
    payload: bytes


def first_record(file: str, at: str, program: str) -> bytes:
    """What a WARC file begins with: who wrote it."""
    fields = f"software: {program}\r\nformat: WARC File Format 1.1\r\nconformsTo: {CONFORMS_TO}\r\n".encode()
    headers = {
        "WARC-Type": "warcinfo",
        "WARC-Date": at,
        "WARC-Filename": file,
        "WARC-Record-ID": _id("warcinfo", file, at),
        "Content-Type": "application/warc-fields",
    }
    return _packed(headers, fields)


def records_of(fetched: Fetched, kind: FetchKind) -> tuple[bytes, bytes, str]:
    """The request with what redirected it, the answer, and the id of the answer's record."""
    address, at = fetched.final or fetched.address, fetched.at.isoformat().replace("+00:00", "Z")
    payload = fetched.body if fetched.raw is None else fetched.raw
    answered = _head(_status_line(fetched.status), _unchunked(fetched.headers)) + payload
    about = (kind, fetched.address, address, at, hashlib.sha256(answered).hexdigest())
    response = _id("response", *about)
    shared = {"WARC-Date": at, "WARC-Target-URI": address}
    request = {"WARC-Type": "request", **shared, "WARC-Record-ID": _id("request", *about)}
    request |= {"WARC-Concurrent-To": response, "Content-Type": "application/http; msgtype=request"}
    before = _packed(request, _head(f"GET {_target(address)} HTTP/1.1", fetched.request_headers))
    if fetched.redirects or fetched.address != address:
        steps = [f"asked-for: {fetched.address}", *(f"redirect: {code} {to}" for code, to in fetched.redirects)]
        metadata = {"WARC-Type": "metadata", **shared, "WARC-Record-ID": _id("metadata", *about)}
        metadata |= {"WARC-Concurrent-To": response, "Content-Type": "application/warc-fields"}
        before += _packed(metadata, "".join(f"{_line(step)}\r\n" for step in steps).encode())
    answer = {"WARC-Type": "response", **shared, "WARC-Record-ID": response}
    answer |= {"Content-Type": "application/http; msgtype=response", "WARC-Payload-Digest": _digest(payload)}
    return before, _packed(answer, answered), response.strip("<>")


def _id(*of: str) -> str:
    return f"<{uuid.uuid5(_NAMES, chr(10).join(of)).urn}>"


def _packed(headers: Mapping[str, str], block: bytes) -> bytes:
    fields = {**headers, "WARC-Block-Digest": _digest(block), "Content-Length": str(len(block))}
    lines = b"".join(f"{name}: {_line(value)}\r\n".encode() for name, value in fields.items())
    return gzip.compress(VERSION + b"\r\n" + lines + b"\r\n" + block + _END, mtime=0)


def _digest(of: bytes) -> str:
    return "sha256:" + base64.b32encode(hashlib.sha256(of).digest()).decode("ascii")


def _line(text: str) -> str:
    """The text without what would end a header's line."""
    return " ".join(text.splitlines())


def _head(first: str, headers: tuple[tuple[str, str], ...]) -> bytes:
    lines = [_line(first), *(f"{_line(name)}: {_line(value)}" for name, value in headers)]
    return "\r\n".join(lines).encode("utf-8", "surrogateescape") + _END


def _status_line(status: int) -> str:
    known = status in HTTPStatus.__members__.values()
    return f"HTTP/1.1 {status} {HTTPStatus(status).phrase if known else ''}".rstrip()


def _unchunked(headers: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    return tuple((_KEPT_AS if name.lower() == _CHUNKED else name, value) for name, value in headers)


def _target(address: str) -> str:
    parts = urlsplit(address)
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


# ---- reading back ----


def read_records(file: BinaryIO, start: int, end: int) -> Iterator[Record]:
    """The records of a stretch of a file. Raises `ValueError` at the first byte that is of none."""
    offset = start
    while offset < end:
        record = read_record(file, offset)
        if offset + record.length > end:
            raise ValueError(f"the record at {offset} does not end before {end}")
        yield record
        offset += record.length


def read_record(file: BinaryIO, offset: int) -> Record:
    """The record that begins at an offset. Raises `ValueError` where there is none that is whole."""
    file.seek(offset)
    unpacked, used = _unpacked(file, offset)
    head, found, rest = unpacked.partition(_END)
    if not found or not head.startswith(b"WARC/"):
        raise ValueError(f"no WARC record at {offset}")
    headers = _fields(head)
    length = headers.get("content-length", "")
    if not length.isdigit() or int(length) + len(_END) != len(rest):
        raise ValueError(f"the record at {offset} is cut off")
    return Record(offset=offset, length=used, headers=headers, block=rest[: int(length)])


def _unpacked(file: BinaryIO, offset: int) -> tuple[bytes, int]:
    """A gzip member, and how many bytes it takes on disk."""
    unpacker = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    pieces, held, used = [], 0, 0
    while not unpacker.eof:
        piece = file.read(_PIECE)
        if not piece:
            raise ValueError(f"the record at {offset} is cut off")
        try:
            pieces.append(unpacker.decompress(piece, _LARGEST - held))
        except zlib.error as error:
            raise ValueError(f"no record can be unpacked at {offset}: {error}") from error
        held += len(pieces[-1])
        used += len(piece)
        if unpacker.unconsumed_tail or held >= _LARGEST:
            raise ValueError(f"the record at {offset} is larger than {_LARGEST:,} bytes")
    return b"".join(pieces), used - len(unpacker.unused_data)


def _fields(head: bytes) -> dict[str, str]:
    lines = head.decode("utf-8", "replace").split("\r\n")[1:]
    return {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}


def answer_of(record: Record) -> Answer:
    """The answer that a record of the type `response` holds. Raises `ValueError` where it holds none."""
    head, found, payload = record.block.partition(_END)
    status = head.split(b"\r\n", 1)[0].split(b" ")[1:2]
    if record.headers.get("warc-type") != "response" or not found or not status or not status[0].isdigit():
        raise ValueError(f"the record at {record.offset} is no answer")
    return Answer(status=int(status[0]), headers=_fields(head), payload=payload)


def bodies_of(answer: Answer) -> Iterator[bytes]:
    """The body as it came, and with the transfer's compression taken off where it can be."""
    yield answer.payload
    body = answer.payload
    try:
        for coding in reversed(answer.headers.get("content-encoding", "").lower().split(",")):
            body = _decoded(body, coding.strip())
    except (zlib.error, brotli.error):
        return
    yield body


def _decoded(body: bytes, coding: str) -> bytes:
    if coding in ("gzip", "x-gzip"):
        return zlib.decompressobj(wbits=zlib.MAX_WBITS | 16).decompress(body, _LARGEST)
    if coding == "deflate":
        try:
            return zlib.decompressobj().decompress(body, _LARGEST)
        except zlib.error:  # some servers leave the zlib frame out
            return zlib.decompressobj(wbits=-zlib.MAX_WBITS).decompress(body, _LARGEST)
    if coding == "br":
        unpacked: bytes = brotli.decompress(body)
        return unpacked
    return body
