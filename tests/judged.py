"""What the tests of judgements share: accounts of shellings, and judgements in few words."""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec

from filed import AT, filing
from riwaya.model.accounts import Account
from riwaya.model.judgements import Judgement
from riwaya.store.keys import event_keys

TEXT = "قصف على مدينة تعز أمس. قصف على حي الجحملية."


def accounts(*reports: str, text: str = TEXT, **fields: Any) -> list[Account]:
    """Two accounts of each report, one a sentence; `fields` are those of all events."""
    told = []
    for name in reports or ("a",):
        one = filing(name, text)
        keys = event_keys(name, one.coded.events)
        for key, event in zip(keys, one.coded.events, strict=True):
            changed = msgspec.structs.replace(event, **fields)
            told.append(Account(key=key, report_key=name, report=one.report, voice=name, event=changed))
    return told


class Said:
    """A list of judgements that grows; each call adds one and gives it back."""

    def __init__(self) -> None:
        self.all: list[Judgement] = []

    def __call__(self, kind: Any, subject: str = "", other: str = "", by: str = "amal", **fields: Any) -> Judgement:
        number = len(self.all) + 1
        at = AT + dt.timedelta(minutes=number)
        one = Judgement(id=number, kind=kind, by=by, at=at, subject=subject, other=other, **fields)
        self.all.append(one)
        return one

    def undo(self, *numbers: int, by: str = "amal") -> None:
        """Undoes the judgements of these numbers."""
        for number in numbers:
            one = self.all[number - 1]
            self("undo", one.subject, one.other, by=by, field=one.field, undoes=number)
