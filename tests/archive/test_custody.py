"""Everything that can be changed behind the archive's back is found; what a killed run left behind is told as such."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from riwaya.archive.anchoring import MAGIC, anchor
from riwaya.archive.custody import Checked, verify
from riwaya.archive.provenance import chains
from riwaya.errors import StoreError
from riwaya.intake.keeping import Keeper
from riwaya.model.sources import Fetched
from riwaya.store.custody import last_kept, last_line
from riwaya.store.engine import open_store
from watched import BASE, BEGAN, FEED, ScriptedWeb, Watched, feed, page

ONE, TWO = f"{BASE}/1", f"{BASE}/2"
KEY = f"paper:{hashlib.sha256(ONE.encode()).hexdigest()[:12]}"


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[Watched]:
    web = ScriptedWeb({FEED: feed((ONE, "one"), (TWO, "two")), ONE: page(1), TWO: page(2)})
    with open_store(f"sqlite:///{tmp_path}/riwaya.db") as store:
        filled = Watched(store, tmp_path / "riwaya.warc", web)
        filled.round()
        yield filled


def found(watched: Watched, *anchors: Path) -> list[tuple[str, str]]:
    """What verification finds: the part, and what is wrong."""
    return [(each.part, each.what) for each in checked(watched, *anchors).findings]


def checked(watched: Watched, *anchors: Path) -> Checked:
    return verify(watched.store, watched.folder, anchors)


def warc(watched: Watched) -> Path:
    (path,) = watched.folder.glob("*.warc.gz")
    return path


def change(watched: Watched, *statements: str) -> None:
    """Changes the archive's file as somebody would who is not riwaya, past what the database refuses."""
    connection = sqlite3.connect(watched.store.where)
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        assert connection.execute(statement).rowcount > 0, statement
    connection.commit()
    connection.close()


def test_what_is_as_it_came_is_sound(watched: Watched) -> None:
    all_well = checked(watched)
    assert (all_well.sound, all_well.findings) == (True, ())
    assert (all_well.answers, all_well.files, all_well.reports) == (3, 1, 2)
    assert all_well.bytes == warc(watched).stat().st_size


# ---- the kept bytes ----


def test_a_changed_byte_is_found_wherever_it_is(watched: Watched) -> None:
    path = warc(watched)
    whole = path.read_bytes()
    for place in range(0, len(whole), 41):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        (finding,) = checked(watched).findings
        assert finding.part == "file", place
        start = int(finding.where.rpartition(":")[2])
        assert start <= place
    path.write_bytes(whole)
    assert checked(watched).sound


def test_the_page_whose_bytes_were_changed_is_named(watched: Watched) -> None:
    (chain,) = chains(watched.store, watched.folder, KEY)
    kept = chain.seen[0].fetch.kept
    with warc(watched).open("r+b") as file:
        file.seek(kept.offset + 30)
        file.write(b"\xff")
    (finding,) = checked(watched).findings
    assert finding.where == f"{kept.file}:{kept.start}"
    assert finding.what.endswith(f"are not those that were kept: {ONE}, report {KEY}")
    assert chains(watched.store, watched.folder, KEY)[0].seen[0].state == "changed"


def test_a_missing_file_is_found(watched: Watched) -> None:
    warc(watched).unlink()
    assert found(watched) == [("file", "the file is missing, with 3 answers")]
    assert chains(watched.store, watched.folder, KEY)[0].seen[0].state == "missing"


def test_a_file_that_was_cut_off_is_found(watched: Watched) -> None:
    path = warc(watched)
    path.write_bytes(path.read_bytes()[:-10])
    (what,) = found(watched)
    assert what[1].startswith("the file is cut off at ")
    path.write_bytes(b"")
    assert len(found(watched)) == 3


def test_bytes_that_were_put_in_are_found(watched: Watched) -> None:
    path = warc(watched)
    path.write_bytes(b"x" + path.read_bytes())
    assert not checked(watched).sound


# ---- what a killed run leaves ----


def test_a_record_that_was_kept_and_not_filed_is_an_orphan(watched: Watched) -> None:
    with watched.store.reading() as connection:
        last = last_kept(connection)
    lost = Fetched(address=ONE, final=ONE, at=BEGAN, status=200, body=b"lost")
    with Keeper(watched.folder, last, "stub") as keeper:
        keeper.keep(lost, "page")
    told = checked(watched)
    assert told.sound
    assert [(each.part, each.what) for each in told.findings] == [
        ("orphan", f"kept but not in the log: {ONE} of 2024-05-01T06:00:00Z")
    ]
    watched.web.pages[ONE] = page(1, killed=5)
    watched.round(later=BEGAN - BEGAN.replace(hour=0) + (BEGAN - BEGAN.replace(hour=5)))
    assert len(list(watched.folder.glob("*.gz"))) == 2
    assert [each.part for each in checked(watched).findings] == ["orphan"]


def test_half_a_record_is_an_orphan_too(watched: Watched) -> None:
    path = warc(watched)
    whole = path.read_bytes()
    path.write_bytes(whole + whole[:100])
    assert found(watched) == [("orphan", "100 bytes of a record that was not written to its end")]


def test_a_file_that_the_log_does_not_know_is_orphaned(watched: Watched) -> None:
    path = warc(watched)
    (watched.folder / "other.warc.gz").write_bytes(path.read_bytes())
    assert [part for part, _ in found(watched)] == ["orphan"] * 3
    assert checked(watched).sound


# ---- the archive's file ----


