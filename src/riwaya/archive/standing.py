"""Accounts as they stand after what analysts judged."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection

from riwaya.model.accounts import Account
from riwaya.model.judgements import Judgement
from riwaya.review.overlay import overlay
from riwaya.review.standing import stands
from riwaya.store.judging import standing_judgements


def as_they_stand(connection: Connection, accounts: Sequence[Account]) -> Sequence[Account]:
    """The accounts with their corrections and standing; a rejected account stays in the list."""
    return overlay(accounts, standing_judgements(connection, [account.key for account in accounts]))


def judgements_on(connection: Connection, subjects: Iterable[str]) -> tuple[Judgement, ...]:
    """The judgements on accounts or incidents that hold, in the order of judging."""
    return tuple(stands(standing_judgements(connection, subjects)))
