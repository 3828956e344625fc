"""Holds the rules of the house that a machine can hold (see CONTRIBUTING.md)."""

from __future__ import annotations

import ast
import io
import json
import os
import re
import tokenize
import tomllib
from collections.abc import Iterator
from datetime import date
from importlib.metadata import version
from pathlib import Path

import pytest

import riwaya

ROOT = Path(__file__).resolve().parent.parent
SRC = ROOT / "src"
MODULES = sorted((SRC / "riwaya").rglob("*.py"))

# The blocks of Arabic letters and marks, presentation forms included.
ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\u0870-\u08ff\ufb50-\ufdff\ufe70-\ufefc]")

GROUND = frozenset({"model", "language", "errors"})
CODING = frozenset({"text", "mentions", "events", "attribution", "resolve", "merge", "confidence"})
STAGES = CODING | {"intake", "incidents", "store", "review", "export"}
TOP = frozenset({"cli", "server"})


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def parse(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), str(path))


def every_module() -> pytest.MarkDecorator:
    return pytest.mark.parametrize("path", MODULES, ids=name_of)


# ---- version ----


def test_version_is_that_of_the_changelog() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    heading = re.search(r"^## \[(\d+\.\d+\.\d+)\] - (.+)$", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert heading is not None
    assert heading[1] == project["version"] == version("riwaya") == riwaya.__version__
    if heading[2] != "Unreleased":
        date.fromisoformat(heading[2])


# ---- Arabic is data ----


def docstring_lines(tree: ast.Module) -> set[int]:
    """The lines of the docstrings of a module, its classes and its functions."""
    lines: set[int] = set()
    for node in ast.walk(tree):
        if not isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        first = node.body[0] if node.body else None
        if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str):
            lines.update(range(first.lineno, (first.end_lineno or first.lineno) + 1))
    return lines


def arabic_outside_docstrings(source: str) -> list[int]:
    """The numbers of the lines with Arabic in a name, a string or a comment."""
    allowed = docstring_lines(ast.parse(source))
    found: list[int] = []
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if ARABIC.search(token.string) and (token.type == tokenize.COMMENT or token.start[0] not in allowed):
            found.append(token.start[0])
    return found


def test_arabic_is_seen_in_strings_and_comments_but_not_in_docstrings() -> None:
    source = '"""Says قال (said)."""\n\nSAID = "قال"\n\n\ndef said() -> str:\n    """Gives قال (said)."""\n'
    source += '    return f"{SAID} إن"  # قال\n'
    assert set(arabic_outside_docstrings(source)) == {3, 8}


@every_module()
def test_no_arabic_in_code(path: Path) -> None:
    found = arabic_outside_docstrings(path.read_text("utf-8"))
    assert not found, f"Arabic belongs into src/riwaya/data: {name_of(path)} lines {found}"


# ---- who may import whom ----


def part_of(module: str) -> str | None:
    """The package or module right below riwaya to which a dotted name belongs; None outside riwaya or at its top."""
    parts = module.split(".")
    return parts[1] if parts[0] == "riwaya" and len(parts) > 1 else None


