"""How likely two accounts tell the same thing: Splink on DuckDB over their traits, by the levels of `linking.yaml`."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from math import log2
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import msgspec

from riwaya.incidents.rules import RAREST, alike, entries, rarity
from riwaya.incidents.traits import Traits
from riwaya.model.incidents import Link

if TYPE_CHECKING:
    import pyarrow as pa
    from splink.internals.linker import Linker

WHEN_L: Final = "coalesce(l.start, l.published)"
WHEN_R: Final = "coalesce(r.start, r.published)"
SIGN_BITS: Final = 4  # of a mark, which hold the rarity
RARE_WORD: Final = 8
RARE_WORDS: Final = 8
NO_LIMIT: Final = 1_000_000  # days
THREADS: Final = 2
FETCHED: Final = 10_000  # rows in memory as links
DECIMALS: Final = 3  # of a weight; sums of floating point differ in the last digits with their order
MACROS: Final = """
create macro shared(a, b) as coalesce(list_sum(list_transform(list_intersect(a, b), lambda x: x & 15)), 0);
create macro rarest(a, b) as coalesce(list_max(list_transform(list_intersect(a, b), lambda x: x & 15)), 0);
create macro gap(a, b, c, d) as case when a is null or c is null then null else greatest(a - d, c - b, 0) end;
create macro covered(a, bits, b) as shared(a, b) / greatest(bits, 20);
create macro after(a, b) as coalesce(a > b, false);
create macro km(a, b, c, d) as 111.2 * sqrt(power(a - c, 2) + power((b - d) * cos(radians((a + c) / 2)), 2));
"""


@lru_cache(maxsize=300_000)
def mark(kind: str, name: str) -> int:
    """A name as a number: 56 bits of its hash, and its rarity in the last four."""
    digest = hashlib.blake2b(f"{kind}:{name}".encode(), digest_size=7).digest()
    return int.from_bytes(digest, "big") << SIGN_BITS | min(15, rarity().get((kind, name), RAREST))


def _marks(kind: str, names: Iterable[str]) -> list[int]:
    return [mark(kind, name) for name in names]


def _bits(marks: Iterable[int]) -> int:
    return sum(each & 15 for each in marks)


def record(traits: Traits) -> dict[str, Any]:
    """The row that stands for an account in the comparison; its columns are those that `linking.yaml` names."""
    near, words, title = (_marks("word", some) for some in (traits.near, traits.words, traits.title))
    actors, targets = _marks("party", traits.actors), _marks("party", traits.targets)
    killed, injured = traits.killed or (None, None), traits.injured or (None, None)
    return {
        "unique_id": traits.event,
        "family": traits.family,
        "report": traits.report,
        "voice": traits.voice,
        "type": traits.type,
        "close": list(alike("close").get(traits.type, ())),
        "related": list(alike("related").get(traits.type, ())),
        "published": traits.published,
        "day_low": traits.day_low,
        "day_high": traits.day_high,
        "start": traits.start,
        "stop": traits.end,
        "single": traits.start is not None and traits.start == traits.end,
        "sure": traits.sure,
        "places": _marks("place", traits.places),
        "areas": _marks("area", traits.areas),
        "countries": list(traits.countries),
        "lat": traits.lat,
        "lon": traits.lon,
        "actors": actors,
        "targets": targets,
        "parties": sorted({*actors, *targets}),
        "killed_low": killed[0],
        "killed_high": killed[1],
        "injured_low": injured[0],
        "injured_high": injured[1],
        "weapon": traits.weapon or None,
        "near": near,
        "near_bits": _bits(near),
        "words": words,
        "words_bits": _bits(words),
        "title": title,
        "title_bits": _bits(title),
        "lead": traits.lead,
        "rare": _marks("word", rare_words(traits.near)),
    }


@cache
def _schema() -> pa.Schema:
    import pyarrow as pa

    whole, text, flag, real = pa.int64(), pa.string(), pa.bool_(), pa.float64()
    lists = "places areas actors targets parties near words title rare".split()
    texts = "unique_id family report voice type weapon".split()
    flags = "single sure lead".split()
    reals = "lat lon".split()
    kinds: dict[str, Any] = {"close": pa.list_(text), "related": pa.list_(text), "countries": pa.list_(text)}
    kinds |= dict.fromkeys(lists, pa.list_(whole)) | dict.fromkeys(texts, text)
    kinds |= dict.fromkeys(flags, flag) | dict.fromkeys(reals, real)
    example = record(Traits(event="", report="", voice="", type="attack", family="", told=""))
    return pa.schema([(name, kinds.get(name, whole)) for name in example])


def table(some: Iterable[Traits]) -> pa.Table:
    """The rows of accounts, in the order of their keys."""
    import pyarrow as pa

    rows = [record(each) for each in sorted(some, key=lambda each: each.event)]
    return pa.Table.from_pylist(rows, schema=_schema())


class Level(msgspec.Struct, frozen=True, kw_only=True):
    """A level of a comparison: what it means, its condition in SQL, its shares among pairs that match and do not."""

    meaning: str
    when: str
    m: float
    u: float

    @property
    def bits(self) -> float:
        """What it adds to the weight of a pair."""
        return log2(self.m / self.u)


@cache
def comparisons() -> Mapping[str, tuple[Level, ...]]:
    """The comparisons by name, each with its levels in the order in which they are tried."""
    return {
        name: tuple(Level(meaning=each["is"], when=each["when"], m=each["m"], u=each["u"]) for each in rule["levels"])
        for name, rule in entries("compare")
    }


@cache
def prior() -> float:
    """The share of candidates that tell the same thing."""
    ((_, rule),) = entries("prior")
    return float(rule["share"])


def settings(levels: Mapping[str, Sequence[Level]] | None = None, share: float | None = None) -> dict[str, Any]:
    """Splink's settings: candidates, comparisons, weights."""
    chosen = levels or comparisons()
    return {
        "link_type": "dedupe_only",
        "probability_two_random_records_match": prior() if share is None else share,
        "blocking_rules_to_generate_predictions": [_block(rule) for _, rule in entries("block")],
        "comparisons": [
            {
                "output_column_name": name,
                "comparison_description": name,
                "comparison_levels": [
                    {
                        "sql_condition": "ELSE" if level.when == "else" else level.when,
                        "label_for_charts": level.meaning,
                        "m_probability": level.m,
                        "u_probability": level.u,
                    }
                    for level in some
                ],
            }
            for name, some in chosen.items()
        ],
        "retain_matching_columns": False,
        "retain_intermediate_calculation_columns": True,
    }


