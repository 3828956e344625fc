"""The whole program with its real pipeline over the sample reports."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from riwaya.model import CodedReport

PROGRAM = "from riwaya.cli.main import app; app()"


def riwaya(*arguments: object, seed: int = 0) -> subprocess.CompletedProcess[bytes]:
    environment = os.environ | {"PYTHONHASHSEED": str(seed)}
    command = [sys.executable, "-c", PROGRAM, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, check=False, env=environment)


@pytest.fixture(scope="module")
def once(samples: Path) -> bytes:
    done = riwaya("code", samples, samples, "--format", "jsonl", "--jobs", 1)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


def test_all_samples_are_coded(once: bytes, samples: Path) -> None:
    coded = [msgspec.json.decode(line, type=CodedReport) for line in once.splitlines()]
    assert len(coded) == 2 * len(list(samples.glob("*.json")))
    assert all(report.events for report in coded)


@pytest.mark.parametrize(("jobs", "seed"), [(1, 1), (4, 2)])
def test_the_same_bytes_with_other_hash_seeds_and_more_jobs(once: bytes, samples: Path, jobs: int, seed: int) -> None:
    assert riwaya("code", samples, samples, "--format", "jsonl", "--jobs", jobs, seed=seed).stdout == once


def test_a_sample_is_explained(samples: Path) -> None:
    done = riwaya("explain", samples / "01-agency-hays.json", "--words")
    assert done.returncode == 0, done.stderr.decode()
    assert b"sentence 0 (title" in done.stdout
