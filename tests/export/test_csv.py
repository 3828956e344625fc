from __future__ import annotations

import csv
import io

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.export import open_export
from riwaya.export.csv import COLUMNS, SEPARATOR, defused
from riwaya.model import Actor, CodedReport, Event, Report, Span

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


def rows(report: Report, *coded: CodedReport) -> list[dict[str, str]]:
    export = open_export("csv")
    written = export.head() + "".join(export.report(report, one) for one in coded) + export.tail()
    return list(csv.DictReader(io.StringIO(written, newline=""), strict=True))


def test_an_event_a_row(report: Report, coded: CodedReport, empty: CodedReport) -> None:
    row, bare = rows(report, coded, empty)
    assert list(row) == list(COLUMNS)
    told = {name: cell for name, cell in row.items() if cell}
    assert told == {
        "report_id": "r1",
        "outlet": "paper",
        "published": "2019-03-13",
        "url": "https://example.org/1",
        "event_id": "e1",
        "type": "shelling",
        "modality": "denied",
        "confidence": "0.71",
        "trigger": "قصف",
        "actors": "الحوثيون",
        "actor_ids": "houthi",
        "actor_types": "rebel",
        "actor_confidences": "0.5",
        "places": "حيس | سوق",
        "place_names": "Hays | ",
        "latitudes": "13.93 | ",
        "longitudes": "-43.48 | ",
        "countries": "YE | ",
        "admin1s": " | ",
        "place_precisions": "1 | ",
        "place_confidences": "0.9 | ",
        "date_start": "2019-03-12",
        "date_end": "2019-03-12",
        "date_precision": "1",
        "date_basis": "relative",
        "date_text": "أمس",
        "date_confidence": "0.62",
        "killed_min": "9",
        "injured_min": "4",
        "injured_max": "6",
        "injured_confidence": "0.4",
        "civilians_harmed": "true",
        "weapon": "'=هاون",
        "weapon_kind": "mortar",
        "sources": "مصدر طبي",
        "source_types": "medical",
        "evidence": "قتلى في قصف سوق | قُتل تسعة مدنيين على الأقل، أمس، جراء قصف على سوق في مدينة حيس، وفق مصدر طبي.",
        "evidence_spans": "0:15 | 16:93",
        "rules": "e.1 | p.2",
        "coder": "riwaya",
        "sha256": "ab",
    }
    assert (bare["event_id"], bare["killed_min"], bare["civilians_harmed"]) == ("e2", "", "false")


@pytest.mark.parametrize("cell", ["=1+1", "+1 x", "-قصف", "@sum", "\t=1", "-1 | =2"])
def test_formulas_are_defused(cell: str) -> None:
    assert defused(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "قصف", "-7.9", "-7.9 | 33.5", "-7.9 | ", "1=2"])
def test_numbers_and_words_stay(cell: str) -> None:
    assert defused(cell) == cell


@given(texts=st.lists(TEXTS, min_size=1, max_size=3), outlet=TEXTS)
def test_any_text_comes_back(texts: list[str], outlet: str) -> None:
    span = Span(0, 0)
    actors = tuple(Actor(text=text, evidence=span) for text in texts)
    event = Event(id="e", type="attack", trigger="", trigger_span=span, evidence=(), actors=actors)
    (row,) = rows(Report(id="r", text=""), CodedReport(id="r", outlet=outlet, events=(event,)))
    expected = [" ".join(text.split()).replace("|", "/") for text in texts]
    assert row["actors"].removeprefix("'").split(SEPARATOR) == SEPARATOR.join(expected).removeprefix("'").split(
        SEPARATOR
    )
    assert row["outlet"] in (outlet, f"'{outlet}")
    assert not row["outlet"].startswith(("=", "+", "-", "@")) or row["outlet"].lstrip("-").replace(".", "").isdigit()


def test_columns_of_one_thing_have_as_many_values(report: Report, coded: CodedReport) -> None:
    more = msgspec.structs.replace(coded.events[0], places=coded.events[0].places * 3)
    (row,) = rows(report, msgspec.structs.replace(coded, events=(more,)))
    columns = ("places", "place_names", "latitudes", "longitudes", "countries", "admin1s", "place_precisions")
    assert {len(row[name].split(SEPARATOR)) for name in columns} == {6}
