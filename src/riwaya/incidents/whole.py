"""An incident from its accounts as they stand: everything beside its id is derived by a rule that can be read aloud.

Type: what most voices tell; of as many, the more specific (`incidents.types` of `rules/incidents.yaml`).
Date: the most precise told; of those, the one that fits with the dates of most voices; stated before relative before
carried; the earliest. Place: the most precise resolved one; of those, the one that most voices name; then by its id.
What an analyst rejected tells nothing; what is denied, planned or only possible tells where and when only if nothing
is told as fact. docs/incidents.md states these rules for readers.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from riwaya.incidents.blame import blame
from riwaya.incidents.claims import standing_accounts
from riwaya.incidents.figures import figures
from riwaya.incidents.grade import grade
from riwaya.incidents.voices import voices
from riwaya.incidents.words import types, words_of
from riwaya.model.accounts import Account
from riwaya.model.events import DateRange, EventType, Place
from riwaya.model.incidents import Incident

BASES: Final = ("stated", "relative", "carried")
UNRESOLVED: Final = 9  # behind all precisions


def whole(id_: str, accounts: Iterable[Account], beside: Iterable[Account] = ()) -> Incident:
    """The incident of these accounts, at least one; their order is of no account.

    `beside` are other accounts of the same reports; what they accuse and reject counts for the blame.
    """
    given = sorted(accounts, key=_printed)
    standing = standing_accounts(given) or given
    told = [account for account in standing if account.event.modality == "actual"] or standing
    voice = voices(standing)
    type_ = _type(told, voice)
    places = _places(told, voice)
    blamed = blame(given, beside)
    return Incident(
        id=id_,
        accounts=tuple(given),
        type=type_,
        date=_date(told, voice),
        place=next((place for place in places if place.precision), None),
        places=places,
        figures=figures(given),
        blame=blamed,
        grade=grade(type_, given, blamed),
        outlets=tuple(sorted({account.report.outlet for account in standing} - {""})),
        voices=len(set(voice.values())),
        civilians_harmed=any(account.event.civilians_harmed for account in told),
    )


def _printed(account: Account) -> tuple[dt.date, str, str]:
    return account.report.published or dt.date.max, account.report.outlet, account.key


def _type(told: Sequence[Account], voice: Mapping[str, str]) -> EventType:
    telling: defaultdict[EventType, set[str]] = defaultdict(set)
    for account in told:
        telling[account.event.type].add(voice[account.key])
    order = types("types")
    return min(telling, key=lambda type_: (-len(telling[type_]), order.index(type_)))


def _date(told: Sequence[Account], voice: Mapping[str, str]) -> DateRange | None:
    dates = [(account.event.date, voice[account.key]) for account in told if account.event.date]
    if not dates:
        return None

    def rank(date: DateRange) -> tuple[int, int, int, str, str, str]:
        agreeing = {by for other, by in dates if other.start <= date.end and date.start <= other.end}
        days = date.start.isoformat(), date.end.isoformat()
        return date.precision, -len(agreeing), BASES.index(date.basis), *days, date.text

    return min((date for date, _ in dates), key=rank)


def _places(told: Sequence[Account], voice: Mapping[str, str]) -> tuple[Place, ...]:
    """Every place once, the best first; the wording is that of the first account that names it."""
    naming: defaultdict[str, set[str]] = defaultdict(set)
    first: dict[str, Place] = {}
    for account in told:
        for place in account.event.places:
            key = place.gazetteer_id or " ".join(words_of(place.text))
            naming[key].add(voice[account.key])
            first.setdefault(key, place)
    order = sorted(first, key=lambda key: (first[key].precision or UNRESOLVED, -len(naming[key]), key))
    return tuple(first[key] for key in order)
