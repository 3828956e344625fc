"""What intake hands on: a report with its warnings, a failure, or a file that it left aside."""

from __future__ import annotations

import datetime as dt
from typing import Final

import msgspec

from riwaya.model import Failure, Report
from riwaya.model.events import Warning as ReportWarning

STAGE: Final = "intake"
DEFAULT_MAX_BYTES: Final = 5_000_000


class Intake(msgspec.Struct, frozen=True, kw_only=True):
    """A report that can be coded, where it stood (`file` or `file:line`), and what its reader should know."""

    report: Report
    where: str
    warnings: tuple[ReportWarning, ...] = ()


class Skipped(msgspec.Struct, frozen=True, kw_only=True):
    """A file of a folder that is left aside because its ending is not one of those that hold reports."""

    where: str


class Defaults(msgspec.Struct, frozen=True, kw_only=True):
    """What holds for reports that do not say otherwise, and the size in bytes above which a report is refused."""

    published: dt.date | None = None
    outlet: str = ""
    max_bytes: int = DEFAULT_MAX_BYTES


Received = Intake | Failure | Skipped


def failed(where: str, cause: str, report_id: str = "") -> Failure:
    """The record of a report that intake can not hand on."""
    return Failure(where=where, stage=STAGE, cause=cause, id=report_id)


def too_long(where: str, max_bytes: int) -> Failure:
    """The record of a report above the limit, of which no more than the limit was held in memory."""
    return failed(where, f"longer than {max_bytes:,} bytes (see --max-report-bytes)")
