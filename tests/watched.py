"""A web of a few pages that tests write down, and rounds over it with a coder that knows one word."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from html import escape
from pathlib import Path
from typing import Final

import msgspec

from riwaya.archive.taking_in import Desk
from riwaya.archive.watching import Round, Watch, look
from riwaya.intake.keeping import Keeper
from riwaya.intake.web.trips import Answer, Wanted
from riwaya.model import CodedReport, Event, Failure, Report, Span
from riwaya.model.sources import Feed, Fetched, Outlet
from riwaya.store.custody import last_kept
from riwaya.store.engine import Store

BEGAN: Final = dt.datetime(2024, 5, 1, 6, tzinfo=dt.UTC)
BASE: Final = "http://paper.example"
FEED: Final = f"{BASE}/feed.xml"
_SHELLING: Final = "قصف"
_TEXT: Final = (
    "قُتل {killed} مدنيين وأصيب آخرون بجروح أمس الثلاثاء في قصف مدفعي على مدينة تعز، وفق ما قال مصدر طبي في المدينة. "
    "وأضاف المصدر أن المصابين نقلوا إلى المستشفى، وأن بعضهم في حال خطرة، ولم تعلن أي جهة مسؤوليتها عن القصف."
)
PAPER: Final = Outlet(
    id="paper",
    name="Paper",
    arabic="الصحيفة",
    kind="newspaper",
    country="YE",
    feeds=(Feed(address=FEED, kind="rss", every=60),),
)


def page(number: int, killed: int = 3, *, canonical: str = "", title: str = "") -> str:
    """An article as a page."""
    head = title or f"قصف على تعز ({number})"
    link = f'<link rel="canonical" href="{canonical}">' if canonical else ""
    return (
        f"<html><head><title>{head}</title>{link}</head><body><article><h1>{head}</h1>"
        f"<p>{_TEXT.format(killed=killed)}</p></article></body></html>"
    )


def feed(*listed: tuple[str, str], at: dt.datetime = BEGAN) -> str:
    """A feed of addresses and titles."""
    items = "".join(
        f"<item><title>{escape(title)}</title><link>{escape(address)}</link>"
        f"<pubDate>{at:%a, %d %b %Y %H:%M:%S} GMT</pubDate></item>"
        for address, title in listed
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>x</title>{items}</channel></rss>'


class ScriptedWeb:
    """Pages by address: a body, a status, or an error in words; an address that is not there is a 404.

    A status of 503 may pass, an error too if it ends in "…". `asked` are the requests in their order.
    """

    def __init__(self, pages: Mapping[str, str | int] | None = None) -> None:
        self.pages: dict[str, str | int] = dict(pages or {})
        self.at = BEGAN
        self.asked: list[Wanted] = []

    def fetch_all(self, wanted: Iterable[Wanted]) -> Iterator[Answer]:
        """An answer to each request, in their order, one each second."""
        for one in wanted:
            self.asked.append(one)
            self.at += dt.timedelta(seconds=1)
            yield self._answer(one, self.pages.get(one.address, 404))

    def _answer(self, wanted: Wanted, told: str | int) -> Answer:
        bare = Fetched(address=wanted.address, final=wanted.address, at=self.at)
        later = self.at + dt.timedelta(minutes=1)
        if isinstance(told, int):
            fetched = msgspec.structs.replace(bare, status=told, body=b"x")
            return Answer(wanted=wanted, fetched=fetched, tries=1, again_at=later if told == 503 else None)
        if not told.startswith("<"):
            fetched = msgspec.structs.replace(bare, error=told)
            return Answer(wanted=wanted, fetched=fetched, tries=1, again_at=later if told.endswith("…") else None)
        tag = f'"{hash(told)}"'
        if wanted.etag == tag:
            return Answer(wanted=wanted, fetched=msgspec.structs.replace(bare, status=304), tries=1)
        headers = (("ETag", tag), ("Content-Type", "text/html; charset=utf-8"))
        fetched = msgspec.structs.replace(bare, status=200, headers=headers, body=told.encode())
        return Answer(wanted=wanted, fetched=fetched, tries=1)


def code(report: Report) -> CodedReport | Failure:
    """A shelling at each word for it; a report about a failure fails."""
    if "فشل" in report.text:
        return Failure(where="", stage="events", cause="ValueError: no", id=report.id)
    spans = [Span(*match.span()) for match in re.finditer(_SHELLING, report.text)]
    events = tuple(
        Event(id=str(number), type="shelling", trigger=_SHELLING, trigger_span=span, evidence=(span,))
        for number, span in enumerate(spans, 1)
    )
    return CodedReport(
        id=report.id, outlet=report.outlet, published=report.published, url=report.url, coder="stub", events=events
    )


class Watched:
    """An archive that is watched: rounds over a scripted web, with what was complained of."""

    def __init__(self, store: Store, folder: Path, web: ScriptedWeb) -> None:
        self.store = store
        self.folder = folder
        self.web = web
        self.complaints: list[str] = []
        self.linked = 0
        self.stop_after: int | None = None
        self.most: int | None = None
        self._told = 0

    def round(self, *outlets: Outlet, later: dt.timedelta = dt.timedelta()) -> Round:
        """A round, so much later than the last one ended."""
        self.web.at += later
        self._told = 0
        with self.watching() as watch:
            return look(watch, outlets or (PAPER,))

    @contextmanager
    def watching(self, code: Callable[[Report], CodedReport | Failure] = code) -> Iterator[Watch]:
        """What a round is done with."""
        with self.store.reading() as connection:
            last = last_kept(connection)
        with Keeper(self.folder, last, "stub") as keeper:
            yield Watch(
                desk=Desk(store=self.store, keeper=keeper, code=code, by="analyst"),
                web=self.web,
                folder=self.folder,
                now=lambda: self.web.at,
                stopped=lambda: self.stop_after is not None and self._told >= self.stop_after,
                link=self._link,
                tell=self._tell,
                complain=self.complaints.append,
                most=self.most,
            )

    def _link(self) -> None:
        self.linked += 1

    def _tell(self, what: str, done: int, total: int) -> None:
        del done, total
        self._told += what == "articles"
