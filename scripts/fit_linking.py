"""Learns the weights of linking and how rare words are, and writes both into the data files.

    python scripts/fit_linking.py --coded FILE [--compare] [--write] [--rarity]

The labels are the dev half of the linking bench. The weights are a logistic regression over the levels of the
comparisons (several comparisons say the same thing, which Fellegi and Sunter's model would count twice), written as
shares m and u: u among candidates at random, m so that log2(m / u) is the weight. `--compare` sets them beside those
of Splink itself: m from the labels with u from random candidates, and Splink's own estimates without labels.
Rarity is counted by incidents, as they are with the weights of this run; learn the weights again after it.
"""

from __future__ import annotations

import argparse
import math
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from linking_bench import corpus, read_coded
from linking_cases import CASES, Apart, Case, Score, Told, coded, read_cases, score
from riwaya.incidents.cluster import clusters, linkage
from riwaya.incidents.compare import comparisons, linker, settings
from riwaya.incidents.rules import NAME, TABLE
from riwaya.incidents.stems import stems
from riwaya.incidents.traits import FACT, Traits, party_names, place_names, traits
from riwaya.language.tables import DATA
from riwaya.model.accounts import Account
from riwaya.model.incidents import Link
from riwaya.store.keys import event_keys

SEED: Final = 20150719
SAMPLE: Final = 30_000  # candidates at random, nearly all of which tell different things
SAMPLE_WEIGHT: Final = 0.06  # of one of them beside a labelled pair, so that all weigh about as much as the labels
DIFFERENT_WEIGHT: Final = 2.0
SURE: Final = 0.3  # above this a candidate at random may well tell the same, and is left out
RIDGE: Final = 1.0
ROUNDS: Final = 3
STEPS: Final = 30
STAIRS: Final = frozenset({"near", "words", "title", "context", "printed"})  # a level counts with all below it
MOST: Final = 12  # bits that the table of rarity lists
JOINS: Final = (-2.0, -1.0, -0.75, -0.5, 0.0, 1.0, 2.0)
SPLINK_BLOCKS: Final = (
    "l.type = r.type and l.start = r.start and l.killed_low = r.killed_low",
    "l.type = r.type and l.lat = r.lat and l.lon = r.lon and l.published = r.published",
)

Array = NDArray[Any]
Weights = Mapping[str, Sequence[float]]


class Candidates(NamedTuple):
    """All candidates of the corpus: the two accounts, and the level of each comparison."""

    a: Array
    b: Array
    levels: Array

    def links(self, weights: Weights, prior: float, floor: float) -> Iterator[Link]:
        """The links that weights make of them."""
        total = np.full(len(self.a), prior)
        for column, bits in enumerate(weights.values()):
            total += np.asarray(bits)[self.levels[:, column]]
        for at in np.nonzero(total >= floor)[0]:
            yield Link(a=str(self.a[at]), b=str(self.b[at]), weight=float(total[at]))


class Labelled(NamedTuple):
    """Pairs of the dev half: the row among the candidates, whether they tell the same, how much they count."""

    rows: Array
    same: Array
    worth: Array


def main() -> int:
    """Learns and writes or compares."""
    parser = argparse.ArgumentParser(description="Learns the weights of linking.")
    parser.add_argument("--coded", type=Path, required=True, help="what riwaya code made of the corpus (JSON lines)")
    parser.add_argument("--write", action="store_true", help="write the weights into rules/linking.yaml")
    parser.add_argument("--rarity", action="store_true", help="count how rare words are anew, and write it")
    parser.add_argument("--compare", action="store_true", help="score other ways to come to weights (dev half)")
    parser.add_argument("--all-cases", action="store_true", help="learn from the held half too, for the final weights")
    options = parser.parse_args()
    halves = ("dev", "held") if options.all_cases else ("dev",)
    accounts = list(read_accounts(options.coded))
    cases, apart = read_cases(CASES)
    told: dict[str, list[tuple[str, Any]]] = defaultdict(list)
    for account in accounts:
        told[account.report_key].append((account.key, account.event))
    facts = [each for each in map(traits, accounts) if each.told == FACT]
    found = candidates(facts)
    labelled = labels(found, cases, apart, told, halves)
    print(
        f"{len(found.a):,} candidates; labelled: {int(labelled.same.sum())} same, {int((1 - labelled.same).sum())} not"
    )
    sample = at_random(found, cases, told, halves)
    shares = random_shares(found, sample)
    weights, prior = regression(found, labelled, sample)
    nodes = [each.event for each in facts]
    tell(f"regression, prior {prior:.2f}", scores(found, weights, prior, nodes, cases, apart, told))
    if options.compare:
        fellegi, start = from_labels(found, labelled, shares)
        tell("m from labels, u from candidates", scores(found, fellegi, start, nodes, cases, apart, told))
        estimated, start = by_splink(facts)
        tell("Splink without labels (u at random, m by EM)", scores(found, estimated, start, nodes, cases, apart, told))
    if options.write:
        write_weights(weights, prior, shares)
    if options.rarity:
        write_rarity(accounts, together(found, weights, prior, nodes, linkage().join))
    return 0


