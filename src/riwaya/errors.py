"""Every exception that riwaya raises on purpose.

RiwayaError
├── DataError        a table or rule file is wrong: names file and line
├── InputError       a report can not be read: names file, line and cause
├── StageError       a stage failed on one report: names stage, report and cause
├── StoreError       an archive can not be opened, read or written: names the archive and the cause
├── JudgementError   a judgement can not be taken: names what it is on and the cause
└── FetchError       an address may not be asked, or gave no answer that can be used: names address and cause
"""

from __future__ import annotations


class RiwayaError(Exception):
    """The root: catch this to catch everything that riwaya raises on purpose."""


class DataError(RiwayaError):
    """A table or rule file under `data/` is wrong; `where` is `file:line`."""

    def __init__(self, where: str, what: str) -> None:
        super().__init__(f"{where}: {what}")
        self.where = where
        self.what = what


class InputError(RiwayaError):
    """A report can not be read; `where` is a path, with `:line` where the path holds many reports."""

    def __init__(self, where: str, what: str) -> None:
        super().__init__(f"{where}: {what}")
        self.where = where
        self.what = what


class StageError(RiwayaError):
    """A stage failed on one report."""

    def __init__(self, stage: str, report_id: str, cause: BaseException) -> None:
        super().__init__(f"report {report_id}: {stage} failed: {type(cause).__name__}: {cause}")
        self.stage = stage
        self.report_id = report_id
        self.cause = cause


class StoreError(RiwayaError):
    """An archive can not be opened, read or written; `where` is its path or its address without the password."""

    def __init__(self, where: str, what: str) -> None:
        super().__init__(f"{where}: {what}")
        self.where = where
        self.what = what


class JudgementError(RiwayaError):
    """A judgement can not be taken as it was given; `where` is the account, incident, field or judgement meant."""

    def __init__(self, where: str, what: str) -> None:
        super().__init__(f"{where}: {what}")
        self.where = where
        self.what = what


class FetchError(RiwayaError):
    """An address may not be asked, or gave no answer that can be used; `passing` where another try may help."""

    def __init__(self, address: str, what: str, *, passing: bool = False) -> None:
        super().__init__(f"{address}: {what}")
        self.address = address
        self.what = what
        self.passing = passing
