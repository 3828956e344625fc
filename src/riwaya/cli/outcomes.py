"""What becomes of what intake gives: coded, failed or left aside."""

from __future__ import annotations

import msgspec

from riwaya.intake import Intake, Skipped
from riwaya.model import CodedReport, Failure, Report


class Coded(msgspec.Struct, frozen=True):
    """A report and its events; `where` it stood is a path, with `:line`."""

    report: Report
    coded: CodedReport
    where: str


def sure_enough(outcome: Coded, least: float) -> Coded:
    """The report with those of its events whose confidence is at least so; one without a confidence stays."""
    events = tuple(e for e in outcome.coded.events if e.confidence is None or e.confidence >= least)
    return msgspec.structs.replace(outcome, coded=msgspec.structs.replace(outcome.coded, events=events))


Outcome = Coded | Failure | Skipped


def outcome_of(intake: Intake, result: CodedReport | Failure) -> Coded | Failure:
    """The pipeline's result, with what only intake knows: where the report stood, and its warnings."""
    if isinstance(result, Failure):
        return msgspec.structs.replace(result, where=intake.where, id=result.id or intake.report.id)
    known = set(result.warnings)
    fresh = tuple(warning for warning in intake.warnings if warning not in known)
    return Coded(intake.report, msgspec.structs.replace(result, warnings=fresh + result.warnings), intake.where)
