"""Runs the examples of the time rules: a sentence, the day it was published, the days that it must give."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from riwaya.cli.checks.shortage import shortage
from riwaya.language.tables import rules
from riwaya.mentions.times import FOLDER, TimeHit, find_hits, rule_files
from riwaya.model import Report
from riwaya.resolve.dates import resolve_date
from riwaya.text import analyse


def check_times() -> list[str]:
    """What is wrong with the time rules, a message each, with the file and the rule; empty if all is well."""
    return [
        f"rules/{FOLDER}/{name}.yaml:{rule['id']}: {message}"
        for name in rule_files()
        for rule in rules(f"{FOLDER}/{name}")
        for message in _check_rule(rule)
    ]


def _check_rule(rule: Mapping[str, Any]) -> Iterator[str]:
    yield from shortage(rule)
    for example in rule.get("examples") or []:
        yield from _check_example(rule, example)
    for text in rule.get("counterexamples") or []:
        if _hits_of(rule["id"], text, None):
            yield f"fits its counterexample: {text}"


def _hits_of(rule: str, text: str, published: dt.date | None) -> list[TimeHit]:
    analysis = analyse(Report(id="example", text=text, published=published))
    return [hit for hit in find_hits(analysis) if hit.rule == rule]


def _check_example(rule: Mapping[str, Any], example: Mapping[str, Any]) -> Iterator[str]:
    hits = _hits_of(rule["id"], example["text"], example["published"])
    if not hits:
        yield f"does not fit its example: {example['text']}"
        return
    start, value = example["start"], hits[0].value
    wanted = None if start is None else (start, example.get("end") or start)
    days = None
    if value is not None:
        days = resolve_date(value, example["published"]) or resolve_date(value, example["published"], future=True)
    found = None if days is None else (days.start, days.end)
    if found != wanted:
        yield f"gives {_told(found)}, not {_told(wanted)}: {example['text']}"


def _told(days: tuple[dt.date, dt.date] | None) -> str:
    return "no days" if days is None else " to ".join(day.isoformat() for day in dict.fromkeys(days))
