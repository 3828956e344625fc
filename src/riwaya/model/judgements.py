"""Judgements: what an analyst decides, kept beside what the machine said. Made by `review`, kept by `store`."""

from __future__ import annotations

import datetime as dt
from typing import Literal

import msgspec

JudgementKind = Literal["accept", "reject", "correct", "same", "apart", "note", "undo"]


class Judgement(msgspec.Struct, frozen=True, kw_only=True):
    """One decision; it is never changed and never taken away.

    `subject` is the key of an account, or for a `note` that of an account or an incident's id. `other` is the second
    account of `same` and `apart`. `field` and `value` (JSON of the field's type in `Event`) belong to `correct`.
    `undoes` is the id of the judgement that an `undo` takes back, whose `subject`, `other` and `field` it repeats.
    `saw` is the fingerprint of what the machine said of the subject (of `same` and `apart`: of both, a blank between)
    when it was judged: where the machine now says otherwise, the judgement comes back to the queue. `id` counts
    from 1 in the order of judging; `at` is in UTC.
    """

    id: int
    kind: JudgementKind
    by: str
    at: dt.datetime
    subject: str = ""
    other: str = ""
    field: str = ""
    value: str = ""
    why: str = ""
    undoes: int = 0
    saw: str = ""


class AuditEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the log: what was done, in JSON, chained by `hash` = SHA-256 of `previous` and the line's own words."""

    seq: int
    at: dt.datetime
    by: str
    action: str
    data: str
    previous: str
    hash: str
