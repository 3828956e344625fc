"""Accounts and reports come out in the order of filing, by what is asked of them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from sqlalchemy import insert, select, update

from filed import AT, event, filing
from riwaya.model import DateRange, Event, Place, Span
from riwaya.store.accounts import (
    AccountFilter,
    accounts,
    accounts_by_key,
    accounts_of_incidents,
    accounts_of_reports,
    all_accounts,
    all_archived,
    file_reports,
)
from riwaya.store.engine import Store
from riwaya.store.tables import events, incident_events, incidents, reports

TEXT = "قصف على مدينة تعز."


def day(number: int) -> DateRange:
    on = dt.date(2019, 3, number)
    return DateRange(start=on, end=on, precision=1, basis="stated", text="")


def place(country: str) -> Place:
    return Place(text="", evidence=Span(0, 0), country=country, lat=1.0, lon=2.0, precision=1)


def told(**fields: Any) -> tuple[Event, ...]:
    return (event(TEXT, 0, **fields),)


@pytest.fixture
def filled(store: Store) -> Store:
    with store.writing() as connection:
        file_reports(
            connection,
            [
                filing("a", TEXT, events=told(date=day(1), places=(place("YE"),), confidence=0.9)),
                filing("b", TEXT, events=told(type="air_strike", date=day(5), confidence=0.2), outlet="other"),
                filing("c", TEXT, events=told(modality="denied"), published=dt.date(2019, 4, 1)),
                filing("d", TEXT, events=()),
            ],
            AT,
        )
    return store


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (AccountFilter(), "abc"),
        (AccountFilter(types=("air_strike",)), "b"),
        (AccountFilter(types=("air_strike", "shelling"), modalities=("actual",)), "ab"),
        (AccountFilter(countries=("YE", "SY")), "a"),
        (AccountFilter(outlets=("paper",)), "ac"),
        (AccountFilter(since=dt.date(2019, 3, 1), until=dt.date(2019, 3, 4)), "a"),
        (AccountFilter(since=dt.date(2019, 3, 2)), "b"),
        (AccountFilter(published_since=dt.date(2019, 3, 31)), "c"),
        (AccountFilter(published_until=dt.date(2019, 3, 31)), "ab"),
        (AccountFilter(min_confidence=0.5), "ac"),
        (AccountFilter(types=("protest",)), ""),
    ],
)
def test_accounts_by_what_is_asked(filled: Store, wanted: AccountFilter, found: str) -> None:
    with filled.reading() as connection:
        assert "".join(account.report_key for account in accounts(connection, wanted)) == found


def test_accounts_by_key_by_report_and_by_incident(filled: Store) -> None:
    with filled.writing() as connection:
        every = [account.key for account in all_accounts(connection)]
        row = {"type": "shelling", "country": "", "reports": 1, "voices": 1, "outlets": 1}
        connection.execute(insert(incidents).values(id="I1", **row))
        connection.execute(insert(incident_events).values(event=every[2], incident="I1"))
        connection.execute(update(reports).where(reports.c.key == "c").values(voice="a"))
        assert [a.key for a in accounts_by_key(connection, [every[2], every[0], "none"])] == [every[0], every[2]]
        assert [a.key for a in accounts_of_reports(connection, ["b", "d"])] == [every[1]]
        (account,) = accounts_of_incidents(connection, ["I1"])
        assert (account.key, account.incident, account.voice) == (every[2], "I1", "a")
        assert list(accounts_by_key(connection, [])) == []


def test_more_keys_than_a_list_may_have(filled: Store) -> None:
    with filled.reading() as connection:
        key = connection.execute(select(events.c.key).limit(1)).scalar_one()
        asked = [key, *(f"E{number:012}" for number in range(100_000))]
        assert [account.key for account in accounts_by_key(connection, asked)] == [key]


def test_reports_come_with_their_events(filled: Store) -> None:
    with filled.reading() as connection:
        kept = [(one.key, len(one.coded.events)) for one in all_archived(connection)]
    assert kept == [("a", 1), ("b", 1), ("c", 1), ("d", 0)]


def test_another_question_may_be_asked_while_accounts_come(filled: Store) -> None:
    with filled.reading() as connection:
        for account in all_accounts(connection):
            (same,) = accounts_by_key(connection, [account.key])
            assert same == account
