"""Whether everything is still as it came: every line of the log, every report, every byte of the kept pages."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

import msgspec
from sqlalchemy import Connection, Row

from riwaya.archive.kept_files import Stretch, check_files
from riwaya.store.custody import Fetch, fetch_of, fetch_rows, hash_of_line, lines_of_fetches
from riwaya.store.engine import Store
from riwaya.store.exact import read_exactly
from riwaya.store.verifying import verify as verify_log

Part = Literal["log", "table", "file", "orphan"]


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """Something that is not as it came; `where` names a line of the log, a report, an answer, a file with an offset.

    An `orphan` is kept but not told by the log: a run was ended between keeping it and filing it. Nothing rests on it.
    """

    part: Part
    where: str
    what: str


class Checked(msgspec.Struct, frozen=True, kw_only=True):
    """How much was looked at, and what was found; `head` is the hash of the last line of the log."""

    lines: int
    head: str
    files: int
    bytes: int
    answers: int
    reports: int
    findings: tuple[Finding, ...]

    @property
    def sound(self) -> bool:
        """Whether all is as it came; orphans do not speak against it."""
        return all(finding.part == "orphan" for finding in self.findings)


def verify(store: Store, folder: Path, anchors: Sequence[Path] = ()) -> Checked:
    """Looks at all that the log tells of. Raises `StoreError`, and `OSError` where a file can not be read.

    `folder` holds the WARC files; `anchors` are files that `anchoring` made of this log, kept elsewhere since.
    """
    with store.reading() as connection, read_exactly(connection):
        log = verify_log(connection)
        findings = [Finding(part="log", where=each.where, what=each.what) for each in log.findings]
        findings += [finding for path in anchors for finding in _anchor(connection, path)]
        told = _told(connection, findings)
        findings += _table(connection, told)
    files = check_files(folder, [_stretch(fetch) for fetch in told.values()])
    findings += [Finding(part="file", where=where, what=what) for where, what in files.wrong]
    findings += [Finding(part="orphan", where=where, what=what) for where, what in files.orphans]
    return Checked(
        lines=log.lines,
        head=log.head.hash,
        files=files.count,
        bytes=files.bytes,
        answers=len(told),
        reports=log.reports,
        findings=tuple(findings),
    )


def _anchor(connection: Connection, path: Path) -> Iterator[Finding]:
    words = path.read_bytes()
    try:
        number = int(msgspec.json.decode(words, type=list[str])[1])
    except (ValueError, IndexError):
        yield Finding(part="log", where=str(path), what="is no line of a log")
        return
    now = hash_of_line(connection, number)
    if now is None:
        yield Finding(part="log", where=f"line {number}", what=f"is missing, though {path} was made of it")
    elif now != hashlib.sha256(words).hexdigest():
        yield Finding(part="log", where=f"line {number}", what=f"is not the one of which {path} was made")


def _told(connection: Connection, findings: list[Finding]) -> dict[str, Fetch]:
    """The answers that the log tells of, by the id of their record."""
    told: dict[str, Fetch] = {}
    for line in lines_of_fetches(connection):
        try:
            fetch = fetch_of(line)
        except (ValueError, TypeError):
            findings.append(Finding(part="log", where=f"line {line.seq}", what="tells of no answer that can be read"))
        else:
            told[fetch.kept.record] = fetch
    return told


def _table(connection: Connection, told: Mapping[str, Fetch]) -> Iterator[Finding]:
    missing = dict(told)
    for row in fetch_rows(connection):
        where = f"answer {row.row} ({row.address})"
        fetch = missing.pop(row.record, None)
        if fetch is None:
            yield Finding(part="table", where=where, what="is in no line of the log")
        elif wrong := _differing(row, fetch):
            yield Finding(part="table", where=where, what=f"the log says otherwise of its {', '.join(wrong)}")
    for fetch in missing.values():
        yield Finding(
            part="table",
            where=f"answer {fetch.kept.record} ({fetch.address})",
            what="is in the log and gone from the table",
        )


def _differing(row: Row[Any], fetch: Fetch) -> list[str]:
    """The columns in which a row of the table of answers is not what the log tells."""
    told = {
        "address": fetch.address,
        "final": fetch.final,
        "kind": fetch.kind,
        "at": fetch.at.isoformat(),
        "status": fetch.status,
        "sha256": fetch.body,
        "file": fetch.kept.file,
        "offset": fetch.kept.offset,
        "report": fetch.report,
    }
    return [name for name, value in told.items() if getattr(row, name) != value]


def _stretch(fetch: Fetch) -> Stretch:
    named = f"{fetch.address}, report {fetch.report}" if fetch.report else fetch.address
    return Stretch(kept=fetch.kept, named=named)
