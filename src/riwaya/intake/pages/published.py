"""On which day an article was published, by what its page says, the surest first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Final

import msgspec
from lxml.html import HtmlElement

from riwaya.intake.dates import FIRST_YEAR, parse_day
from riwaya.intake.pages.days import day_in_address, find_day
from riwaya.intake.pages.marks import has_class, words_of
from riwaya.intake.pages.stated import Stated
from riwaya.intake.pages.tree import HEADINGS, lines_of, name_of, text_of

# A line of more words than this is text; a day in it may be that of an event.
_BYLINE_WORDS: Final = 16
# At the head of a text so many characters may hold an agency's dateline.
_DATELINE: Final = 90
# Among so many lines before and behind the title the day is looked for.
_NEAR: Final = 8
# Pages of news are from the web's years. The fetching machine's clock and the outlet's zone may differ by a day.
_FIRST: Final = dt.date(max(FIRST_YEAR, 1990), 1, 1)
_DAY: Final = dt.timedelta(days=1)
# Days by which what a page states and what its text is headed with may differ before it is told.
_MAY_DIFFER: Final = dt.timedelta(days=2)


class Dated(msgspec.Struct, frozen=True):
    """A day and by what it is known; None and "" where nothing tells it. `others` are the days that differ much."""

    day: dt.date | None = None
    by: str = ""
    others: tuple[tuple[dt.date, str], ...] = ()


def find_published(
    body: HtmlElement,
    stated: Stated,
    lines: Sequence[str],
    *,
    title: str,
    address: str = "",
    by_feed: dt.date | None = None,
    looked_at: dt.date | None = None,
) -> Dated:
    """The day of an article from its page without furniture, its lines, its address and its feed."""
    latest = None if looked_at is None else looked_at + _DAY
    found = [
        (day, by)
        for by, day in _told(body, stated, lines, title, address, by_feed)
        if day is not None and day >= _FIRST and (latest is None or day <= latest)
    ]
    if not found:
        return Dated()
    day, by = found[0]
    others = tuple((d, b) for d, b in found if abs(d - day) > _MAY_DIFFER and b in ("dateline", "byline", "url"))
    return Dated(day, by, others)


def _told(
    body: HtmlElement, stated: Stated, lines: Sequence[str], title: str, address: str, by_feed: dt.date | None
) -> Iterator[tuple[str, dt.date | None]]:
    yield from (("jsonld", _stamp(written)) for written in stated.ld_days)
    yield from (("meta", _stamp(written)) for written in stated.meta_days)
    yield from (("time", _stamp(written)) for written in _times(body))
    yield "byline", _byline(body, title)
    yield "dateline", _dateline(lines)
    yield "feed", by_feed
    yield "url", day_in_address(address)


def _stamp(written: str) -> dt.date | None:
    """The day of a stamp, as written, whatever its zone: of ISO 8601 or any way in which papers write days."""
    return parse_day(written) or find_day(written)


def _times(body: HtmlElement) -> Iterator[str]:
    """The stamps of `time` elements and others marked so: those of publication first, never those of a change."""
    marked = list(body.iter("time"))
    first = [one for one in marked if one.get("pubdate") is not None or has_class(name_of(one), "class_day")]
    stamps = [
        one.get("content") or one.get("datetime") or "" for one in body.iter() if one.get("itemprop") == "datePublished"
    ]
    for one in (*first, *marked):
        if "updated" not in (one.get("class") or "").split() and one.get("itemprop") != "dateModified":
            stamps.append(one.get("datetime") or text_of(one))
    yield from (stamp for stamp in stamps if stamp)


def _byline(body: HtmlElement, title: str) -> dt.date | None:
    """The whole date in a short line nearest to the title, of two as near that behind it."""
    lines = lines_of(body)
    wanted = words_of(title)
    at = next((n for n, line in enumerate(lines) if wanted and words_of(line) == wanted), None)
    if at is None:
        headings = {text_of(one) for one in body.iter(*HEADINGS)}
        at = next((n for n, line in enumerate(lines) if line in headings), 0)
    near = sorted(range(max(0, at - _NEAR), min(len(lines), at + _NEAR + 1)), key=lambda n: (abs(n - at), n < at))
    days = (find_day(lines[n]) for n in near if n != at and len(lines[n].split()) <= _BYLINE_WORDS)
    return next((day for day in days if day is not None), None)


def _dateline(lines: Sequence[str]) -> dt.date | None:
    """The whole date with which a text begins: "الرياض 25 شوال 1436 هـ الموافق 10 أغسطس 2015 م واس" (Riyadh, …)."""
    return next((day for line in lines[:2] if (day := find_day(line[:_DATELINE])) is not None), None)
