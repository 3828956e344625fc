"""Runs the examples and counterexamples of `data/rules/counts`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from riwaya.cli.checks.shortage import shortage
from riwaya.language.tables import rules
from riwaya.mentions.count_rules import FILES
from riwaya.mentions.counts import LINKS, find_counts
from riwaya.mentions.hedges import RULES as HEDGES
from riwaya.mentions.sums import RULES as SUMS
from riwaya.model.events import Report
from riwaya.text import analyse

Told = list[tuple[str, int, int | None]]


def check_counts() -> list[str]:
    """What fails, a message a line: too few examples, an example whose figures are not those found."""
    messages: list[str] = []
    for name in (*FILES, HEDGES, LINKS, SUMS):
        for rule in rules(name):
            messages.extend(f"rules/{name}.yaml:{rule['id']}: {message}" for message in _check(rule, name in FILES))
    return messages


def _check(rule: Mapping[str, Any], by_id: bool) -> Iterator[str]:
    yield from shortage(rule)
    for kind in ("examples", "counterexamples"):
        for example in rule.get(kind, ()):
            wanted = sorted(((role, low, high) for role, low, high in example["counts"]), key=repr)
            found, ids = _figures(example["text"])
            if found != wanted:
                yield f"{example['text']}: {found} and not {wanted}"
            elif by_id and (rule["id"] in ids) != (kind == "examples"):
                yield f"{example['text']}: {'not ' * (kind == 'examples')}by this rule, but by {', '.join(sorted(ids))}"


def _figures(text: str) -> tuple[Told, set[str]]:
    mentions = find_counts(analyse(Report(id="example", text=text)))
    return sorted(((m.role, m.min, m.max) for m in mentions), key=repr), {m.rule for m in mentions}
