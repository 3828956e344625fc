"""Score riwaya against the bench and measure its speed and memory (standard library only).

    python scripts/bench.py [--jobs N] [--limit ARTICLES]

Runs the installed `riwaya code` as a user would, in a process of its own:

1. over the articles of the bench, and scores what comes out with the bench's own `score.py`;
2. over one report of one sentence, three times, for the seconds that a start takes;
3. over the corpus of uncoded articles (or so many of them, spread evenly), for speed and memory.

Bench and corpus lie beside the repository; what is missing is skipped with a message. The figures are printed as a
table and appended as one line of JSON to `build/bench.jsonl`.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import platform
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "build" / "bench"
LEDGER = ROOT / "build" / "bench.jsonl"
PROC = Path("/proc")
SAMPLE_SECONDS = 0.2
TINY = {
    "id": "tiny",
    "outlet": "bench",
    "published": "2019-03-13",
    "text": "قتيلان في قصف\nقُتل شخصان أمس في قصف على مدينة تعز.",
}

BENCH = ROOT.parent / "shared" / "bench"

Figures = dict[str, float | int | str | None]
Scores = dict[str, dict[str, float]]  # for each figure its precision, recall and F1, as far as it has them


@dataclass(frozen=True, slots=True)
class Run:
    """One finished command: wall-clock seconds, peak memory of its processes in bytes (None: unknown), exit code."""

    seconds: float
    peak: int | None
    code: int


# ---- processes ----


def children() -> dict[int, list[int]]:
    """The children of every process."""
    tree: dict[int, list[int]] = {}
    for stat in PROC.glob("[0-9]*/stat"):
        try:
            # The name of the command stands in parentheses and may hold anything; the parent is the second field after.
            parent = int(stat.read_text("utf-8", errors="replace").rpartition(")")[2].split()[1])
        except OSError:
            continue  # ended meanwhile
        tree.setdefault(parent, []).append(int(stat.parent.name))
    return tree


def proportional_set_size(pid: int) -> int:
    """The memory of a process in bytes, pages that it shares counted in parts; 0 if it has ended."""
    try:
        lines = (PROC / str(pid) / "smaps_rollup").read_text("ascii").splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


def memory_of_tree(root: int) -> int:
    """The memory of a process and all below it in bytes."""
    tree = children()
    total, waiting = 0, [root]
    while waiting:
        pid = waiting.pop()
        total += proportional_set_size(pid)
        waiting += tree.get(pid, [])
    return total


def run(command: list[str]) -> Run:
    """Runs a command to its end, its standard output thrown away, and watches its memory."""
    measurable = (PROC / "self" / "smaps_rollup").exists()
    peak = 0
    ended = threading.Event()
    began = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)

    def watch() -> None:
        nonlocal peak
        while not ended.wait(SAMPLE_SECONDS):
            peak = max(peak, memory_of_tree(process.pid))

    watcher = threading.Thread(target=watch, daemon=True)
    if measurable:
        watcher.start()
    try:
        code = process.wait()
        seconds = time.perf_counter() - began
    finally:
        process.terminate()
        ended.set()
    if measurable:
        watcher.join()
    return Run(seconds, peak if measurable else None, code)


def code(paths: list[Path], target: Path, jobs: int) -> Run:
    """Codes reports as a user would; failed reports end in exit code 1, which is no reason to stop."""
    riwaya = Path(sys.executable).with_name("riwaya")
    out = ["--format", "jsonl", "-o", str(target), "--jobs", str(jobs)]
    done = run([str(riwaya), "code", *map(str, paths), *out])
    if done.code not in (0, 1):
        sys.exit(f"riwaya code ended with exit code {done.code}")
    if done.code == 1:
        print(f"note: some reports failed (exit code 1), see above; coded ones are in {target}", file=sys.stderr)
    return done


# ---- the three measurements ----


def has_bench(bench: Path) -> bool:
    """Whether the bench is at hand; says so where it is not."""
    if (bench / "score.py").is_file():
        return True
    print(f"no bench at {bench}: nothing scored", flush=True)
    return False


def scored(bench: Path, coded: Path, only: Sequence[str] = (), *, quiet: bool = False) -> Scores:
    """The rows of the bench's own `score.py`, for these articles or for all; it prints its table, unless `quiet`."""
    scores = coded.with_suffix(".scores.json")
    scorer = [sys.executable, str(bench / "score.py"), str(bench / "gold"), str(coded), "--json", str(scores)]
    chosen = ["--only", *only] if only else []
    subprocess.run([*scorer, *chosen], check=True, stdout=subprocess.DEVNULL if quiet else None)
    rows: Scores = json.loads(scores.read_text("utf-8"))
    return rows


