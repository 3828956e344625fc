"""The invented reports of other wars are coded as their guidelines ask: what is quoted stands in the text."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, get_args

import pytest

from riwaya.model.events import EventType, Modality

FOLDER = Path(__file__).parent / "data" / "other_wars"


def lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (FOLDER / name).read_text("utf-8").splitlines()]


TEXTS = {report["id"]: report["text"] for report in lines("reports.jsonl")}


@pytest.mark.parametrize("gold", lines("gold.jsonl"), ids=lambda gold: gold["id"])
def test_gold_events_quote_their_report(gold: dict[str, Any]) -> None:
    text = TEXTS[gold["id"]]
    for event in gold["events"]:
        assert event["type"] in get_args(EventType)
        assert event["modality"] in get_args(Modality)
        assert all(0 <= number < len(gold["sentences"]) for number in event["sentences"])
        names = [event["trigger"], *event["actors"], *event["targets"], *event["sources"]]
        assert all(name in text for name in (*names, *(place["text"] for place in event["places"])))


def test_every_report_has_gold_and_the_held_ones_are_reports() -> None:
    assert [gold["id"] for gold in lines("gold.jsonl")] == list(TEXTS)
    assert set((FOLDER / "held.txt").read_text("utf-8").split()) < set(TEXTS)
