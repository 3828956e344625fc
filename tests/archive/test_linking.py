"""Invented reports of a few days are linked: at once, day by day, and in any other order."""

from __future__ import annotations

import datetime as dt
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, select

from filed import event, filing
from riwaya.archive.incidents import follow
from riwaya.archive.linking import link_new, recluster, relink
from riwaya.model import Actor, Count, DateRange, Place, Span
from riwaya.model.judgements import Judgement
from riwaya.store import judging
from riwaya.store.engine import Store, open_store
from riwaya.store.filing import Filing, file_reports
from riwaya.store.tables import audit, events, incident_events, incidents, reports, traits

AT = dt.datetime(2019, 3, 20, tzinfo=dt.UTC)
NOWHERE = Span(0, 0)
HAYS: dict[str, Any] = {"name": "Hays", "lat": 13.93, "lon": 43.48, "gazetteer_id": "t:hays", "admin1": "Al Hudaydah"}
MOKHA: dict[str, Any] = {"name": "Mokha", "lat": 13.32, "lon": 43.25, "gazetteer_id": "t:mokha", "admin1": "Taiz"}
FILLER = "وقال شاهد إن المستشفى استقبل الجرحى حتى ساعة متأخرة"


def told(day: int, place: dict[str, Any], killed: int) -> dict[str, Any]:
    """Where, when and how many."""
    date = dt.date(2019, 3, day)
    return {
        "places": (Place(text=place["name"], evidence=NOWHERE, country="YE", precision=1, **place),),
        "date": DateRange(start=date, end=date, precision=1, basis="stated", text=""),
        "killed": Count(min=killed, max=killed),
        "actors": (Actor(text="الحوثيون", evidence=NOWHERE, id="houthis", name="Houthis"),),
    }


def report(id: str, sentence: str, published: int, outlet: str, **fields: Any) -> Filing:
    """A report of one sentence with one shelling."""
    text = f"{sentence}.\n{FILLER} {id}."
    at = text.index("قصف")
    return filing(id, text, events=(event(text, at, **fields),), outlet=outlet, published=dt.date(2019, 3, published))


MARKET, SCHOOL, PORT = told(12, HAYS, 9), told(13, HAYS, 3), told(12, MOKHA, 9)
NEWS = [
    report("a1", "قصف الحوثيون سوق البلدة القديم في حيس فقتلوا تسعة مدنيين", 13, "a", **MARKET),
    report("b1", "سقط تسعة مدنيين قتلى في قصف على سوق البلدة القديم في حيس", 13, "b", **MARKET),
    report("c1", "تسعة قتلى مدنيين حصيلة قصف سوق حيس القديم", 14, "c", **MARKET),
    report("a2", "قصف على مدرسة البنات في حيس يقتل ثلاث معلمات", 14, "a", **SCHOOL),
    report("b2", "ثلاث معلمات قتلن في قصف طال مدرسة البنات بمدينة حيس", 14, "b", **SCHOOL),
    report("a3", "قصف على ميناء المخا ورصيف الصيادين يقتل تسعة بحارة", 13, "a", **PORT),
    report("d3", "مقتل تسعة بحارة في قصف استهدف رصيف الصيادين في ميناء المخا", 13, "d", **PORT),
    report("d4", "توقع مسؤول قصف المخا", 13, "d", modality="planned"),
]
TOGETHER = [{"a1", "b1", "c1"}, {"a2", "b2"}, {"a3", "d3"}]


def ingest(store: Store, news: list[Filing]) -> None:
    with store.writing() as connection:
        file_reports(connection, news, AT)


def groups(connection: Connection) -> list[set[str]]:
    """The reports of each incident."""
    query = select(incident_events.c.incident, reports.c.id).join(events, events.c.key == incident_events.c.event)
    found: dict[str, set[str]] = {}
    for row in connection.execute(query.join(reports, reports.c.row == events.c.report)):
        found.setdefault(row.incident, set()).add(row.id)
    return sorted(found.values(), key=min)


def ids(connection: Connection) -> dict[str, str]:
    """The incident of each report's event."""
    query = select(reports.c.id, incident_events.c.incident).join(events, events.c.key == incident_events.c.event)
    return {row.id: row.incident for row in connection.execute(query.join(reports, reports.c.row == events.c.report))}


def keys(connection: Connection) -> dict[str, str]:
    query = select(reports.c.id, events.c.key).join(reports, reports.c.row == events.c.report)
    return {row.id: row.key for row in connection.execute(query)}


