"""Runs the examples of the event, attribution and merge rules, and looks through the tables that they name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Final

from riwaya.cli.checks.shortage import shortage
from riwaya.events.lexicon import frames
from riwaya.events.refine import CONDITIONS, NEEDS
from riwaya.language.pattern import word_lists
from riwaya.language.readings import bare_words
from riwaya.language.tables import rows, rules
from riwaya.model import CodedReport, Event, Report
from riwaya.pipeline import code

PUBLISHED: Final = dt.date(2020, 5, 14)  # a Thursday; the day of an example that names none
NAMES: Final = ("actors", "targets", "places", "sources")  # lists of phrases: the whole list must be told
FIGURES: Final = ("killed", "injured", "killed_or_injured")  # [least, most], most null for "at least"; or null
FIELDS: Final = frozenset({"type", "modality", "weapon", "date", "told", *NAMES, *FIGURES})
FILES: Final = ("events/frames", "events/types", "events/modality", "attribution/sources", "merge", "merge_weights")
OPTIONAL: Final = frozenset({"merge_weights"})  # examples are welcome there, but a weight can do without
WORDS_OF: Final = ("clause", "sentence")  # conditions of types.yaml that name a word list

Wanted = Mapping[str, Any]


def check_events() -> list[str]:
    """What fails, a message a line: too few examples, an example that gives other events, a name that is not known."""
    messages = [*_check_triggers(), *_check_types()]
    for name in FILES:
        for rule in rules(name):
            messages.extend(f"rules/{name}.yaml:{rule['id']}: {message}" for message in _check_rule(name, rule))
    return messages


# ---- tables ----


def event_types() -> frozenset[str]:
    """The types of `ontology/event_types.tsv`."""
    return frozenset(row["type"] for row in rows("ontology/event_types.tsv", "type"))


def _check_triggers() -> Iterator[str]:
    known = event_types()
    for row in rows("lexicon/triggers.tsv", "type", "frame", "needs"):
        if row["type"] not in known:
            yield f"{row.where}: no event type {row['type']!r} in ontology/event_types.tsv"
        if row["frame"] not in frames():
            yield f"{row.where}: no frame {row['frame']!r} in rules/events/frames.yaml"
        for option in row.list("needs"):
            for part in option.split(","):
                if part.strip() not in NEEDS:
                    yield f"{row.where}: needs {part.strip()!r}, which events.refine does not know"


def _check_types() -> Iterator[str]:
    known = event_types()
    groups = {row["group"] for row in rows("lexicon/triggers.tsv", "group")} | {"kill"}
    for rule in rules("events/types"):
        where = f"rules/events/types.yaml:{rule['id']}"
        if rule["type"] not in known:
            yield f"{where}: no event type {rule['type']!r} in ontology/event_types.tsv"
        for group in rule["groups"]:
            if group not in groups:
                yield f"{where}: no trigger of the group {group!r}"
        for key, value in rule["when"].items():
            if key not in CONDITIONS:
                yield f"{where}: unknown condition {key!r}"
            elif key in WORDS_OF and value not in word_lists():
                yield f"{where}: no word list {value!r}"
    for rule in rules("merge"):
        for kind in (*rule["from"], rule["into"]):
            if kind not in known:
                yield f"rules/merge.yaml:{rule['id']}: no event type {kind!r} in ontology/event_types.tsv"


# ---- examples ----


def _check_rule(name: str, rule: Mapping[str, Any]) -> Iterator[str]:
    yield from shortage(rule, exempt=name in OPTIONAL)
    for example in rule.get("examples") or []:
        yield from _check_example(name, rule, example)
    for example in rule.get("counterexamples") or []:
        yield from _unknown_fields(example["not"])
        if any(fits(event, example["not"]) for event in _coded(example).events):
            yield f"{example['text']}: {_told(example['not'])} after all"


def _check_example(name: str, rule: Mapping[str, Any], example: Mapping[str, Any]) -> Iterator[str]:
    events = list(_coded(example).events)
    by_rule = _by_rule(name, rule["id"])
    used = not example["events"]
    for wanted in example["events"]:
        yield from _unknown_fields(wanted)
        found = next((event for event in events if fits(event, wanted)), None)
        if found is None:
            yield f"{example['text']}: no {_told(wanted)}, but {[shown(event, wanted) for event in events]}"
            continue
        events.remove(found)
        used = used or by_rule(found)
    if not used:
        yield f"{example['text']}: not by this rule"


def _unknown_fields(wanted: Wanted) -> Iterator[str]:
    if set(wanted) - FIELDS:
        yield f"unknown fields: {', '.join(sorted(set(wanted) - FIELDS))}"


def _by_rule(name: str, rule_id: str) -> Callable[[Event], bool]:
    """Whether an event came about by the rule, for files whose rules leave their traces in it."""
    if name == "events/types":
        return lambda event: rule_id in event.rules
    if name == "events/frames":
        return lambda event: rule_id in {_frame_of().get(rule, "") for rule in event.rules}
    return lambda _event: True


@cache
def _frame_of() -> Mapping[str, str]:
    """The frame of each trigger by its id."""
    return {row["id"]: row["frame"] for row in rows("lexicon/triggers.tsv", "id", "frame")}


def _coded(example: Mapping[str, Any]) -> CodedReport:
    published = example.get("published", PUBLISHED)
    return code(Report(id="example", text=example["text"], published=published))


def fits(event: Event, wanted: Wanted) -> bool:
    """Whether an event has all the given fields: names by their distinctive words, all else exactly."""
    return all(_fits_field(event, field, value) for field, value in wanted.items())


def _fits_field(event: Event, field: str, value: Any) -> bool:
    if field in NAMES:
        return all_named([item.text for item in getattr(event, field)], value)
    if field == "weapon":
        return event.weapon is not None and same(event.weapon.text, value) if value else event.weapon is None
    return bool(_plain(event, field) == value)


def _plain(event: Event, field: str) -> Any:
    """A field as an example gives it: figures and days as lists, the number of sentences that tell the event."""
    if field in NAMES:
        return [item.text for item in getattr(event, field)]
    if field == "told":
        return len(event.evidence)
    if field == "date":
        return None if event.date is None else [event.date.start, event.date.end]
    if field == "weapon":
        return None if event.weapon is None else event.weapon.text
    if field in FIGURES:
        count = getattr(event, field)
        return None if count is None else [count.min, count.max]
    return getattr(event, field, None)


def all_named(found: Sequence[str], wanted: Iterable[str]) -> bool:
    """Whether two lists of phrases name the same things, in any order."""
    left = list(found)
    for phrase in wanted:
        named = next((other for other in left if same(phrase, other)), None)
        if named is None:
            return False
        left.remove(named)
    return not left


def same(a: str, b: str) -> bool:
    """Whether two phrases name one thing: their distinctive words overlap by half (as in the bench's scorer)."""
    generic = word_lists()["generic_party"]
    words_a, words_b = set(bare_words(a)), set(bare_words(b))
    own_a, own_b = words_a.difference(generic), words_b.difference(generic)
    if own_a and own_b:
        return bool(own_a & own_b) and 2 * len(own_a & own_b) >= min(len(own_a), len(own_b))
    return bool(words_a and words_b) and 2 * len(words_a & words_b) >= len(words_a | words_b)


def shown(event: Event, wanted: Wanted) -> str:
    """An event in words, with the fields that were asked for."""
    return _told({"type": event.type, **{field: _plain(event, field) for field in wanted if field != "type"}})


def _told(fields: Wanted) -> str:
    rest = ", ".join(f"{field} {value}" for field, value in fields.items() if field != "type")
    return f"{fields.get('type', 'event')}{f' ({rest})' if rest else ''}"