@pytest.mark.parametrize(
    ("statement", "part", "what"),
    [
        ("UPDATE reports SET text = replace(text, '3', '4') WHERE row = 1", "log", "text does not give its SHA-256"),
        ("UPDATE reports SET published = '2024-04-30' WHERE row = 1", "log", "was changed"),
        ("UPDATE events SET country = 'SY' WHERE row = 1", "log", "was changed"),
        ("DELETE FROM reports WHERE row = 1", "log", "gone from the archive"),
        ("UPDATE audit SET data = replace(data, '200', '201') WHERE seq = 2", "log", "its words do not give its hash"),
        ("UPDATE audit SET by = 'x' WHERE seq = 2", "log", "its words do not give its hash"),
        ("DELETE FROM audit WHERE seq = 2", "log", "missing"),
        ("UPDATE audit SET data = '{}' WHERE seq = 2", "log", "tells of no answer that can be read"),
        ("UPDATE fetches SET offset = offset + 1 WHERE row = 2", "table", "the log says otherwise of its offset"),
        ("UPDATE fetches SET sha256 = 'x' WHERE row = 2", "table", "the log says otherwise of its sha256"),
        ("UPDATE fetches SET at = '2024-05-02' WHERE row = 2", "table", "the log says otherwise of its at"),
        ("UPDATE fetches SET record = 'urn:x' WHERE row = 2", "table", "is in no line of the log"),
        ("DELETE FROM fetches WHERE row = 2", "table", "is in the log and gone from the table"),
    ],
)
def test_a_change_in_the_archive_is_found(watched: Watched, statement: str, part: str, what: str) -> None:
    change(watched, statement)
    assert any(each == part and what in said for each, said in found(watched)), found(watched)
    assert not checked(watched).sound


def test_a_text_changed_together_with_its_digest_is_found(watched: Watched) -> None:
    text = "لم يحدث شيء"
    digest = hashlib.sha256(text.encode()).hexdigest()
    change(watched, f"UPDATE reports SET text = '{text}', sha256 = '{digest}' WHERE row = 1")
    assert ("log", "its SHA-256 is not what the log says") in found(watched)


# ---- anchors ----


def test_an_anchor_is_the_hash_of_the_head(watched: Watched) -> None:
    with watched.store.reading() as connection:
        head = last_line(connection)
    made = anchor(watched.store, by="analyst", at=BEGAN)
    assert head is not None
    assert (made.seq, made.hash) == (head.seq, head.hash) == (3, hashlib.sha256(made.words).hexdigest())
    assert made.unstamped == MAGIC + b"\x01\x08" + bytes.fromhex(head.hash)
    with watched.store.reading() as connection:
        line = last_line(connection)
    assert line is not None
    assert (line.action, msgspec.json.decode(line.data)) == ("anchor", {"seq": 3, "hash": head.hash})


def test_a_log_that_was_written_anew_is_found_by_an_anchor(watched: Watched, tmp_path: Path) -> None:
    path = tmp_path / "anchor.json"
    path.write_bytes(anchor(watched.store, by="analyst", at=BEGAN).words)
    assert found(watched, path) == []
    path.write_bytes(path.read_bytes().replace(b"analyst", b"another"))
    assert [part for part, _ in found(watched, path)] == ["log"]


def test_lines_cut_off_at_the_end_are_found_by_an_anchor(watched: Watched, tmp_path: Path) -> None:
    path = tmp_path / "anchor.json"
    anchor(watched.store, by="analyst", at=BEGAN)
    path.write_bytes(anchor(watched.store, by="analyst", at=BEGAN).words)
    change(watched, "DELETE FROM audit WHERE seq >= 4")
    assert checked(watched).sound
    assert found(watched, path) == [("log", f"is missing, though {path} was made of it")]


@pytest.mark.parametrize("words", [b"", b"[]", b"{}", b'["a", "b"]', b"\xff"])
def test_what_is_no_anchor_is_told(watched: Watched, tmp_path: Path, words: bytes) -> None:
    path = tmp_path / "anchor.json"
    path.write_bytes(words)
    assert found(watched, path) == [("log", "is no line of a log")]


def test_an_empty_log_has_nothing_to_anchor(tmp_path: Path) -> None:
    with open_store(f"sqlite:///{tmp_path}/empty.db") as store, pytest.raises(StoreError, match="empty"):
        anchor(store, by="analyst", at=BEGAN)


# ---- the chain of a report ----


def test_a_chain_leads_from_the_feed_to_the_log(watched: Watched) -> None:
    (chain,) = chains(watched.store, watched.folder, KEY)
    assert (chain.one.key, chain.text) == (KEY, "as it came")
    assert [(naming.feed, naming.title) for naming in chain.named] == [(FEED, "one")]
    (seen,) = chain.seen
    assert (seen.fetch.address, seen.state, seen.line) == (ONE, "as it came", 2)
    assert seen.fetch.body == hashlib.sha256(page(1).encode()).hexdigest()
    assert [line.seq for line in chain.log] == [2]


def test_a_chain_for_each_version(watched: Watched) -> None:
    watched.web.pages[ONE] = page(1, killed=5)
    watched.web.pages[FEED] = feed((ONE, "one, corrected"))
    watched.round(later=BEGAN - BEGAN.replace(hour=4))
    first, second = chains(watched.store, watched.folder, KEY)
    assert (first.one.custody.version, second.one.custody.version) == (1, 2)
    assert [chain.seen[0].fetch.became for chain in (first, second)] == ["new", "version"]
    (alone,) = chains(watched.store, watched.folder, f"{KEY}~2")
    assert alone == second
    assert chains(watched.store, watched.folder, "paper:none") == []
