"""What confidence is learned from: the coded events of the bench and their fields, each with whether it is right."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from articles import Folds, Item, Scorer, fold_of
from riwaya import pipeline
from riwaya.confidence import event_features, field_features
from riwaya.confidence.rate import LISTS, fields_of, views_of
from riwaya.confidence.views import EventView, scene_of, view_of
from riwaya.model.events import Report


@dataclass(frozen=True, slots=True)
class Example:
    """An event or a field with its features; a field's `event` is the number of its event in the list of events."""

    model: str
    fold: str
    row: tuple[float, ...]
    right: bool
    event: int


def read(bench: Path, folds: Folds, scorer: Scorer) -> dict[str, list[Example]]:
    """The examples of each model. The feature `event` of fields, the log-odds of their event, is left 0."""
    found: dict[str, list[Example]] = {"event": [], **{model: [] for model in field_features.FEATURES}}
    for path in sorted((bench / "articles").glob("*.json")):
        article = json.loads(path.read_text("utf-8"))
        gold = json.loads((bench / "gold" / path.name).read_text("utf-8"))
        report = Report(
            id=article["id"],
            text=article["text"],
            published=dt.date.fromisoformat(article["published"]),
            outlet=article["outlet"],
        )
        for example in _of_report(report, gold, fold_of(article["outlet"], folds), len(found["event"]), scorer):
            found[example.model].append(example)
    return found


def _of_report(report: Report, gold: Item, fold: str, first: int, scorer: Scorer) -> Iterator[Example]:
    work = pipeline.work(report)
    events = work.coded.events
    coded: list[Item] = json.loads(msgspec.json.encode(events))
    matched = {j: gold["events"][i] for i, j in scorer.align(gold["events"], coded, gold["sentences"], True)}
    scene = scene_of(work.analysis, work.mentions, events)
    for number in range(len(events)):
        view = view_of(scene, number)
        told = matched.get(number)
        row = tuple(feature(view) for feature in event_features.FEATURES.values())
        yield Example("event", fold, row, told is not None, first + number)
        yield from _of_fields(view, coded[number], told, fold, first + number, scorer)


def _of_fields(
    view: EventView, coded: Item, gold: Item | None, fold: str, event: int, scorer: Scorer
) -> Iterator[Example]:
    for name, model, fields in fields_of(view.event):
        right = right_fields(name, coded, gold, scorer)
        for seen, is_right in zip(views_of(view, 0.0, fields), right, strict=True):
            row = tuple(feature(seen) for feature in field_features.FEATURES[model].values())
            yield Example(model, fold, row, is_right, event)


def right_fields(name: str, coded: Item, gold: Item | None, scorer: Scorer) -> Sequence[bool]:
    """Which of the fields of a coded event are those of its gold event; none where it has none."""
    if name in LISTS:
        pairs = scorer.pair(gold[name], coded[name]) if gold else []
        return [any(item is b for _, b in pairs) for item in coded[name]]
    if gold is None or gold[name] is None:
        return [False]
    if name == "weapon":
        return [scorer.same(gold[name], coded[name]["text"])]
    return [scorer.value(gold[name]) == scorer.value(coded[name])]


def with_event_odds(examples: Sequence[Example], odds: Mapping[int, float], position: int) -> list[list[float]]:
    """The rows of fields with the log-odds of their events at `position`."""
    return [[*e.row[:position], odds[e.event], *e.row[position + 1 :]] for e in examples]
