"""Who is said to have done it, by which accounts; who denies it, and who admits it.

A party is named as the lexicon names it, never by a paper's word for it; one that the lexicon lacks keeps the words
of the report. All keys are those of accounts of the incident. By this rule, which docs/incidents.md states:

1. An account that tells the event as fact says of each of its actors that it was that one; an account that tells it
   as denied denies it of them.
2. An accusation that shares a sentence with an account says it of each accused party that the lexicon knows, unless
   the account names other parties of the lexicon itself.
3. A denial that shares a sentence with an account denies it of the party that speaks, where the report blames that
   one; else of the one party that the report blames, leaving out those that the speaker blames. Where that leaves more
   than one, it is not clear whose part is denied, and nothing is taken from it.
4. A party admits it where the sources of an account name it as well: it tells itself what it did, or claims the deed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from riwaya.incidents.claims import standing_accounts
from riwaya.incidents.words import words_of
from riwaya.model.accounts import Account
from riwaya.model.events import Actor, Event, Span, Target
from riwaya.model.incidents import Blame

Party = Actor | Target


class Said(NamedTuple):
    """That an account says of a party that it did it, denies it of it, or has it admit it."""

    party: Party
    manner: Literal["said", "denied", "admitted"]
    account: str


def blame(accounts: Iterable[Account], beside: Iterable[Account] = ()) -> tuple[Blame, ...]:
    """The parties, those that most accounts blame first; `beside` are other accounts of the same reports."""
    told = sorted(standing_accounts(accounts), key=lambda account: account.key)
    others = sorted(standing_accounts(beside), key=lambda account: account.key)
    pairs = [(one, other) for one in told for other in others if _of_one_sentence(one, other)]
    said = [found for account in told for found in _own(account)]
    said += [found for account, other in pairs for found in _accused(account, other)]
    said += [found for account, other in pairs for found in _rejected(account, other, told, said)]
    by_party: defaultdict[str, list[Said]] = defaultdict(list)
    for one in said:
        by_party[party_of(one.party)].append(one)
    found = [_blame(party, by_party[party]) for party in by_party]
    return tuple(sorted(found, key=lambda one: (-len(one.said_by), -len(one.denied_by), one.party)))


def party_of(party: Party) -> str:
    """What a party is known by: its id in the lexicon, else its folded words."""
    return party.id or " ".join(words_of(party.text))


def _blame(party: str, said: Sequence[Said]) -> Blame:
    first = said[0].party
    keys = {manner: tuple(sorted({s.account for s in said if s.manner == manner})) for manner in _MANNERS}
    return Blame(
        party=party,
        name=first.name or first.text,
        type=first.type,
        said_by=keys["said"],
        denied_by=keys["denied"],
        admitted_by=keys["admitted"],
    )


_MANNERS = ("said", "denied", "admitted")


def _own(account: Account) -> Iterator[Said]:
    """What an account says of its own actors. What is planned or only possible says nothing."""
    event = account.event
    speaking = {source.id for source in event.sources if source.id}
    for actor in event.actors:
        if event.modality == "denied":
            yield Said(actor, "denied", account.key)
        elif event.modality == "actual":
            yield Said(actor, "said", account.key)
            if actor.id in speaking:
                yield Said(actor, "admitted", account.key)


def _accused(account: Account, other: Account) -> Iterator[Said]:
    own = {actor.id for actor in account.event.actors if actor.id}
    if other.event.type == "accuse" and other.event.modality == "actual":
        accused = [target for target in other.event.targets if target.id and (not own or target.id in own)]
        yield from (Said(target, "said", account.key) for target in accused)


def _rejected(account: Account, other: Account, told: Sequence[Account], said: Sequence[Said]) -> Iterator[Said]:
    event = other.event
    if event.type != "reject" or event.modality != "actual" or _speaks(event, account.event):
        return
    of_report = {one.key for one in told if one.report_key == account.report_key}
    by_speaker = {one.key for one in told if one.key in of_report and _speaks(event, one.event)}
    blamed = {party_of(s.party): s.party for s in said if s.manner == "said" and s.account in of_report - by_speaker}
    speakers = {party_of(actor) for actor in event.actors}
    denied = [party for key, party in blamed.items() if key in speakers] or list(blamed.values())
    if len(denied) == 1:
        yield Said(denied[0], "denied", account.key)


def _speaks(denial: Event, event: Event) -> bool:
    """Whether one who utters the denial is a source of the event."""
    return any(_touch(actor.evidence, source.evidence) for actor in denial.actors for source in event.sources)


def _of_one_sentence(account: Account, other: Account) -> bool:
    """Whether both are of one report and the sentence that holds the other's trigger tells the account too."""
    if account.report_key != other.report_key or account.key == other.key:
        return False
    return any(_touch(span, other.event.trigger_span) for span in account.event.evidence)


def _touch(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end