def _block(rule: Mapping[str, Any]) -> dict[str, Any]:
    column = rule["share"]
    conditions = [
        f"l.{column} = r.{column}",
        "l.family = r.family",
        "l.day_low <= r.day_high",
        "r.day_low <= l.day_high",
        *([f"abs({WHEN_L} - {WHEN_R}) <= {int(rule['within'])}"] if "within" in rule else []),
    ]
    return {"blocking_rule": " and ".join(conditions), "arrays_to_explode": [column], "sql_dialect": "duckdb"}


def linker(
    known: Iterable[Traits], new: Iterable[Traits], chosen: dict[str, Any] | None = None
) -> tuple[Linker, Any, Any]:
    """A linker over two tables of accounts, and the tables as it knows them."""
    import duckdb
    from splink import DuckDBAPI, Linker

    # It warns that no level stands for "untold", which here is a level with a weight like any other.
    logging.getLogger("splink").setLevel(logging.ERROR)
    connection = duckdb.connect(config={"threads": THREADS, "preserve_insertion_order": True})
    for macro in MACROS.strip().splitlines():
        connection.execute(macro)
    api = DuckDBAPI(connection)
    old = api.register(table(known), dataset_display_name="known")
    fresh = api.register(table(new), dataset_display_name="new")
    return Linker(fresh, chosen or settings(), log_level=None, validate_settings=False), old, fresh


