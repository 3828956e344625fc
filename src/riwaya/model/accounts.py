"""What the archive holds: reports with their custody, and the accounts that they give. Made by `store`."""

from __future__ import annotations

import datetime as dt
from typing import Literal

import msgspec

from riwaya.model.events import CodedReport, Event, Report

Standing = Literal["machine", "accepted", "corrected", "rejected"]


class Custody(msgspec.Struct, frozen=True, kw_only=True):
    """Where a report came from: `where` is a path, with `:line`, or an address; `ingested_at` is in UTC.

    `sha256` is that of the text in UTF-8, hexadecimal. `version` counts the texts that came under one id, from 1.
    """

    where: str
    sha256: str
    ingested_at: dt.datetime
    version: int = 1


class Archived(msgspec.Struct, frozen=True, kw_only=True):
    """A report in the archive. `key` is its id, with `~2` behind it for the second text under that id, and so on.

    `voice` is the key of the report whose text it repeats, its own key where it repeats none: reports of one voice
    are one witness, however many papers print them.
    """

    key: str
    report: Report
    custody: Custody
    coded: CodedReport
    voice: str


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """What one report tells of one thing.

    `key` names it for good: it is made of the report's key, the event's type and its trigger's span, so that coding
    again gives an unchanged event its old key. `event` is the machine's, or with the analyst's corrections where
    `standing` says so. `incident` is the id of the incident that it belongs to, "" while it is not linked.
    """

    key: str
    report_key: str
    report: Report
    voice: str
    event: Event
    incident: str = ""
    standing: Standing = "machine"
    judgements: tuple[int, ...] = ()