def score(bench: Path, jobs: int) -> Figures:
    """Codes the articles of the bench and scores them; prints the scorer's own table."""
    if not has_bench(bench):
        return {}
    coded = OUT / "coded.jsonl"
    done = code([bench / "articles"], coded, jobs)
    rows = scored(bench, coded)
    print()
    figures: Figures = {f"score_{name}": round(float(row["f1"]), 4) for name, row in rows.items()}
    return figures | {"bench_seconds": round(done.seconds, 2)}


def start_up() -> Figures:
    """The seconds that it takes to code one sentence: the median of three."""
    tiny = OUT / "tiny.json"
    tiny.write_text(json.dumps(TINY, ensure_ascii=False), "utf-8")
    seconds = [code([tiny], OUT / "tiny.jsonl", 1).seconds for _ in range(3)]
    return {"start_seconds": round(statistics.median(seconds), 2)}


def lines_of(paths: list[Path]) -> Iterator[str]:
    """The lines of files of JSON lines, gzipped or not, one report each."""
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
            yield from (line for line in file if line.strip())


def measure(lines: Iterator[str]) -> tuple[int, int]:
    """The numbers of articles and of words (what stands between blanks)."""
    articles = words = 0
    for line in lines:
        articles += 1
        words += len(json.loads(line)["text"].split())
    return articles, words


def sample(paths: list[Path], limit: int) -> list[Path]:
    """Writes so many articles, spread evenly over the corpus, into one file; 0 means all, where they lie."""
    if not limit:
        return paths
    total = sum(1 for _ in lines_of(paths))
    limit = min(limit, total)
    chosen = {number * total // limit for number in range(limit)}
    target = OUT / "sample.jsonl"
    with target.open("w", encoding="utf-8") as file:
        file.writelines(line for number, line in enumerate(lines_of(paths)) if number in chosen)
    return [target]


def speed(corpus: Path, jobs: int, limit: int) -> Figures:
    """Codes the corpus and gives its speed and peak memory."""
    paths = sorted([*corpus.glob("*.jsonl.gz"), *corpus.glob("*.jsonl")])
    if not paths:
        print(f"no corpus at {corpus}: speed not measured", flush=True)
        return {}
    paths = sample(paths, limit)
    articles, words = measure(lines_of(paths))
    done = code(paths, OUT / "corpus.jsonl", jobs)
    return {
        "articles": articles,
        "words": words,
        "seconds": round(done.seconds, 1),
        "articles_per_second": round(articles / done.seconds, 1),
        "words_per_second": round(words / done.seconds),
        "peak_mb": None if done.peak is None else round(done.peak / 1e6),
    }


# ---- what is said ----

LABELS = {
    "start_seconds": "start-up, seconds",
    "articles": "articles",
    "words": "words",
    "seconds": "seconds",
    "articles_per_second": "articles a second",
    "words_per_second": "words a second",
    "peak_mb": "peak memory of all processes, MB",
}


def show(figures: Figures, jobs: int) -> None:
    """Prints the figures of speed as a table."""
    print(f"speed with {jobs} process{'es' if jobs != 1 else ''} on {os.cpu_count()} cores")
    for key, label in LABELS.items():
        if key in figures:
            value = figures[key]
            print(f"  {label:34}{'not measured' if value is None else f'{value:,}':>14}")


def main() -> int:
    """Runs the three measurements, prints them and keeps them."""
    about = (__doc__ or "").splitlines()[0]
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--jobs", "-j", type=int, default=2, help="processes (default: 2)")
    parser.add_argument("--limit", type=int, default=0, help="articles of the corpus, spread evenly (default: 0, all)")
    parser.add_argument("--bench", type=Path, default=BENCH, help="folder of the bench")
    parser.add_argument("--corpus", type=Path, default=ROOT.parent / "shared" / "corpus", help="folder of the corpus")
    args = parser.parse_args()

    OUT.mkdir(parents=True, exist_ok=True)
    figures: Figures = score(args.bench, args.jobs) | start_up() | speed(args.corpus, args.jobs, args.limit)
    show(figures, args.jobs)

    entry: Figures = {
        "when": datetime.now(UTC).isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "machine": platform.machine(),
        "cores": os.cpu_count(),
        "jobs": args.jobs,
        "limit": args.limit,
    }
    with LEDGER.open("a", encoding="utf-8") as ledger:
        ledger.write(json.dumps(entry | figures, ensure_ascii=False) + "\n")
    print(f"\nappended to {LEDGER.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
