"""An analyst judges: what is decided is checked, kept with its line in the log, and what hangs on it made anew.

All takes place in the caller's transaction, so that a judgement counts with all that follows from it, or not at all.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from itertools import product
from typing import Any, Final, Literal

import msgspec
from sqlalchemy import Connection

from riwaya.archive.incidents import Filter, find, follow, near_ids, refresh
from riwaya.archive.linking import recluster
from riwaya.errors import JudgementError
from riwaya.model.accounts import Account
from riwaya.model.incidents import Incident
from riwaya.model.judgements import Judgement, JudgementKind
from riwaya.review.fields import check_field, checked, nothing
from riwaya.review.forms import value_of
from riwaya.review.history import History, history
from riwaya.review.queue import UNSURE_BELOW, Waiting, accounts_of, queue
from riwaya.review.seen import seen, seen_pair
from riwaya.review.standing import undone
from riwaya.store.accounts import accounts_by_key, accounts_of_incidents
from riwaya.store.judging import add, judgement, standing_judgements, unsure_keys

_UNSTORABLE: Final = re.compile("[\0\ud800-\udfff]")


class Hand(msgspec.Struct, frozen=True, kw_only=True):
    """Who judges, when (UTC), and why."""

    by: str
    at: dt.datetime
    why: str = ""


# ---- judging ----


def decide(
    connection: Connection, verdict: Literal["accept", "reject"], subjects: Sequence[str], hand: Hand
) -> list[Judgement]:
    """Accepts or rejects accounts; an incident stands for all its accounts. Raises `JudgementError`."""
    meant = {account.key: account for subject in subjects for account in _meant(connection, subject)}
    kept = [_keep(connection, hand, verdict, [account], saw=seen(account.event)) for account in meant.values()]
    _follow_up(connection, kept, hand)
    return kept


def correct(connection: Connection, key: str, field: str, words: str | None, hand: Hand) -> Judgement:
    """Corrects a field of an account; `words` are JSON or its short form, None sets it to nothing.

    Raises `JudgementError` where the field can not have that value.
    """
    account = _account(connection, key)
    told = nothing(field) if words is None else value_of(field, _storable(field, words), account.event)
    value = checked(field, told, account.event, account.report)
    saw = seen(account.event, field)
    kept = _keep(connection, hand, "correct", [account], field=field, value=value, saw=saw)
    _follow_up(connection, [kept], hand)
    return kept


def pair(connection: Connection, kind: Literal["same", "apart"], one: str, other: str, hand: Hand) -> list[Judgement]:
    """Says of two accounts that they tell the same thing, or that they do not. Raises `JudgementError`.

    An incident stands for all its accounts as they are now: what comes to it later is not meant. Of incidents that are
    the same one account of each is tied to all of the other, which ties all; apart is each pair.
    """
    ones, others = _meant(connection, one), _meant(connection, other)
    shared = {account.key for account in ones} & {account.key for account in others}
    if shared:
        raise JudgementError(f"{one} {other}", "are one account, or an account and its own incident")
    pairs = list(product(ones, others))
    if kind == "same":
        pairs = [(a, b) for a, b in pairs if a is ones[0] or b is others[0]]
    kept = [_keep(connection, hand, kind, [a, b], saw=seen_pair(a.event, b.event)) for a, b in pairs]
    _follow_up(connection, kept, hand)
    return kept


def note(connection: Connection, subject: str, hand: Hand) -> Judgement:
    """Writes down a remark (`hand.why`) on an account or an incident. Raises `JudgementError`."""
    if not hand.why.strip():
        raise JudgementError(subject, "a note needs words")
    account = _known(connection, subject)
    if account is not None:
        return _keep(connection, hand, "note", [account], saw=seen(account.event))
    found = follow(connection, subject)
    if found is None:
        raise _unknown(connection, subject)
    return _keep(connection, hand, "note", [], subject=found.incident.id)


def undo(connection: Connection, numbers: Iterable[int], hand: Hand) -> list[Judgement]:
    """Takes judgements back, each by its number; an undo too, which brings back what it undid.

    Judgements that came later keep standing. Raises `JudgementError` for one that is not there or undone already.
    """
    kept = []
    for number in dict.fromkeys(numbers):
        meant = judgement(connection, number)
        if meant is None:
            raise JudgementError(f"judgement {number}", "there is none of that number")
        already = undone(standing_judgements(connection, [meant.subject])).get(number)
        if already is not None:
            raise JudgementError(
                f"judgement {number}", f"is undone already by {already.id} (to bring it back, undo that)"
            )
        about = {"subject": meant.subject, "other": meant.other, "field": meant.field}
        kept.append(_keep(connection, hand, "undo", [], undoes=number, **about))
    _follow_up(connection, kept, hand)
    return kept


def _keep(connection: Connection, hand: Hand, kind: JudgementKind, on: Sequence[Account], **fields: Any) -> Judgement:
    if not hand.by.strip():
        raise JudgementError("by", "a judgement needs a name")
    subjects = dict(zip(("subject", "other"), (account.key for account in on), strict=False))
    given = Judgement(
        id=0,
        kind=kind,
        by=_storable("by", hand.by),
        at=hand.at,
        why=_storable("why", hand.why),
        **(subjects | fields),
    )
    # What was seen goes into the log whole: the coder may tell it otherwise one day, or no more.
    about = {account.key: {"report": account.report_key, "machine": account.event} for account in on}
    return add(connection, given, about)


def _storable(what: str, words: str) -> str:
    if _UNSTORABLE.search(words):
        raise JudgementError(what, "holds what no text can hold (NUL, or bytes that are not UTF-8)")
    return words


def _follow_up(connection: Connection, kept: Sequence[Judgement], hand: Hand) -> None:
    """Clusters anew what was joined or parted, and writes the summaries of the incidents that were touched."""
    keys = {key for one in kept for key in (one.subject, one.other) if key}
    touched = _incidents(connection, keys)
    # An undo repeats the pair that it undoes.
    if any(one.other for one in kept):
        recluster(connection, keys, at=hand.at, by=hand.by)
        touched |= _incidents(connection, keys)
    refresh(connection, touched)


def _incidents(connection: Connection, keys: Iterable[str]) -> set[str]:
    return {account.incident for account in accounts_by_key(connection, keys) if account.incident}


# ---- what is meant ----


def _meant(connection: Connection, subject: str) -> list[Account]:
    """The account of that key, or all accounts of the incident of that id, as the machine made them."""
    own = list(accounts_by_key(connection, [subject]))
    if own:
        return own
    found = follow(connection, subject)
    if found is None:
        raise _unknown(connection, subject)
    return list(accounts_of_incidents(connection, [found.incident.id]))


def _known(connection: Connection, key: str) -> Account | None:
    """The account of that key as the machine made it; None where there is none (any more)."""
    return {account.key: account for account in accounts_by_key(connection, [key])}.get(key)


def _account(connection: Connection, key: str) -> Account:
    account = _known(connection, key)
    if account is None:
        if follow(connection, key) is not None:
            raise JudgementError(key, "is an incident: only an event of it can be corrected")
        raise _unknown(connection, key)
    return account


def _unknown(connection: Connection, subject: str) -> JudgementError:
    if standing_judgements(connection, [subject]):
        return JudgementError(subject, "the coder no longer gives this event: a judgement on it can only be undone")
    near = near_ids(connection, subject)
    meant = f" (did you mean {', '.join(near)}?)" if near else ""
    return JudgementError(subject, f"there is no event or incident of that name{meant}")


# ---- looking back and ahead ----


def history_of(connection: Connection, subject: str, field: str = "") -> History:
    """All that was said of an account or incident, or of one field of an account. Raises `JudgementError`."""
    if field:
        check_field(field)
    account = _known(connection, subject)
    found = None if account else follow(connection, subject)
    formerly = {step.old for step in found.forwards if step.reason == "merged"} if found else set[str]()
    names = {subject, *formerly, *([found.incident.id] if found else [])}
    said = standing_judgements(connection, names)
    if account is None and not said and found is None:
        raise _unknown(connection, subject)
    return history(subject, account, said, field, names)


def waiting(
    connection: Connection, limit: int, *, unsure_below: float = UNSURE_BELOW, incidents: bool = False
) -> tuple[list[Waiting], bool]:
    """The first of what waits for an analyst, and whether there is more.

    `incidents` reads also all incidents with two voices and more, for those whose voices disagree.
    """
    given = standing_judgements(connection)
    judged = {key for one in given for key in accounts_of(one)}
    # Judged events among the doubtful do not wait, so that as many more are asked for.
    doubtful = unsure_keys(connection, unsure_below, limit + len(judged) + 1)
    accounts = list(accounts_by_key(connection, judged.union(doubtful)))
    found = queue(accounts, given, _told_by_two(connection) if incidents else (), unsure_below=unsure_below)
    return list(found[:limit]), len(found) > limit


def _told_by_two(connection: Connection) -> Iterable[Incident]:
    return find(connection, Filter(min_voices=2))