def read_accounts(path: Path) -> Iterator[Account]:
    """The accounts of the corpus."""
    known = read_coded(path)
    for report in corpus():
        events = known[report.id].events if report.id in known else ()
        for key, event in zip(event_keys(report.id, events), events, strict=True):
            yield Account(key=key, report_key=report.id, report=report, voice=report.id, event=event)


def candidates(facts: Sequence[Traits]) -> Candidates:
    """All candidates with their levels, told by weights that count the levels."""
    counted = {
        name: [msgspec.structs.replace(level, m=2.0**-at, u=1.0) for at, level in enumerate(levels)]
        for name, levels in comparisons().items()
    }
    made, _, fresh = linker([], facts, settings(counted))
    predictions = made.inference.predict_within(fresh)
    columns = ", ".join(f"(-round(mw_{name}))::tinyint as {name}_level" for name in counted)
    connection = predictions.db_api.duckdb_con
    ends = "least(unique_id_l, unique_id_r) a, greatest(unique_id_l, unique_id_r) b"
    table = connection.sql(f"select {ends}, {columns} from {predictions.physical_name} order by a, b").to_arrow_table()
    levels = np.stack([table[f"{name}_level"].to_numpy() for name in counted], axis=1).astype(np.int64)
    return Candidates(np.array(table["a"]).astype(str), np.array(table["b"]).astype(str), levels)


def keys_of(cases: Iterable[Case], told: Told) -> list[tuple[str, str]]:
    """The events that code tellings, each with the incident's name."""
    return [(case.name, key) for case in cases for telling in case.tellings for key in coded(telling, told)]


def labels(
    found: Candidates, cases: Sequence[Case], apart: Sequence[Apart], told: Told, halves: Collection[str]
) -> Labelled:
    """The labelled pairs of these halves of the bench among the candidates."""
    row_of = {(a, b): row for row, (a, b) in enumerate(zip(found.a.tolist(), found.b.tolist(), strict=True))}
    events = keys_of((case for case in cases if case.half in halves), told)
    held = {key for _, key in keys_of((case for case in cases if case.half not in halves), told)}
    names: dict[int, str] = {}
    same: dict[int, int] = {}
    for at, (name, key) in enumerate(events):
        for other, second in events[:at]:
            row = row_of.get((min(key, second), max(key, second)))
            if row is not None and key != second:
                same[row] = max(same.get(row, 0), int(name == other))
                names[row] = name
    for pair in apart:
        for key in coded(pair.a, told) if pair.half in halves else ():
            for second in coded(pair.b, told):
                row = row_of.get((min(key, second), max(key, second)))
                if row is not None and not {key, second} & held:
                    same.setdefault(row, 0)
    sizes = Counter(names[row] for row, alike in same.items() if alike)
    rows = sorted(same)
    # An incident of many tellings has many pairs; they count like those of one with sixteen pairs and a little more.
    count = [max(0.15, 4 / math.sqrt(max(16, sizes[names[row]]))) if same[row] else DIFFERENT_WEIGHT for row in rows]
    return Labelled(np.array(rows), np.array([same[row] for row in rows]), np.array(count))


