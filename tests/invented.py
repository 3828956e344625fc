"""Accounts put together by hand, as the tests of incidents need them: who printed what, and what it tells."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

import msgspec

from riwaya.model import Actor, Count, DateRange, Event, Place, Report, Source, Span, Target
from riwaya.model.accounts import Account

NOWHERE: Final = Span(0, 0)
FIRST_DAY: Final = dt.date(2021, 3, 1)


def day(number: int) -> dt.date:
    """The n-th day of the invented news, from 1."""
    return FIRST_DAY + dt.timedelta(days=number - 1)


def account(
    outlet: str = "north",
    *,
    on: int | None = 1,
    key: str = "",
    voice: str = "",
    text: str = "",
    standing: Any = "machine",
    **event: Any,
) -> Account:
    """An account by a paper, printed on day `on`; what it tells is given as fields of `Event`."""
    report_key = key or f"{outlet}-{on}"
    told: dict[str, Any] = {"type": "shelling", "trigger": "قصف", "trigger_span": NOWHERE, "evidence": ()}
    return Account(
        key=f"{report_key}/e",
        report_key=report_key,
        report=Report(id=report_key, text=text, published=None if on is None else day(on), outlet=outlet),
        voice=voice or report_key,
        event=Event(id="e1", **{**told, **event}),
        standing=standing,
    )


def dead(least: int, most: int | None = -1, text: str = "") -> Count:
    """A count: `dead(9)` is nine, `dead(9, None)` at least nine, `dead(9, 12)` nine to twelve."""
    most = least if most == -1 else most
    return Count(min=least, max=most, text=text or str(least))


def said_by(*names: str) -> tuple[Source, ...]:
    """A chain of sources; `id:afp` is one with that id, all else are words of a text."""
    return tuple(
        Source(text=name.removeprefix("id:"), evidence=NOWHERE, id=name[3:] if name.startswith("id:") else "")
        for name in names
    )


def actor(id_: str, name: str = "", text: str = "", at: Span = NOWHERE) -> Actor:
    """A party of the lexicon, or with an empty id one that goes by its own words."""
    return Actor(text=text or name or id_, evidence=at, id=id_, name=name or id_)


def target(text: str, at: Span = NOWHERE, id_: str = "") -> Target:
    """Whom it hit."""
    return Target(text=text, evidence=at, id=id_, name=id_)


def place(name: str, precision: Any = 1, lat: float = 15.0, lon: float = 44.0) -> Place:
    """A place that the gazetteer knows."""
    return Place(
        text=name, evidence=NOWHERE, name=name, lat=lat, lon=lon, country="YE", precision=precision, gazetteer_id=name
    )


def date(first: int, last: int = 0, precision: Any = 1, basis: Any = "relative") -> DateRange:
    """Days of the invented news."""
    return DateRange(start=day(first), end=day(last or first), precision=precision, basis=basis, text="")


def copy_of(original: Account, outlet: str, on: int | None = None) -> Account:
    """The same text in another paper, printed on the same day or on day `on`."""
    key = f"{original.report_key}-in-{outlet}"
    published = original.report.published if on is None else day(on)
    report = msgspec.structs.replace(original.report, id=key, outlet=outlet, published=published)
    return msgspec.structs.replace(original, key=f"{key}/e", report_key=key, report=report, voice=original.voice)
