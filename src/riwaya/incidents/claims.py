"""Every figure of an incident as a claim: who says it, when it was printed, of whom, and what it counts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from riwaya.incidents.voices import voices
from riwaya.incidents.words import find, phrases, words_of
from riwaya.model.accounts import Account
from riwaya.model.events import Count, Event, Report, Span
from riwaya.model.incidents import Claim, FigureRole

ROLES: Final[tuple[FigureRole, ...]] = ("killed", "injured", "killed_or_injured")
REACH: Final = 6  # words between "among them" and the attacker; parts such as "three children" may stand between


def standing_accounts(accounts: Iterable[Account]) -> list[Account]:
    """The accounts that no analyst rejected."""
    return [account for account in accounts if account.standing != "rejected"]


def claims(accounts: Sequence[Account]) -> Iterator[Claim]:
    """The figures of all accounts, in the order of printing.

    What is rejected gives none, nor what is told as denied, planned or only possible.
    """
    told = [account for account in standing_accounts(accounts) if account.event.modality == "actual"]
    voice = voices(told)
    for account in sorted(told, key=_printed):
        yield from _of_account(account, voice)


def _printed(account: Account) -> tuple[dt.date, str, str]:
    return account.report.published or dt.date.max, account.report.outlet, account.key


def _of_account(account: Account, voice: Mapping[str, str]) -> Iterator[Claim]:
    event, report = account.event, account.report
    for role in ROLES:
        count: Count | None = getattr(event, role)
        if count is not None:
            yield Claim(
                account=account.key,
                outlet=report.outlet,
                voice=voice[account.key],
                published=report.published,
                role=role,
                count=count,
                sources=event.sources,
                whom=_whom(event, count),
                attackers=_attackers(report, event, count),
            )


def _whom(event: Event, count: Count) -> tuple[str, ...]:
    """The targets that stand within the words of the figure: "seven citizens"."""
    if count.evidence is None:
        return ()
    within = (target for target in event.targets if _holds(count.evidence, target.evidence))
    return tuple(dict.fromkeys(target.text for target in within))


def _attackers(report: Report, event: Event, count: Count) -> bool | None:
    """Whether the figure counts the attackers: True behind "among them", False behind "besides", None where untold.

    Looked for from the figure to the end of its sentence: "مقتل 6 أشخاص بمن فيهم منفذ الهجوم" (six killed, among them
    the attacker).
    """
    if count.evidence is None:
        return None
    ends = (span.end for span in event.evidence if _holds(span, count.evidence))
    words = words_of(report.text[count.evidence.start : max(ends, default=count.evidence.end)])
    if _names_attacker(words, "besides"):
        return False
    return True if _names_attacker(words, "among") else None


def _names_attacker(words: Sequence[str], lead: str) -> bool:
    """Whether an attacker is named shortly behind one of the words of list `lead`, nothing of other meaning between."""
    others = phrases("until") | (phrases("besides") if lead == "among" else phrases("among"))
    start = 0
    while (found := find(phrases(lead), words, start)) is not None:
        start = found[1]
        near = words[start : start + REACH]
        attacker, other = find(phrases("attacker"), near), find(others, near)
        if attacker and (other is None or attacker[0] < other[0]):
            return True
    return False


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end
