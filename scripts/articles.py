"""The articles of the bench, each with its gold events, the coded ones and its fold (standard library and riwaya).

In: the folder of the bench and a file of coded reports. Out: `Article`s, and the bench's own `score.py` as a module, so
that what is an error here is an error there.
"""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, cast

import yaml

MEASURED = Path(__file__).resolve().parent / "measured"
Item = dict[str, Any]  # an event, an actor, a place … as JSON gives it
Folds = Mapping[str, tuple[str, ...]]


class UnknownOutletError(ValueError):
    """An outlet that no fold names, or more than one."""


class Scorer(Protocol):
    """What is used of `score.py`."""

    def align(self, gold: list[Item], pred: list[Item], spans: list[list[int]], exact: bool) -> list[tuple[int, int]]:
        """The matched events, by their numbers."""

    def pair(self, gold: list[Any], pred: list[Any]) -> list[tuple[Any, Any]]:
        """The items that name the same thing."""

    def same(self, a: str, b: str) -> bool:
        """Whether two phrases name the same thing."""

    def tokens(self, text: str) -> list[str]:
        """The folded words of a phrase."""

    def text_of(self, item: object) -> str:
        """The phrase of an item."""

    def value(self, v: object) -> object:
        """A date or a figure, comparable; None where there is none."""

    def sentences_of(self, event: Item, spans: list[list[int]]) -> set[int]:
        """The numbers of the sentences that a coded event rests on."""


@dataclass(frozen=True, slots=True)
class Article:
    """One article: the spans of its sentences, the gold events and the coded ones, and which of them match."""

    id: str
    outlet: str
    fold: str
    text: str
    spans: list[list[int]]
    gold: list[Item]
    coded: list[Item]
    matched: dict[int, int]  # number of the gold event → number of the coded one


def load_scorer(bench: Path) -> Scorer:
    """`score.py` of the bench as a module."""
    spec = importlib.util.spec_from_file_location("bench_score", bench / "score.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(bench / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return cast(Scorer, module)


def read_folds(path: Path = MEASURED / "folds.yaml") -> Folds:
    """The outlets of each fold."""
    return {str(name): tuple(map(str, outlets)) for name, outlets in yaml.safe_load(path.read_text("utf-8")).items()}


def fold_of(outlet: str, folds: Folds) -> str:
    """The fold of an outlet. Raises `UnknownOutletError` where it stands in none, or in two."""
    found = [name for name, outlets in folds.items() if outlet in outlets]
    if len(found) != 1:
        where = f"in {' and '.join(found)}" if found else "in no fold"
        raise UnknownOutletError(f"the outlet {outlet!r} is {where}: every outlet of the bench stands in one")
    return found[0]


def load_articles(bench: Path, coded: Path, folds: Folds, scorer: Scorer) -> list[Article]:
    """All articles of the bench in the order of their ids. An article without a coded report has no coded events."""
    reports = (json.loads(line) for line in coded.read_text("utf-8").splitlines() if line.strip())
    events = {report["id"]: report["events"] for report in reports}
    found = []
    for path in sorted((bench / "gold").glob("*.json")):
        gold = json.loads(path.read_text("utf-8"))
        outlet = json.loads((bench / "articles" / path.name).read_text("utf-8"))["outlet"]
        told = events.get(gold["id"], [])
        matched = dict(scorer.align(gold["events"], told, gold["sentences"], True))
        fold = fold_of(outlet, folds)
        found.append(Article(gold["id"], outlet, fold, gold["text"], gold["sentences"], gold["events"], told, matched))
    return found


def by_fold(articles: Iterable[Article]) -> dict[str, list[Article]]:
    """The articles of each fold, the folds in the order of their names."""
    folds: dict[str, list[Article]] = {}
    for article in sorted(articles, key=lambda article: (article.fold, article.id)):
        folds.setdefault(article.fold, []).append(article)
    return folds
