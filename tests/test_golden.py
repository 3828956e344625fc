"""The whole output for every sample report, compared with the files in tests/golden.

After a change that is meant: `pytest tests/test_golden.py --update-golden`, then read the diff.
"""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import msgspec
import pytest

from riwaya.model import Report
from riwaya.pipeline import code

GOLDEN = Path(__file__).resolve().parent / "golden"
SAMPLES = sorted((Path(__file__).resolve().parent.parent / "samples").glob("*.json"))


def report_of(path: Path) -> Report:
    told = json.loads(path.read_text("utf-8"))
    published = dt.date.fromisoformat(told["published"])
    return Report(id=told["id"], text=told["text"], published=published, outlet=told["outlet"], url=told["url"])


def written(report: Report) -> str:
    """The coded report as indented JSON with sorted keys; without the coder's version, which is no result."""
    coded = msgspec.to_builtins(code(report))
    del coded["coder"]
    return json.dumps(coded, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_sample_is_coded_as_its_golden_file(path: Path, request: pytest.FixtureRequest) -> None:
    report = report_of(path)
    golden = GOLDEN / f"{report.id}.json"
    found = written(report)
    if request.config.getoption("--update-golden"):
        GOLDEN.mkdir(exist_ok=True)
        golden.write_text(found, "utf-8")
    assert golden.is_file(), f"no {golden.name}: run pytest with --update-golden"
    assert json.loads(found) == json.loads(golden.read_text("utf-8"))
    assert found == golden.read_text("utf-8")


def test_every_golden_file_has_its_sample() -> None:
    assert {path.stem for path in GOLDEN.glob("*.json")} == {report_of(path).id for path in SAMPLES}
