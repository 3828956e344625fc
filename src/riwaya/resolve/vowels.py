"""Names that only a vowel sign tells apart: "عمّان" is Amman, "عمان" can be Oman as well."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

import msgspec

from riwaya.language.gazetteer import gazetteer
from riwaya.language.tables import rows
from riwaya.model.analysis import Analysis
from riwaya.model.mentions import PlaceMention


@cache
def _signed() -> Mapping[str, str]:
    return {row["written"]: row["id"] for row in rows("gazetteer/vowels.tsv", "written", "id")}


def as_written(analysis: Analysis, mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    """The mentions; one that is written as in `gazetteer/vowels.tsv` keeps only the row that is meant."""
    return [_narrowed(analysis, mention) if len(mention.candidates) > 1 else mention for mention in mentions]


def _narrowed(analysis: Analysis, mention: PlaceMention) -> PlaceMention:
    span = analysis.span(mention.core_first, mention.core_last, mention.core_cut)
    meant = _signed().get(span.of(analysis.report.text), "")
    kept = tuple(number for number in mention.candidates if gazetteer().row(number).id == meant)
    return msgspec.structs.replace(mention, candidates=kept) if kept else mention
