"""Runs the examples of the place rules and looks through the gazetteer's files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from riwaya.cli.checks.shortage import shortage
from riwaya.errors import DataError
from riwaya.language.gazetteer import gazetteer, heads, stop_names
from riwaya.language.tables import rows, rules
from riwaya.mentions.place_rules import BOOK
from riwaya.mentions.places import find_places
from riwaya.model import Report
from riwaya.model.analysis import Analysis
from riwaya.model.mentions import PlaceMention
from riwaya.text import analyse

TIERS: Final = (1, 2, 3)


def check_places() -> list[str]:
    """What is wrong with the place rules, a message each; empty if all is well."""
    return [f"rules/{BOOK}.yaml:{rule['id']}: {message}" for rule in rules(BOOK) for message in _check_rule(rule)]


def check_gazetteer() -> list[str]:
    """What is wrong with the gazetteer's files, a message each, with file and line; empty if all is well."""
    messages = [message for number in range(len(gazetteer())) for message in _check_row(number)]
    for row in rows("gazetteer/directions.tsv", "word", "bearing"):
        if row["bearing"] and not 0 <= float(row["bearing"]) < 360:
            messages.append(f"{row.where}: no bearing: {row['bearing']}")
    if not heads() or not stop_names():
        messages.append("gazetteer: no head nouns or no stop list")
    return messages


def _check_row(number: int) -> Iterator[str]:
    where = f"gazetteer/places.tsv.gz:{number + 2}"
    try:
        row = gazetteer().parse(number)
    except DataError as error:
        yield str(error)
        return
    if not (-90 <= row.lat <= 90 and -180 <= row.lon <= 180):
        yield f"{where}: no point on earth: {row.lat}, {row.lon}"
    if not row.id or not row.kind or not all(row.names):
        yield f"{where}: id, kind or a name is empty"
    if len(row.country) != 2 or row.tier not in TIERS:
        yield f"{where}: country {row.country!r} or tier {row.tier} is none"


def _check_rule(rule: Mapping[str, Any]) -> Iterator[str]:
    yield from shortage(rule)
    for example in rule.get("examples") or []:
        analysis, mentions = _mentions(example["text"])
        found = [analysis.text(m.core_first, m.core_last, m.core_cut) for m in mentions]
        if found != example["places"]:
            yield f"{example['text']}: {found} and not {example['places']}"
        if all(mention.rule != rule["id"] for mention in mentions):
            yield f"does not fit its example: {example['text']}"
    for text in rule.get("counterexamples") or []:
        if any(mention.rule == rule["id"] for mention in _mentions(text)[1]):
            yield f"fits its counterexample: {text}"


def _mentions(text: str) -> tuple[Analysis, tuple[PlaceMention, ...]]:
    analysis = analyse(Report(id="example", text=text))
    return analysis, find_places(analysis)
