"""How right riwaya is on invented reports of other wars (`tests/data/other_wars`), by the scorer of the bench.

    python scripts/other_wars.py [--jobs N] [--write-docs]

Prints every figure on all of them, on those that were read while rules were mended and on those that were not.
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

from accuracy import DOCUMENT, write_blocks
from bench import BENCH, OUT, ROOT, code, has_bench, scored
from blocks import table

REPORTS = ROOT / "tests" / "data" / "other_wars"


def unpacked(reports: Path, scorer: Path, into: Path) -> Path:
    """A folder that looks like the bench: the scorer, and a file a report with its gold events."""
    gold = into / "gold"
    shutil.rmtree(into, ignore_errors=True)
    gold.mkdir(parents=True)
    (into / "score.py").symlink_to(scorer.resolve())
    texts = {one["id"]: one["text"] for one in lines(reports / "reports.jsonl")}
    for one in lines(reports / "gold.jsonl"):
        whole = {**one, "text": texts[one["id"]]}
        (gold / f"{one['id']}.json").write_text(json.dumps(whole, ensure_ascii=False), "utf-8")
    return into


def lines(path: Path) -> list[dict[str, str]]:
    """The objects of a file of JSON lines."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def main() -> int:
    """Codes, scores, tells."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--jobs", "-j", type=int, default=2, help="processes (default: 2)")
    parser.add_argument("--write-docs", action="store_true", help="write the table into docs/accuracy.md")
    args = parser.parse_args()
    if not has_bench(BENCH):
        return 0
    OUT.mkdir(parents=True, exist_ok=True)
    coded = OUT / "other_wars.jsonl"
    code([REPORTS / "reports.jsonl"], coded, args.jobs)
    bench = unpacked(REPORTS, BENCH / "score.py", OUT / "other_wars")
    held = (REPORTS / "held.txt").read_text("utf-8").split()
    read = [one["id"] for one in lines(REPORTS / "gold.jsonl") if one["id"] not in held]
    columns = [scored(bench, coded, ids, quiet=True) for ids in ([], read, held)]
    rows = [[figure, *(f"{column[figure]['f1']:.3f}" for column in columns)] for figure in columns[0]]
    told = table(["figure", "all", "read", "held"], rows)
    print(told)
    if args.write_docs:
        write_blocks(DOCUMENT, {"other-wars": told})
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
