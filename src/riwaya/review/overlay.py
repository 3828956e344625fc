"""Judgements laid over accounts: what the machine said stays in the archive, what is read is what stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from riwaya.model.accounts import Account, Standing
from riwaya.model.judgements import Judgement
from riwaya.review.fields import read_value
from riwaya.review.standing import stands


def overlay(accounts: Iterable[Account], judgements: Iterable[Judgement]) -> tuple[Account, ...]:
    """The accounts, in their order, as they stand after all judgements; rejected ones stay, with that standing.

    The accounts must be the machine's: an overlay is always made anew, so that an undo needs nothing taken back.
    """
    of = by_subject(stands(judgements))
    return tuple(_laid_over(account, of.get(account.key, ())) for account in accounts)


def by_subject(standing: Iterable[Judgement]) -> dict[str, list[Judgement]]:
    """The judgements on each account, those on a pair under both."""
    found: dict[str, list[Judgement]] = defaultdict(list)
    for judgement in standing:
        for key in dict.fromkeys((judgement.subject, judgement.other)):
            if key:
                found[key].append(judgement)
    return dict(found)


def _laid_over(account: Account, standing: Sequence[Judgement]) -> Account:
    if not standing:
        return account
    corrections = [judgement for judgement in standing if judgement.kind == "correct"]
    changes: dict[str, Any] = {one.field: read_value(one.field, one.value) for one in corrections}
    return msgspec.structs.replace(
        account,
        event=msgspec.structs.replace(account.event, **changes),
        standing=standing_of(standing),
        judgements=tuple(judgement.id for judgement in standing),
    )


def standing_of(standing: Iterable[Judgement]) -> Standing:
    """What an account is by the judgements that hold on it: a rejected one stays so, whatever is corrected in it."""
    kinds = {judgement.kind for judgement in standing}
    if "reject" in kinds:
        return "rejected"
    if "correct" in kinds:
        return "corrected"
    return "accepted" if "accept" in kinds else "machine"