def compare(known: Sequence[Traits], new: Sequence[Traits], floor: float) -> Iterator[Link]:
    """Links of new accounts among each other and with known ones, of `floor` bits and more.

    All is compared before the first is given; they lie in the engine until they are asked for. Their order is that of
    the engine.
    """
    if not new:
        return iter(())
    old = candidates(known, new)
    if not old:
        made, _, fresh = linker([], new)
        return _links(made.inference.predict_within(fresh, threshold_match_weight=floor))
    # One pass instead of two: new accounts stand on both sides, where each pair of theirs is found twice.
    made, all_, fresh = linker([*old, *new], new)
    found = _links(made.inference.predict_between(all_, fresh, threshold_match_weight=floor))
    return _once(found, {each.event for each in new})


def _once(found: Iterable[Link], new: Collection[str]) -> Iterator[Link]:
    seen: set[tuple[str, str]] = set()
    for link in found:
        if link.a == link.b:
            continue
        if link.a in new and link.b in new:
            if (link.a, link.b) in seen:
                continue
            seen.add((link.a, link.b))
        yield link


class _Span(NamedTuple):
    """Between which days new accounts happened at all, and were told or printed."""

    low: int
    high: int
    first: int
    last: int


def candidates(known: Iterable[Traits], new: Iterable[Traits]) -> list[Traits]:
    """Those known accounts that share with a new one what makes candidates; the engine looks closer."""
    within = {rule["share"]: rule.get("within", NO_LIMIT) for _, rule in entries("block")}
    wanted: dict[tuple[str, str, str], _Span] = {}
    for each in new:
        when = _when(each)
        for key in _keys(each):
            old = wanted.get(key, _Span(each.day_low, each.day_high, when, when))
            wanted[key] = _Span(
                min(old.low, each.day_low), max(old.high, each.day_high), min(old.first, when), max(old.last, when)
            )
    return [each for each in known if any(_can_be(each, key, wanted, within) for key in _keys(each))]


def _can_be(
    each: Traits, key: tuple[str, str, str], wanted: Mapping[tuple[str, str, str], _Span], within: Mapping[str, int]
) -> bool:
    span = wanted.get(key)
    if span is None or each.day_low > span.high or each.day_high < span.low:
        return False
    return span.first - within[key[1]] <= _when(each) <= span.last + within[key[1]]


def _when(traits: Traits) -> int:
    return traits.start if traits.start is not None else traits.published or 0


def _keys(traits: Traits) -> Iterator[tuple[str, str, str]]:
    """Family, column and name of all that can make an account a candidate."""
    family = traits.family
    yield from ((family, "places", name) for name in traits.places)
    yield from ((family, "areas", name) for name in traits.areas)
    yield from ((family, "parties", name) for name in (*traits.actors, *traits.targets))
    yield from ((family, "rare", word) for word in rare_words(traits.near))


def rare_words(words: Iterable[str]) -> list[str]:
    """The rarest of these words, a few, by which an account finds others; of as many, the first by spelling."""
    known = rarity()
    bits = {word: known.get(("word", word), RAREST) for word in words}
    return sorted((word for word in bits if bits[word] >= RARE_WORD), key=lambda word: (-bits[word], word))[:RARE_WORDS]


def _links(predictions: Any) -> Iterator[Link]:
    names = list(comparisons())
    columns = ["unique_id_l", "unique_id_r", "match_weight", *(f"mw_{name}" for name in names)]
    found = predictions.db_api.duckdb_con.cursor()
    found.execute(f"select {', '.join(columns)} from {predictions.physical_name}")
    while rows := found.fetchmany(FETCHED):
        for a, b, weight, *parts in rows:
            first, second = sorted((a, b))
            shares = tuple((name, round(part, 2)) for name, part in zip(names, parts, strict=True) if round(part, 2))
            yield Link(a=first, b=second, weight=round(weight, DECIMALS), parts=shares)
