"""The rules of `data/rules/counts`, compiled, by the words that they begin with."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any, NamedTuple

from riwaya.errors import DataError
from riwaya.language.pattern import Pattern, compile_pattern, word_lists
from riwaya.language.readings import readings
from riwaya.language.tables import rules
from riwaya.mentions.casualties import MOST_WORDS, POSITIONS, casualties
from riwaya.mentions.hedges import opens_hedge
from riwaya.mentions.numbers import number_items
from riwaya.mentions.people import people

FILES = tuple(f"counts/{name}" for name in "died parts totals both victims verbs nouns far".split())
FIGURE = "figure"


class CountRule(NamedTuple):
    """A rule with its place in the order of preference; earlier rules win a figure that several claim.

    `figure_first` tells that its pattern begins with a figure.
    """

    order: int
    id: str
    pattern: Pattern
    yields: Mapping[str, Any]
    figure_first: bool


@cache
def _book() -> tuple[dict[str, list[CountRule]], dict[str, list[CountRule]]]:
    """Rules by the word that they begin with, and by the kind of word that they begin with."""
    by_word: dict[str, list[CountRule]] = {}
    by_kind: dict[str, list[CountRule]] = {}
    order = 0
    for where, entry in ((f"rules/{name}.yaml", entry) for name in FILES for entry in rules(name)):
        for pattern in [entry["pattern"]] if isinstance(entry["pattern"], str) else entry["pattern"]:
            order += 1
            rule = _compiled(order, f"{where}:{entry['id']}", entry, pattern)
            for word in rule.pattern.starts or ():
                by_word.setdefault(word, []).append(rule)
            for kind in entry.get("begins", ()):
                by_kind.setdefault(kind, []).append(rule)
    return by_word, by_kind


def _compiled(order: int, where: str, entry: Mapping[str, Any], pattern: str) -> CountRule:
    kinds = entry.get("begins", ())
    rule = CountRule(order, entry["id"], compile_pattern(pattern, where), entry["yields"], FIGURE in kinds)
    if bool(kinds) == bool(rule.pattern.starts) or not set(kinds) <= POSITIONS | {FIGURE}:
        raise DataError(where, "a pattern begins with words, or `begins` names the kinds that it begins with")
    return rule


@lru_cache(maxsize=MOST_WORDS)
def rules_at(key: str) -> tuple[CountRule, ...]:
    """The rules that can begin at the folded word `key`, the preferred first."""
    by_word, by_kind = _book()
    found: dict[int, CountRule] = {}
    for reading in readings(key):
        for form in (reading.bare, reading.core):
            found.update((rule.order, rule) for rule in by_word.get(form, ()))
    kinds = {word.pos for word in casualties(key)}
    if number_items(key) or people(key) or opens_hedge(key) or opens_figure(key):
        kinds.add(FIGURE)
    for kind in kinds:
        found.update((rule.order, rule) for rule in by_kind.get(kind, ()))
    return tuple(found[order] for order in sorted(found))


def opens_figure(key: str) -> bool:
    """Whether a range or "others" can begin at the folded word `key`."""
    lists = word_lists()
    return any(key in lists[name] for name in ("count_between", "count_what", "count_of", "count_others"))
