from __future__ import annotations

import gzip
import zlib
from contextlib import suppress

import brotli  # type: ignore[import-untyped]  # ships no types
import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.errors import FetchError
from riwaya.intake.web.unpacking import gunzip, unpacker

ADDRESS = "http://example.org/"
BODY = "خبر عاجل ".encode() * 500


def raw_deflate(body: bytes) -> bytes:
    packing = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packing.compress(body) + packing.flush()


def unpacked(coding: str, packed: bytes, step: int = 100, limit: int = 1_000_000) -> bytes:
    taking = unpacker(coding, ADDRESS, limit)
    assert taking is not None
    pieces = [taking.feed(packed[place : place + step]) for place in range(0, len(packed), step)]
    return b"".join(pieces) + taking.finish()


@pytest.mark.parametrize("step", [1, 7, 100, 100_000])
@pytest.mark.parametrize(
    ("coding", "packed"),
    [
        ("gzip", gzip.compress(BODY, mtime=0)),
        ("X-GZIP", gzip.compress(BODY, mtime=0)),
        ("gzip", gzip.compress(BODY[:999], mtime=0) + gzip.compress(BODY[999:], mtime=0)),
        ("gzip", gzip.compress(BODY, mtime=0) + bytes(20)),
        ("gzip", BODY),
        ("deflate", zlib.compress(BODY)),
        ("deflate", raw_deflate(BODY)),
        ("br", brotli.compress(BODY)),
    ],
)
def test_bodies_are_unpacked(coding: str, packed: bytes, step: int) -> None:
    assert unpacked(coding, packed, step) == BODY


def test_where_there_is_nothing_to_unpack() -> None:
    assert unpacker("", ADDRESS, 10) is None
    assert unpacker("identity", ADDRESS, 10) is None
    assert unpacked("gzip", b"") == b""
    assert unpacked("gzip", b"x") == b"x"
    with pytest.raises(FetchError, match="not asked for"):
        unpacker("zstd", ADDRESS, 10)


@pytest.mark.parametrize("step", [1, 1000, 10_000_000])
@pytest.mark.parametrize("coding", ["gzip", "deflate", "br"])
def test_a_bomb_goes_off_at_the_limit(coding: str, step: int) -> None:
    bomb = bytes(30_000_000)
    packed = {"gzip": gzip.compress, "deflate": zlib.compress, "br": lambda body: brotli.compress(body, quality=3)}
    with pytest.raises(FetchError, match="longer than 1,000 bytes when unpacked"):
        unpacked(coding, packed[coding](bomb), step, limit=1000)


def test_a_body_of_just_the_limit_is_no_bomb() -> None:
    for coding, packed in (("gzip", gzip.compress(bytes(1000))), ("br", brotli.compress(bytes(1000)))):
        assert unpacked(coding, packed, limit=1000) == bytes(1000)


@pytest.mark.parametrize(("coding", "packed"), [("gzip", gzip.compress(BODY, mtime=0)), ("br", brotli.compress(BODY))])
def test_a_body_that_breaks_off_is_told(coding: str, packed: bytes) -> None:
    with pytest.raises(FetchError, match="breaks off") as failure:
        unpacked(coding, packed[:-5])
    assert failure.value.passing


def test_files_are_unpacked_where_they_are_packed() -> None:
    assert gunzip(gzip.compress(BODY), ADDRESS, 100_000) == BODY
    assert gunzip(BODY, ADDRESS, 10) == BODY


@given(st.sampled_from(["gzip", "deflate", "br"]), st.binary(max_size=300), st.integers(1, 50))
def test_nothing_but_fetch_errors_comes_of_noise(coding: str, noise: bytes, step: int) -> None:
    head = {"gzip": b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03", "deflate": b"\x78\x9c", "br": b""}[coding]
    with suppress(FetchError):
        unpacked(coding, head + noise, step, limit=10_000)
