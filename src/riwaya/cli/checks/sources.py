"""Looks through `sources.yaml`: what an outlet says of itself must be known, and each address must be usable."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from riwaya.intake.outlets import read_entries, shipped
from riwaya.language.tables import rows
from riwaya.model.sources import Feed, Outlet

_ID: Final = re.compile(r"[a-z0-9][a-z0-9.-]*")
_COUNTRY: Final = re.compile(r"[A-Z]{2}")
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}")
_ARABIC: Final = re.compile("[\u0621-\u064a]")
_LEAST_MINUTES: Final = 5


def check_sources() -> list[str]:
    """What is wrong with the outlets that come with riwaya, a message each, with file and line."""
    return check_file(shipped())


def check_file(path: Path) -> list[str]:
    """What is wrong with the outlets of a file. Raises `DataError` where it can not be read at all."""
    sides = {row["id"] for row in rows("lexicon/actors.tsv", "id")}
    return [f"{entry.where}: {message}" for entry in read_entries(path) for message in _outlet(entry.outlet, sides)]


def _outlet(outlet: Outlet, sides: set[str]) -> Iterator[str]:
    if not _ID.fullmatch(outlet.id):
        yield f"id {outlet.id!r}: small letters, figures, dots and hyphens only"
    if not outlet.name.strip():
        yield f"{outlet.id}: no name"
    if not _ARABIC.search(outlet.arabic):
        yield f"{outlet.id}: arabic {outlet.arabic!r} is not in Arabic"
    if not _COUNTRY.fullmatch(outlet.country):
        yield f"{outlet.id}: country {outlet.country!r} is no code of ISO 3166-1 alpha-2"
    if not _LANGUAGE.fullmatch(outlet.language):
        yield f"{outlet.id}: language {outlet.language!r} is no code of ISO 639"
    if outlet.side and outlet.side not in sides:
        yield f"{outlet.id}: no party {outlet.side!r} in lexicon/actors.tsv"
    if bool(outlet.owner) != bool(outlet.owner_source):
        yield f"{outlet.id}: owner and owner_source go together"
    if outlet.owner_source and not _is_address(outlet.owner_source):
        yield f"{outlet.id}: owner_source {outlet.owner_source!r} is no address"
    if not outlet.feeds:
        yield f"{outlet.id}: no feed"
    for feed in outlet.feeds:
        yield from (f"{outlet.id}: {feed.address}: {message}" for message in _feed(feed))


def _feed(feed: Feed) -> Iterator[str]:
    if not _is_address(feed.address):
        yield "is no http or https address"
    if feed.every < _LEAST_MINUTES:
        yield f"every {feed.every} minutes: not more often than every {_LEAST_MINUTES}"
    if feed.kind == "page" and not feed.links:
        yield "a page needs links: a regular expression for the addresses of articles"
    if feed.kind != "page" and feed.links:
        yield f"links are for pages, not for {feed.kind}"
    try:
        re.compile(feed.links)
    except re.error as error:
        yield f"links {feed.links!r}: {error}"
    if feed.tried is None and not feed.read_at:
        yield "untested, and no read_at that says where the address was read"


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and not re.search(r"\s", text)