def test_accounts_of_one_thing_are_one_incident_and_the_next_day_is_another(store: Store) -> None:
    ingest(store, NEWS)
    run = link_new(store, at=AT, by="tester")
    assert (run.reports, run.events, run.founded) == (8, 8, 3)
    with store.reading() as connection:
        assert groups(connection) == TOGETHER
        market = connection.execute(select(incidents).where(incidents.c.id == ids(connection)["a1"])).one()
        assert (market.type, market.date_start, market.country) == ("shelling", dt.date(2019, 3, 12), "YE")
        assert (market.reports, market.voices, market.outlets) == (3, 3, 3)
        assert [row.action for row in connection.execute(select(audit))] == ["link"]


def test_what_is_only_planned_is_no_incident(store: Store) -> None:
    ingest(store, NEWS)
    link_new(store, at=AT, by="tester")
    with store.reading() as connection:
        assert "d4" not in ids(connection)
        assert set(connection.execute(select(events.c.linked)).scalars()) == {True}


def test_nothing_new_changes_nothing(store: Store) -> None:
    ingest(store, NEWS)
    link_new(store, at=AT, by="tester")
    with store.reading() as connection:
        before = ids(connection)
    assert link_new(store, at=AT, by="tester").events == 0
    assert relink(store, at=AT, by="tester").founded == 0
    with store.reading() as connection:
        assert ids(connection) == before


def test_a_copy_has_the_voice_of_the_first(store: Store) -> None:
    text = " ".join([FILLER, "قصف على السوق", *(f"كلمة{number}" for number in range(30))])
    ingest(store, [filing("x", text), filing("y", text + " انتهى")])
    ingest(store, [filing("z", "عاجل " + text)])
    run = link_new(store, at=AT, by="tester")
    assert run.copies == 2
    with store.reading() as connection:
        assert set(connection.execute(select(reports.c.voice)).scalars()) == {"x"}


def test_an_analyst_joins_and_parts(store: Store) -> None:
    ingest(store, NEWS)
    link_new(store, at=AT, by="tester")
    with store.writing() as connection:
        known, old = keys(connection), ids(connection)
        judge(connection, "same", known["a1"], known["a3"])
        judge(connection, "apart", known["a2"], known["b2"])
        run = recluster(connection, list(known.values()), at=AT, by="tester")
        assert groups(connection) == [{"a1", "b1", "c1", "a3", "d3"}, {"a2"}, {"b2"}]
        assert run.merged == (old["a3"],)
        assert run.split == (old["a2"],)
        found = follow(connection, old["a3"])
        assert found is not None
        assert found.incident.id == old["a1"]


def judge(connection: Connection, kind: Any, subject: str, other: str) -> None:
    judging.add(connection, Judgement(id=0, kind=kind, by="analyst", at=AT, subject=subject, other=other))


def test_an_event_coded_anew_is_linked_anew(store: Store) -> None:
    ingest(store, NEWS)
    link_new(store, at=AT, by="tester")
    moved = report("b2", "ثلاث معلمات قتلن في قصف طال مدرسة البنات بمدينة حيس", 14, "b", **told(2, MOKHA, 40))
    with store.writing() as connection:
        (filed,) = file_reports(connection, [moved], AT, recode=True)
        assert filed.changed == 1
    link_new(store, at=AT, by="tester")
    with store.reading() as connection:
        assert groups(connection) == [{"a1", "b1", "c1"}, {"a2"}, {"a3", "d3"}, {"b2"}]


@pytest.fixture(scope="module")
def at_once(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[set[str]], list[str]]:
    """The incidents of all the news at once, and the traits."""
    with open_store(f"sqlite:///{tmp_path_factory.mktemp('at_once')}/riwaya.db") as store:
        ingest(store, NEWS)
        link_new(store, at=AT, by="tester")
        with store.reading() as connection:
            return groups(connection), list(
                connection.execute(select(traits.c.data).order_by(traits.c.event)).scalars()
            )


@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(mix=st.randoms(use_true_random=False), size=st.integers(1, 5))
def test_the_order_and_size_of_batches_is_of_no_account(
    at_once: tuple[list[set[str]], list[str]], tmp_path: Path, mix: random.Random, size: int
) -> None:
    news = list(NEWS)
    mix.shuffle(news)
    path = tmp_path / f"{mix.random()}.db"
    with open_store(f"sqlite:///{path}") as store:
        for start in range(0, len(news), size):
            ingest(store, news[start : start + size])
            link_new(store, at=AT, by="tester")
        with store.reading() as connection:
            assert groups(connection) == at_once[0]
            told_now = connection.execute(select(traits.c.data).order_by(traits.c.event)).scalars()
            assert list(told_now) == at_once[1]
