from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import Result

from riwaya import __version__
from riwaya.cli.main import app
from riwaya.export import FORMATS
from riwaya.export.csv import COLUMNS

Run = Callable[..., Result]
COMMANDS = [
    "audit",
    "check",
    "code",
    "custody",
    "explain",
    "export",
    "incident",
    "incidents",
    "ingest",
    "judge",
    "link",
    "queue",
    "schema",
    "search",
    "sources",
    "status",
    "watch",
]
HEAVY = [
    "rich.progress",
    "msgspec",
    "yaml",
    "multiprocessing.connection",
    "sqlalchemy",
    "riwaya.model",
    "riwaya.language.tables",
]


def test_version(run: Run) -> None:
    result = run("--version")
    assert (result.exit_code, result.stdout) == (0, f"riwaya {__version__}\n")


def test_the_package_runs_as_the_program() -> None:
    done = subprocess.run([sys.executable, "-m", "riwaya", "--version"], capture_output=True, check=True, text=True)
    assert done.stdout == f"riwaya {__version__}\n"


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_examples(run: Run, command: str) -> None:
    result = run(command, "--help")
    assert result.exit_code == 0
    assert result.stdout.count(f"riwaya {command}") >= 2


def test_no_command_shows_the_help(run: Run) -> None:
    result = run()
    assert "code" in result.output
    assert "explain" in result.output


def test_help_imports_nothing_heavy_and_is_quick() -> None:
    program = (
        "import sys; from riwaya.cli.main import app\n"
        "try: app(['--help'])\n"
        "except SystemExit: pass\n"
        f"print([name for name in {HEAVY} if name in sys.modules], file=sys.stderr)"
    )
    began = time.monotonic()
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True)
    assert done.stderr.strip() == "[]"
    assert time.monotonic() - began < 2  # half a second on a machine with nothing else to do


def parameters(words: str, command: Any) -> Iterator[tuple[str, Any]]:
    """The parameters of a command and of the commands below it, each with the words that call it."""
    yield from ((words, parameter) for parameter in command.params)
    for name, below in getattr(command, "commands", {}).items():
        yield from parameters(f"{words} {name}", below)


def test_the_reference_names_every_command_option_format_and_column(root: Path) -> None:
    reference = (root / "docs" / "cli.md").read_text("utf-8")
    group = typer.main.get_command(app)
    commands = getattr(group, "commands")  # noqa: B009 (the type of a group is typer's own business)
    assert sorted(commands) == sorted(COMMANDS)
    for name, command in commands.items():
        sections = re.split(rf"\n## `riwaya {name}[` ]", reference)
        assert len(sections) > 1, name
        section = sections[1].split("\n## ")[0]
        for parameter in command.params:
            for option in parameter.opts:
                assert not option.startswith("-") or f"`{option}" in section, f"{name} {option}"
        for words, parameter in parameters(name, command):
            for option in parameter.opts:
                assert not option.startswith("-") or f"`{option}" in section, f"{words} {option}"
                assert f"riwaya {words} " in section, words
    for name in FORMATS:
        assert f"`{name}`" in reference
    for column in COLUMNS:
        assert f"| `{column}` |" in reference, column
