"""How well an incident is attested, after the grades of Airwars: a suggestion from stated criteria, never a verdict.

Airwars (airwars.org/about/methodology) grades reports of harm to civilians: Confirmed, "a specific belligerent has
accepted responsibility for civilian harm"; Fair, "reported by two or more credible sources, with likely or confirmed
near actions by a belligerent"; Weak, "single source claim"; Contested, "competing claims of responsibility";
Discounted, "those killed were combatants, or other parties most likely responsible". Its researchers weigh each
source. Here only what can be counted is counted, in this order, which docs/incidents.md states:

1. `discounted`: no account tells it as fact, and at least one denies it.
2. `confirmed`: a party that is blamed admits it.
3. `contested`: voices blame parties of different sides and no side in common, or the blame is denied.
4. `fair`: two or more voices tell it. `weak`: one voice does.

Whether a voice is credible, fighting was near by, or the dead were combatants, is for a reader to judge.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations

from riwaya.incidents.claims import standing_accounts
from riwaya.incidents.voices import voices
from riwaya.incidents.words import is_specific, types
from riwaya.language.tables import rows
from riwaya.model.accounts import Account
from riwaya.model.events import EventType
from riwaya.model.incidents import Blame, Grade


def grade(type_: EventType, accounts: Iterable[Account], blamed: Sequence[Blame]) -> Grade | None:
    """The suggestion and its criteria, each a sentence; None where the type harms nobody or no account stands."""
    told = standing_accounts(accounts)
    if type_ not in types("graded") or not told:
        return None
    voice = voices(told)
    facts = [account for account in told if account.event.modality == "actual"]
    denials = [account for account in told if account.event.modality == "denied"]
    telling = {voice[account.key] for account in facts}
    reports = {account.report_key for account in facts}
    outlets = {account.report.outlet for account in facts}
    criteria = [
        f"{_number(len(telling), 'independent voice')} {_verb(len(telling), 'tell')} it as fact, "
        f"in {_number(len(reports), 'report')} of {_number(len(outlets), 'outlet')}."
    ]
    if denials:
        denying = {voice[account.key] for account in denials}
        criteria.append(f"{_number(len(denying), 'independent voice')} {_verb(len(denying), 'tell')} it as denied.")
    criteria += [_blame_line(one, voice) for one in blamed]
    admitted = [one for one in blamed if one.admitted_by]
    rivals = [] if type_ in types("two_sided") else list(_rivals(facts, voice))
    criteria += [f"Voices blame different sides: {a} and {b}." for a, b in rivals]
    denied = [one for one in blamed if one.said_by and one.denied_by]
    if not admitted:
        criteria.append("No party admits it.")
    if not facts:
        return Grade(suggestion="discounted" if denials else "weak", criteria=tuple(criteria))
    if admitted:
        return Grade(suggestion="confirmed", criteria=tuple(criteria))
    if rivals or denied:
        return Grade(suggestion="contested", criteria=tuple(criteria))
    return Grade(suggestion="fair" if len(telling) > 1 else "weak", criteria=tuple(criteria))


def _blame_line(one: Blame, voice: Mapping[str, str]) -> str:
    said, denied, admitted = (
        {voice[key] for key in keys if key in voice} for keys in (one.said_by, one.denied_by, one.admitted_by)
    )
    parts = [f"{_number(len(said), 'voice')} {_verb(len(said), 'say')} that {one.name} did it"]
    parts += [f"{len(denied)} {_verb(len(denied), 'carry')} a denial"] if denied else []
    parts += [f"{len(admitted)} {_verb(len(admitted), 'have')} its own admission"] if admitted else []
    return f"{', '.join(parts)}."


def _rivals(facts: Sequence[Account], voice: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Pairs of parties of the lexicon that different voices blame, where no side is blamed by both voices."""
    blamed: dict[str, dict[str, str]] = {}
    for account in sorted(facts, key=lambda account: account.key):
        for actor in account.event.actors:
            if is_specific(actor.id, actor.type):
                blamed.setdefault(voice[account.key], {}).setdefault(side(actor.id), actor.name or actor.text)
    pairs = {
        tuple(sorted((next(iter(blamed[a].values())), next(iter(blamed[b].values())))))
        for a, b in combinations(sorted(blamed), 2)
        if not blamed[a].keys() & blamed[b].keys()
    }
    yield from ((a, b) for a, b in sorted(pairs))


def side(party: str) -> str:
    """The side of a party of the lexicon, the party itself where none is listed: an army and its state are one."""
    return _sides().get(party, "") or party


@cache
def _sides() -> Mapping[str, str]:
    return {row["id"]: row["side"] for row in rows("lexicon/actors.tsv", "id", "side")}


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _verb(count: int, verb: str) -> str:
    """The verb as it agrees with the count."""
    if count != 1:
        return verb
    return {"have": "has", "carry": "carries"}.get(verb, f"{verb}s")
