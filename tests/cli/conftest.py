"""The command line with a stub pipeline, in this process and in one of its own."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from riwaya.cli.main import app

PROGRAM = Path(__file__).with_name("stub_program.py")
TEXT = "قُتل شخصان أمس في قصف على مدينة تعز."

Run = Callable[..., Result]
Start = Callable[..., "subprocess.Popen[bytes]"]


def load_stub() -> ModuleType:
    spec = importlib.util.spec_from_file_location("stub_program", PROGRAM)
    assert spec is not None
    assert spec.loader is not None
    loaded = importlib.util.module_from_spec(spec)
    sys.modules["stub_program"] = loaded
    spec.loader.exec_module(loaded)
    stub: ModuleType = loaded.module()
    return stub


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs `riwaya` with arguments in this process."""
    monkeypatch.setitem(sys.modules, "riwaya.pipeline", load_stub())

    def invoke(*arguments: object, stdin: bytes | None = None) -> Result:
        return CliRunner().invoke(app, [str(argument) for argument in arguments], input=stdin)

    return invoke


@pytest.fixture
def start() -> Start:
    """Starts `riwaya` with arguments in a process of its own."""

    def popen(*arguments: object, **options: Any) -> subprocess.Popen[bytes]:
        pipe = subprocess.PIPE
        command = [sys.executable, str(PROGRAM), *map(str, arguments)]
        return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, **options)

    return popen


@pytest.fixture
def record() -> Callable[..., str]:
    """A line of JSON that can be coded, with other fields put in."""

    def line(**fields: object) -> str:
        return json.dumps({"id": "a", "text": TEXT, "published": "2019-03-13"} | fields, ensure_ascii=False)

    return line
