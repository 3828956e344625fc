"""`riwaya incidents` and `riwaya incident` on a small archive put together by hand."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from rich.cells import cell_len
from sqlalchemy import insert
from typer.testing import Result

from invented import account, actor, copy_of, date, dead, place, said_by, target
from linked_by_hand import forward, put
from riwaya.cli.side_by_side import wrapped
from riwaya.model import Span
from riwaya.store.engine import open_store
from riwaya.store.links import events_of
from riwaya.store.tables import judgements

Run = Callable[..., Result]
TEXT = "قتل سبعة مدنيين في قصف على سوق مدينة حيس."  # Seven civilians were killed in shelling of the market of Hays.


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


@pytest.fixture
def db(tmp_path: Path) -> Path:
    """An archive of two incidents; the first is told by three papers, one of which is copied."""
    path = tmp_path / "riwaya.db"
    told: dict[str, Any] = {
        "text": TEXT,
        "trigger": "قصف",
        "trigger_span": span("قصف"),
        "evidence": (Span(0, len(TEXT)),),
        "places": (msgspec.structs.replace(place("Hays", 1, 13.93, 43.48), text="حيس"),),
        "date": date(2),
        "civilians_harmed": True,
    }
    seven = dead(7, text="قتل سبعة مدنيين")  # seven civilians were killed
    with open_store(str(path)) as store, store.writing() as connection:
        first = account("north", key="n1", killed=seven, actors=(actor("houthis", "Houthis"),), **told)
        east = account("east", key="e1", killed=seven, targets=(target("مدنيين"),), **told)
        raid = told | {"type": "air_strike", "actors": (actor("saudi_coalition", "Saudi-led coalition"),)}
        south = account("south", key="s1", killed=dead(11, None), sources=said_by("مصدر طبي"), **raid)
        put(connection, "Ihays", first, copy_of(first, "copyist", on=2), east, south)
        put(connection, "Imokha", account("east", key="e2", type="protest", places=(place("Mokha"),)))
        forward(connection, "Iold", "Ihays")
    return path


def test_one_incident_a_line(run: Run, db: Path) -> None:
    result = run("incidents", "--db", db, "--format", "table")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0].split() == ["id", "day", "type", "place", "killed", "injured", "voices", "outlets", "grade"]
    assert lines[1].split() == ["Ihays", "2021-03-02", "shelling", "Hays,", "YE", "7+", "(7)", "3", "4", "contested"]
    assert lines[2].split() == ["Imokha", "no", "day", "protest", "Mokha,", "YE", "1", "1"]


def test_other_formats_carry_the_same(run: Run, db: Path) -> None:
    lines = [json.loads(line) for line in run("incidents", "--db", db).stdout.splitlines()]
    rows = list(csv.DictReader(io.StringIO(run("incidents", "--db", db, "-f", "csv").stdout)))
    assert [line["id"] for line in lines] == [row["id"] for row in rows] == ["Ihays", "Imokha"]
    assert (lines[0]["killed_min"], lines[0]["killed_max"], lines[0]["killed_shared"]) == (7, None, 7)
    assert (rows[0]["killed_min"], rows[0]["killed_max"], rows[0]["killed_shared"]) == ("7", "", "7")
    assert (rows[0]["civilians_harmed"], rows[1]["grade"]) == ("true", "")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (("--since", "2021-03-02", "--until", "02/03/2021"), ["Ihays"]),
        (("--near", "حيس", "--km", "5"), ["Ihays"]),  # Hays
        (("--near", "13.93, 43.48"), ["Ihays"]),
        (("--type", "protest"), ["Imokha"]),
        (("--min-sources", "3"), ["Ihays"]),
        (("--min-sources", "4"), []),
        (("--min-reports", "4"), ["Ihays"]),
        (("--country", "ye", "--limit", "1"), ["Ihays"]),
        (("--outlet", "copyist"), ["Ihays"]),
        (("--actor", "houthis"), ["Ihays"]),
        (("--skip", "1"), ["Imokha"]),
    ],
)
def test_options(run: Run, db: Path, asked: tuple[str, ...], found: list[str]) -> None:
    result = run("incidents", "--db", db, *asked)
    assert result.exit_code == 0
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == found


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        (("--since", "yesterday"), "is not a day"),
        (("--near", "Atlantis by the Sea"), "the gazetteer has no"),
        (("--near", "91, 200"), "is no point on earth"),
        (("--km", "10"), "needs --near"),
        (("--type", "war"), "no type of event: war"),
        (("--since", "2021-03-03", "--until", "2021-03-02"), "is before --since 2021-03-03"),
        (("--country", "Yemen"), "no country: Yemen"),
        (("--actor", "hothi"), "no party of lexicon"),
        (("--db", "nowhere.db"), "nowhere.db"),
    ],
)
def test_wrong_usage(run: Run, db: Path, asked: tuple[str, ...], says: str) -> None:
    result = run("incidents", "--db", db, *asked)
    assert result.exit_code == 2
    assert says in result.stderr.replace("\n", " ")


# ---- one incident ----


def shown(run: Run, monkeypatch: pytest.MonkeyPatch, db: Path, width: int, id_: str = "Ihays") -> str:
    monkeypatch.setenv("COLUMNS", str(width))
    result = run("incident", id_, "--db", db)
    assert result.exit_code == 0, result.stderr
    return result.stdout


def test_accounts_stand_side_by_side(run: Run, monkeypatch: pytest.MonkeyPatch, db: Path) -> None:
    out = shown(run, monkeypatch, db, 160).replace("\u200e", "")
    head = next(line for line in out.splitlines() if "north" in line and "│" in line)
    assert [name.strip() for name in head.split("│")] == ["east", "north", "south"]
    assert "**قصف**" in out
    assert "≠ air_strike" in out
    assert "at least 11" in out
    assert "copyist, 2021-03-02" in out


def test_in_a_narrow_terminal_they_stand_below_each_other(run: Run, monkeypatch: pytest.MonkeyPatch, db: Path) -> None:
    out = shown(run, monkeypatch, db, 50)
    assert "│" not in out
    assert out.index("east\n") < out.index("north\n") < out.index("south\n")


@pytest.mark.parametrize("width", [50, 80, 100, 160, 250])
def test_no_line_is_wider_than_the_terminal(run: Run, monkeypatch: pytest.MonkeyPatch, db: Path, width: int) -> None:
    assert max(cell_len(line) for line in shown(run, monkeypatch, db, width).splitlines()) <= width


def test_arabic_is_held_by_marks_on_both_sides(run: Run, monkeypatch: pytest.MonkeyPatch, db: Path) -> None:
    for line in shown(run, monkeypatch, db, 160).splitlines():
        for piece in line.split("│"):
            arabic = [i for i, letter in enumerate(piece) if "\u0600" <= letter <= "\u06ff"]
            if arabic:
                assert "\u200e" in piece[: arabic[0]]
                assert "\u200e" in piece[arabic[-1] :]


def test_figures_blame_and_grade_with_their_words(run: Run, monkeypatch: pytest.MonkeyPatch, db: Path) -> None:
    out = shown(run, monkeypatch, db, 160).replace("\u200e", "")
    assert "- 2 of 3 voices say 7; outside: at least 11 (south)." in out
    assert "- UCDP low 7, best 7 (the shared figure), high 11." in out
    assert "- Houthis: said by copyist, north" in out
    assert "suggested grade: contested (computed, no verdict)" in out
    assert "- Voices blame different sides: Houthis and Saudi-led coalition." in out


def test_an_id_that_became_another_says_so(run: Run, monkeypatch: pytest.MonkeyPatch, db: Path) -> None:
    out = shown(run, monkeypatch, db, 100, "Iold")
    assert "Iold (the id asked for) was merged into Ihays on 2021-03-09" in out


def test_an_unknown_id_names_those_like_it(run: Run, db: Path) -> None:
    result = run("incident", "Ihay", "--db", db)
    assert result.exit_code == 2
    assert result.stderr.startswith("riwaya: there is no incident 'Ihay'; ids like it: Ihays")


def test_an_event_names_its_incident(run: Run, db: Path) -> None:
    with open_store(str(db)) as store, store.reading() as connection:
        event = min(events_of(connection, ["Ihays"]))
    result = run("incident", event, "--db", db)
    assert (result.exit_code, result.stderr) == (2, f"riwaya: {event} is an event; its incident is Ihays\n")


def test_judgements_are_told(run: Run, monkeypatch: pytest.MonkeyPatch, db: Path) -> None:
    with open_store(str(db)) as store, store.writing() as connection:
        note = {"kind": "note", "by": "amal", "at": "2021-03-10T08:00:00+00:00", "subject": "Ihays", "why": "ask again"}
        rest = {"other": "", "field": "", "value": "", "undoes": 0, "saw": ""}
        connection.execute(insert(judgements).values(id=1, **note, **rest))
    monkeypatch.setenv("COLUMNS", "100")
    out = run("incident", "Ihays", "--db", db, "--private").stdout.replace("\u200e", "")
    assert "- #1 note Ihays, by amal, 2021-03-10 08:00 UTC: ask again" in out
    assert "ask again" not in shown(run, monkeypatch, db, 100)  # a reason can name a person


def test_json_has_the_whole_incident(run: Run, db: Path) -> None:
    told = json.loads(run("incident", "Ihays", "--db", db, "--format", "json").stdout)
    assert told["incident"]["id"] == "Ihays"
    assert len(told["incident"]["accounts"]) == 4
    assert told["forwards"][0]["old"] == "Iold"


def test_words_longer_than_the_line_are_cut() -> None:
    assert list(wrapped("aaaa bb cc", 5)) == ["aaaa", "bb cc"]
    assert list(wrapped("abcdefgh ij", 5)) == ["abcde", "fgh", "ij"]
