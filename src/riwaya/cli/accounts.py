"""The accounts of an incident as rows of a table: what each says, and where it says otherwise than the incident."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Final, NamedTuple

from riwaya.cli.side_by_side import TOGETHER, Cell, Row
from riwaya.export.evidence import around_trigger, one_line
from riwaya.export.private import shown
from riwaya.export.table import TRIGGER_MARK, phrase
from riwaya.incidents.spoken import count_words, days_words
from riwaya.incidents.voices import voices
from riwaya.model.accounts import Account
from riwaya.model.events import Count, DateRange, Place
from riwaya.model.incidents import Claim, Figure, FigureRole, Incident

BEFORE: Final = 90  # characters of the sentence that are shown before the trigger, and behind it
LABELS: Final[dict[FigureRole, str]] = {"killed": "killed", "injured": "injured", "killed_or_injured": "both"}


class Told(NamedTuple):
    """An account that is shown, and the copies of its text that tell the same, which are not."""

    account: Account
    copies: tuple[Account, ...] = ()


def told_once(incident: Incident) -> list[Told]:
    """The accounts in the order of printing, copies folded under the report that they repeat."""
    groups: defaultdict[tuple[object, ...], list[Account]] = defaultdict(list)
    for account in incident.accounts:
        event = account.event
        counts = tuple(count and (count.min, count.max) for count in (event.killed, event.injured))
        groups[account.voice, event.type, event.modality, account.standing, counts].append(account)
    told = [
        Told(first, tuple(one for one in group if one.report_key != first.report_key))
        for group in groups.values()
        for first in _firsts(group)
    ]
    place = {account.key: number for number, account in enumerate(incident.accounts)}
    return sorted(told, key=lambda one: place[one.account.key])


def _firsts(group: Sequence[Account]) -> Iterator[Account]:
    """The accounts of the report that the others repeat, of the first printed where it is not here."""
    original = min(group, key=lambda account: account.report_key != account.voice)
    yield from (account for account in group if account.report_key == original.report_key)


def rows(incident: Incident) -> list[Row]:
    """The rows of the table, a column for each account that is shown."""
    columns = told_once(incident)
    voice = voices(incident.accounts)

    def row(label: str, cell: Callable[[Account], Cell]) -> Row:
        cells = tuple(_readable(cell(told.account)) for told in columns)
        said = {one.values for one in cells if one.values}
        return Row(label, cells, any(one.differs for one in cells) or (label in _COMPARED and len(said) > 1))

    return [
        row("", lambda account: Cell((account.report.outlet or account.report_key,))),
        row("printed", lambda account: Cell((str(account.report.published or "no date"),))),
        row("voice", lambda account: Cell((phrase(voice[account.key]),))),
        row("standing", _standing),
        row("what", lambda account: _what(account, incident)),
        row("words", lambda account: Cell((_words(account),))),
        *(row(LABELS[figure.role], partial(_figure, figure)) for figure in incident.figures),
        row("blame", lambda account: _blame(account, incident)),
        row("sources", lambda account: Cell((_sources(account),))),
        row("place", lambda account: _place(account, incident.place)),
        row("day told", lambda account: _date(account, incident.date)),
        Row("also in", tuple(Cell(_copies(told)) for told in columns)),
        row("account", lambda account: Cell((account.key, account.report_key))),
    ]


def _readable(cell: Cell) -> Cell:
    """The cell with a sign of omission where a name was left out."""
    return Cell(tuple(shown(value) for value in cell.values), cell.differs)


_COMPARED: Final = frozenset(LABELS.values())


def _standing(account: Account) -> Cell:
    """Shown only where an analyst has judged."""
    if account.standing == "machine":
        return Cell()
    numbers = ", ".join(f"#{number}" for number in account.judgements)
    return Cell((f"{account.standing} ({numbers})" if numbers else account.standing,), True)


def _what(account: Account, incident: Incident) -> Cell:
    event = account.event
    told = event.type if event.modality == "actual" else f"{event.type}, {event.modality}"
    return Cell((told,), event.type != incident.type or event.modality != "actual")


def _words(account: Account) -> str:
    """The sentence of the trigger, cut around it, the trigger between asterisks."""
    sentences = around_trigger(account.report, account.event)
    before, trigger, behind = next((parts for parts in sentences if parts[1]), sentences[0] if sentences else ("",) * 3)
    if not trigger:
        return phrase(_cut(before, 2 * BEFORE))
    left, right = before[-BEFORE:], behind[:BEFORE]
    left = left if left == before else "…" + left[left.find(" ") + 1 :]
    right = right if right == behind else _cut(right, BEFORE - 1)
    marked = f"{TRIGGER_MARK}{one_line(trigger).replace(' ', TOGETHER)}{TRIGGER_MARK}"
    # A particle that is written on to the trigger stays with it.
    return one_line(f"{left}{marked}{right}".replace(TOGETHER, "\0")).replace("\0", TOGETHER)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[:most].rsplit(' ', 1)[0]}…"


def _figure(figure: Figure, account: Account) -> Cell:
    claim = next((claim for claim in figure.claims if claim.account == account.key), None)
    count: Count | None = getattr(account.event, figure.role)
    if count is None:
        return Cell()
    values = [count_words(count)]
    if claim is not None:
        values += _remarks(claim)
    if count.text:
        values.append(phrase(count.text))
    return Cell(tuple(values), claim is None or bool(claim.replaced_by) or account.key in figure.outside)


def _remarks(claim: Claim) -> Iterator[str]:
    if claim.replaced_by:
        yield "replaced by a later toll"
    if claim.attackers is not None:
        yield "counts the attackers too" if claim.attackers else "does not count the attackers"


def _blame(account: Account, incident: Incident) -> Cell:
    said = [one for one in incident.blame if account.key in one.said_by]
    denied = [one for one in incident.blame if account.key in one.denied_by]
    admitted = {one.party for one in incident.blame if account.key in one.admitted_by}
    values = [f"{phrase(one.name)}{', as it says itself' if one.party in admitted else ''}" for one in said]
    values += [f"denied: {phrase(one.name)}" for one in denied]
    first = incident.blame[0].party if incident.blame else ""
    return Cell(tuple(values), bool(denied) or (bool(said) and all(one.party != first for one in said)))


def _sources(account: Account) -> str:
    return " < ".join(phrase(source.text) for source in account.event.sources) or "the outlet itself"


def _place(account: Account, agreed: Place | None) -> Cell:
    places = account.event.places
    known = {place.gazetteer_id for place in places if place.gazetteer_id}
    differs = agreed is not None and bool(known) and agreed.gazetteer_id not in known
    return Cell(tuple(f"{phrase(place.text)}{_in_english(place)}" for place in places), differs)


def _in_english(place: Place) -> str:
    if place.precision is None:
        return " (unresolved)"
    areas = ", ".join(filter(None, [place.name, place.country]))
    return f" ({areas}; precision {place.precision})"


def _date(account: Account, agreed: DateRange | None) -> Cell:
    date = account.event.date
    if date is None:
        return Cell(("not told",))
    differs = agreed is not None and not (date.start <= agreed.end and agreed.start <= date.end)
    return Cell((f"{days_words(date)} ({phrase(date.text)})" if date.text else days_words(date),), differs)


def _copies(told: Told) -> tuple[str, ...]:
    printed = {f"{copy.report.outlet or copy.report_key}, {copy.report.published or 'no date'}" for copy in told.copies}
    return tuple(sorted(printed))
