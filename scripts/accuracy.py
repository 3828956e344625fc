"""How right riwaya is on the articles coded by hand: every figure, on all and on each fold of outlets, and its floor.

    python scripts/accuracy.py [--classes] [--write-docs] [--raise-floors] [--lower-floor FIGURE]

Codes the bench beside the repository as a user would and scores it with the bench's own `score.py`. Ends with exit code
1 where a figure lies under its floor (`scripts/measured/floors.yaml`), and names it.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import yaml

import error_classes
import floors
from articles import MEASURED, Article, Scorer, UnknownOutletError, by_fold, load_articles, load_scorer, read_folds
from bench import BENCH, OUT, ROOT, code, has_bench, scored
from blocks import replaced, table
from reliability import SURE

FLOORS = MEASURED / "floors.yaml"
BEFORE = MEASURED / "classes_before.yaml"
DOCUMENT = ROOT / "docs" / "accuracy.md"
README = ROOT / "README.md"
CHANGELOG = ROOT / "CHANGELOG.md"
NAMES = {"geocode": "coordinates", "record": "all of it"}  # in the README
UNTOLD = {"family", "quiet"}  # there
ALL, MEAN, QUIET = "all", "mean", "quiet"

Columns = dict[str, dict[str, float]]  # "all", each fold and "mean" → figure → value


# ---- the figures ----


def measured(bench: Path, coded: Path, articles: Sequence[Article]) -> Columns:
    """Every figure of `score.py` and `quiet`, on all articles, on each fold, and the mean of the folds."""
    columns = {ALL: _column(bench, coded, articles, everything=True)}
    folds = by_fold(articles)
    columns |= {name: _column(bench, coded, members) for name, members in folds.items()}
    columns[MEAN] = {
        figure: sum(values) / len(values)
        for figure in columns[ALL]
        if (values := [columns[name][figure] for name in folds if figure in columns[name]])
    }
    return columns


def _column(bench: Path, coded: Path, articles: Sequence[Article], *, everything: bool = False) -> dict[str, float]:
    rows = scored(bench, coded, [] if everything else [article.id for article in articles], quiet=True)
    silence = quiet_share(articles)
    return {name: row["f1"] for name, row in rows.items()} | ({} if silence is None else {QUIET: silence})


def quiet_share(articles: Sequence[Article]) -> float | None:
    """Of the articles without gold events, the share in which none is invented; None where there are no such."""
    silent = [article for article in articles if not article.gold]
    return sum(not article.coded for article in silent) / len(silent) if silent else None


def of_figures(columns: Columns) -> floors.Floors:
    """What the floors hold of the figures."""
    return {figure: {which: columns[which][figure] for which in (ALL, MEAN)} for figure in columns[ALL]}


# ---- what is said ----


def figures_table(columns: Columns) -> str:
    """The figures, a row each; a fold a column."""
    rows = [
        [figure, *(f"{column[figure]:.3f}" if figure in column else "–" for column in columns.values())]
        for figure in columns[ALL]
    ]
    return table(["figure", *columns], rows)


def short_table(columns: Columns) -> str:
    """The figures on all articles, in a row, for the README."""
    told = {name: value for name, value in columns[ALL].items() if name not in UNTOLD}
    return table([NAMES.get(name, name) for name in told], [[f"{value:.3f}" for value in told.values()]], words=0)


def silence(articles: Sequence[Article]) -> str:
    """What becomes of articles without events."""
    silent = [article for article in articles if not article.gold]
    loud = [article for article in silent if article.coded]
    events = [event for article in silent for event in article.coded]
    high = sum((event.get("confidence") or 0) >= SURE for event in events)
    if not silent:
        return "No article is without gold events."
    return (
        f"Of {len(silent)} articles without gold events, {len(loud)} ({len(loud) / len(silent):.0%}) get an invented "
        f"one; {len(events)} events are invented there, {len(events) / len(silent):.2f} an article; {high} of them "
        f"have a confidence of {SURE} or more."
    )


def sure_events(articles: Sequence[Article]) -> str:
    """How many of the surest events are right, by the weights that are shipped."""
    right = [
        number in article.matched.values()
        for article in articles
        for number, event in enumerate(article.coded)
        if (event.get("confidence") or 0) >= SURE
    ]
    if not right:
        return f"No coded event has a confidence of {SURE} or more."
    coded = sum(len(article.coded) for article in articles)
    return (
        f"{len(right)} of {coded} coded events have a confidence of {SURE} or more; "
        f"{sum(right) / len(right):.3f} of them are right, by weights that were learned from these articles."
    )


def classes_table(counts: Mapping[str, Mapping[str, int]], before: Mapping[str, Mapping[str, int]]) -> str:
    """The classes of errors, with the counts of an earlier state and those of now."""
    rows = []
    for field, kinds in counts.items():
        old = before.get(field, {})
        rows.append([f"**{field}**", "", f"**{sum(old.values())}**", f"**{sum(kinds.values())}**"])
        rows += [["", kind, str(old.get(kind, 0)), str(number)] for kind, number in kinds.items()]
    return table(["field", "class", "before", "now"], rows, words=2)


def write_blocks(document: Path, blocks: Mapping[str, str]) -> None:
    """Writes the marked blocks of a document anew."""
    text = document.read_text("utf-8")
    for name, block in blocks.items():
        text = replaced(text, name, block)
    document.write_text(text, "utf-8")
    print(f"written: {document.relative_to(ROOT)}")


# ---- the command ----


def guard(columns: Columns, *, lift: bool, lower: Sequence[str]) -> int:
    """Compares the figures with their floors, moves these where asked; the exit code."""
    held = floors.read(FLOORS.read_text("utf-8")) if FLOORS.is_file() else {}
    figures = of_figures(columns)
    try:
        new = floors.lowered(figures, held, lower, CHANGELOG.read_text("utf-8"))
    except floors.RefusedError as error:
        print(error, file=sys.stderr)
        return 1
    if lift:
        new = floors.raised(figures, new)
    if new != held:
        FLOORS.write_text(floors.written(new), "utf-8")
        print(f"written: {FLOORS.relative_to(ROOT)}")
    messages = floors.fallen(figures, new)
    for message in messages:
        print(message, file=sys.stderr)
    return 1 if messages else 0


def report(articles: Sequence[Article], scorer: Scorer, columns: Columns, *, classes: bool, document: bool) -> None:
    """Prints the tables and, where asked, writes them into the document."""
    blocks = {"figures": figures_table(columns), "silence": silence(articles), "sure-events": sure_events(articles)}
    if classes or document:
        before = yaml.safe_load(BEFORE.read_text("utf-8")) if BEFORE.is_file() else {}
        blocks["classes"] = classes_table(error_classes.count(articles, scorer), before)
    print("\n\n".join(blocks.values()), flush=True)
    if document:
        write_blocks(DOCUMENT, blocks)
        write_blocks(README, {"figures": short_table(columns)})


def main() -> int:
    """Codes, scores, tells; 1 where a figure fell under its floor."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--jobs", "-j", type=int, default=2, help="processes (default: 2)")
    parser.add_argument("--bench", type=Path, default=BENCH, help="folder of the bench")
    parser.add_argument("--coded", type=Path, help="coded reports of the bench, rather than coding them now")
    parser.add_argument("--classes", action="store_true", help="also count the classes of errors")
    parser.add_argument(
        "--write-docs", action="store_true", help="write the tables into docs/accuracy.md and README.md"
    )
    parser.add_argument("--raise-floors", action="store_true", help="lift the floors to the figures")
    parser.add_argument("--lower-floor", action="append", default=[], metavar="FIGURE", help="if CHANGELOG.md says so")
    args = parser.parse_args()
    if not has_bench(args.bench):
        return 0
    coded = args.coded or OUT / "accuracy.jsonl"
    if not args.coded:
        OUT.mkdir(parents=True, exist_ok=True)
        code([args.bench / "articles"], coded, args.jobs)
    scorer = load_scorer(args.bench)
    try:
        articles = load_articles(args.bench, coded, read_folds(), scorer)
    except UnknownOutletError as error:
        print(error, file=sys.stderr)
        return 1
    columns = measured(args.bench, coded, articles)
    report(articles, scorer, columns, classes=args.classes, document=args.write_docs)
    return guard(columns, lift=args.raise_floors, lower=args.lower_floor)


if __name__ == "__main__":
    sys.exit(main())
