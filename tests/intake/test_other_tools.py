"""Tables, JSON under other names, exports of Telegram, saved pages: what other tools write becomes reports."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pages.articles import article
from pages.layouts import page
from pages.no_articles import NO_ARTICLES
from riwaya.intake import Intake, Received, read_reports
from riwaya.intake.csv_file import read as read_csv
from riwaya.intake.received import Defaults
from riwaya.intake.telegram import read as read_telegram
from riwaya.model import Failure

TEXT = "قُتل شخصان أمس في قصف على مدينة تعز جنوب غربي اليمن."
DAY = dt.date(2019, 3, 12)


def read(path: Path, content: bytes | str, **options: Any) -> list[Received]:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(read_reports([str(path)], **options))


def only(received: list[Received]) -> Intake:
    (one,) = received
    assert isinstance(one, Intake), one
    return one


def table(*rows: list[str], **dialect: Any) -> str:
    written = io.StringIO()
    csv.writer(written, **dialect).writerows(rows)
    return written.getvalue()


# ---- tables ----


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1256"])
def test_a_table_by_any_separator_and_encoding(tmp_path: Path, separator: str, encoding: str) -> None:
    written = table(
        ["Headline", "PublishDate", "Media_Name", "Content"],
        ["قصف", "12/03/2019", "صحيفة", TEXT.replace("ُ", "")],
        delimiter=separator,
    )
    found = only(read(tmp_path / "export.csv", written.encode(encoding)))
    report = found.report
    assert (report.id, report.text) == ("export:1", f"قصف\n{TEXT.replace('ُ', '')}")
    assert (report.published, report.outlet) == (DAY, "صحيفة")


def test_columns_in_arabic_and_days_in_words(tmp_path: Path) -> None:
    written = table(
        ["الرقم", "العنوان", "النص", "تاريخ النشر", "الرابط"],
        ["7", "قصف", TEXT, "12 آذار 2019", "https://example.org/7"],
    )
    report = only(read(tmp_path / "t.csv", written)).report
    assert (report.published, report.url) == (DAY, "https://example.org/7")


def test_rows_of_many_lines_keep_their_place_and_empty_ones_are_left_out(tmp_path: Path) -> None:
    written = table(["id", "text"], ["a", f"{TEXT}\n\n{TEXT}"], ["", ""], ["b", TEXT], ["c", "English only"])
    first, second, third = read(tmp_path / "t.tsv", written.replace(",", "\t"))
    assert isinstance(first, Intake)
    assert isinstance(second, Intake)
    assert isinstance(third, Failure)
    assert [one.where.rpartition(":")[2] for one in (first, second, third)] == ["2", "6", "7"]
    assert (second.report.id, third.id) == ("b", "c")


def test_what_is_wrong_with_a_table(tmp_path: Path) -> None:
    (failure,) = read(tmp_path / "t.csv", "name,age\nx,1\n")
    assert isinstance(failure, Failure)
    assert failure.cause == 'no column for the text (such as "text" or "content"); the columns are: name, age'
    good, bad = read(tmp_path / "u.csv", f'text\n{TEXT}\n"{"و" * 400}\n{"x" * 50}', max_bytes=300)
    assert isinstance(good, Intake)
    assert isinstance(bad, Failure)
    assert "nothing behind it is read" in bad.cause


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(["text", "id", ",", ";", '"', "\r", "\n", "\r\n", "\0", "\t", "|", TEXT])))
def test_any_table_ends(pieces: list[str]) -> None:
    assert (
        list(read_csv(io.BytesIO("".join(pieces).encode()), where="t", fallback_id="t", defaults=Defaults()))
        is not None
    )


# ---- JSON under other names ----


def test_json_of_other_tools(tmp_path: Path) -> None:
    told = {
        "maintext": TEXT,
        "date_publish": "2019-03-12 10:00:00",
        "source_domain": "example.org",
        "url": "https://example.org/1",
        "title": None,
    }
    report = only(read(tmp_path / "one.json", json.dumps(told))).report
    assert (report.id, report.text, report.published, report.outlet) == ("one", TEXT, DAY, "example.org")


def test_a_field_called_text_is_the_text_whatever_else_is_there(tmp_path: Path) -> None:
    report = only(read(tmp_path / "one.json", json.dumps({"text": TEXT, "body": "x", "date": "2019-03-12"}))).report
    assert (report.text, report.published) == (TEXT, None)


# ---- Telegram ----


def message(number: int, text: object = TEXT, **more: object) -> dict[str, object]:
    return {"id": number, "type": "message", "date": "2019-03-12T23:10:00", "from": "x", "text": text, **more}


def export(*messages: dict[str, object], **more: object) -> dict[str, object]:
    return {"name": 'قناة "المثال"', "type": "public_channel", "id": 1234, "messages": list(messages), **more}


def test_an_export_of_a_channel(tmp_path: Path) -> None:
    parts: list[object] = [
        "عاجل | ",
        {"type": "bold", "text": "قُتل شخصان"},
        " في قصف على مدينة تعز.",
        {"type": "link", "text": "https://t.me/x"},
    ]
    written = json.dumps(
        export(message(1), message(2, parts), message(3, ""), {"id": 4, "type": "service", "text": "x"}),
        ensure_ascii=False,
        indent=1,
    )
    first, second = read(tmp_path / "result.json", written)
    assert isinstance(first, Intake)
    assert isinstance(second, Intake)
    assert (first.report.id, first.report.outlet, first.report.published) == ("telegram:1234/1", 'قناة "المثال"', DAY)
    assert second.report.text == "عاجل | قُتل شخصان في قصف على مدينة تعز.https://t.me/x"
    assert second.where.endswith("result.json#2")


def test_an_export_of_all_chats(tmp_path: Path) -> None:
    whole = {
        "about": "Here is the data",
        "chats": {"about": "x", "list": [export(message(1)), {**export(message(1)), "id": 9}]},
    }
    ids = [one.report.id for one in read(tmp_path / "result.json", json.dumps(whole)) if isinstance(one, Intake)]
    assert ids == ["telegram:1234/1", "telegram:9/1"]


def test_a_large_export_is_read_piece_by_piece() -> None:
    written = json.dumps(export(*(message(number, TEXT * 20) for number in range(4_000))), ensure_ascii=False).encode()
    tracemalloc.start()
    try:
        count = sum(1 for _ in read_telegram(io.BytesIO(written), where="r", fallback_id="r", defaults=Defaults()))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert count == 4_000
    assert peak < 3_000_000 < len(written)


@pytest.mark.parametrize(
    ("end", "cause"),
    [
        ("", "JSON is malformed"),
        ('{"id":', "JSON is malformed"),
        ('{"a":"' + "x" * 9_000, "longer than"),
        ("[" * 200_000, ""),
    ],
)
def test_exports_that_break_off(tmp_path: Path, end: str, cause: str) -> None:
    whole = json.dumps(export(message(1)), ensure_ascii=False)
    first, second = read(tmp_path / "r.json", whole[: whole.rindex("]}")] + "," + end, max_bytes=4_000)
    assert isinstance(first, Intake)
    assert isinstance(second, Failure)
    assert cause in second.cause


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                '{"name":"x",',
                '"type":',
                '"messages":[',
                "{",
                "}",
                "]",
                "[",
                '"',
                "\\",
                '"text":',
                '"text":["a",',
                "1",
                ",",
                TEXT,
                "\0",
            ]
        )
    )
)
def test_any_json_ends(pieces: list[str]) -> None:
    raw = ('{"type":"x","messages":[' + "".join(pieces)).encode()
    assert list(read_telegram(io.BytesIO(raw), where="r", fallback_id="r", defaults=Defaults()))


# ---- pages ----


@pytest.mark.parametrize("layout", ["clean", "old", "maghreb", "soup"])
def test_a_saved_page(tmp_path: Path, layout: str) -> None:
    played = page(layout, article(5))
    found = only(read(tmp_path / "saved.html", played.body, outlet="mithal"))
    report = found.report
    assert (report.id, report.outlet, report.published) == ("saved", "mithal", played.day)
    assert report.text == f"{played.article.title}\n{played.article.text}"


def test_a_page_without_a_name_is_known_by_how_it_begins() -> None:
    stream = io.BytesIO(page("clean", article(5)).body)
    (found,) = read_reports(["-"], stdin=stream)
    assert isinstance(found, Intake)
    assert found.report.url == "https://example.org/news/5"


def test_a_page_without_an_article_fails(tmp_path: Path) -> None:
    (failure,) = read(tmp_path / "x.htm", NO_ARTICLES["soft 404"])
    assert isinstance(failure, Failure)
    assert "not found" in failure.cause
