"""Every way in which input can be good or bad, through `read_reports`."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import json
import os
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.intake import Intake, Received, Skipped, read_reports, total_bytes
from riwaya.model import Failure

TEXT = "قُتل شخصان أمس في قصف على مدينة تعز جنوب غربي اليمن."
DAY = dt.date(2019, 3, 13)


def record(**fields: Any) -> str:
    return json.dumps({"id": "a", "text": TEXT, "published": "2019-03-13", **fields}, ensure_ascii=False)


def read(*paths: Path | str, **options: Any) -> list[Received]:
    return list(read_reports([str(path) for path in paths], **options))


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return path


def intakes(received: list[Received]) -> list[Intake]:
    assert all(isinstance(one, Intake) for one in received), received
    return [one for one in received if isinstance(one, Intake)]


def failures(received: list[Received]) -> list[Failure]:
    return [one for one in received if isinstance(one, Failure)]


def codes(intake: Intake) -> list[str]:
    return [warning.code for warning in intake.warnings]


def test_a_text_file_is_one_report_untouched(tmp_path: Path) -> None:
    text = f"عنوان\r\n{TEXT}\r\n"
    (intake,) = intakes(read(write(tmp_path / "r1.txt", text), published=DAY, outlet="paper"))
    report = intake.report
    assert (report.id, report.text, report.published, report.outlet) == ("r1", text, DAY, "paper")
    assert intake.warnings == ()


@pytest.mark.parametrize("name", ["r.json", "r.jsonl", "r.ndjson"])
def test_json_by_every_name(tmp_path: Path, name: str) -> None:
    (intake,) = intakes(read(write(tmp_path / name, record(outlet="o", url="https://example.org/1"))))
    assert intake.where.endswith(f"{name}:1")
    assert (intake.report.id, intake.report.published) == ("a", DAY)
    assert (intake.report.outlet, intake.report.url) == ("o", "https://example.org/1")


def test_json_as_array_pretty_object_and_lines(tmp_path: Path) -> None:
    array = write(tmp_path / "1.json", f"[{record(id='1')},\n{record(id='2')}]")
    pretty = write(tmp_path / "2.json", json.dumps(json.loads(record(id="3")), indent=2))
    lines = write(tmp_path / "3.json", f"{record(id='4')}\n{record(id='5')}\n")
    received = intakes(read(array, pretty, lines))
    assert [intake.report.id for intake in received] == ["1", "2", "3", "4", "5"]
    assert [intake.where.rpartition(":")[2] for intake in received] == ["1", "2", "1", "1", "2"]


def test_ids_where_none_is_given(tmp_path: Path) -> None:
    bare = json.dumps({"text": TEXT})
    paths = [
        write(tmp_path / "one.json", bare),
        write(tmp_path / "two.json", f"[{bare},{bare}]"),
        write(tmp_path / "three.jsonl", f"\n{bare}\n{bare}\n"),
        write(tmp_path / "four.jsonl", record(id=17)),
    ]
    ids = [intake.report.id for intake in intakes(read(*paths))]
    assert ids == ["one", "two", "two#2", "three.jsonl:2", "three.jsonl:3", "17"]


@pytest.mark.parametrize("name", ["r.txt.gz", "r.json.gz", "r.jsonl.gz"])
def test_gzip_of_each(tmp_path: Path, name: str) -> None:
    content = TEXT if "txt" in name else record(id="r")
    (intake,) = intakes(read(write(tmp_path / name, gzip.compress(content.encode()))))
    assert (intake.report.id, intake.report.text) == ("r", TEXT)


def test_broken_gzip_fails_and_the_next_file_is_read(tmp_path: Path) -> None:
    packed = gzip.compress("".join(record(id=str(n)) + "\n" for n in range(3000)).encode())
    write(tmp_path / "a.jsonl.gz", packed[: len(packed) // 2])
    write(tmp_path / "b.txt", TEXT)
    received = read(tmp_path)
    (failure,) = failures(received)
    assert failure.where.endswith("a.jsonl.gz")
    assert "can not be read" in failure.cause
    assert isinstance(received[-1], Intake)


def test_title_goes_before_a_text_without_it(tmp_path: Path) -> None:
    received = read(
        write(tmp_path / "1.json", record(title=" عنوان\nمكسور ")),
        write(tmp_path / "2.json", record(id="b", title=TEXT[:10])),
        write(tmp_path / "3.json", record(id="c", title="")),
    )
    assert [intake.report.text for intake in intakes(received)] == [f"عنوان مكسور\n{TEXT}", TEXT, TEXT]


def test_folders_are_read_sorted_and_other_files_left_aside(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / ".hidden").mkdir()
    for name in ("z.txt", "a.txt", "b/c.txt", ".part.txt", ".hidden/x.txt", "notes.md", "b/data.xls"):
        write(tmp_path / name, TEXT)
    received = read(tmp_path)
    names = [one.report.id if isinstance(one, Intake) else Path(one.where).name for one in received]
    assert names == ["a", "c", "data.xls", "notes.md", "z"]
    assert sum(isinstance(one, Skipped) for one in received) == 2
    assert total_bytes([str(tmp_path)]) == 3 * len(TEXT.encode())


def test_pipes_in_a_folder_do_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert [type(one) for one in read(tmp_path)] == [Skipped]


@pytest.mark.parametrize(
    ("content", "ids"),
    [
        (TEXT, ["stdin"]),
        (f"\n  {record(id='1')}\n{record(id='2')}\n", ["1", "2"]),
        (record(id="1"), ["1"]),
        (f" [{record(id='1')}]", ["1"]),
        (json.dumps(json.loads(record(id="1")), indent=2), ["1"]),
        (f"\ufeff{record(id='1')}\n", ["1"]),
    ],
)
def test_standard_input_is_sniffed(content: str, ids: list[str]) -> None:
    for raw in (content.encode(), gzip.compress(content.encode()), content.encode("utf-16-le")):
        stdin = io.BytesIO(raw)
        assert [intake.report.id for intake in intakes(read("-", stdin=stdin))] == ids
        assert not stdin.closed


def test_a_named_file_of_unknown_ending_is_sniffed(tmp_path: Path) -> None:
    received = read(write(tmp_path / "plain", TEXT), write(tmp_path / "lines.log", f"{record()}\n"))
    assert [intake.report.id for intake in intakes(received)] == ["plain", "a"]


@pytest.mark.parametrize("encoding", ["cp1256", "iso8859_6", "utf-16", "utf-16-be", "utf-16-le"])
@pytest.mark.parametrize("name", ["r.txt", "r.json", "r.jsonl"])
def test_encodings(tmp_path: Path, encoding: str, name: str) -> None:
    text = TEXT.replace("ُ", "")
    content = text if name == "r.txt" else record(text=text) + "\n"
    (intake,) = intakes(read(write(tmp_path / name, content.encode(encoding)), published=DAY))
    assert intake.report.text == text
    assert codes(intake) == ["encoding"]


def test_dates(tmp_path: Path) -> None:
    lines = [
        record(id=str(n), published=day) for n, day in enumerate(["13/03/2019", "March", None, 20190313, "", True])
    ]
    path = write(tmp_path / "r.jsonl", "\n".join(lines))
    received = intakes(read(path))
    assert [intake.report.published for intake in received] == [DAY, None, None, None, None, None]
    expected = [[], ["bad_date"], ["no_date"], ["bad_date"], ["no_date"], ["bad_date"]]
    assert [codes(intake) for intake in received] == expected
    other = dt.date(2020, 1, 1)
    received = intakes(read(path, published=other))
    assert [intake.report.published for intake in received] == [DAY, *[other] * 5]
    assert [codes(intake) for intake in received] == [[], ["bad_date"], [], ["bad_date"], [], ["bad_date"]]


@pytest.mark.parametrize(
    ("line", "cause", "report_id"),
    [
        ('{"id": "a", "text": ', "JSON is malformed", ""),
        ("not json", "JSON is malformed", ""),
        ('"a string"', "wrong fields", ""),
        ("[1]", "wrong fields", ""),
        (record(text=5), "Expected `str | null`, got `int` - at `$.text`", "a"),
        (record(id=["x"]), "at `$.id`", ""),
        (record(published={"day": 1}), "at `$.published`", "a"),
        ('{"id": "a", "sport": "x"}', 'no field "text"; the fields are: id, sport', "a"),
        ("{}", 'no field "text"; the fields are: none', ""),
        (record(text=""), "empty", "a"),
        (record(text="Two were killed"), "not Arabic", "a"),
        (record(text=f"<html><p>{TEXT}</p></html>"), "HTML", "a"),
        ('{"a":' + "[" * 100_000 + "]" * 100_000 + "}", "nested too deeply", ""),
        ('{"text": "\\ud800"}', "JSON is malformed", ""),
    ],
)
def test_a_bad_line_fails_alone(tmp_path: Path, line: str, cause: str, report_id: str) -> None:
    path = write(tmp_path / "r.jsonl", f"{record(id='before')}\n{line}\n\n{record(id='behind')}\n")
    first, failure, last = read(path)
    assert isinstance(first, Intake)
    assert isinstance(last, Intake)
    assert isinstance(failure, Failure)
    assert cause in failure.cause
    assert (failure.where, failure.stage, failure.id) == (f"{path}:2", "intake", report_id)


@pytest.mark.parametrize(
    ("name", "content", "cause"),
    [
        ("r.txt", b"", "empty"),
        ("r.txt", b"\xff\xfe", "empty"),
        ("r.txt", bytes(range(256)) * 20, ""),
        ("r.json", b"", "no report"),
        ("r.json", b"[]", "no report"),
        ("r.json", b"hello", "not a JSON object"),
        ("r.json", b'[{"text": "x"', "ends in the middle"),
        ("r.json.gz", b"\x1f\x8b\x08\x00", "can not be read"),
    ],
)
def test_a_bad_file_fails(tmp_path: Path, name: str, content: bytes, cause: str) -> None:
    (failure,) = read(write(tmp_path / name, content))
    assert isinstance(failure, Failure)
    assert cause in failure.cause
    assert str(tmp_path / name) in failure.where


def test_what_can_not_be_opened_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    locked = write(tmp_path / "locked.txt", TEXT)
    write(tmp_path / "open.txt", TEXT)
    opener = io.FileIO

    def refuse(path: Path) -> io.FileIO:
        if path == locked:
            raise PermissionError(13, "Permission denied", str(path))
        return opener(path)

    monkeypatch.setattr(io, "FileIO", refuse)
    gone, denied, good = read(tmp_path)
    assert isinstance(gone, Failure)
    assert gone.cause == "can not be read: No such file or directory"
    assert isinstance(denied, Failure)
    assert denied.cause == "can not be read: Permission denied"
    assert isinstance(good, Intake)


def test_a_folder_that_vanished_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "is_dir", lambda _: True)
    (failure,) = read(tmp_path / "gone")
    assert isinstance(failure, Failure)
    assert "No such file" in failure.cause


def test_nul_characters_are_replaced_and_offsets_stay(tmp_path: Path) -> None:
    (intake,) = intakes(read(write(tmp_path / "r.txt", f"{TEXT}\0{TEXT}"), published=DAY))
    assert intake.report.text == f"{TEXT}\ufffd{TEXT}"
    assert codes(intake) == ["nul"]


def test_bidirectional_and_zero_width_characters_are_fine(tmp_path: Path) -> None:
    text = f"\u202b{TEXT}\u200f\u200b\u200d\u2069"
    (intake,) = intakes(read(write(tmp_path / "r.txt", text), published=DAY))
    assert (intake.report.text, intake.warnings) == (text, ())


def test_a_tag_in_a_text_is_a_warning(tmp_path: Path) -> None:
    (intake,) = intakes(read(write(tmp_path / "r.txt", f"{TEXT}<br>{TEXT}"), published=DAY))
    assert codes(intake) == ["markup"]


def test_both_reports_of_one_id_are_kept(tmp_path: Path) -> None:
    received = intakes(read(write(tmp_path / "1.jsonl", record()), write(tmp_path / "2.jsonl", record())))
    assert [codes(intake) for intake in received] == [[], ["duplicate_id"]]


def test_a_file_name_that_is_not_utf8_is_shown_all_the_same(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/r\xff.txt"
    with open(path, "wb") as stream:  # noqa: PTH123 (a path of bytes)
        stream.write(TEXT.encode())
    (intake,) = intakes(read(tmp_path))
    assert intake.report.id == "r\ufffd"
    intake.where.encode("utf-8")


@pytest.mark.parametrize("name", ["r.txt", "r.json", "r.jsonl"])
def test_the_limit_is_exact(tmp_path: Path, name: str) -> None:
    content = TEXT if name == "r.txt" else record()
    path = write(tmp_path / name, content)
    size = len(content.encode())
    assert isinstance(read(path, max_bytes=size)[0], Intake)
    (failure,) = read(path, max_bytes=size - 1)
    assert isinstance(failure, Failure)
    assert "longer than" in failure.cause


@pytest.mark.parametrize("name", ["r.jsonl", "r.json", "r.txt", "r.jsonl.gz"])
def test_fifty_megabytes_in_a_line_are_not_held(tmp_path: Path, name: str) -> None:
    with (gzip.open if name.endswith(".gz") else open)(tmp_path / name, "wb") as stream:
        stream.write(b'{"id": "long", "text": "')
        for _ in range(50):
            stream.write(b"x" * 1_000_000)
        stream.write(f'"}}\n{record(id="behind")}\n'.encode())
    tracemalloc.start()
    received = read(tmp_path, max_bytes=1_000_000)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 6_000_000
    assert isinstance(received[0], Failure)
    assert "longer than 1,000,000 bytes" in received[0].cause
    if name != "r.txt":
        assert isinstance(received[1], Intake)
        assert received[1].report.id == "behind"
        assert received[1].where.endswith(":2")


def test_how_much_was_read_is_told(tmp_path: Path) -> None:
    path = write(tmp_path / "r.jsonl", f"{record()}\n" * 5000)
    told: list[int] = []
    read(path, watch=told.append)
    assert sum(told) == path.stat().st_size


@given(st.binary(max_size=300), st.sampled_from(["a.txt", "a.json", "a.jsonl"]))
def test_nothing_that_a_file_holds_raises(tmp_path_factory: pytest.TempPathFactory, raw: bytes, name: str) -> None:
    path = tmp_path_factory.mktemp("any") / name
    path.write_bytes(raw)
    read(path)
    read("-", stdin=io.BytesIO(raw))
