"""Which judgements stand: an undo takes one away, the latest on the same matter wins, nothing is forgotten."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from riwaya.model.judgements import Judgement

VERDICTS: Final = frozenset({"accept", "reject"})
PAIRS: Final = frozenset({"same", "apart"})

Matter = tuple[str, ...]


def in_order(judgements: Iterable[Judgement]) -> list[Judgement]:
    """The judgements in the order of judging."""
    return sorted(judgements, key=lambda judgement: judgement.id)


def undone(judgements: Iterable[Judgement]) -> Mapping[int, Judgement]:
    """The ids of judgements that are taken back, each with the undo that does it; undos may be among them.

    An undo that is itself undone takes nothing back. An undo always follows what it undoes, so that, from the last
    judgement to the first, all that could take one back was looked at before it.
    """
    found: dict[int, Judgement] = {}
    for judgement in reversed(in_order(judgements)):
        if judgement.kind == "undo" and judgement.id not in found:
            found[judgement.undoes] = judgement
    return found


def effective(judgements: Iterable[Judgement]) -> list[Judgement]:
    """The judgements that were not taken back, in order, the undos themselves left out."""
    given = in_order(judgements)
    gone = undone(given)
    return [judgement for judgement in given if judgement.kind != "undo" and judgement.id not in gone]


def stands(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """The judgements that hold now, in order: of those that were not taken back the latest on each matter.

    Where the latest is undone, the one before it comes back. Every note stands until it is undone.
    """
    latest = {matter_of(judgement): judgement for judgement in effective(judgements)}
    return tuple(in_order(latest.values()))


def matter_of(judgement: Judgement) -> Matter:
    """On what a judgement decides: two on the same matter can not both hold.

    The verdict on an account (accept, reject), one field of it, whether two accounts tell the same; a note is its own.
    """
    if judgement.kind in VERDICTS:
        return ("verdict", judgement.subject)
    if judgement.kind == "correct":
        return ("field", judgement.subject, judgement.field)
    if judgement.kind in PAIRS:
        return ("pair", *sorted((judgement.subject, judgement.other)))
    return (judgement.kind, str(judgement.id))


def overruling(judgements: Sequence[Judgement]) -> Mapping[int, Judgement]:
    """The ids of judgements that were not taken back but do not hold, each with the later one that holds instead."""
    standing = {matter_of(judgement): judgement for judgement in stands(judgements)}
    found = {}
    for judgement in effective(judgements):
        latest = standing[matter_of(judgement)]
        if latest.id != judgement.id:
            found[judgement.id] = latest
    return found
