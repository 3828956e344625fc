"""The bytes of a page to text, whatever its server and its head say: the encoding in which it reads as Arabic.

Servers often name the encoding that they were set to, and pages that of the template they were made from.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from typing import Final

import msgspec

from riwaya.intake.encoding import HEAD, utf16_of

# As browsers do: a page names its encoding within so many bytes.
_NAMED_WITHIN: Final = 4096
_META: Final = re.compile(rb"<meta\b[^>]*?\bcharset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_XML: Final = re.compile(rb"<\?xml[^>]*?\bencoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE)
_HEADER: Final = re.compile(r"\bcharset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
# What a page in Arabic may be in, besides UTF-8, and what servers and heads mean by other names.
_LEGACY: Final = ("cp1256", "iso8859_6")
_SHOWN: Final = {"cp1256": "windows-1256", "iso8859_6": "ISO-8859-6", "utf-8": "UTF-8", "cp1252": "windows-1252"}
_MEANT: Final = {"iso8859-1": "cp1252", "ascii": "cp1252", "utf-8-sig": "utf-8", "iso8859-6": "iso8859_6"}
# The share of bytes beyond ASCII that may be damaged in what is still UTF-8.
_DAMAGED_SHARE: Final = 0.05
_SAMPLE: Final = 200_000
_ARABIC_WORD: Final = re.compile("[\u0621-\u064a]+")
_LETTER: Final = re.compile(r"[^\W\d_]")
_ARTICLE: Final = "\u0627\u0644"  # alef and lam, with which a fifth of the words of any Arabic text begin
_CONTROL: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffd]")
# UTF-8 read as windows-1252 and written as UTF-8 again: Arabic letters show as these two, each with another one.
_TWICE: Final = re.compile("[\u00d8\u00d9][\u0080-\u00bf\u0152-\u2122]")


class PageText(msgspec.Struct, frozen=True, kw_only=True):
    """The text of a page, the encoding in which it was read, and what was wrong with it or with its name."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def page_text(body: bytes, content_type: str = "") -> PageText:
    """The text of a page's bytes. `content_type` is the header that came with them, "" if none."""
    named = _names(body, content_type)
    if wide := _utf16(body, named):
        return PageText(text=body.decode(wide, "replace").removeprefix("\ufeff"), encoding=wide.upper())
    body = body.removeprefix(codecs.BOM_UTF8)
    encoding = _encoding(body, named)
    text, mended = _once(body.decode(encoding, "replace"))
    shown = _SHOWN.get(encoding, encoding)
    return PageText(text=text, encoding=shown, warnings=(*_wrongly_named(named, encoding, shown), *mended))


def _names(body: bytes, content_type: str) -> tuple[str, ...]:
    """The encodings that header and head name, as Python calls them, each once; unknown ones left out."""
    head = body[:_NAMED_WITHIN]
    written: list[str] = _HEADER.findall(content_type)
    written += [name.decode("ascii", "replace") for pattern in (_META, _XML) for name in pattern.findall(head)]
    return tuple(dict.fromkeys(known for name in written if (known := _known(name))))


def _known(name: str) -> str | None:
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    return _MEANT.get(found.name, found.name) if found._is_text_encoding else None


def _utf16(body: bytes, named: Iterable[str]) -> str | None:
    if body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or any(name.startswith("utf-16") for name in named):
        return utf16_of(body[:HEAD])
    return None


def _encoding(body: bytes, named: tuple[str, ...]) -> str:
    """UTF-8 where the bytes are that; else of what is named and what Arabic was written in, what reads best."""
    if _is_utf8(body):
        return "utf-8"
    sample = body[:_SAMPLE]
    candidates = dict.fromkeys([*(name for name in named if name != "utf-8"), *_LEGACY])
    return max(candidates, key=lambda name: _arabic(sample, name))


def _is_utf8(body: bytes) -> bool:
    """Whether bytes are UTF-8, but for a few that were damaged on the way."""
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        text = body.decode("utf-8", "replace")
        beyond = sum(not character.isascii() for character in text)
        return text.count("\ufffd") <= _DAMAGED_SHARE * beyond
    return True


def _arabic(sample: bytes, encoding: str) -> float:
    """How well bytes read as Arabic: the share of Arabic letters and of words with the article, less what is none."""
    text = sample.decode(encoding, "replace")
    words = _ARABIC_WORD.findall(text)
    letters = sum(not letter.isascii() for letter in _LETTER.findall(text))
    if not words or not letters:
        return -float(len(_CONTROL.findall(text)))
    arabic: float = sum(map(len, words)) / letters
    article: float = sum(word.startswith(_ARTICLE) for word in words) / len(words)
    return arabic + 4 * article - len(_CONTROL.findall(text)) / letters


def _once(text: str) -> tuple[str, tuple[str, ...]]:
    """The text, decoded once more where it was encoded twice, and the warning that it was."""
    if len(_TWICE.findall(text[:_SAMPLE])) <= len(_ARABIC_WORD.findall(text[:_SAMPLE])):
        return text, ()
    return "".join(_pieces(text)), ("encoded twice: UTF-8 that was taken for windows-1252",)


def _pieces(text: str) -> Iterator[str]:
    """A text line by line, each decoded once more if it can be."""
    for line in text.splitlines(keepends=True):
        try:
            raw = b"".join(_octet(character) for character in line)
            yield raw.decode("utf-8")
        except ValueError:
            yield line


def _octet(character: str) -> bytes:
    """The byte of a character in windows-1252, whose five empty places are those of ISO-8859-1."""
    try:
        return character.encode("cp1252")
    except UnicodeEncodeError:
        return character.encode("latin-1")


def _wrongly_named(named: tuple[str, ...], encoding: str, shown: str) -> tuple[str, ...]:
    if encoding in named and len(named) == 1:
        return ()
    if not named:
        return () if encoding == "utf-8" else (f"no encoding named: read as {shown}",)
    said = ", ".join(_SHOWN.get(name, name) for name in named)
    return (f"said to be in {said}: read as {shown}",)
