from __future__ import annotations

import base64
import datetime as dt
import gzip
import hashlib
import io
import zlib

import brotli  # type: ignore[import-untyped]  # ships no types
import msgspec
import pytest
from fastwarc.warc import ArchiveIterator, WarcRecordType
from hypothesis import given
from hypothesis import strategies as st

from riwaya.intake.kept import answer_of, bodies_of, first_record, read_record, read_records, records_of
from riwaya.model.sources import Fetched

AT = dt.datetime(2024, 5, 1, 6, 30, tzinfo=dt.UTC)
BODY = "<p>قتل شخص في قصف على البلدة</p>".encode()
FETCHED = Fetched(
    address="http://paper.example/news/1?a=b",
    at=AT,
    final="http://paper.example/news/1?a=b",
    status=200,
    headers=(("Content-Type", "text/html"), ("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")),
    request_headers=(("Host", "paper.example"), ("User-Agent", "riwaya")),
    body=BODY,
)


def answer_record(fetched: Fetched) -> bytes:
    return records_of(fetched, "page")[1]


def test_the_same_answer_gives_the_same_bytes() -> None:
    assert records_of(FETCHED, "page") == records_of(FETCHED, "page")
    other = msgspec.structs.replace(FETCHED, at=AT + dt.timedelta(microseconds=1))
    assert records_of(other, "page")[2] != records_of(FETCHED, "page")[2]


def test_the_request_is_kept_before_the_answer() -> None:
    before, answer, name = records_of(FETCHED, "page")
    request, response = read_records(io.BytesIO(before + answer), 0, len(before + answer))
    assert request.headers["warc-type"] == "request"
    assert request.block.startswith(b"GET /news/1?a=b HTTP/1.1\r\nHost: paper.example\r\n")
    assert request.headers["warc-concurrent-to"].strip("<>") == response.id == name
    assert response.headers["warc-target-uri"] == FETCHED.address
    assert response.headers["warc-date"] == "2024-05-01T06:30:00Z"
    assert response.offset == len(before)
    told = answer_of(response)
    assert (told.status, told.headers["content-type"], told.payload) == (200, "text/html", BODY)


def test_other_programs_can_read_it() -> None:
    before, answer, name = records_of(FETCHED, "page")
    whole = first_record("x.warc.gz", "2024-05-01T06:30:00Z", "riwaya 0.1.0") + before + answer
    kinds = []
    for record in ArchiveIterator(io.BytesIO(whole), parse_http=False):
        kinds.append(record.record_type)
        assert record.verify_block_digest()
        if record.record_type == WarcRecordType.response:
            record.parse_http()
            assert record.record_id is not None
            assert record.record_id.strip("<>") == name
            assert record.http_headers is not None
            assert record.http_headers.status_code == 200
            assert record.verify_payload_digest()
            assert record.reader is not None
            assert record.reader.read() == BODY
    assert kinds == [WarcRecordType.warcinfo, WarcRecordType.request, WarcRecordType.response]


def test_redirections_are_told() -> None:
    there = "http://paper.example/n/1"
    moved = msgspec.structs.replace(FETCHED, address=there, redirects=((301, FETCHED.address),))
    before, _, _ = records_of(moved, "page")
    _, told = read_records(io.BytesIO(before), 0, len(before))
    assert told.headers["warc-type"] == "metadata"
    assert told.block.decode() == f"asked-for: {there}\r\nredirect: 301 {FETCHED.address}\r\n"


def test_a_body_is_kept_as_it_came_over_the_wire() -> None:
    packed = msgspec.structs.replace(FETCHED, headers=(("Content-Encoding", "gzip"),), raw=gzip.compress(BODY))
    answer = answer_of(read_record(io.BytesIO(answer_record(packed)), 0))
    assert answer.payload == packed.raw
    assert list(bodies_of(answer)) == [packed.raw, BODY]


@pytest.mark.parametrize(
    ("coding", "raw"),
    [
        ("", BODY),
        ("br", brotli.compress(BODY)),
        ("deflate", zlib.compress(BODY)),
        ("deflate", zlib.compress(BODY)[2:-4]),
        ("deflate, gzip", gzip.compress(zlib.compress(BODY), mtime=0)),
    ],
)
def test_the_transfers_compression_is_taken_off(coding: str, raw: bytes) -> None:
    packed = msgspec.structs.replace(FETCHED, headers=(("content-encoding", coding),), raw=raw)
    assert BODY in bodies_of(answer_of(read_record(io.BytesIO(answer_record(packed)), 0)))


def test_chunks_that_are_put_together_are_not_claimed() -> None:
    chunked = msgspec.structs.replace(FETCHED, headers=(("Transfer-Encoding", "chunked"),))
    headers = answer_of(read_record(io.BytesIO(answer_record(chunked)), 0)).headers
    assert headers == {"x-archive-orig-transfer-encoding": "chunked"}


def test_digests_are_those_of_block_and_payload() -> None:
    record = read_record(io.BytesIO(answer_record(FETCHED)), 0)
    for name, of in (("warc-block-digest", record.block), ("warc-payload-digest", BODY)):
        assert record.headers[name] == "sha256:" + base64.b32encode(hashlib.sha256(of).digest()).decode()


@pytest.mark.parametrize(
    "damaged",
    [
        b"",
        b"not packed at all",
        gzip.compress(b"no record", mtime=0),
        gzip.compress(b"WARC/1.1\r\nContent-Length: 10\r\n\r\nshort", mtime=0),
        answer_record(FETCHED)[:-30],
    ],
)
def test_what_is_no_whole_record_is_refused(damaged: bytes) -> None:
    with pytest.raises(ValueError, match="record"):
        read_record(io.BytesIO(damaged), 0)


headers = st.lists(st.tuples(st.text(st.characters(codec="ascii")), st.text(max_size=40)), max_size=4).map(tuple)


@given(body=st.binary(max_size=300), headers=headers, status=st.integers(100, 599), address=st.text(max_size=60))
def test_whatever_came_is_read_back(
    body: bytes, headers: tuple[tuple[str, str], ...], status: int, address: str
) -> None:
    odd = msgspec.structs.replace(FETCHED, body=body, status=status, headers=headers, final=address)
    before, answer, _ = records_of(odd, "page")
    *_, response = read_records(io.BytesIO(before + answer), 0, len(before + answer))
    assert response.block.endswith(body)
    if not any(char in name for name, _ in headers for char in "\r\n"):
        assert answer_of(response).status == status


@given(st.binary(max_size=200))
def test_no_bytes_make_reading_fail_otherwise(noise: bytes) -> None:
    for data in (noise, gzip.compress(noise), gzip.compress(b"WARC/1.1\r\n" + noise)):
        try:
            answer_of(read_record(io.BytesIO(data), 0))
        except ValueError:
            continue
