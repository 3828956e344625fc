"""Incidents: the accounts of one thing side by side, with what can be said of them by a stated rule."""

from __future__ import annotations

import datetime as dt
from typing import Literal

import msgspec

from riwaya.model.accounts import Account
from riwaya.model.events import Count, DateRange, EventType, Place, Source

FigureRole = Literal["killed", "injured", "killed_or_injured"]


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """One figure as one account gives it: who says it (`sources`, else the paper itself), and when it was printed.

    `whom` are the words that say of whom, where told. `attackers` tells whether the figure counts attackers too, as
    far as the account says; None where it does not. `replaced_by` is the key of the account by which the same voice
    or source gave a later figure, "" where this one stands.
    """

    account: str
    outlet: str
    voice: str
    published: dt.date | None
    role: FigureRole
    count: Count
    sources: tuple[Source, ...] = ()
    whom: tuple[str, ...] = ()
    attackers: bool | None = None
    replaced_by: str = ""


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """The claims of one role reconciled; `claims` keeps every one.

    `min`, `max`: the lowest and highest figure that a standing claim gives; `max` None where every claim that reaches
    highest is open ("at least"). `shared`: the figure that more independent voices give than any other, `voices` how
    many do; None where two figures have as many, and where no claim gives a number (`voices` is then 0). `outside`:
    keys of accounts whose figure leaves the shared one out. `low`, `best`, `high` by the meaning of the UCDP GED
    codebook; None where there is no claim of deaths.
    """

    role: FigureRole
    claims: tuple[Claim, ...]
    min: int
    max: int | None
    shared: int | None = None
    voices: int = 0
    outside: tuple[str, ...] = ()
    low: int | None = None
    best: int | None = None
    high: int | None = None


class Blame(msgspec.Struct, frozen=True, kw_only=True):
    """One party that is said to have done it: the accounts that say so, those that deny it, and whether it admits it.

    `party` is the actor's id in the lexicon, or its folded words where it has none; `name` is for reading.
    """

    party: str
    name: str
    type: str = ""
    said_by: tuple[str, ...] = ()
    denied_by: tuple[str, ...] = ()
    admitted_by: tuple[str, ...] = ()


class Grade(msgspec.Struct, frozen=True, kw_only=True):
    """A suggestion how well an incident is attested, after Airwars' grading, with the criteria that gave it.

    It is computed, never a verdict: `confirmed` a party admits it, `fair` two or more independent voices and no
    dispute, `weak` one voice, `contested` voices blame different parties, `discounted` told only as denied.
    """

    suggestion: Literal["confirmed", "fair", "weak", "contested", "discounted"]
    criteria: tuple[str, ...]


class Incident(msgspec.Struct, frozen=True, kw_only=True):
    """The accounts of one thing. Everything beside `id` and `accounts` is derived from them by a stated rule."""

    id: str
    accounts: tuple[Account, ...]
    type: EventType
    date: DateRange | None
    place: Place | None
    places: tuple[Place, ...] = ()
    figures: tuple[Figure, ...] = ()
    blame: tuple[Blame, ...] = ()
    grade: Grade | None = None
    outlets: tuple[str, ...] = ()
    voices: int = 0
    civilians_harmed: bool = False


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """How likely two accounts tell the same thing: the match weight in bits, and what each comparison added to it."""

    a: str
    b: str
    weight: float
    parts: tuple[tuple[str, float], ...] = ()
