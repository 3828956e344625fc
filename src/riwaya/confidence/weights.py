"""The weights of the models, and what they make of features: `data/rules/confidence.tsv`."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from functools import cache
from typing import Final, TypeVar

from riwaya.confidence import event_features, field_features
from riwaya.errors import DataError
from riwaya.language.tables import rows

TABLE: Final = "rules/confidence.tsv"
DIGITS: Final = 2
Seen = TypeVar("Seen")
Weights = Mapping[str, float]  # feature → weight


def features() -> Mapping[str, tuple[str, ...]]:
    """The features of each model, in the order of the table."""
    models = {"event": event_features.FEATURES, **field_features.FEATURES}
    return {model: tuple(known) for model, known in models.items()}


@cache
def models() -> Mapping[str, Weights]:
    """The weights of each model. Raises `DataError` where the table has another feature than the code, or lacks one."""
    found: dict[str, dict[str, float]] = {}
    for row in rows(TABLE, "model", "feature", "weight", "gloss"):
        weights = found.setdefault(row["model"], {})
        if row["feature"] in weights or row["feature"] not in features().get(row["model"], ()):
            raise DataError(row.where, f"no such feature, or given twice: {row['model']} {row['feature']}")
        try:
            weights[row["feature"]] = float(row["weight"])
        except ValueError:
            raise DataError(row.where, f"not a weight: {row['weight']!r}") from None
    for model, known in features().items():
        missing = set(known) - set(found.get(model, ()))
        if missing:
            raise DataError(TABLE, f"no weight for {model} {', '.join(sorted(missing))}")
    return found


@cache
def glosses(model: str) -> Mapping[str, str]:
    """What each feature of a model means."""
    return {row["feature"]: row["gloss"] for row in rows(TABLE) if row["model"] == model}


def log_odds(seen: Seen, known: Mapping[str, Callable[[Seen], float]], weights: Weights) -> float:
    """The weighted sum of the features of what is seen: 0 means that it is as likely right as wrong."""
    return math.fsum(weights[name] * feature(seen) for name, feature in known.items())


def score(odds: float) -> float:
    """The log-odds as a score between 0 and 1."""
    return round(1 / (1 + math.exp(-odds)) if odds > 0 else 1 - 1 / (1 + math.exp(odds)), DIGITS)
