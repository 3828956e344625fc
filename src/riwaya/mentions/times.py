"""Times: dates, weekdays, days told from publication, spans. Rules in `data/rules/times`, words in `time_words.tsv`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, Final, NamedTuple

import msgspec

from riwaya.errors import DataError
from riwaya.language.pattern import Found, Pattern, Slot, compile_pattern
from riwaya.language.readings import readings
from riwaya.language.tables import DATA, rules
from riwaya.mentions.time_words import AND, MOST_WORDS, has_conjunction, time_words
from riwaya.model.analysis import Analysis, Token, Word
from riwaya.model.mentions import TimeExpression, TimeMention

FOLDER: Final = "times"
_INTEGERS: Final = frozenset({"offset", "weekday", "direction", "day", "month", "year", "amount"})
_KINDS: Final[dict[str, frozenset[str]]] = {
    "one_day": frozenset({"day_offset", "weekday", "date"}),
    "period": frozenset({"month", "year", "relative_month", "relative_year"}),
    **{kind: frozenset({kind}) for kind in ("day_offset", "weekday", "days", "month", "year", "week")},
}
_LEAD = re.compile(r"\{\w+:|<\w+>|[\[\](){}/]|[^\s\[\](){}/]+")


class TimeHit(NamedTuple):
    """A rule that fits tokens `first` to `last`; `value` None where it says that this is no time."""

    rule: str
    first: int
    last: int
    value: TimeExpression | None
    day_part: str = ""


class _Rule(NamedTuple):
    order: int
    level: int
    id: str
    yields: Mapping[str, Any]
    pattern: Pattern


def rule_files() -> tuple[str, ...]:
    """The rule files in order; a rule may name the times that the files before its own found."""
    return tuple(sorted(path.stem for path in (DATA / "rules" / FOLDER).glob("*.yaml")))


@cache
def _by_opener() -> Mapping[str, tuple[_Rule, ...]]:
    """The rules of all files by the words and <kinds> that they begin with. Levels are files, from 1."""
    found: dict[str, tuple[_Rule, ...]] = {}
    order = 0
    for level, name in enumerate(rule_files(), start=1):
        for entry in rules(f"{FOLDER}/{name}"):
            where = f"rules/{FOLDER}/{name}.yaml:{entry['id']}"
            for source in entry["pattern"] if isinstance(entry["pattern"], list) else [entry["pattern"]]:
                order += 1
                rule = _Rule(order, level, entry["id"], entry["yields"] or {}, compile_pattern(source, where))
                for opener in openers(source, where):
                    found[opener] = (*found.get(opener, ()), rule)
    return found


@lru_cache(maxsize=MOST_WORDS)
def _opened_by(key: str) -> Mapping[int, tuple[_Rule, ...]]:
    """The rules that may begin with the folded word or figure `key`, by level; empty where no time begins with it."""
    words = time_words()
    names: dict[str, None] = {}
    for reading in readings(key):
        names |= dict.fromkeys((reading.bare, reading.core))
    names |= dict.fromkeys(f"<{kind}>" for kind in words.kinds(key))
    found = {rule.order: rule for name in names for rule in _by_opener().get(name, ())}
    by_level: dict[int, tuple[_Rule, ...]] = {}
    for order in sorted(found):
        by_level[found[order].level] = (*by_level.get(found[order].level, ()), found[order])
    return by_level


def openers(source: str, where: str) -> frozenset[str]:
    """The bare words and <kinds> with which a match of a pattern can begin."""
    found, _ = _openers(_LEAD.findall(source), 0, where)
    if not found:
        raise DataError(where, f"a time pattern must begin with a word or a kind: {source}")
    return found


def _openers(elements: list[str], at: int, where: str) -> tuple[frozenset[str], int]:
    """Openers of the sequence at `at`, what may be missing passed over, and the place of the bracket that ends it."""
    found: frozenset[str] = frozenset()
    done = False
    while at < len(elements) and elements[at] not in frozenset("])}/"):
        element, here = elements[at], frozenset[str]()
        if element == "(":
            while elements[at] != ")":
                inner, at = _openers(elements, at + 1, where)
                here |= inner
        elif element == "[" or element.startswith("{"):
            here, at = _openers(elements, at + 1, where)
        elif element.startswith("<"):
            here = frozenset({element})
        elif element != ",":
            here = compile_pattern(element, where).starts or frozenset()
        if not done:
            found |= here
        done = done or element not in ("[", ",")
        at += 1
    return found, at


class _Scan:
    """One report's tokens, with what the rules of each level found at each token."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.levels = len(rule_files())
        self.words = time_words()
        self.stop = 0
        self._found: dict[tuple[int, int], TimeHit | None] = {}

    def longest(self, index: int) -> TimeHit | None:
        """The best hit by all rules; a time behind the word that a rule asks for may be longer if read by itself."""
        hit = self.best(index, self.levels)
        if hit is None or hit.first == index:
            return hit
        inner = self.best(hit.first, self.levels)
        return inner if inner is not None and inner.last > hit.last else hit

    def best(self, index: int, level: int) -> TimeHit | None:
        """The longest hit at `index` by the rules of the first `level` files; of equals that of the earlier file."""
        if level == 0 or index >= self.stop:
            return None
        opened = _opened_by(self.tokens[index].word.key)
        if not opened:
            return None
        hit: TimeHit | None = None
        for step in range(1, level + 1):
            if (step, index) not in self._found:
                candidates = opened.get(step, ())
                if hit is not None and hit.value is not None and hit.first == index:
                    candidates = _joined(candidates, hit.value, step)
                self._found[step, index] = self._longest_of(candidates, index, step, hit) if candidates else hit
            hit = self._found[step, index]
        return hit

    def _longest_of(self, candidates: Iterable[_Rule], index: int, level: int, lower: TimeHit | None) -> TimeHit | None:
        def known(kind: str, at: int) -> Iterable[tuple[int, Any]]:
            return self._known(kind, at, index, level)

        best, last = lower, index if lower is None else lower.last
        for rule in candidates:
            found = rule.pattern.at(self.tokens, index, self.stop, known)
            if found is not None and found.last > last:
                best = _hit(rule, found, self._closed(found))
                last = best.last
        return best

    def _closed(self, found: Found) -> int:
        """The end of what was found, with the bracket behind it that closes one in it."""
        last = found.last
        marks = [token.word.key for token in self.tokens[found.first : last]]
        if "(" in marks and ")" not in marks and last < self.stop and self.tokens[last].word.key == ")":
            return last + 1
        return last

    def _known(self, kind: str, at: int, first: int, level: int) -> Iterator[tuple[int, Any]]:
        """Kinds of the table, or times of lower levels; behind the first word none that carries "and" unless asked."""
        wanted = kind.removeprefix(AND)
        if wanted != kind and not has_conjunction(self.tokens[at]):
            return
        joined = at == first or wanted != kind
        if wanted == "time" or wanted in _KINDS or (wanted.endswith("_date") and wanted != "numeric_date"):
            hit = self.best(at, level - 1)
            if hit is None or hit.value is None or hit.first != at or (not joined and has_conjunction(self.tokens[at])):
                return
            if wanted == "time" or wanted in _kinds_of(hit.value):
                yield hit.last, hit.value
            return
        yield from self.words.chunks(wanted, self.tokens, at, self.stop, joined=joined)


