from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.intake.encoding import Utf16Reader, decode, utf16_of

LINE = "مقتل تسعة مدنيين على الأقل في قصف سوق جنوبي الحديدة"


@pytest.mark.parametrize(("encoding", "name"), [("cp1256", "windows-1256"), ("iso8859_6", "ISO-8859-6")])
@pytest.mark.parametrize("text", [LINE, "سقط قتيل", f'{{"id": "a", "text": "{LINE}"}}', LINE * 500])
def test_legacy_encodings_are_told_apart(encoding: str, name: str, text: str) -> None:
    decoded = decode(text.encode(encoding))
    assert decoded is not None
    assert decoded.text == text
    assert [warning.code for warning in decoded.warnings] == ["encoding"]
    assert name in decoded.warnings[0].message


def test_utf8_with_and_without_mark() -> None:
    for encoding in ("utf-8", "utf-8-sig"):
        decoded = decode(LINE.encode(encoding))
        assert decoded is not None
        assert (decoded.text, decoded.warnings) == (LINE, ())


def test_a_damaged_byte_costs_one_character_and_a_warning() -> None:
    raw = bytearray((LINE * 10).encode())
    raw[1] = 0xFF
    decoded = decode(bytes(raw))
    assert decoded is not None
    assert decoded.text.endswith(LINE)
    assert "damaged" in decoded.warnings[0].message


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [LINE, f'{{"id": "a", "text": "{LINE}"}}\n{{}}'])
def test_utf16_is_recognised_with_and_without_mark(encoding: str, text: str) -> None:
    raw = text.encode(encoding)
    name = utf16_of(raw[:512])
    assert name is not None
    with io.BufferedReader(Utf16Reader(io.BytesIO(raw), name)) as stream:
        assert stream.read().decode("utf-8") == text


@pytest.mark.parametrize("raw", [b"", b"{}", LINE.encode(), LINE.encode("cp1256"), b'{"id": 1}\n', bytes(512)])
def test_nothing_else_is_taken_for_utf16(raw: bytes) -> None:
    assert utf16_of(raw) is None


@given(st.binary())
def test_any_bytes_are_decoded_or_refused(raw: bytes) -> None:
    decoded = decode(raw)
    assert decoded is None or isinstance(decoded.text, str)


@given(st.text())
def test_utf8_comes_out_as_it_was(text: str) -> None:
    raw = text.encode("utf-8")
    decoded = decode(raw)
    assert decoded is not None
    assert decoded.text == text.removeprefix("\ufeff")
