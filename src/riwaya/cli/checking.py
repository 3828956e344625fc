"""The work of `riwaya check`: finds the checks, runs them, prints what they find."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from types import ModuleType

import typer

from riwaya.cli import checks
from riwaya.cli.engine import pipeline
from riwaya.errors import DataError

Check = Callable[[], list[str]]


def run() -> int:
    """Runs all checks and returns the exit code."""
    count, wrong = 0, 0
    for name, check in [("load", _load), *all_checks()]:
        count += 1
        messages = messages_of(check)
        wrong += len(messages)
        for message in messages:
            typer.echo(message)
        typer.echo(f"{name}: {'ok' if not messages else f'{len(messages)} wrong'}", err=True)
    typer.echo(f"riwaya: {count} checks, {wrong} mistakes", err=True)
    return 1 if wrong else 0


def _load() -> list[str]:
    """Loads everything that coding needs."""
    pipeline().load()
    return []


def messages_of(check: Check) -> list[str]:
    """What a check finds; the table or rule at which it had to stop counts as one."""
    try:
        return check()
    except DataError as error:
        return [str(error)]


def all_checks() -> Iterator[tuple[str, Check]]:
    """The functions `check_…` of all modules below `riwaya.cli.checks`, by name."""
    names = sorted(module.name for module in pkgutil.iter_modules(checks.__path__))
    for name in names:
        module = importlib.import_module(f"{checks.__name__}.{name}")
        yield from ((f"{name}.{function}", check) for function, check in checks_of(module))


def checks_of(module: ModuleType) -> list[tuple[str, Check]]:
    """The checks that a module defines, in the order of their names: the functions `check_…` that ask for nothing."""
    named = ((name, getattr(module, name)) for name in sorted(vars(module)) if name.startswith("check_"))
    return [(name, check) for name, check in named if not inspect.signature(check).parameters]
