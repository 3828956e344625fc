"""WARC and WACZ files: pages in them become reports; what lies about its length or packing costs no memory."""

from __future__ import annotations

import gzip
import io
import random
import tracemalloc
import zipfile
from pathlib import Path
from typing import Any

import brotli  # type: ignore[import-untyped]  # ships no types
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pages.articles import article
from pages.layouts import page
from riwaya.intake import Intake, Received, read_reports
from riwaya.intake.html_file import article_id
from riwaya.model import Failure

PLAYED = page("clean", article(5))
CHUNKS = b"%x\r\n%b\r\n%x\r\n%b\r\n0\r\n\r\n" % (500, PLAYED.body[:500], len(PLAYED.body) - 500, PLAYED.body[500:])
ADDRESS = "https://example.org/news/5"


def record(
    body: bytes = PLAYED.body,
    *,
    status: str = "200 OK",
    kind: str = "text/html; charset=utf-8",
    what: str = "response",
    length: str = "",
    **more: str,
) -> bytes:
    headers = [f"{name.replace('_', '-')}: {value}" for name, value in {"Content-Type": kind, **more}.items()]
    http = "\r\n".join([f"HTTP/1.1 {status}", *headers]).encode() + b"\r\n\r\n" + body
    head = [
        "WARC/1.1",
        f"WARC-Type: {what}",
        f"WARC-Target-URI: {ADDRESS}",
        "WARC-Date: 2021-06-14T10:00:00Z",
        "WARC-Record-ID: <urn:uuid:0>",
        f"Content-Type: application/http; msgtype={what}",
        f"Content-Length: {length or len(http)}",
    ]
    return "\r\n".join(head).encode() + b"\r\n\r\n" + http + b"\r\n\r\n"


def read(path: Path, content: bytes, **options: Any) -> list[Received]:
    path.write_bytes(content)
    return list(read_reports([str(path)], **options))


def zipped(**files: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/"), content)
    return made.getvalue()


def texts(received: list[Received]) -> list[str]:
    return [one.report.text for one in received if isinstance(one, Intake)]


WHOLE = [f"{PLAYED.article.title}\n{PLAYED.article.text}"]


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_an_archive_of_the_web(tmp_path: Path, name: str) -> None:
    parts = [
        record(what="request"),
        record(),
        record(status="404 Not Found"),
        record(kind="image/png"),
        record(kind="application/json"),
    ]
    content = b"".join(gzip.compress(part) for part in parts) if name.endswith("gz") else b"".join(parts)
    (found,) = read(tmp_path / name, content)
    assert isinstance(found, Intake)
    report = found.report
    assert (report.id, report.outlet, report.url) == (article_id("example.org", ADDRESS), "example.org", ADDRESS)
    assert (report.published, [report.text]) == (PLAYED.day, WHOLE)
    assert found.where.endswith("#1")


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (gzip.compress(PLAYED.body, mtime=0), {"Content_Encoding": "gzip"}),
        (brotli.compress(PLAYED.body), {"Content_Encoding": "br"}),
        (PLAYED.body, {"Content_Encoding": "gzip"}),
        (PLAYED.body, {"Transfer_Encoding": "chunked"}),
        (CHUNKS, {"Transfer_Encoding": "chunked"}),
    ],
)  # fmt: skip
def test_bodies_packed_in_chunks_or_only_said_to_be(tmp_path: Path, body: bytes, headers: dict[str, str]) -> None:
    assert texts(read(tmp_path / "a.warc", record(body, **headers))) == WHOLE


@pytest.mark.parametrize("coding", ["gzip", "br"])
def test_a_bomb_is_not_unpacked_and_takes_no_other_with_it(tmp_path: Path, coding: str) -> None:
    zeros = bytes(300_000_000)
    packed = gzip.compress(zeros, compresslevel=1) if coding == "gzip" else brotli.compress(zeros, quality=1)
    del zeros
    path = tmp_path / "a.warc"
    path.write_bytes(record(packed, Content_Encoding=coding) + record())
    tracemalloc.start()
    try:
        bomb, good = read_reports([str(path)])
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert isinstance(bomb, Failure)
    assert "bytes when unpacked" in bomb.cause
    assert isinstance(good, Intake)
    assert peak < 40_000_000


@pytest.mark.parametrize(
    ("content", "good"),
    [
        (b"", 0),
        (b"hello\n" * 1000, 0),
        (record() + b"garbage\n" * 50, 1),
        (record() + record()[:200], 1),
        (record(length="1000000000000"), 1),
        (record(length="-5"), 0),
        (record().replace(b"HTTP/1.1", b"GARBAGE"), 0),
        (record().replace(b"2021-06-14T10:00:00Z", b"yesterday"), 1),
        (record(b""), 0),
        (record().replace(ADDRESS.encode(), b"http://[x/a"), 1),
    ],
)
def test_damaged_archives(tmp_path: Path, content: bytes, good: int) -> None:
    received = read(tmp_path / "a.warc", content)
    assert len(texts(received)) == good
    assert received


def test_a_packed_archive_that_breaks_off(tmp_path: Path) -> None:
    picture = record(random.Random(1).randbytes(400_000), kind="image/png")
    content = b"".join(map(gzip.compress, (record(), picture, record())))[:-60]
    good, bad = read(tmp_path / "a.warc.gz", content)
    assert isinstance(good, Intake)
    assert isinstance(bad, Failure)


def test_a_wacz_file(tmp_path: Path) -> None:
    files = {
        "datapackage.json": b"{}",
        "archive__a.warc.gz": gzip.compress(record()),
        "archive__b.warc": record(),
        "pages__pages.jsonl": b"{}",
    }
    assert texts(read(tmp_path / "a.wacz", zipped(**files))) == WHOLE * 2


def test_wacz_files_that_are_none(tmp_path: Path) -> None:
    whole = zipped(archive__a=b"", **{"archive__a.warc.gz": gzip.compress(record())})
    for content in (
        b"",
        b"PK\3\4",
        whole[: len(whole) // 2],
        zipped(readme=b"x"),
        whole.replace(b"\x1f\x8b", b"\x1f\x8c"),
    ):
        (failure,) = read(tmp_path / "a.wacz", content)
        assert isinstance(failure, Failure)


def test_a_bomb_in_a_bomb_is_not_opened(tmp_path: Path) -> None:
    (failure,) = read(tmp_path / "a.wacz", zipped(**{"archive__a.warc.gz": gzip.compress(b"\0" * 400_000_000) * 20}))
    assert isinstance(failure, Failure)
    assert "packed more than once" in failure.cause


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_damage_to_an_archive_ends(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    whole = bytearray(record(gzip.compress(PLAYED.body), Content_Encoding="gzip"))
    for at in data.draw(st.lists(st.integers(0, len(whole) - 1), max_size=8)):
        whole[at] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(whole)))
    path = tmp_path_factory.mktemp("w") / "a.warc"
    assert read(path, bytes(whole[:cut]))
