"""The weights of confidence: one for each feature that the code knows, each with its meaning."""

from __future__ import annotations

from riwaya.confidence.weights import TABLE, models
from riwaya.language.tables import rows


def check_confidence() -> list[str]:
    """What is wrong with the weights; a feature without weight, or a weight without feature, ends the check."""
    models()
    return [f"{row.where}: {row['model']} {row['feature']} has no meaning" for row in rows(TABLE) if not row["gloss"]]
