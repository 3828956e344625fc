"""Incidents in an archive of a few invented reports, put together by hand, in both databases."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import Connection, select

from invented import account, actor, copy_of, date, day, dead, place
from linked_by_hand import forward, put
from riwaya.archive.incidents import Filter, distance_km, find, follow, incident, near_ids, refresh
from riwaya.archive.nearby import locate
from riwaya.store.engine import Store
from riwaya.store.tables import incidents

HAYS, MOKHA = (13.93, 43.48), (13.32, 43.25)


@pytest.fixture
def connection(store: Store) -> Any:
    """An archive of four incidents."""
    with store.writing() as opened:
        hays: dict[str, Any] = {"places": (place("Hays", 1, *HAYS),), "date": date(2), "actors": (actor("houthi"),)}
        first = account("a", key="a1", killed=dead(9), **hays)
        put(opened, "i-hays", first, copy_of(first, "b"), account("c", key="c1", killed=dead(11), **hays))
        mokha: dict[str, Any] = {"places": (place("Mokha", 1, *MOKHA),), "date": date(4, 6, 2), "type": "air_strike"}
        put(opened, "i-mokha", account("a", key="a2", killed=dead(3), **mokha))
        put(opened, "i-yemen", account("a", key="a3", places=(place("Yemen", 6, 13.9, 43.5),), date=date(3)))
        put(opened, "i-undated", account("d", key="d1", type="protest"))
        forward(opened, "i-once", "i-before")
        forward(opened, "i-before", "i-hays")
        yield opened


def ids(connection: Connection, **wanted: Any) -> list[str]:
    return [one.id for one in find(connection, Filter(**wanted))]


def test_all_come_by_day_those_without_a_day_last(connection: Connection) -> None:
    assert ids(connection) == ["i-hays", "i-yemen", "i-mokha", "i-undated"]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({"since": day(4)}, ["i-mokha"]),
        ({"since": day(6)}, ["i-mokha"]),  # days 4 to 6 touch it
        ({"until": day(2)}, ["i-hays"]),
        ({"since": day(3), "until": day(3)}, ["i-yemen"]),
        ({"types": ("air_strike", "protest")}, ["i-mokha", "i-undated"]),
        ({"countries": ("YE",)}, ["i-hays", "i-yemen", "i-mokha"]),
        ({"min_voices": 2}, ["i-hays"]),  # two papers of three: one is a copy
        ({"min_voices": 3}, []),
        ({"min_reports": 3}, ["i-hays"]),
        ({"outlets": ("d", "c")}, ["i-hays", "i-undated"]),
        ({"actors": ("houthi",)}, ["i-hays"]),
        ({"near": HAYS, "km": 20}, ["i-hays"]),  # not what is known to be in the country only
        ({"near": HAYS, "km": 80}, ["i-hays", "i-mokha"]),
        ({"limit": 2}, ["i-hays", "i-yemen"]),
        ({"skip": 1, "limit": 2}, ["i-yemen", "i-mokha"]),
        ({"skip": 9}, []),
    ],
)
def test_filters(connection: Connection, wanted: dict[str, Any], expected: list[str]) -> None:
    assert ids(connection, **wanted) == expected


def test_an_incident_is_whole(connection: Connection) -> None:
    one = incident(connection, "i-hays")
    assert one is not None
    assert [account.report.outlet for account in one.accounts] == ["a", "b", "c"]
    assert (one.voices, one.outlets) == (2, ("a", "b", "c"))
    assert (one.figures[0].min, one.figures[0].max) == (9, 11)


def test_an_id_that_became_another_is_followed(connection: Connection) -> None:
    found = follow(connection, "i-once")
    assert found is not None
    assert found.incident.id == "i-hays"
    assert [(step.old, step.new) for step in found.forwards] == [("i-once", "i-before"), ("i-before", "i-hays")]


def test_an_id_that_never_was_is_none(connection: Connection) -> None:
    assert incident(connection, "i-nowhere") is None
    assert near_ids(connection, "i-moka")[0] == "i-mokha"


def test_ids_that_lead_in_a_circle_lead_nowhere(connection: Connection) -> None:
    forward(connection, "i-x", "i-y")
    forward(connection, "i-y", "i-x")
    assert follow(connection, "i-x") is None


def test_the_summary_follows_the_accounts(connection: Connection) -> None:
    connection.execute(incidents.update().values(type="protest", voices=9))
    refresh(connection, ["i-hays", "i-mokha"])
    row = connection.execute(select(incidents).where(incidents.c.id == "i-hays")).mappings().one()
    assert (row["type"], row["voices"], row["reports"], row["outlets"]) == ("shelling", 2, 3, 3)


@pytest.mark.parametrize("name", ["حيس", "Hays", "hays", "13.93, 43.48"])  # Hays
def test_a_place_is_found_by_its_name_or_point(connection: Connection, name: str) -> None:
    located = locate(connection, name, 25)
    assert located is not None
    assert distance_km((located.lat, located.lon), HAYS) < 3


def test_of_places_of_one_name_it_is_the_one_with_incidents(connection: Connection) -> None:
    """A "Hays" is in Syria too."""
    located = locate(connection, "Hays", 25)
    assert located is not None
    assert located.others > 0
    assert "YE" in located.name


@pytest.mark.parametrize("name", ["Atlantis by the Sea", "95.0, 10.0"])
def test_a_place_that_is_none(connection: Connection, name: str) -> None:
    assert locate(connection, name, 25) is None


def test_kilometres_over_a_round_earth() -> None:
    assert distance_km((0, 0), (0, 1)) == pytest.approx(111.19, abs=0.01)
    assert distance_km((12.78, 45.04), (15.35, 44.21)) == pytest.approx(299.5, abs=3)  # Aden to Sanaa
