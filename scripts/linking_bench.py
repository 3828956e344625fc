"""How well accounts are put together as incidents, and what that costs: the linking bench.

    python scripts/linking_bench.py [--coded FILE] [--archive FILE] [--no-all] [--errors]

The corpus is filed in an archive of its own, all but the last day, linked, then the last day is filed and linked;
then all is linked anew. `--coded` is what `riwaya code` made of the corpus; without it the corpus is coded first.
Figures are for the half of the cases with which rules and weights were made (dev) and for the other one (held).
"""

from __future__ import annotations

import argparse
import datetime as dt
import gzip
import json
import resource
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import msgspec
from sqlalchemy import select

from linking_cases import CASES, CORPUS, Apart, Case, Score, Told, coded, read_cases, score
from riwaya.archive.linking import LinkRun, link_new, relink
from riwaya.model import CodedReport, Event, Report
from riwaya.store.engine import Store, open_store
from riwaya.store.filing import Filing, file_reports
from riwaya.store.tables import events, incident_events, reports

AT: Final = dt.datetime(2015, 8, 12, tzinfo=dt.UTC)
BATCH: Final = 500
MAX_SECONDS: Final = 300
MAX_GIGABYTES: Final = 2.0
MAX_SHARE: Final = 0.1
LEAST: Final = {"precision": 0.92, "recall": 0.75, "bcubed": 0.80}


def main() -> int:
    """Runs the bench; 1 where a figure is not what is asked of it."""
    options = _options()
    if not CORPUS.is_dir():
        print(f"the corpus is not here ({CORPUS})")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(options.archive or f"{folder}/bench.db")
        with open_store(f"sqlite:///{path}") as store:
            return _measure(store, options)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Scores linking and measures what it costs.")
    parser.add_argument("--coded", type=Path, help="what riwaya code made of the corpus (JSON lines)")
    parser.add_argument("--cases", type=Path, default=CASES, help="folder of *.incidents.jsonl and *.apart.jsonl")
    parser.add_argument("--archive", help="file to keep the archive in")
    parser.add_argument("--no-all", action="store_true", help="do not link all anew at the end")
    parser.add_argument("--errors", action="store_true", help="name the pairs of the dev half that are wrong")
    return parser.parse_args()


def _measure(store: Store, options: argparse.Namespace) -> int:
    cases, apart = read_cases(options.cases)
    some = list(corpus())
    coded_by_id = read_coded(options.coded) if options.coded else _code(some)
    last = max(report.published for report in some if report.published)
    _file(store, (report for report in some if report.published != last), coded_by_id)
    first_seconds, _ = _timed(store, anew=False)
    _file(store, (report for report in some if report.published == last), coded_by_id)
    last_seconds, run = _timed(store, anew=False)
    told = told_in(store)
    incident_of = incidents_in(store)
    good = report_scores(cases, apart, told, incident_of)
    print(f"the day {last}: {run.reports:,} reports, {run.events:,} events linked in {last_seconds:.1f} s")
    if options.errors:
        report_errors(cases, apart, told, incident_of)
    if options.no_all:
        print(f"all but the last day linked in {first_seconds:.1f} s, {_gigabytes():.2f} GB at most")
        return 0 if good else 1
    seconds, run = _timed(store, anew=True)
    gigabytes, share = _gigabytes(), last_seconds / seconds
    print(f"all anew: {run.reports:,} reports, {run.events:,} events, {run.links:,} links in {seconds:.1f} s")
    print(f"{gigabytes:.2f} GB at most; the last day costs {share:.3f} of all")
    same = _groups(incidents_in(store)) == _groups(incident_of)
    print("linking all at once gives " + ("the same incidents" if same else "OTHER incidents"))
    return 0 if good and same and seconds < MAX_SECONDS and gigabytes < MAX_GIGABYTES and share < MAX_SHARE else 1


