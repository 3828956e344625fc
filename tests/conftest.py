"""Fixtures and settings that all tests share."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

import postgres

if TYPE_CHECKING:
    from riwaya.store.engine import Store

ROOT = Path(__file__).resolve().parent.parent

# The same examples in every run, so that a red build can be made red again. HYPOTHESIS_PROFILE=search looks further.
settings.register_profile("ci", derandomize=True, deadline=None, database=None, print_blob=True)
settings.register_profile("search", max_examples=1000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


def pytest_addoption(parser: pytest.Parser) -> None:
    """Golden files change only when this is asked for, and are then read as diffs."""
    parser.addoption("--update-golden", action="store_true", help="write tests/golden anew from what is coded now")


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def samples(root: Path) -> Path:
    """The folder of the sample reports."""
    return root / "samples"


@pytest.fixture(scope="session")
def bench(root: Path) -> Path:
    """The folder of the articles coded by hand, which lies beside the repository where it is at hand at all."""
    folder = root.parent / "shared" / "bench"
    if not (folder / "score.py").is_file():
        pytest.skip("the bench is not here")
    return folder


@pytest.fixture(scope="session")
def cluster() -> Iterator[postgres.Cluster]:
    """A PostgreSQL cluster for the whole session; tests that need one are left out where none can be started."""
    with ExitStack() as stack:
        try:
            started = stack.enter_context(postgres.running())
        except postgres.NoClusterError as reason:
            pytest.skip(str(reason))
        yield started


@pytest.fixture(params=["sqlite", "postgresql"])
def store_address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an archive that is not made yet, in each of the two databases."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/riwaya.db"
    started: postgres.Cluster = request.getfixturevalue("cluster")
    return started.new_database()


@pytest.fixture
def store(store_address: str) -> Iterator[Store]:
    """An empty archive, in each of the two databases."""
    from riwaya.store.engine import open_store

    with open_store(store_address) as opened:
        yield opened
