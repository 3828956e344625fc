from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from riwaya.cli.checking import messages_of
from riwaya.cli.checks.confidence import check_confidence
from riwaya.confidence import models
from riwaya.confidence.weights import TABLE
from riwaya.language import tables


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the weights in place of those that are shipped."""
    copy = tmp_path / TABLE
    copy.parent.mkdir(parents=True)
    copy.write_text((tables.DATA / TABLE).read_text("utf-8"), "utf-8")
    monkeypatch.setattr(tables, "DATA", tmp_path)
    models.cache_clear()
    yield copy
    models.cache_clear()


def changed(table: Path, old: str, new: str) -> list[str]:
    text = table.read_text("utf-8")
    assert old in text
    table.write_text(text.replace(old, new, 1), "utf-8")
    return messages_of(check_confidence)


def test_the_shipped_weights_are_right(table: Path) -> None:
    assert table.is_file()
    assert check_confidence() == []


def test_a_weight_without_a_feature(table: Path) -> None:
    (message,) = changed(table, "event\ttwice\t", "event\tthrice\t")
    assert message.startswith(f"{TABLE}:")
    assert "event thrice" in message


def test_a_feature_without_a_weight(table: Path) -> None:
    lines = table.read_text("utf-8").splitlines(keepends=True)
    dropped = next(line for line in lines if line.startswith("weapon\tbefore\t"))
    assert changed(table, dropped, "") == [f"{TABLE}: no weight for weapon before"]


def test_a_weight_that_is_no_number(table: Path) -> None:
    row = next(line for line in table.read_text("utf-8").splitlines() if line.startswith("event\ttwice\t"))
    model, feature, _, meaning = row.split("\t")
    (message,) = changed(table, row, "\t".join([model, feature, "much", meaning]))
    assert "not a weight: 'much'" in message


def test_a_feature_without_a_meaning(table: Path) -> None:
    row = next(line for line in table.read_text("utf-8").splitlines() if line.startswith("event\ttwice\t"))
    (message,) = changed(table, row, row.rpartition("\t")[0])
    assert message.endswith("event twice has no meaning")
