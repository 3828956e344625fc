"""Floors of accuracy: what falls is named, what rises is kept, what sinks must stand in the changelog."""

from __future__ import annotations

from pathlib import Path

import pytest

import accuracy
import floors

HELD = {"events": {"all": 0.7, "mean": 0.69}, "date": {"all": 0.5, "mean": 0.5}}


def figures(events: float = 0.7, date: float = 0.5) -> floors.Floors:
    """What was measured now, the same on all and in the mean of the folds."""
    return {"events": {"all": events, "mean": events}, "date": {"all": date, "mean": date}}


def test_a_figure_under_its_floor_is_named() -> None:
    assert floors.fallen(figures(events=0.65), HELD) == [
        "events (all) is 0.650, under its floor 0.700",
        "events (mean) is 0.650, under its floor 0.690",
    ]


@pytest.mark.parametrize(("date", "falls"), [(0.499, False), (0.4986, False), (0.4984, True), (0.498, True)])
def test_a_figure_may_differ_from_its_floor_by_rounding(date: float, falls: bool) -> None:
    assert bool(floors.fallen(figures(date=date), HELD)) is falls


def test_a_figure_that_is_no_longer_measured_has_fallen() -> None:
    assert floors.fallen({"events": {"all": 0.7, "mean": 0.7}}, HELD) == [
        "date (all) is not measured, its floor is 0.500",
        "date (mean) is not measured, its floor is 0.500",
    ]


def test_floors_rise_with_the_figures_and_never_sink() -> None:
    higher = floors.raised(figures(events=0.72, date=0.3), HELD)
    assert higher == {"events": {"all": 0.72, "mean": 0.72}, "date": {"all": 0.5, "mean": 0.5}}


def test_a_new_figure_gets_a_floor() -> None:
    assert floors.raised({"quiet": {"all": 0.51239}}, {}) == {"quiet": {"all": 0.512}}


@pytest.mark.parametrize(
    "changelog",
    [
        "",
        "- The days of events are read otherwise.",
        "- The floor of `events` is lowered.",
        "- A line on `date`.\n- A line on a floor.",
    ],
)
def test_a_floor_that_the_changelog_does_not_name_stays(changelog: str) -> None:
    with pytest.raises(floors.RefusedError, match="`date`"):
        floors.lowered(figures(date=0.4), HELD, ["date"], changelog)


def test_a_floor_that_the_changelog_names_is_lowered_and_no_other() -> None:
    changelog = "- The floor of `date` is lowered: the gold days of two articles were mended."
    lower = floors.lowered(figures(events=0.1, date=0.4), HELD, ["date"], changelog)
    assert lower == {"events": {"all": 0.7, "mean": 0.69}, "date": {"all": 0.4, "mean": 0.4}}


def test_a_figure_that_is_not_there_has_no_floor_to_lower() -> None:
    with pytest.raises(floors.RefusedError, match="'dates'"):
        floors.lowered(figures(), HELD, ["dates"], "- floor of `dates`")


def test_what_is_written_is_read_again() -> None:
    assert floors.read(floors.written(HELD)) == HELD


def test_the_floors_of_the_repository_stand_in_their_own_form() -> None:
    text = accuracy.FLOORS.read_text("utf-8")
    assert floors.written(floors.read(text)) == text


# ---- the command ----


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of floors in place of the repository's, and a changelog beside it."""
    monkeypatch.setattr(accuracy, "ROOT", tmp_path)
    monkeypatch.setattr(accuracy, "FLOORS", tmp_path / "floors.yaml")
    monkeypatch.setattr(accuracy, "CHANGELOG", tmp_path / "CHANGELOG.md")
    (tmp_path / "floors.yaml").write_text(floors.written(HELD), "utf-8")
    (tmp_path / "CHANGELOG.md").write_text("- The floor of `date` is lowered.\n", "utf-8")
    return tmp_path / "floors.yaml"


def columns(events: float, date: float) -> accuracy.Columns:
    return {which: {"events": events, "date": date} for which in ("all", "A", "mean")}


def test_the_command_fails_and_names_the_figure(kept: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert accuracy.guard(columns(0.6, 0.5), lift=True, lower=[]) == 1
    assert "events (all) is 0.600" in capsys.readouterr().err
    assert floors.read(kept.read_text("utf-8")) == HELD


def test_the_command_lifts_the_floors_only_where_asked(kept: Path) -> None:
    assert accuracy.guard(columns(0.8, 0.5), lift=False, lower=[]) == 0
    assert floors.read(kept.read_text("utf-8")) == HELD
    assert accuracy.guard(columns(0.8, 0.5), lift=True, lower=[]) == 0
    assert floors.read(kept.read_text("utf-8"))["events"] == {"all": 0.8, "mean": 0.8}


def test_the_command_lowers_what_the_changelog_names(kept: Path) -> None:
    assert accuracy.guard(columns(0.7, 0.4), lift=False, lower=["date"]) == 0
    assert floors.read(kept.read_text("utf-8"))["date"] == {"all": 0.4, "mean": 0.4}
    assert accuracy.guard(columns(0.6, 0.4), lift=False, lower=["events"]) == 1
