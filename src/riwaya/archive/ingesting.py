"""Reports into the archive: what it has already is passed over, the rest is coded and filed a batch at a time.

Each batch is one transaction with its line in the log. Whatever ends a run loses at most the batch that is being
coded; the next run reads the same input, passes over what is there, and goes on.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from typing import Final, TypeVar

import msgspec
from sqlalchemy import Connection

from riwaya.intake import Intake, Received, Skipped
from riwaya.model import Failure
from riwaya.store.accounts import archived_behind
from riwaya.store.audit import append
from riwaya.store.engine import Store
from riwaya.store.filing import Filed, Filing, file_failures, file_reports, is_newer, kept_texts
from riwaya.store.records import filed_words

# What is filed at once, and what may be lost at once: a few seconds of coding.
BATCH_REPORTS: Final = 100
BATCH_CHARACTERS: Final = 2_000_000
# What is looked up in the archive at once; so much of the input is read ahead.
LOOKED_UP: Final = 50
LOOKED_UP_CHARACTERS: Final = 500_000
_REPLACEMENT: Final = "\ufffd"
_UNSTORABLE: Final = re.compile("[\0\ud800-\udfff]")

Result = Filing | Failure | Skipped
Code = Callable[[Iterable[Received]], Generator[Result]]
Item = TypeVar("Item")


class Batch(msgspec.Struct, frozen=True, kw_only=True):
    """What one transaction brought, and how many reports were passed over since the one before it."""

    filed: tuple[Filed, ...] = ()
    failed: tuple[Failure, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    known: int = 0


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """Who ingests, when, with which coder; `recode` codes again what this coder has coded."""

    by: str
    at: dt.datetime
    coder: str
    recode: bool = False


def ingest(store: Store, received: Iterable[Received], code: Code, run: Run) -> Generator[Batch]:
    """Codes and files what comes in; each batch is yielded when it is in the archive. Raises `StoreError`.

    `code` gives what became of each report, in order.
    """
    passed = _Passed()
    with closing(code(_unknown(store, received, run, passed))) as results:
        for batch in _portions(results, _characters, BATCH_REPORTS, BATCH_CHARACTERS):
            yield _file(store, batch, run, passed)
    if passed.count:
        yield Batch(known=passed.take())


def archived_reports(store: Store) -> Iterator[Received]:
    """The reports that the archive holds, as if they came in again, in the order of filing."""
    last = 0
    while True:
        with store.reading() as connection:
            part = list(archived_behind(connection, last, LOOKED_UP))
        if not part:
            return
        for _row, one in part:
            yield Intake(report=one.report, where=one.custody.where, warnings=one.coded.warnings)
        last, _ = part[-1]


class _Passed:
    """Counts the reports that were passed over."""

    def __init__(self) -> None:
        self.count = 0

    def take(self) -> int:
        """What was counted since it was last taken."""
        count, self.count = self.count, 0
        return count


def _unknown(store: Store, received: Iterable[Received], run: Run, passed: _Passed) -> Iterator[Received]:
    """What is to be coded: all but the texts that the archive has under this coder or a newer one."""
    for portion in _portions(received, _characters, LOOKED_UP, LOOKED_UP_CHARACTERS):
        clean = [storable(one) if isinstance(one, Intake) else one for one in portion]
        if run.recode:
            yield from clean
            continue
        with store.reading() as connection:
            kept = kept_texts(connection, (one.report.id for one in clean if isinstance(one, Intake)))
        for one in clean:
            old = kept.get((one.report.id, digest(one.report.text))) if isinstance(one, Intake) else None
            if old is not None and not is_newer(run.coder, old.coder):
                passed.count += 1
            else:
                yield one


def _file(store: Store, batch: list[Result], run: Run, passed: _Passed) -> Batch:
    filings = [_digested(one) for one in batch if isinstance(one, Filing)]
    failed = [one for one in batch if isinstance(one, Failure)]
    filed: list[Filed] = []
    if filings or failed:
        with store.writing() as connection:
            filed = file_reports(connection, filings, run.at, recode=run.recode)
            failures = file_failures(connection, map(_clean_failure, failed), run.at)
            for action, data in _told(connection, filed, failures, run.coder):
                append(connection, by=run.by, action=action, data=data, at=run.at)
    return Batch(
        filed=tuple(one for one in filed if one.became != "known"),
        failed=tuple(failed),
        skipped=tuple(one for one in batch if isinstance(one, Skipped)),
        known=passed.take() + sum(one.became == "known" for one in filed),
    )


def _told(
    connection: Connection, filed: list[Filed], failures: int, coder: str
) -> Iterator[tuple[str, dict[str, object]]]:
    """The lines of the log: which reports came and which were coded again, by key, with the digests of what is kept."""
    fresh = filed_words(connection, [one.key for one in filed if one.became in ("new", "version")])
    again = filed_words(connection, [one.key for one in filed if one.became == "recoded"])
    if fresh or failures:
        yield "ingest", {"coder": coder, "reports": fresh, "failures": failures}
    if again:
        yield "recode", {"coder": coder, "reports": again, "changed": sum(one.changed for one in filed)}


def digest(text: str) -> str:
    """The SHA-256 of a text in UTF-8, hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _digested(filing: Filing) -> Filing:
    """The filing with the digest of its own text, whatever the coder says of it."""
    sha256 = digest(filing.report.text)
    return msgspec.structs.replace(filing, coded=msgspec.structs.replace(filing.coded, sha256=sha256))


def storable(intake: Intake) -> Intake:
    """The report without what no database can keep as text; before it is coded, so that offsets and digest agree."""
    report = intake.report
    fields = {name: _clean(getattr(report, name)) for name in ("id", "text", "outlet", "url")}
    return msgspec.structs.replace(intake, report=msgspec.structs.replace(report, **fields), where=_clean(intake.where))


def _clean_failure(failed: Failure) -> Failure:
    fields = {name: _clean(getattr(failed, name)) for name in failed.__struct_fields__}
    return msgspec.structs.replace(failed, **fields)


def _clean(text: str) -> str:
    """NUL characters and halves of surrogate pairs replaced one for one."""
    return _UNSTORABLE.sub(_REPLACEMENT, text)


def _characters(one: object) -> int:
    return len(one.report.text) if isinstance(one, Intake | Filing) else 0


def _portions(stream: Iterable[Item], size: Callable[[Item], int], most: int, largest: int) -> Iterator[list[Item]]:
    """The stream in order, in lists bounded by number and by size; only a single item may be above the size."""
    portion: list[Item] = []
    held = 0
    for item in stream:
        portion.append(item)
        held += size(item)
        if len(portion) >= most or held >= largest:
            yield portion
            portion, held = [], 0
    if portion:
        yield portion
