"""The history of an account or of one of its fields: what the machine says, each judgement, and what became of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any, Literal

import msgspec

from riwaya.model.accounts import Account
from riwaya.model.events import Event
from riwaya.model.judgements import Judgement
from riwaya.review.overlay import overlay
from riwaya.review.standing import in_order, overruling, undone

Fate = Literal["stands", "overruled", "undone"]


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One judgement and what became of it: `by` is the undo that took it back or the later one that overrules it."""

    judgement: Judgement
    fate: Fate
    by: Judgement | None = None


class History(msgspec.Struct, frozen=True, kw_only=True):
    """All that was said of a subject, or of its `field`, in order.

    `machine` is the machine's event as it is now, None where the coder no longer gives it (or the subject is an
    incident); `now` is the account as it stands. `steps` have every judgement, undos among them.
    """

    subject: str
    field: str
    machine: Event | None
    now: Account | None
    steps: tuple[Step, ...]

    def machine_value(self) -> Any:
        """What the machine says of the field; None where it says nothing, or no field was asked for."""
        return getattr(self.machine, self.field) if self.machine is not None and self.field else None

    def value_now(self) -> Any:
        """The field as it stands; None where it is empty, or no field was asked for."""
        return getattr(self.now.event, self.field) if self.now is not None and self.field else None


def history(
    subject: str,
    account: Account | None,
    judgements: Iterable[Judgement],
    field: str = "",
    names: Collection[str] = (),
) -> History:
    """The history of an account (as the machine made it; None where it is gone) or incident, or of one field.

    `names` are all ids under which an incident was ever judged.
    """
    given, known = in_order(judgements), {subject, *names}
    own = [one for one in given if {one.subject, one.other} & known and (not field or one.field == field)]
    gone, over = undone(given), overruling(given)
    return History(
        subject=subject,
        field=field,
        machine=account.event if account else None,
        now=overlay([account], given)[0] if account else None,
        steps=tuple(_step(one, gone.get(one.id), over.get(one.id)) for one in own),
    )


def _step(judgement: Judgement, undo: Judgement | None, later: Judgement | None) -> Step:
    if undo is not None:
        return Step(judgement=judgement, fate="undone", by=undo)
    if later is not None:
        return Step(judgement=judgement, fate="overruled", by=later)
    return Step(judgement=judgement, fate="stands")
