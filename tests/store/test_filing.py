"""Reports go in once, a new text under a known id is a new version, and coding again replaces what the machine said."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest
from sqlalchemy import func, insert, select, update

from filed import AT, CODER, filing, shellings
from riwaya.model import Failure, Place, Span
from riwaya.store.accounts import archived, versions
from riwaya.store.engine import Store
from riwaya.store.filing import Filed, Filing, file_failures, file_report, file_reports, is_newer
from riwaya.store.tables import events, failures, incident_events, incidents, links, outlets, reports, traits

TEXT = "قصف على مدينة تعز. قصف على حي الجحملية."
OTHER = "قصف على مدينة حرض."
NEWER = "riwaya 0.2.0"


def file(store: Store, *filings: Filing, recode: bool = False) -> list[Filed]:
    with store.writing() as connection:
        return file_reports(connection, filings, AT, recode=recode)


def keys(store: Store, report: str = "a") -> list[str]:
    query = select(events.c.key).join(reports, events.c.report == reports.c.row).where(reports.c.key == report)
    with store.reading() as connection:
        return list(connection.execute(query.order_by(events.c.position)).scalars())


# ---- filing ----


def test_a_report_comes_out_as_it_went_in(store: Store) -> None:
    one = filing("a", TEXT, url="https://example.org/a")
    (filed,) = file(store, one)
    assert (filed.key, filed.became, filed.events) == ("a", "new", 2)
    with store.reading() as connection:
        kept = archived(connection, "a")
        assert archived(connection, "b") is None
    assert kept is not None
    assert kept.report == one.report
    assert kept.coded == msgspec.structs.replace(one.coded, url=one.report.url)
    assert (kept.custody.where, kept.custody.ingested_at, kept.custody.version) == ("a.txt", AT, 1)
    assert kept.voice == "a"


def test_the_same_text_again_is_no_new_report(store: Store) -> None:
    file(store, filing("a", TEXT))
    before = keys(store)
    again, within, same = file(store, filing("a", TEXT), filing("b", TEXT), filing("b", TEXT))
    assert [again.became, within.became, same.became] == ["known", "new", "known"]
    assert keys(store) == before
    with store.writing() as connection:
        assert file_report(connection, filing("a", TEXT), AT) is None
        assert file_report(connection, filing("c", TEXT), AT) == "c"


def test_another_text_under_a_known_id_is_its_second_version(store: Store) -> None:
    file(store, filing("a", TEXT))
    (second,) = file(store, filing("a", OTHER))
    assert (second.key, second.became) == ("a~2", "version")
    with store.reading() as connection:
        assert [kept.report.text for kept in versions(connection, "a")] == [TEXT, OTHER]
        assert [kept.custody.version for kept in versions(connection, "a")] == [1, 2]
    (third,) = file(store, filing("a", OTHER + OTHER))
    assert third.key == "a~3"


def test_an_id_that_looks_like_the_key_of_a_version_gets_another(store: Store) -> None:
    first, second = file(store, filing("a~2", TEXT), filing("a", TEXT))
    third, fourth = file(store, filing("a", OTHER), filing("a~2", OTHER))
    assert [first.key, second.key, third.key, fourth.key] == ["a~2", "a", "a~3", "a~2~2"]


def test_outlets_are_counted(store: Store) -> None:
    file(store, filing("a", TEXT), filing("b", TEXT, outlet="other"))
    file(store, filing("c", TEXT), filing("a", TEXT))
    with store.reading() as connection:
        counted = connection.execute(select(outlets).order_by(outlets.c.id)).all()
    assert [tuple(row) for row in counted] == [("other", 1), ("paper", 2)]


def test_a_failure_is_kept_once(store: Store) -> None:
    one = Failure(where="a.jsonl:3", stage="intake", cause="is empty")
    other = msgspec.structs.replace(one, where="a.jsonl:4")
    for failed, new in (([one], 1), ([one, other, other], 1), ([], 0)):
        with store.writing() as connection:
            assert file_failures(connection, failed, AT) == new
    with store.reading() as connection:
        assert connection.execute(select(func.count()).select_from(failures)).scalar_one() == 2


# ---- coding again ----


@pytest.mark.parametrize(
    ("coder", "than", "newer"),
    [
        ("riwaya 0.1.0", "riwaya 0.1.0", False),
        ("riwaya 0.2.0", "riwaya 0.1.0", True),
        ("riwaya 0.10.0", "riwaya 0.9.1", True),
        ("riwaya 0.1.0", "riwaya 0.2.0", False),
        ("another 0.1.0", "riwaya 0.2.0", True),
        ("stub", "stub", False),
        ("stub", "riwaya 0.1.0", True),
    ],
)
def test_which_coder_is_newer(coder: str, than: str, newer: bool) -> None:
    assert is_newer(coder, than) is newer


def link_all(store: Store) -> None:
    """An incident of all events, linked to each other, with their traits."""
    with store.writing() as connection:
        told = list(connection.execute(select(events.c.key)).scalars())
        some = {"type": "shelling", "country": "YE", "reports": 1, "voices": 1, "outlets": 1}
        connection.execute(insert(incidents).values(id="I1", **some))
        connection.execute(insert(incident_events), [{"event": key, "incident": "I1"} for key in told])
        flat = {"family": "bombing", "day_low": 1, "day_high": 1, "data": "{}"}
        connection.execute(insert(traits), [{"event": key} | flat for key in told])
        for key in told[1:]:
            connection.execute(insert(links).values(a=told[0], b=key, weight=9, parts="[]"))
        connection.execute(update(events).values(linked=True))


def linked(store: Store) -> dict[str, bool]:
    with store.reading() as connection:
        return {row.key: row.linked for row in connection.execute(select(events.c.key, events.c.linked))}


def counted(store: Store) -> tuple[int, int, int]:
    """Rows of traits, links, memberships."""
    with store.reading() as connection:
        traited, paired, held = (
            connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in (traits, links, incident_events)
        )
    return traited, paired, held


def test_an_older_coder_changes_nothing(store: Store) -> None:
    file(store, filing("a", TEXT))
    (filed,) = file(store, filing("a", TEXT, coder="riwaya 0.0.9", events=()))
    assert filed.became == "known"
    assert len(keys(store)) == 2


def test_what_a_newer_coder_says_the_same_stays_linked(store: Store) -> None:
    file(store, filing("a", TEXT))
    link_all(store)
    before = linked(store)
    (filed,) = file(store, filing("a", TEXT, coder=NEWER))
    assert (filed.became, filed.changed) == ("recoded", 0)
    assert linked(store) == before
    assert counted(store) == (2, 1, 2)
    with store.reading() as connection:
        kept = archived(connection, "a")
    assert kept is not None
    assert kept.coded.coder == NEWER
    assert file(store, filing("a", TEXT, coder=NEWER))[0].became == "known"


def test_an_event_that_says_otherwise_keeps_its_key_and_is_no_longer_linked(store: Store) -> None:
    file(store, filing("a", TEXT))
    link_all(store)
    first, second = shellings(TEXT)
    place = Place(text="الجحملية", evidence=Span(0, 1), lat=13.6, lon=44.0, country="YE", precision=1)
    changed = msgspec.structs.replace(second, places=(place,))
    (filed,) = file(store, filing("a", TEXT, coder=NEWER, events=(first, changed)))
    assert filed.changed == 1
    one, other = keys(store)
    assert linked(store) == {one: True, other: False}
    assert counted(store) == (1, 0, 2)  # its incident is left to it: linking decides
    with store.reading() as connection:
        assert connection.execute(select(events.c.country).where(events.c.key == other)).scalar_one() == "YE"


def test_an_event_before_others_moves_them_and_nothing_else(store: Store) -> None:
    first, second = shellings(TEXT)
    file(store, filing("a", TEXT, events=(second,)))
    (before,) = keys(store)
    link_all(store)
    (filed,) = file(store, filing("a", TEXT, coder=NEWER, events=(first, second)))
    assert filed.changed == 1
    fresh, same = keys(store)
    assert same == before
    assert linked(store) == {fresh: False, same: True}
    with store.reading() as connection:
        kept = archived(connection, "a")
    assert kept is not None
    assert kept.coded.events == (first, second)


def test_an_event_that_is_gone_takes_along_what_hung_on_it(store: Store) -> None:
    file(store, filing("a", TEXT))
    link_all(store)
    first, _ = shellings(TEXT)
    (filed,) = file(store, filing("a", TEXT, coder=NEWER, events=(first,)))
    assert filed.changed == 1
    (left,) = keys(store)
    assert counted(store) == (1, 0, 1)
    assert linked(store) == {left: False}  # its incident is not what it was


def test_the_same_coder_codes_again_only_where_it_is_asked_to(store: Store) -> None:
    file(store, filing("a", TEXT))
    assert file(store, filing("a", TEXT, events=()))[0].became == "known"
    filed = file(store, filing("a", TEXT, events=()), filing("a", TEXT, events=()), recode=True)
    assert [one.became for one in filed] == ["recoded", "known"]
    assert keys(store) == []


def test_a_recoded_version_is_its_own_report(store: Store) -> None:
    file(store, filing("a", TEXT), filing("a", OTHER))
    (filed,) = file(store, filing("a", OTHER, coder=NEWER, published=dt.date(2019, 3, 14)))
    assert (filed.key, filed.changed) == ("a~2", 0)
    with store.reading() as connection:
        assert [kept.coded.coder for kept in versions(connection, "a")] == [CODER, NEWER]


def test_many_reports_go_in_at_once(store: Store) -> None:
    filed = file(store, *(filing(f"r{number}", TEXT) for number in range(3000)))
    assert {one.became for one in filed} == {"new"}
    assert [one.key for one in filed] == [f"r{number}" for number in range(3000)]
    with store.reading() as connection:
        rows = connection.execute(select(reports.c.key).order_by(reports.c.row)).scalars().all()
    assert list(rows) == [one.key for one in filed]
