"""Whose voice an account is: that of an agency, of the paper that printed the text first, or of its own paper.

A voice is one witness, however many papers print it and however often. By this rule, which docs/incidents.md states:

1. A text that names a news agency as its source is that agency's voice.
2. Any other text is the voice of the paper that printed it first; its copies in other papers count with that one.
3. A report whose outlet is unknown is a voice of its own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from riwaya.incidents.words import agencies, phrases, words_of
from riwaya.model.accounts import Account
from riwaya.model.events import Source


def voices(accounts: Iterable[Account]) -> Mapping[str, str]:
    """Account key → the name of its voice: an agency, an outlet, or the key of a report without one."""
    found: dict[str, str] = {}
    spelt: dict[str, str] = {}
    for text, group in groupby(sorted(accounts, key=_order), key=lambda account: account.voice):
        copies = list(group)
        quoted = next((source for source in _sources(copies) if agency(source)), None)
        if quoted is None:
            name = _first_outlet(text, copies)
        else:
            key = agency(quoted)
            name = spelt.setdefault(key, key if key.isascii() else quoted.text)
        found.update((account.key, name) for account in copies)
    return found


def agency(source: Source) -> str:
    """The news agency that a source is, "" where it is none: "وكالة «رويترز»" (the agency "Reuters") is Reuters.

    An agency that the list lacks goes by its own folded words.
    """
    words = words_of(source.text)
    if source.id or not words:
        return ""
    own = phrases("agency_rest")
    for last in range(len(words), 0, -1):
        if words[:last] in agencies() and all((word,) in own for word in words[last:]):
            return agencies()[words[:last]]
    named = words[:1] in phrases("agency") and any((word,) not in own for word in words[1:])
    return " ".join(words) if named else ""


def _sources(copies: Sequence[Account]) -> Iterator[Source]:
    return (source for account in copies for source in account.event.sources)


def _first_outlet(text: str, copies: Sequence[Account]) -> str:
    """The outlet of the report that the others repeat; of the first printed where that one does not tell this."""
    first = min(copies, key=lambda account: account.report_key != text)
    return first.report.outlet or text


def _order(account: Account) -> tuple[str, dt.date, str, str]:
    return account.voice, account.report.published or dt.date.max, account.report_key, account.key