def at_random(found: Candidates, cases: Sequence[Case], told: Told, halves: Collection[str]) -> Array:
    """Rows at random, without accounts of the cases that are not learned from."""
    held = np.array(sorted({key for _, key in keys_of((case for case in cases if case.half not in halves), told)}))
    rows = np.sort(np.random.default_rng(SEED).choice(len(found.a), min(SAMPLE, len(found.a)), replace=False))
    return rows[~(np.isin(found.a[rows], held) | np.isin(found.b[rows], held))]


def random_shares(found: Candidates, sample: Array) -> dict[str, list[float]]:
    """The share of each level among candidates at random."""
    shares = {}
    for column, (name, levels) in enumerate(comparisons().items()):
        counts = np.bincount(found.levels[sample, column], minlength=len(levels)) + 0.5
        shares[name] = (counts / counts.sum()).tolist()
    return shares


def regression(found: Candidates, labelled: Labelled, sample: Array) -> tuple[dict[str, list[float]], float]:
    """Bits for each level, and the bits of the prior."""
    some, others = _features(found.levels[labelled.rows]), _features(found.levels[sample])
    features = np.concatenate([some, others])
    target = np.concatenate([labelled.same, np.zeros(len(others))])
    left_out = np.zeros(len(others), dtype=bool)
    weights = np.zeros(features.shape[1])
    for _ in range(ROUNDS):
        count = np.concatenate([labelled.worth, np.where(left_out, 0.0, SAMPLE_WEIGHT)])
        weights = _newton(features, target, count)
        left_out = others @ weights > math.log(SURE / (1 - SURE))
    bits = weights / math.log(2)
    result, at = {}, 0
    for name, levels in comparisons().items():
        part = bits[at : at + len(levels)]
        result[name] = (np.cumsum(part[::-1])[::-1] if name in STAIRS else part).tolist()
        at += len(levels)
    return result, float(bits[-1])


def _features(levels: Array) -> Array:
    columns = []
    for column, (name, some) in enumerate(comparisons().items()):
        for at in range(len(some)):
            columns.append(levels[:, column] <= at if name in STAIRS else levels[:, column] == at)
    columns.append(np.ones(len(levels), dtype=bool))
    return np.stack(columns, axis=1).astype(np.float64)


def _newton(features: Array, target: Array, count: Array) -> Array:
    """Weighted logistic regression with a ridge on all but the last column."""
    ridge = np.full(features.shape[1], RIDGE)
    ridge[-1] = 1e-6
    weights = np.zeros(features.shape[1])
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-np.clip(features @ weights, -30, 30)))
        gradient = features.T @ (count * (target - p)) - ridge * weights
        hessian = (features * (count * p * (1 - p))[:, None]).T @ features + np.diag(ridge)
        step = np.linalg.solve(hessian, gradient)
        weights = weights + step
        if np.abs(step).max() < 1e-8:
            break
    return weights


def from_labels(
    found: Candidates, labelled: Labelled, shares: Mapping[str, Sequence[float]]
) -> tuple[dict[str, list[float]], float]:
    """Fellegi and Sunter's weights: m counted in the labels, u among candidates at random."""
    rows = labelled.rows[labelled.same == 1]
    count = labelled.worth[labelled.same == 1]
    result = {}
    for column, (name, levels) in enumerate(comparisons().items()):
        m = np.bincount(found.levels[rows, column], weights=count, minlength=len(levels)) + 0.5
        result[name] = np.log2(m / m.sum() / np.asarray(shares[name])).tolist()
    return result, math.log2(0.02 / 0.98)


def by_splink(facts: Sequence[Traits]) -> tuple[dict[str, list[float]], float]:
    """Splink's own estimates: u from pairs at random, m by expectation maximisation, no labels."""
    made, _, _ = linker([], facts)
    made.training.estimate_u_using_random_sampling(max_pairs=2_000_000, seed=SEED)
    for rule in SPLINK_BLOCKS:
        made.training.estimate_parameters_using_expectation_maximisation(rule)
    trained = made.misc.save_model_to_json()
    result = {}
    for comparison in trained["comparisons"]:
        pairs = [(each.get("m_probability"), each.get("u_probability")) for each in comparison["comparison_levels"]]
        result[comparison["output_column_name"]] = [math.log2(m / u) if m and u else 0.0 for m, u in pairs]
    prior = trained["probability_two_random_records_match"]
    return result, math.log2(prior / (1 - prior))


