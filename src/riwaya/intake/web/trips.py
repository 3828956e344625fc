"""The way to a page: from the address that is wanted over redirections to an answer. Pure but for the cookies."""

from __future__ import annotations

import datetime as dt
from typing import Final

import httpx
import msgspec

from riwaya.intake.web import addresses
from riwaya.model.sources import Fetched, FetchKind

_REDIRECTIONS: Final = frozenset({301, 302, 303, 307, 308})


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be fetched. `etag` and `last_modified` are those of the copy at hand, "" where there is none."""

    address: str
    kind: FetchKind = "page"
    etag: str = ""
    last_modified: str = ""


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What came of it. `tries` is how often the page was asked, redirections not counted.

    `again_at` is when another try may help; None where the answer will do (any status, also 404 and 304), or where
    none helps: then `fetched.error` says why.
    """

    wanted: Wanted
    fetched: Fetched
    tries: int
    again_at: dt.datetime | None = None


class Trip(msgspec.Struct, frozen=True, kw_only=True):
    """A request under way: where it is now, and by which redirections it came there.

    Cookies last as long as the trip: some pages set one and redirect to themselves. `seen` holds each address with the
    cookies that were brought along, by which a loop is known.
    """

    wanted: Wanted
    address: str
    redirects: tuple[tuple[int, str], ...] = ()
    seen: frozenset[tuple[str, str]] = frozenset()
    cookies: httpx.Cookies = msgspec.field(default_factory=httpx.Cookies)
    tries: int = 0

    def headers(self) -> dict[str, str]:
        """The headers of a conditional request. What a host said that is no header's value is not said back to it."""
        pairs = {"If-None-Match": self.wanted.etag.strip(), "If-Modified-Since": self.wanted.last_modified.strip()}
        return {name: value for name, value in pairs.items() if value and value.isascii() and value.isprintable()}

    def whole(self, fetched: Fetched) -> Fetched:
        """The last answer as that of the whole trip."""
        return msgspec.structs.replace(
            fetched, address=self.wanted.address, final=self.address, redirects=self.redirects
        )


def begun(wanted: Wanted) -> Trip | None:
    """The trip to an address; None where it is none."""
    address = addresses.absolute(wanted.address)
    return Trip(wanted=wanted, address=address, seen=frozenset({(address, "")})) if address else None


def as_asked(wanted: Wanted) -> Trip:
    """A trip that never began."""
    return Trip(wanted=wanted, address=wanted.address)


def refused(trip: Trip, why: str, at: dt.datetime) -> Fetched:
    """The answer of a trip that ended without one."""
    return trip.whole(Fetched(address=trip.address, at=at, error=why))


def target(fetched: Fetched) -> str | None:
    """Where an answer redirects to, as it says; None where it does not."""
    if fetched.status not in _REDIRECTIONS:
        return None
    return next((_readable(value) for name, value in fetched.headers if name.lower() == "location"), None)


def redirected(trip: Trip, fetched: Fetched, to: str, longest: int, at: dt.datetime) -> Trip | Fetched:
    """The trip behind a redirection, or its end where that leads nowhere."""
    address = addresses.absolute(to, trip.address)
    redirects = (*trip.redirects, (fetched.status, address or to[: addresses.LONGEST]))
    here = msgspec.structs.replace(trip, redirects=redirects)
    if not address:
        return refused(here, "redirected to what is no address", at)
    there = (address, _told(trip.cookies))
    if there in trip.seen:
        return refused(here, "redirected in a loop", at)
    if len(redirects) > longest:
        return refused(here, "redirected too often", at)
    return msgspec.structs.replace(here, address=address, seen=trip.seen | {there})


def _told(cookies: httpx.Cookies) -> str:
    return ";".join(sorted(f"{cookie.domain}{cookie.path}{cookie.name}={cookie.value}" for cookie in cookies.jar))


def _readable(header: str) -> str:
    """A header's value, which some servers write in UTF-8, though it came as ISO-8859-1."""
    try:
        return header.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return header