def _joined(candidates: tuple[_Rule, ...], value: TimeExpression, level: int) -> tuple[_Rule, ...]:
    """`candidates` with the rules of `level` that begin with a time such as `value`."""
    found = {rule.order: rule for rule in candidates}
    for kind in ("time", *_kinds_of(value)):
        found |= {rule.order: rule for rule in _by_opener().get(f"<{kind}>", ()) if rule.level == level}
    return tuple(found[order] for order in sorted(found))


def _kinds_of(value: TimeExpression) -> Iterator[str]:
    for name, kinds in _KINDS.items():
        if value.kind in kinds:
            yield name
    if value.kind in ("date", "days"):
        yield f"{value.calendar}_date"


def _hit(rule: _Rule, found: Found, last: int) -> TimeHit:
    first = found.first
    if "time" in found.slots:
        first, last = found.slots["time"].first, found.slots["time"].last
    if not rule.yields:
        return TimeHit(rule.id, first, last, None)
    part = _filled(rule.yields.get("day_part", ""), found.slots)
    return TimeHit(rule.id, first, last, _expression(rule.yields, found.slots), part or "")


def _expression(yields: Mapping[str, Any], slots: Mapping[str, Slot]) -> TimeExpression:
    fields: dict[str, Any] = {}
    value: Any
    for name, told in yields.items():
        value = _expression(told, slots) if isinstance(told, Mapping) else _filled(told, slots)
        if value is not None and name != "day_part":
            fields[name] = int(value) if name in _INTEGERS else value
    base: TimeExpression | None = fields.pop("like", None)
    return TimeExpression(**fields) if base is None else msgspec.structs.replace(base, **fields)


def _filled(told: Any, slots: Mapping[str, Slot]) -> Any:
    if isinstance(told, str) and told.startswith("$"):
        slot = slots.get(told[1:])
        return None if slot is None else slot.value
    return told


def find_hits(analysis: Analysis) -> tuple[TimeHit, ...]:
    """All hits from left to right, each the longest at its place, those that say "no time" among them."""
    tokens = analysis.tokens
    scan = _Scan(tokens)
    hits = []
    for sentence in analysis.sentences:
        scan.stop = sentence.last
        index = sentence.first
        while index < sentence.last:
            hit = scan.longest(index) if _opened_by(tokens[index].word.key) else None
            if hit is not None:
                hits.append(hit)
            index = index + 1 if hit is None else max(hit.last, index + 1)
    return tuple(hits)


def find_times(analysis: Analysis) -> tuple[TimeMention, ...]:
    """The times that a report tells, sorted, without overlap. "The same day" is the day told before it."""
    found: list[TimeMention] = []
    day: TimeExpression | None = None
    for hit in find_hits(analysis):
        value = hit.value
        if value is None:
            continue
        if value.kind == "anaphor" and day is not None:
            value = msgspec.structs.replace(day, shift=day.shift + value.offset)
        day = value if value.kind in _KINDS["one_day"] else day
        found.append(_mention(hit, value, analysis.tokens[hit.first].word))
    return tuple(found)


def _mention(hit: TimeHit, value: TimeExpression, word: Word) -> TimeMention:
    """The mention of a hit; of the ways to take particles off its first word the one that takes most."""
    openings = [r for r in word.readings if time_words().opens(r) or r.bare in _by_opener() or r.core in _by_opener()]
    reading = max(openings, key=lambda r: r.cut, default=word.readings[0])
    return TimeMention(
        first=hit.first,
        last=hit.last,
        cut=reading.cut,
        preposition=reading.preposition,
        conjunction=reading.conjunction,
        rule=hit.rule,
        value=value,
        day_part=hit.day_part,
    )
