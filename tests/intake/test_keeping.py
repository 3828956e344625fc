from __future__ import annotations

import datetime as dt
import hashlib
import multiprocessing
import resource
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from riwaya.errors import InputError
from riwaya.intake.keeping import Keeper, warc_folder
from riwaya.intake.kept import answer_of, read_record, read_records
from riwaya.model.sources import Fetched, Kept

AT = dt.datetime(2024, 5, 1, 6, 30, tzinfo=dt.UTC)
FIRST_NAME = "riwaya-20240501-0001.warc.gz"


def page(number: int, at: dt.datetime = AT) -> Fetched:
    address = f"http://paper.example/{number}"
    return Fetched(address=address, final=address, at=at, status=200, body=str(number).encode())


def keep(folder: Path, last: Kept | None, *pages: Fetched, largest: int = 10**9) -> list[Kept]:
    with Keeper(folder, last, "riwaya 0.1.0", largest) as keeper:
        return [keeper.keep(one, "page") for one in pages]


def test_answers_are_appended_and_found_again(tmp_path: Path) -> None:
    first, second = keep(tmp_path / "warc", None, page(1), page(2))
    data = (tmp_path / "warc" / FIRST_NAME).read_bytes()
    assert (first.file, first.start, second.start) == (FIRST_NAME, 0, first.length)
    assert len(data) == first.length + second.length
    for number, kept in enumerate((first, second), 1):
        assert hashlib.sha256(data[kept.start : kept.start + kept.length]).hexdigest() == kept.sha256
        with (tmp_path / "warc" / kept.file).open("rb") as file:
            record = read_record(file, kept.offset)
        assert (record.id, answer_of(record).payload) == (kept.record, str(number).encode())


def test_a_file_begins_with_who_wrote_it(tmp_path: Path) -> None:
    (kept,) = keep(tmp_path, None, page(1))
    with (tmp_path / kept.file).open("rb") as file:
        first, *_ = read_records(file, 0, kept.length)
    assert first.headers["warc-type"] == "warcinfo"
    assert b"software: riwaya 0.1.0" in first.block


def test_the_next_run_goes_on_where_the_log_says_that_the_file_ends(tmp_path: Path) -> None:
    (first,) = keep(tmp_path, None, page(1))
    (second,) = keep(tmp_path, first, page(2))
    assert (second.file, second.start) == (first.file, first.length)


def test_nothing_is_written_behind_what_the_log_does_not_know(tmp_path: Path) -> None:
    first, _lost = keep(tmp_path, None, page(1), page(2))
    before = (tmp_path / FIRST_NAME).read_bytes()
    (third,) = keep(tmp_path, first, page(3))
    assert (third.file, third.start) == ("riwaya-20240501-0002.warc.gz", 0)
    assert (tmp_path / FIRST_NAME).read_bytes() == before


def test_a_file_that_was_taken_away_is_not_begun_again(tmp_path: Path) -> None:
    (first,) = keep(tmp_path, None, page(1))
    (tmp_path / first.file).unlink()
    assert keep(tmp_path, first, page(2))[0].file == "riwaya-20240501-0002.warc.gz"


def test_each_day_and_above_a_size_a_new_file_is_begun(tmp_path: Path) -> None:
    tomorrow = AT + dt.timedelta(days=1)
    names = [kept.file for kept in keep(tmp_path, None, page(1), page(2, tomorrow), page(3, tomorrow))]
    assert names == [FIRST_NAME, *["riwaya-20240502-0002.warc.gz"] * 2]
    small = [kept.file for kept in keep(tmp_path / "small", None, page(1), page(2), largest=10)]
    assert small == [FIRST_NAME, "riwaya-20240501-0002.warc.gz"]


def test_a_second_keeper_is_refused_until_the_first_is_done(tmp_path: Path) -> None:
    with Keeper(tmp_path, None, "riwaya"), pytest.raises(InputError, match="another riwaya"):
        Keeper(tmp_path, None, "riwaya")
    assert keep(tmp_path, None, page(1))


def _on_a_full_disk(folder: Path) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (1500, 1500))
    with Keeper(folder, None, "riwaya") as keeper:
        keeper.keep(page(1), "page")
        big = msgspec.structs.replace(page(2), body=hashlib.shake_256(b"2").digest(5000))
        try:
            keeper.keep(big, "page")
        except OSError:
            resource.setrlimit(resource.RLIMIT_FSIZE, (1500, 1500))
            keeper.keep(page(3), "page")
        else:
            raise AssertionError


def _in_a_process(work: Callable[[Path], None], folder: Path) -> int | None:
    process = multiprocessing.get_context("spawn").Process(target=work, args=(folder,))
    process.start()
    process.join(30)
    return process.exitcode


def test_on_a_full_disk_half_a_record_stays_at_the_end_of_its_file(tmp_path: Path) -> None:
    assert _in_a_process(_on_a_full_disk, tmp_path) == 0
    names = sorted(path.name for path in tmp_path.glob("*.gz"))
    assert names == [FIRST_NAME, "riwaya-20240501-0002.warc.gz"]


def test_where_the_files_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RIWAYA_WARC", raising=False)
    assert warc_folder("data/yemen.db") == Path("data/yemen.warc")
    assert warc_folder("postgresql+psycopg://me@localhost/riwaya") == Path("riwaya.warc")
    monkeypatch.setenv("RIWAYA_WARC", "pages")
    assert warc_folder("data/yemen.db") == Path("pages")
    assert warc_folder("data/yemen.db", Path("here")) == Path("here")