def dotted_name(path: Path) -> str:
    parts = path.relative_to(SRC).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(tree: ast.Module, module: str, *, is_package: bool) -> Iterator[str]:
    """The dotted names that a module imports, relative ones made absolute."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                parents = module.split(".")
                parents = parents[: len(parents) - node.level + is_package]
                base = ".".join([*parents, base] if base else parents)
            # "from riwaya import text" names the package in the list of names.
            yield from (f"{base}.{alias.name}" for alias in node.names)


def allowed_imports(part: str | None) -> frozenset[str] | None:
    """The parts of riwaya that a part may import, itself aside; None where all are allowed."""
    if part in TOP or part == "__main__":
        return None
    if part in GROUND:
        return GROUND
    if part in STAGES:
        return GROUND
    if part == "pipeline":
        return GROUND | CODING
    return GROUND | STAGES | {"pipeline"}  # archive, explanation: what works with several stages


def wrong_imports(source: str, module: str, *, is_package: bool) -> list[str]:
    own = part_of(module)
    allowed = allowed_imports(own)
    if allowed is None:
        return []
    known = GROUND | STAGES | TOP | {"pipeline", "archive"}
    parts = {part_of(name) for name in imports(ast.parse(source), module, is_package=is_package)}
    return sorted(part for part in parts if part in known and part != own and part not in allowed)


@pytest.mark.parametrize(
    ("module", "source", "wrong"),
    [
        ("riwaya.events.code", "from riwaya.model import Event\nfrom riwaya.language import fold", []),
        ("riwaya.events.code", "from riwaya.text import tokens", ["text"]),
        ("riwaya.events.code", "from riwaya import text", ["text"]),
        ("riwaya.events.code", "from ..text.tokens import Token", ["text"]),
        ("riwaya.events.code", "from .voice import passive\nimport riwaya.merge", ["merge"]),
        ("riwaya.model.events", "from riwaya.events import code", ["events"]),
        ("riwaya.export.csv", "def f():\n    import riwaya.cli.main", ["cli"]),
        ("riwaya.pipeline", "from riwaya.text import tokens\nfrom riwaya.store import db", ["store"]),
        ("riwaya.store.links", "from riwaya.incidents import cluster", ["incidents"]),
        ("riwaya.review.queue", "from riwaya.archive import linking", ["archive"]),
        ("riwaya.archive.linking", "from riwaya.incidents import cluster\nfrom riwaya.store import links", []),
        ("riwaya.archive.linking", "from riwaya.cli import main", ["cli"]),
        ("riwaya.cli.main", "from riwaya.pipeline import code\nfrom riwaya.export import csv", []),
    ],
)
def test_wrong_imports_are_seen(module: str, source: str, wrong: list[str]) -> None:
    assert wrong_imports(source, module, is_package=False) == wrong


@every_module()
def test_imports_keep_to_their_direction(path: Path) -> None:
    wrong = wrong_imports(path.read_text("utf-8"), dotted_name(path), is_package=path.name == "__init__.py")
    assert not wrong, f"{name_of(path)} must not import {wrong}: stages meet in riwaya.model and riwaya.language"


# ---- size and docstrings ----


@every_module()
def test_modules_are_short(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 500


@pytest.mark.parametrize("path", [path for path in MODULES if path.name == "__init__.py"], ids=name_of)
def test_packages_say_what_comes_in_what_goes_out_and_where_their_data_lives(path: Path) -> None:
    lines = [line for line in (ast.get_docstring(parse(path)) or "").splitlines() if line.strip()]
    assert len(lines) >= 3


def test_every_folder_of_modules_is_a_package() -> None:
    folders = {path.parent for path in MODULES}
    assert not [name_of(folder) for folder in sorted(folders) if not (folder / "__init__.py").is_file()]


# ---- nothing of one machine, nothing real in the samples ----

MADE = frozenset({".git", ".venv", ".hypothesis", "build", "dist", "__pycache__"})
BINARY = frozenset({".gz", ".xz", ".png", ".sqlite", ".pyc"})
# Absolute folders of one machine; an address such as example.org/home/ is none.
MACHINE_PATH = re.compile(r"(?<![\w./~-])/(?:work|root|home|Users)/")


def files_of_the_repository() -> Iterator[Path]:
    for folder, names, files in os.walk(ROOT):
        names[:] = sorted(name for name in names if name not in MADE and not name.endswith("_cache"))
        yield from (Path(folder, name) for name in sorted(files) if Path(name).suffix not in BINARY and name != ".git")


def test_no_file_names_a_folder_of_one_machine() -> None:
    found = [
        f"{name_of(path)}:{number}"
        for path in files_of_the_repository()
        if path != Path(__file__).resolve()
        for number, line in enumerate(path.read_text("utf-8", errors="replace").splitlines(), start=1)
        if MACHINE_PATH.search(line)
    ]
    assert not found


def test_samples_say_that_they_are_not_real(samples: Path) -> None:
    reports = [json.loads(path.read_text("utf-8")) for path in sorted(samples.glob("*.json"))]
    assert len(reports) >= 12
    assert {report["note"] for report in reports} == {"written for demonstration; not a real report"}
    assert len({report["id"] for report in reports}) == len(reports)
    for report in reports:
        date.fromisoformat(report["published"])
        assert report["text"].startswith(report["title"] + "\n")
        assert report["url"].startswith("https://example.org/")
