"""`riwaya judge`, `riwaya queue` and `riwaya audit` at the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text as sql
from typer.testing import Result

from filed import AT, filing
from riwaya.store.accounts import all_accounts
from riwaya.store.engine import open_store
from tampering import drop_guards, file_and_log

Run = Callable[..., Result]
TEXT = "قصف على مدينة تعز. قصف على حي الجحملية."


@pytest.fixture
def keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The keys of the two events of an archive, which the environment names."""
    monkeypatch.setenv("RIWAYA_BY", "amal")
    monkeypatch.setenv("RIWAYA_DB", str(tmp_path / "riwaya.db"))
    with open_store(str(tmp_path / "riwaya.db")) as store, store.writing() as connection:
        file_and_log(connection, AT, filing("a", TEXT))
        return [account.key for account in all_accounts(connection)]


def test_judging_says_what_was_kept_and_how_to_take_it_back(run: Run, keys: list[str]) -> None:
    result = run("judge", "correct", keys[0], "killed", "9-12", "--why", "as the photograph shows")
    assert (result.exit_code, result.stdout) == (0, f"judgement 1: correct {keys[0]} killed 9-12\n")
    assert "riwaya judge undo 1 takes it back" in result.stderr
    result = run("judge", "accept", *keys)
    assert result.stdout == f"judgement 2: accept {keys[0]}\njudgement 3: accept {keys[1]}\n"
    assert "riwaya judge undo 2-3 takes it back" in result.stderr
    assert run("judge", "undo", "2-3").stdout == "judgement 4: undo 2\njudgement 5: undo 3\n"
    assert run("judge", "reject", keys[0]).exit_code == 0
    assert run("judge", "same", *keys).stdout == f"judgement 7: same {keys[0]} {keys[1]}\n"
    assert run("judge", "apart", *keys).exit_code == 0
    assert run("judge", "note", keys[0], "see the film", "--by", "badr").exit_code == 0
    assert (
        run("judge", "correct", keys[0], "weapon", "--none").stdout
        == f"judgement 10: correct {keys[0]} weapon nothing\n"
    )


def test_a_reason_of_two_lines_stands_on_one(run: Run, keys: list[str]) -> None:
    run("judge", "reject", keys[0], "--why", "told of\n2006")
    assert "           told of 2006\n" in run("judge", "history", keys[0]).stdout


def test_a_history_is_read(run: Run, keys: list[str]) -> None:
    run("judge", "correct", keys[0], "killed", "9+", "--why", "as told on the radio")
    run("judge", "undo", "1", "--by", "badr")
    told = run("judge", "history", keys[0], "killed").stdout.splitlines()
    assert told[0] == f"{keys[0]} killed in a"
    assert told[1] == "  machine  nothing"
    assert told[2].endswith("Z") or f"amal: correct {keys[0]} killed 9+, undone by 2 (badr, 20" in told[2]
    assert told[3].strip() == "as told on the radio"
    assert told[4].endswith(" badr: undo 1")
    assert told[5] == "  now      nothing"
    whole = run("judge", "history", keys[0]).stdout
    assert "  machine  shelling\n" in whole
    assert whole.endswith("  now      machine\n")
    as_json = json.loads(run("judge", "history", keys[0], "--json").stdout)
    assert [step["fate"] for step in as_json["steps"]] == ["undone", "stands"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["accept", "E0"], "riwaya: E0: there is no event or incident of that name"),
        (["correct", "KEY", "killed", "12-9"], "riwaya: killed: max 9 is below min 12"),
        (["correct", "KEY", "killed"], "give a value, or --none for nothing"),
        (["correct", "KEY", "killed", "9", "--none"], "give a value, or --none for nothing"),
        (["undo", "last"], "'last' is no number of a judgement, nor a range of them"),
        (["undo", "9-3"], "'9-3' is no number of a judgement"),
        (["undo", "3"], "riwaya: judgement 3: there is none of that number"),
        (["history", "E0"], "riwaya: E0: there is no event or incident"),
        (["same", "KEY", "KEY"], "are one account"),
        (["accept", "KEY", "--db", "nowhere.db"], "riwaya: nowhere.db: there is no archive"),
    ],
)
def test_what_is_wrong_is_said_in_a_line(run: Run, keys: list[str], arguments: list[str], told: str) -> None:
    result = run("judge", *(keys[0] if one == "KEY" else one for one in arguments))
    assert result.exit_code == 2
    assert told in " ".join(result.stderr.replace("│", " ").split())


def test_the_queue(run: Run, keys: list[str]) -> None:
    result = run("queue")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "nothing waits" in result.stderr
    run("judge", "same", *keys)
    run("judge", "apart", *keys)
    assert run("queue").stdout == f"contradiction\t{keys[0]}\t1\tsame {keys[0]} {keys[1]} gives way to 2 (apart)\n"
    assert json.loads(run("queue", "--json", "--incidents").stdout)["judgement"] == 1


def test_the_log_is_listed_and_verified(run: Run, keys: list[str], tmp_path: Path) -> None:
    run("judge", "accept", keys[0])
    head = run("audit", "head").stdout.strip()
    assert head.startswith("2:")
    lines = [line.split("\t")[:4] for line in run("audit", "log").stdout.splitlines()]
    assert [(number, by, action) for number, _, by, action in lines] == [
        ("1", "amal", "ingest"),
        ("2", "amal", "judgement"),
    ]
    assert run("audit", "log", "--by", "badr").stdout == ""
    assert len(run("audit", "log", "--since", "2019-03-15").stdout.splitlines()) == 1
    assert json.loads(run("audit", "log", "--json").stdout.splitlines()[1])["hash"] == head[2:]
    whole = run("audit", "verify")
    assert (whole.exit_code, whole.stdout) == (0, "")
    assert "2 lines, 1 judgements, 1 reports: all agrees" in whole.stderr
    assert run("audit", "verify", "--head", head).exit_code == 0
    assert run("audit", "verify", "--head", f"3:{'0' * 64}").exit_code == 1
    assert run("audit", "verify", "--head", "3").exit_code == 2
    with open_store(str(tmp_path / "riwaya.db")) as store, store.writing() as connection:
        drop_guards(connection)
        connection.execute(sql("UPDATE judgements SET why = 'other'"))
    broken = run("audit", "verify")
    assert (broken.exit_code, broken.stdout) == (1, "judgement 1: is not what the log says: it was changed\n")