def corpus() -> Iterator[Report]:
    """The reports of the corpus, in its order."""
    for path in sorted(CORPUS.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                found = json.loads(line)
                yield Report(
                    id=found["id"],
                    text=found["text"],
                    published=dt.date.fromisoformat(found["published"]),
                    outlet=found["outlet"],
                    url=found.get("url") or "",
                )


def read_coded(path: Path) -> dict[str, CodedReport]:
    """What the coder made of each report, by its id."""
    with path.open("rb") as lines:
        decoder = msgspec.json.Decoder(CodedReport)
        return {coded.id: coded for coded in map(decoder.decode, lines)}


def _code(some: Iterable[Report]) -> dict[str, CodedReport]:
    from riwaya.pipeline import code

    return {report.id: code(report) for report in some if report.text.strip()}


def _file(store: Store, some: Iterable[Report], coded_by_id: dict[str, CodedReport]) -> None:
    batch: list[Filing] = []
    for report in some:
        if report.id in coded_by_id:
            batch.append(Filing(report=report, coded=coded_by_id[report.id], where=report.id))
        if len(batch) == BATCH:
            _flush(store, batch)
    _flush(store, batch)


def _flush(store: Store, batch: list[Filing]) -> None:
    with store.writing() as connection:
        file_reports(connection, batch, AT)
    batch.clear()


def _timed(store: Store, *, anew: bool) -> tuple[float, LinkRun]:
    began, worked = time.monotonic(), time.process_time()
    run = (relink if anew else link_new)(store, at=AT, by="bench")
    seconds = time.monotonic() - began
    print(f"  ({seconds:.1f} s by the clock, {time.process_time() - worked:.1f} s of processor)", flush=True)
    return seconds, run


def _gigabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def told_in(store: Store) -> Told:
    """The events of every report in the archive."""
    found: dict[str, list[tuple[str, Event]]] = {}
    query = select(reports.c.id, events.c.key, events.c.data).join(reports, reports.c.row == events.c.report)
    with store.reading() as connection:
        for row in connection.execute(query.order_by(events.c.row)):
            found.setdefault(row.id, []).append((row.key, msgspec.json.decode(row.data, type=Event)))
    return found


def incidents_in(store: Store) -> dict[str, str]:
    """The incident of every event that has one."""
    with store.reading() as connection:
        return {row.event: row.incident for row in connection.execute(select(incident_events))}


def _groups(incident_of: dict[str, str]) -> set[frozenset[str]]:
    groups: dict[str, set[str]] = {}
    for key, incident in incident_of.items():
        groups.setdefault(incident, set()).add(key)
    return {frozenset(group) for group in groups.values()}


def report_scores(cases: list[Case], apart: list[Apart], told: Told, incident_of: dict[str, str]) -> bool:
    """Prints the scores of both halves and of all; whether all of them reach what is asked."""
    sizes = sorted((len(group) for group in _groups(incident_of)), reverse=True)
    print(f"{len(incident_of):,} events in {len(sizes):,} incidents; the largest have {sizes[:5]}")
    print("half  incidents tellings coded | precision recall end-to-end | B-cubed P     R    F1 | held apart")
    good = True
    for half in ("dev", "held", "all"):
        chosen = [case for case in cases if half in (case.half, "all")]
        pairs = [pair for pair in apart if half in (pair.half, "all")]
        found = score(chosen, pairs, told, incident_of)
        print(_line(half, found))
        good = good and all(getattr(found, name) >= least for name, least in LEAST.items())
        if half == "all":
            print(_line("any*", score(chosen, pairs, told, incident_of, any_type=True)))
            print("* tellings coded under other types count too, at the event that is in their ranges")
    return good


def _line(half: str, found: Score) -> str:
    share = found.coded / max(1, found.tellings)
    return (
        f"{half:5} {found.incidents:9} {found.tellings:8} {share:5.2f} | {found.precision:9.3f} {found.recall:6.3f} "
        f"{found.recall_of_all:10.3f} | {found.bcubed_precision:9.3f} {found.bcubed_recall:5.3f} {found.bcubed:5.3f} "
        f"| {found.held_apart} of {found.apart}"
    )


def report_errors(cases: list[Case], apart: list[Apart], told: Told, incident_of: dict[str, str]) -> None:
    """Prints what is wrong in the dev half: incidents put together, fallen apart, pairs not held apart."""
    places: dict[str, set[str]] = {}
    for case in cases:
        if case.half == "dev":
            ids = {incident_of[key] for telling in case.tellings for key in coded(telling, told) if key in incident_of}
            if len(ids) > 1:
                print(f"{case.name}: in {len(ids)} incidents")
            for id_ in ids:
                places.setdefault(id_, set()).add(case.name)
    for id_, names in sorted(places.items()):
        if len(names) > 1:
            print(f"{id_}: {', '.join(sorted(names))}")
    for pair in apart:
        first, second = ({incident_of.get(key) for key in coded(each, told)} - {None} for each in (pair.a, pair.b))
        if pair.half == "dev" and first & second:
            print(f"together: {pair.a.report} {pair.b.report}: {pair.why}")


if __name__ == "__main__":
    sys.exit(main())
