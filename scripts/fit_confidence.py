"""Learns the weights of confidence from the articles coded by hand, and tells how well the scores hold on unseen ones.

    python scripts/fit_confidence.py [--check] [--write-docs]

Codes the bench beside the repository, looks which events and fields are right by its `score.py`, fits a logistic
regression a model, and writes `src/riwaya/data/rules/confidence.tsv`. How well that holds is told by cross-fitting: the
scores of each fold of outlets come from weights that were learned on the four others. Ends with exit code 1 where fewer
than nine in ten of the unseen events with a score of 0.8 or more are right.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from accuracy import DOCUMENT, write_blocks
from articles import load_scorer, read_folds
from bench import BENCH, has_bench
from blocks import table
from examples import Example, read, with_event_odds
from logistic import Vector, dot, fit, probability
from reliability import SURE, Judged, bins, brier, brier_of_share, calibration_error, mean, right_share, sure
from riwaya.confidence.weights import DIGITS, TABLE, features
from riwaya.language.tables import DATA

PENALTY = 4.0  # how strongly weights are drawn to 0
PENALTIES = {"one": 0.01, "event": 0.05}  # hardly: the share that is right, and the odds of the event
WANTED = 0.9  # of the sure events on unseen articles, so many are to be right
MARGIN = 0.03  # so much more is aimed at: the rules know these articles, on other papers they err more
CAUTION = [step / 20 for step in range(21)]  # log-odds by which all events may be lowered to that end
WEIGHT_DIGITS = 3

Examples = Mapping[str, Sequence[Example]]
Models = dict[str, Vector]


# ---- fitting ----


def fit_all(examples: Examples, caution: float = 0.0) -> Models:
    """The weights of all models; the log-odds of events are lowered by `caution`."""
    events = examples["event"]
    models = {"event": lowered(_fit("event", [e.row for e in events], events), caution)}
    odds = event_odds(events, models["event"])
    for model in features():
        if model != "event":
            models[model] = _fit(model, rows_of(model, examples[model], odds), examples[model])
    return models


def _fit(model: str, rows: Sequence[Sequence[float]], examples: Sequence[Example]) -> Vector:
    penalty = [PENALTIES.get(feature, PENALTY) for feature in features()[model]]
    return [round(weight, WEIGHT_DIGITS) for weight in fit(rows, [e.right for e in examples], penalty)]


def lowered(weights: Vector, caution: float) -> Vector:
    """Weights of the event that give lower log-odds."""
    one = features()["event"].index("one")
    return [round(weight - caution * (i == one), WEIGHT_DIGITS) for i, weight in enumerate(weights)]


def event_odds(events: Sequence[Example], weights: Vector) -> dict[int, float]:
    """The log-odds of each event by its number."""
    return {e.event: dot(weights, e.row) for e in events}


def rows_of(model: str, examples: Sequence[Example], odds: Mapping[int, float]) -> list[list[float]]:
    """The rows of fields, completed by the log-odds of their events."""
    return with_event_odds(examples, odds, features()[model].index("event"))


# ---- cross-fitting ----


def cross_fitted(examples: Examples, caution: float = 0.0) -> dict[str, list[Judged]]:
    """For each model the scores of all its examples, each by weights that did not see its fold."""
    found: dict[str, list[Judged]] = {model: [] for model in features()}
    for fold in sorted({e.fold for e in examples["event"]}):
        models = fit_all({model: [e for e in all_ if e.fold != fold] for model, all_ in examples.items()}, caution)
        unseen = {model: [e for e in all_ if e.fold == fold] for model, all_ in examples.items()}
        odds = event_odds(unseen["event"], models["event"])
        for model, some in unseen.items():
            rows = [list(e.row) for e in some] if model == "event" else rows_of(model, some, odds)
            scores = [round(probability(dot(models[model], row)), DIGITS) for row in rows]
            found[model] += [Judged(score, e.right, e.fold) for score, e in zip(scores, some, strict=True)]
    return found


def chosen_caution(examples: Examples) -> float:
    """The least caution with which enough of the sure events on unseen articles are right; the most if none does."""
    return next((c for c in CAUTION if enough_right(cross_fitted(examples, c)["event"], MARGIN)), CAUTION[-1])


def enough_right(events: Sequence[Judged], margin: float = 0.0) -> bool:
    """Whether of the sure events so many are right as wanted, and `margin` more; where none is sure, none is wrong."""
    return not sure(events) or right_share(sure(events)) >= WANTED + margin


# ---- what is written ----


def with_weights(text: str, models: Models) -> str:
    """The table with its weights put in anew; all else stays."""
    weights = {(m, f): w for m, known in features().items() for f, w in zip(known, models[m], strict=True)}
    lines = []
    for line in text.splitlines():
        model, *rest = line.split("\t")
        key = (model, rest[0]) if rest else (model, "")
        lines.append("\t".join([*key, f"{weights[key]:.{WEIGHT_DIGITS}f}", *rest[2:]]) if key in weights else line)
    return "\n".join(lines) + "\n"


def complete(text: str) -> str:
    """The table with a line for each feature of the code and for no other; a new one has weight 0 and no meaning."""
    lines = text.splitlines()
    told = {tuple(line.split("\t")[:2]): line for line in lines}
    head = [line for line in lines if line.startswith(("#", "model\t"))]
    known = ((model, feature) for model, names in features().items() for feature in names)
    return "\n".join([*head, *(told.get(key, "\t".join([*key, "0", ""])) for key in known)]) + "\n"


def blocks_of(judged: Mapping[str, Sequence[Judged]], caution: float) -> dict[str, str]:
    """The tables of the document."""
    rows = [
        [
            model,
            str(len(some)),
            *(f"{x:.3f}" for x in (right_share(some), brier(some), brier_of_share(some), calibration_error(some))),
        ]
        for model, some in judged.items()
    ]
    head = ["of", "number", "share right", "Brier score", "of the share alone", "calibration error"]
    fields = [one for model, some in judged.items() if model != "event" for one in some]
    return {
        "sure": _sure_line(judged["event"], caution),
        "scores": table(head, rows),
        "fold-scores": _by_fold(judged["event"]),
        "reliability": _reliability(judged["event"]),
        "field-reliability": _reliability(fields),
    }


def _sure_line(events: Sequence[Judged], caution: float) -> str:
    some = sure(events)
    careful = f" To that end the log-odds of all events are lowered by {caution:.2f}." if caution else ""
    return (
        f"On unseen folds {len(some)} of {len(events)} coded events have a score of {SURE} or more; "
        f"{right_share(some):.3f} of them are right.{careful}"
    )


def _by_fold(events: Sequence[Judged]) -> str:
    rows = []
    for fold in sorted({one.fold for one in events}):
        some = [one for one in events if one.fold == fold]
        high = sure(some)
        shares = (mean([one.score for one in some]), right_share(some))
        rows.append([fold, str(len(some)), *(f"{x:.3f}" for x in shares), str(len(high)), f"{right_share(high):.3f}"])
    head = ["fold", "events", "mean score", "share right", f"with {SURE} or more", "share right of these"]
    return table(head, rows)


def _reliability(judged: Sequence[Judged]) -> str:
    rows = [[f"{b.low:.1f}–{b.high:.1f}", str(b.number), f"{b.mean:.3f}", f"{b.share:.3f}"] for b in bins(judged)]
    return table(["score", "number", "mean score", "share right"], rows)


def main() -> int:
    """Learns, tells, writes; 1 where too few of the sure events are right."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--bench", type=Path, default=BENCH, help="folder of the bench")
    parser.add_argument("--check", action="store_true", help="only tell; write nothing")
    parser.add_argument("--write-docs", action="store_true", help="write the tables into docs/accuracy.md")
    args = parser.parse_args()
    if not has_bench(args.bench):
        return 0
    path = DATA / TABLE
    if not args.check:
        path.write_text(complete(path.read_text("utf-8")), "utf-8")
    examples = read(args.bench, read_folds(), load_scorer(args.bench))
    caution = chosen_caution(examples)
    judged = cross_fitted(examples, caution)
    blocks = blocks_of(judged, caution)
    print("\n\n".join(blocks.values()))
    if not args.check:
        path.write_text(with_weights(path.read_text("utf-8"), fit_all(examples, caution)), "utf-8")
        print(f"\nwritten: {TABLE}")
    if args.write_docs:
        write_blocks(DOCUMENT, blocks)
    if enough_right(judged["event"]):
        return 0
    print(f"fewer than {WANTED} of the sure events on unseen articles are right", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