def together(found: Candidates, weights: Weights, prior: float, nodes: Sequence[str], join: float) -> dict[str, str]:
    """The incident of each account, named by its first."""
    numbers = linkage()
    numbers = msgspec.structs.replace(numbers, join=join, hold=numbers.hold + join - linkage().join)
    made = clusters(nodes, found.links(weights, prior, min(numbers.lowest, join)), numbers)
    return {key: cluster[0] for cluster in made for key in cluster}


def scores(
    found: Candidates,
    weights: Weights,
    prior: float,
    nodes: Sequence[str],
    cases: Sequence[Case],
    apart: Sequence[Apart],
    told: Told,
) -> dict[float, Score]:
    """The scores of the dev half at several thresholds."""
    dev = [case for case in cases if case.half == "dev"]
    pairs = [pair for pair in apart if pair.half == "dev"]
    return {join: score(dev, pairs, told, together(found, weights, prior, nodes, join)) for join in JOINS}


def tell(what: str, found: Mapping[float, Score]) -> None:
    """Prints the scores."""
    print(what)
    for join, each in found.items():
        print(
            f"  join above {join:5.2f}: precision {each.precision:.3f} recall {each.recall:.3f} "
            f"B-cubed F1 {each.bcubed:.3f}, held apart {each.held_apart} of {each.apart}"
        )


def write_weights(weights: Weights, prior: float, shares: Mapping[str, Sequence[float]]) -> None:
    """Writes m and u into the levels of `linking.yaml`, and the prior that goes with them."""
    path = DATA / "rules" / f"{NAME}.yaml"
    shift, told = prior, {}
    for name, bits in weights.items():
        u = np.asarray(shares[name])
        m = u * 2 ** np.asarray(bits)
        shift += math.log2(m.sum())
        told[name] = iter(zip((m / m.sum()).tolist(), u.tolist(), strict=True))
    current, lines = "", []
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("- id: "):
            current = line.removeprefix("- id: ")
        if current.startswith("compare.") and line.startswith("    - {is: "):
            m_, u_ = next(told[current.removeprefix("compare.")])
            line = re.sub(r", m: [^,]+, u: [^}]+}", f", m: {m_:.3g}, u: {u_:.3g}}}", line)
        elif current == "prior.candidates" and line.startswith("  share: "):
            line = f"  share: {1 / (1 + 2**-shift):.4g}"
        lines.append(line)
    path.write_text("\n".join(lines) + "\n", "utf-8")


def write_rarity(accounts: Sequence[Account], incident_of: Mapping[str, str]) -> None:
    """Writes how rare words, places and parties are, counted by incidents."""
    path = DATA / TABLE
    head = [line for line in path.read_text("utf-8").splitlines() if line.startswith("#")]
    kinds: dict[str, Callable[[Account], Iterable[str]]] = {
        "area": lambda account: (f"{p.country}/{p.admin1}" for p in account.event.places if p.admin1),
        "party": lambda account: party_names([*account.event.actors, *account.event.targets]),
        "place": lambda account: place_names(account.event.places),
        "word": lambda account: stems(" ".join(span.of(account.report.text) for span in account.event.evidence)),
    }
    lines = []
    for kind, names in kinds.items():
        of: dict[str, set[str]] = defaultdict(set)
        for account in accounts:
            of[incident_of.get(account.key, account.key)].update(names(account))
        counts = Counter(name for some in of.values() for name in some)
        for name, count in counts.items():
            bits = max(0, round(-math.log2(count / len(of))))
            if bits < MOST and (kind != "word" or len(name) > 1):
                lines.append((kind, bits, name))
    rows = [f"{kind}\t{name}\t{bits}" for kind, bits, name in sorted(lines)]
    path.write_text("\n".join([*head, "kind\tname\tbits", *rows]) + "\n", "utf-8")


if __name__ == "__main__":
    sys.exit(main())
