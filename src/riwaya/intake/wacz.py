"""Archives of the web in WACZ files: a zip that holds WARC files in `archive/`."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, Final, cast

from riwaya.intake import warc
from riwaya.intake.received import Defaults, Intake, failed
from riwaya.model import Failure
from riwaya.model.events import Warning as ReportWarning

_FOLDER: Final = "archive/"
_PACKED: Final = ".warc.gz"
_ENDINGS: Final = (".warc", _PACKED)
_MOST_FILES: Final = 10_000
# What is packed already shrinks no further: a .warc.gz that its zip made so much smaller is a bomb.
_MOST_SHRUNK: Final = 20
_SMALL: Final = 1_000_000


def read(
    stream: IO[bytes], *, where: str, fallback_id: str, defaults: Defaults, warnings: tuple[ReportWarning, ...] = ()
) -> Iterator[Intake | Failure]:
    """The articles of the WARC files of a WACZ file, in the order in which the zip lists them."""
    try:
        with zipfile.ZipFile(stream) as zipped:
            members = [one for one in zipped.infolist() if one.filename.startswith(_FOLDER)]
            members = [one for one in members if one.filename.lower().endswith(_ENDINGS)]
            if not members or len(members) > _MOST_FILES:
                yield failed(where, f"the file holds {len(members):,} WARC files in {_FOLDER}")
                return
            for member in members:
                place = f"{where}/{member.filename}"
                yield from _member(zipped, member, place, fallback_id, defaults, warnings)
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        yield failed(where, f"not a WACZ file: {error}")


def _member(
    zipped: zipfile.ZipFile,
    member: zipfile.ZipInfo,
    where: str,
    fallback_id: str,
    defaults: Defaults,
    warnings: tuple[ReportWarning, ...],
) -> Iterator[Intake | Failure]:
    packed = member.filename.lower().endswith(_PACKED)
    if packed and member.file_size > _SMALL + _MOST_SHRUNK * member.compress_size:
        yield failed(where, "packed more than once: it is not read")
        return
    try:
        with zipped.open(member) as opened:
            stream = gzip.GzipFile(fileobj=opened) if packed else opened
            buffered = io.BufferedReader(cast(io.RawIOBase, stream))
            yield from warc.read(
                buffered, where=where, fallback_id=fallback_id, defaults=defaults, warnings=warnings
            )  # fmt: skip
    except (RuntimeError, zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
        yield failed(where, f"can not be read: {error}")
