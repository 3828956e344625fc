"""The encoding of a page is that in which it reads as Arabic, whatever header and head say."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.intake.pages import page_text

TEXT = "قال الشهود إن القذائف سقطت على السوق في المدينة، وإن المصابين نقلوا إلى المستشفى."
ENCODINGS = {"UTF-8": "utf-8", "windows-1256": "cp1256", "ISO-8859-6": "iso8859_6"}


def body(encoding: str, meta: str = "", text: str = TEXT) -> bytes:
    head = f"<head>{meta}</head>" if meta else ""
    return f"<html>{head}<body><p>{text}</p></body></html>".encode(encoding)


@pytest.mark.parametrize("shown", ENCODINGS)
@pytest.mark.parametrize("header", ["", "utf-8", "windows-1256", "ISO-8859-6", "iso-8859-1", "no-such-thing", "hex"])
@pytest.mark.parametrize("meta", ["", "utf-8", "windows-1256", "iso-8859-6"])
def test_right_whatever_is_said(shown: str, header: str, meta: str) -> None:
    written = f'<meta http-equiv="Content-Type" content="text/html; charset={meta}">' if meta else ""
    read = page_text(body(ENCODINGS[shown], written), f"text/html; charset={header}" if header else "text/html")
    assert read.encoding == shown
    assert TEXT in read.text


def test_a_wrong_name_is_told_and_a_right_one_is_not() -> None:
    assert page_text(body("utf-8"), "text/html; charset=utf-8").warnings == ()
    (wrong,) = page_text(body("utf-8"), "text/html; charset=windows-1256").warnings
    assert wrong == "said to be in windows-1256: read as UTF-8"
    (unnamed,) = page_text(body("cp1256"), "text/html").warnings
    assert unnamed == "no encoding named: read as windows-1256"


def test_utf16_and_marks() -> None:
    assert TEXT in page_text(body("utf-16")).text
    assert page_text(b"\xef\xbb\xbf" + body("utf-8")).text.startswith("<html>")


def test_utf8_with_a_few_damaged_bytes_is_utf8() -> None:
    read = page_text(body("utf-8", text=TEXT * 4) + b"\xd8", "text/html; charset=utf-8")
    assert read.encoding == "UTF-8"
    assert TEXT in read.text


def test_what_was_encoded_twice_is_read_once_more() -> None:
    twice = TEXT.encode().decode("cp1252", "replace")
    octets = "".join(
        bytes([octet]).decode("cp1252" if octet not in (129, 141, 143, 144, 157) else "latin-1")
        for octet in TEXT.encode()
    )
    assert twice != octets
    read = page_text(f"<p>{octets}</p>".encode())
    assert read.text == f"<p>{TEXT}</p>"
    assert read.warnings == ("encoded twice: UTF-8 that was taken for windows-1252",)


def test_a_page_in_latin_letters_is_read_as_it_says() -> None:
    assert page_text("<p>août</p>".encode("cp1252"), "text/html; charset=iso-8859-1").text == "<p>août</p>"


@given(
    st.binary(max_size=400),
    st.sampled_from(["", "text/html; charset=utf-7", "text/html; charset=utf-16", "charset=\0"]),
)
def test_any_bytes_can_be_read(raw: bytes, header: str) -> None:
    assert isinstance(page_text(raw, header).text, str)
