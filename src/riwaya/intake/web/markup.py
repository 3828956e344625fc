"""The bytes of feeds, sitemaps and pages of links as text: what they say of their encoding is seldom wholly true."""

from __future__ import annotations

import codecs
import re
from typing import Final

from riwaya.intake.encoding import decode
from riwaya.model.sources import Fetched

_DECLARED: Final = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})""", re.IGNORECASE)
_META: Final = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_HEADER: Final = re.compile(r"""charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
# XML 1.0 has no place for these, not even escaped.
_NO_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_DECLARATION: Final = re.compile(r"^\s*<\?xml[^>]*\?>\s*", re.IGNORECASE)
_HEAD: Final = 2048
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# The encodings in which Arabic is written, and those that are claimed where nobody looked. Python's codecs have others
# that are no character sets at all, so a name from the web is only taken from this list.
_KNOWN: Final = {
    "cp1256": ("windows-1256", "cp1256", "x-cp1256"),
    "iso8859_6": ("iso-8859-6", "iso-8859-6-i", "iso-8859-6-e", "asmo-708", "arabic"),
    "cp1252": ("windows-1252", "iso-8859-1", "latin1", "us-ascii", "ascii"),
    "utf-16": ("utf-16", "utf-16le", "utf-16be"),
}
_CODECS: Final = {name: codec for codec, names in _KNOWN.items() for name in names}


def text_of(fetched: Fetched, body: bytes) -> str:
    """The text of a body: by its mark, as UTF-8 where it is that, else as it or its header says, or by a guess."""
    for mark, name in _MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace")
    try:
        # A body that was cut off in the middle of a character is UTF-8 too.
        return codecs.getincrementaldecoder("utf-8")("strict").decode(body)
    except UnicodeDecodeError:
        pass
    header = next((value for name, value in fetched.headers if name.lower() == "content-type"), "")
    for claim in (*_claims(body[:_HEAD]), *_HEADER.findall(header)):
        codec = _CODECS.get(claim.lower())
        if codec is not None and codec != "cp1252":  # what is called Latin is seldom so on an Arabic page
            return body.decode(codec, "replace")
    guessed = decode(body)
    return guessed.text if guessed is not None else body.decode("utf-8", "replace")


def xml_of(text: str) -> bytes:
    """Text that should be XML as bytes in UTF-8, without what no parser takes: odd characters, blanks before it."""
    cleaned = _DECLARATION.sub("", _NO_XML.sub("", text.removeprefix("\ufeff")))
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + cleaned.encode("utf-8", "replace")


def _claims(head: bytes) -> list[str]:
    return [match.decode("ascii") for pattern in (_DECLARED, _META) for match in pattern.findall(head)]
