"""The outlets that come with riwaya: what is said of each is usable, and no region of the wars is left without."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

import msgspec
import pytest
import yaml

from riwaya.language.tables import DATA, rows
from riwaya.model.sources import Feed, Outlet

_REGIONS: Final = {
    "Syria": {"sana", "enabbaladi", "syriahr", "hawarnews"},
    "Yemen": {"sabanew", "saba-sanaa", "almasirah", "almasdaronline"},
    "Iraq": {"ina", "alsumaria", "shafaq", "kurdistan24"},
    "Lebanon": {"nna-leb", "annahar", "almanar"},
    "Palestine": {"wafa", "maannews", "alquds", "palinfo"},
    "Libya": {"alwasat-ly", "almarsad"},
    "Sudan": {"suna", "dabanga", "sudantribune"},
    "Egypt": {"shorouknews", "almasryalyoum", "madamasr"},
    "the Gulf": {"spa", "wam", "aljazeera", "alarabiya"},
    "the Maghreb": {"aps", "tap", "hespress"},
    "international": {"bbc-arabic", "france24-ar", "dw-arabic", "rt-arabic", "un-news-ar"},
    "agencies": {"sana", "wafa", "spa", "aa-arabic"},
    "monitors": {"syriahr", "snhr"},
}


def _outlets() -> tuple[Outlet, ...]:
    told = yaml.safe_load((DATA / "sources.yaml").read_text(encoding="utf-8"))
    return msgspec.convert(told, tuple[Outlet, ...])


@pytest.fixture(scope="module")
def outlets() -> tuple[Outlet, ...]:
    return _outlets()


def _feeds(outlets: tuple[Outlet, ...]) -> Iterator[tuple[Outlet, Feed]]:
    return ((outlet, feed) for outlet in outlets for feed in outlet.feeds)


def _host(address: str) -> str:
    parts = urlsplit(address)
    return parts.hostname or "" if parts.scheme in ("http", "https") and not re.search(r"\s", address) else ""


def test_there_are_forty_outlets_at_least_each_with_a_feed(outlets: tuple[Outlet, ...]) -> None:
    assert len(outlets) >= 40
    assert [outlet.id for outlet in outlets if not outlet.feeds] == []


def test_no_id_and_no_address_stands_twice(outlets: tuple[Outlet, ...]) -> None:
    ids = [outlet.id for outlet in outlets]
    addresses = [feed.address.removesuffix("/") for _, feed in _feeds(outlets)]
    assert len(ids) == len(set(ids))
    assert len(addresses) == len(set(addresses))


def test_sides_are_actors_of_the_lexicon(outlets: tuple[Outlet, ...]) -> None:
    actors = {row["id"] for row in rows("lexicon/actors.tsv", "id")}
    assert {outlet.side for outlet in outlets if outlet.side} <= actors


def test_addresses_are_http_with_a_host(outlets: tuple[Outlet, ...]) -> None:
    assert [feed.address for _, feed in _feeds(outlets) if not _host(feed.address)] == []
    assert [outlet.id for outlet in outlets if outlet.owner_source and not _host(outlet.owner_source)] == []


def test_what_was_not_tried_says_where_it_was_read(outlets: tuple[Outlet, ...]) -> None:
    assert [feed.address for _, feed in _feeds(outlets) if feed.tried is None and len(feed.read_at) < 20] == []


def test_ownership_comes_with_its_source(outlets: tuple[Outlet, ...]) -> None:
    assert [outlet.id for outlet in outlets if bool(outlet.owner) != bool(outlet.owner_source)] == []
    assert sum(1 for outlet in outlets if outlet.owner) >= 35


def test_names_are_in_both_scripts(outlets: tuple[Outlet, ...]) -> None:
    assert [outlet.id for outlet in outlets if not re.search("[\u0621-\u064a]", outlet.arabic)] == []
    assert [outlet.id for outlet in outlets if re.search("[\u0621-\u064a]", outlet.name)] == []
    assert [outlet.id for outlet in outlets if not re.fullmatch("[A-Z]{2}", outlet.country)] == []


@pytest.mark.parametrize("region", _REGIONS)
def test_every_region_has_its_outlets(region: str, outlets: tuple[Outlet, ...]) -> None:
    assert _REGIONS[region] <= {outlet.id for outlet in outlets}


def test_both_sides_of_a_war_are_heard(outlets: tuple[Outlet, ...]) -> None:
    sides = {outlet.side for outlet in outlets}
    assert {"yemen_government", "houthis", "hezbollah", "hamas", "palestinian_authority"} <= sides
