"""The linking bench: which reports tell the same incident, and pairs that look alike and are not the same."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple

from riwaya.model.events import Event

ROOT: Final = Path(__file__).resolve().parent.parent
CASES: Final = ROOT / "tests" / "data" / "linking"
CORPUS: Final = ROOT.parent / "shared" / "corpus"
FACTS: Final = ("actual", "denied")

Half = Literal["dev", "held"]
Told = Mapping[str, Sequence[tuple[str, Event]]]  # the events of a report, each with its key, by the report's id


class Telling(NamedTuple):
    """Where a report tells an incident: ranges of its text, and the types under which it can be coded."""

    report: str
    ranges: tuple[tuple[int, int], ...]
    types: tuple[str, ...]


class Case(NamedTuple):
    """An incident and who tells it."""

    name: str
    tellings: tuple[Telling, ...]

    @property
    def half(self) -> Half:
        """The half that it belongs to: rules and weights are made with `dev` in sight only."""
        return half(self.name)


class Apart(NamedTuple):
    """Two tellings that are not the same."""

    a: Telling
    b: Telling
    why: str

    @property
    def half(self) -> Half:
        """The half that it belongs to."""
        return half(self.a.report + self.b.report)


def half(name: str) -> Half:
    """By a hash, so that nobody chooses."""
    return "dev" if hashlib.sha256(name.encode()).digest()[0] % 2 == 0 else "held"


def read_cases(folder: Path = CASES) -> tuple[list[Case], list[Apart]]:
    """The incidents and the pairs, in the order of the files."""
    cases = [
        Case(line["incident"], tuple(_telling(each, line["types"]) for each in line["tellings"]))
        for line in _lines(folder, "incidents")
    ]
    apart = [
        Apart(_telling(line["a"], line["types_a"]), _telling(line["b"], line["types_b"]), line["why"])
        for line in _lines(folder, "apart")
    ]
    return cases, apart


def _lines(folder: Path, kind: str) -> Iterator[dict[str, Any]]:
    for path in sorted(folder.glob(f"*.{kind}.jsonl")):
        yield from map(json.loads, path.read_text("utf-8").splitlines())


def _telling(line: Mapping[str, Any], types: Sequence[str]) -> Telling:
    return Telling(line["id"], tuple((start, end) for start, end in line["ranges"]), tuple(types))


def coded(telling: Telling, told: Told, *, any_type: bool = False) -> list[str]:
    """The keys of the events that code a telling: triggered in its ranges, of its types, told as actual or denied."""
    return [
        key
        for key, event in told.get(telling.report, ())
        if (any_type or event.type in telling.types)
        and event.modality in FACTS
        and any(start <= event.trigger_span.start < end for start, end in telling.ranges)
    ]


class Score(NamedTuple):
    """How well tellings were put together."""

    incidents: int
    tellings: int
    coded: int
    together: int
    right: int
    same: int
    same_with_uncoded: int
    bcubed_precision: float
    bcubed_recall: float
    apart: int
    held_apart: int

    @property
    def precision(self) -> float:
        """The share of pairs put together that are the same incident."""
        return self.right / max(1, self.together)

    @property
    def recall(self) -> float:
        """The share of pairs of coded tellings of one incident that were put together."""
        return self.right / max(1, self.same)

    @property
    def recall_of_all(self) -> float:
        """The same share of all tellings; what was not coded counts as missed."""
        return self.right / max(1, self.same_with_uncoded)

    @property
    def bcubed(self) -> float:
        """B-cubed F1 (Bagga and Baldwin 1998) over coded tellings."""
        both = self.bcubed_precision + self.bcubed_recall
        return 2 * self.bcubed_precision * self.bcubed_recall / both if both else 0.0


def score(
    cases: Iterable[Case],
    apart: Iterable[Apart],
    told: Told,
    incident_of: Mapping[str, str],
    *,
    any_type: bool = False,
) -> Score:
    """The score of incidents given as event → incident.

    A telling is where its events are; two tellings are together if any two of their events share an incident.
    """
    some = list(cases)
    placed: list[tuple[str, frozenset[str]]] = []
    for case in some:
        for telling in case.tellings:
            keys = coded(telling, told) or (coded(telling, told, any_type=True) if any_type else [])
            if ids := frozenset(incident_of[key] for key in keys if key in incident_of):
                placed.append((case.name, ids))
    together = right = same = 0
    joined: dict[int, list[int]] = defaultdict(list)
    for a, b in combinations(range(len(placed)), 2):
        alike = placed[a][0] == placed[b][0]
        same += alike
        if placed[a][1] & placed[b][1]:
            together += 1
            right += alike
            joined[a].append(b)
            joined[b].append(a)
    sizes: dict[str, int] = defaultdict(int)
    for name, _ in placed:
        sizes[name] += 1
    precisions, recalls = [], []
    for at, (name, _) in enumerate(placed):
        good = 1 + sum(placed[other][0] == name for other in joined[at])
        precisions.append(good / (1 + len(joined[at])))
        recalls.append(good / sizes[name])
    pairs = held = 0
    for pair in apart:
        first, second = (
            {incident_of[key] for key in coded(each, told) if key in incident_of} for each in (pair.a, pair.b)
        )
        if first and second:
            pairs += 1
            held += not first & second
    return Score(
        incidents=len(some),
        tellings=sum(len(case.tellings) for case in some),
        coded=len(placed),
        together=together,
        right=right,
        same=same,
        same_with_uncoded=sum(len(case.tellings) * (len(case.tellings) - 1) // 2 for case in some),
        bcubed_precision=sum(precisions) / max(1, len(precisions)),
        bcubed_recall=sum(recalls) / max(1, len(recalls)),
        apart=pairs,
        held_apart=held,
    )
