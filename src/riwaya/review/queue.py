"""What waits for an analyst, in the order in which it is best looked at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, Literal

import msgspec

from riwaya.model.accounts import Account
from riwaya.model.incidents import Incident
from riwaya.model.judgements import Judgement
from riwaya.review.constraints import contradictions
from riwaya.review.overlay import by_subject, standing_of
from riwaya.review.seen import seen, seen_pair
from riwaya.review.standing import PAIRS, stands

Reason = Literal["contradiction", "gone", "changed", "disagreement", "unsure"]
REASONS: Final[tuple[Reason, ...]] = ("contradiction", "gone", "changed", "disagreement", "unsure")
# 804 of 29,711 events of three weeks of news are below it.
UNSURE_BELOW: Final = 0.3


class Waiting(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to look at: an account or incident (`subject`), and the judgement that brings it (0: none does).

    `contradiction` two judgements on pairs can not both hold; `gone` the coder no longer gives what was judged;
    `changed` it says otherwise of it than when it was judged; `disagreement` the voices of an incident give figures
    or culprits that do not go together; `unsure` an event of low confidence that nobody has judged.
    """

    reason: Reason
    subject: str
    judgement: int = 0
    why: str = ""


def queue(
    accounts: Iterable[Account],
    judgements: Iterable[Judgement],
    incidents: Iterable[Incident] = (),
    *,
    unsure_below: float = UNSURE_BELOW,
) -> tuple[Waiting, ...]:
    """All that waits: by reason (in the order of `REASONS`), then by judgement; incidents by voices, events by doubt.

    `accounts` must be the machine's and hold all that is judged, as far as it is there: a subject that is not among
    them is taken for gone. A newer judgement on the same matter, or an undo, takes a judgement from the queue; an
    incident leaves it when all its accounts are judged.
    """
    given, known = list(judgements), {account.key: account for account in accounts}
    standing = stands(given)
    of = by_subject(standing)
    judged = {key for key, ones in of.items() if standing_of(ones) != "machine"}
    return (
        *_contradictions(given),
        *_gone(standing, known),
        *_changed(standing, known),
        *_disagreements(incidents, judged),
        *_unsure(known, judged, unsure_below),
    )


def _contradictions(judgements: Iterable[Judgement]) -> Iterable[Waiting]:
    for found in contradictions(judgements):
        one = found.judgement
        by = ", ".join(f"{later.id} ({later.kind})" for later in found.by)
        why = f"{one.kind} {one.subject} {one.other} gives way to {by}"
        yield Waiting(reason="contradiction", subject=one.subject, judgement=one.id, why=why)


def _gone(standing: Iterable[Judgement], known: Mapping[str, Account]) -> Iterable[Waiting]:
    for judgement in standing:
        for key in accounts_of(judgement):
            if key not in known:
                why = f"{judgement.kind}: the coder no longer gives this event"
                yield Waiting(reason="gone", subject=key, judgement=judgement.id, why=why)


def _changed(standing: Iterable[Judgement], known: Mapping[str, Account]) -> Iterable[Waiting]:
    for judgement in standing:
        now = seen_now(judgement, known)
        if judgement.saw and now and now != judgement.saw:
            what = judgement.field or "the event"
            why = f"{judgement.kind}: the coder says otherwise of {what} now"
            yield Waiting(reason="changed", subject=judgement.subject, judgement=judgement.id, why=why)


def accounts_of(judgement: Judgement) -> tuple[str, ...]:
    """The keys of the accounts that a judgement speaks of; a note on an incident speaks of none."""
    if judgement.kind in PAIRS:
        return (judgement.subject, judgement.other)
    return () if judgement.kind == "note" and not judgement.saw else (judgement.subject,)


def seen_now(judgement: Judgement, known: Mapping[str, Account]) -> str:
    """What `saw` would be, were it judged now; "" where an account is gone, or it is a note, which holds anyhow."""
    keys = accounts_of(judgement)
    if judgement.kind == "note" or not all(key in known for key in keys):
        return ""
    told = [known[key].event for key in keys]
    return seen_pair(*told) if judgement.kind in PAIRS else seen(told[0], judgement.field)


def _disagreements(incidents: Iterable[Incident], judged: set[str]) -> Iterable[Waiting]:
    for incident in sorted(incidents, key=lambda one: (-one.voices, one.id)):
        why = disagreement(incident)
        if why and not all(account.key in judged for account in incident.accounts):
            yield Waiting(reason="disagreement", subject=incident.id, why=why)


def disagreement(incident: Incident) -> str:
    """In what the voices of an incident do not go together; "" where they do."""
    parts = [f"{figure.role} {len(figure.outside)} outside" for figure in incident.figures if figure.outside]
    if incident.grade is not None and incident.grade.suggestion == "contested":
        parts.append("blame contested")
    return ", ".join(parts)


def _unsure(known: Mapping[str, Account], judged: set[str], below: float) -> Iterable[Waiting]:
    doubtful = [
        (account.event.confidence, key)
        for key, account in known.items()
        if account.event.confidence is not None and account.event.confidence < below and key not in judged
    ]
    for confidence, key in sorted(doubtful):
        event = known[key].event
        yield Waiting(reason="unsure", subject=key, why=f"{event.type}, confidence {confidence:.2f}")
