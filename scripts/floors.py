"""Floors: the figures below which accuracy may not fall. They rise; they sink only where the changelog says so.

Pure functions over `Floors`: for each figure the least value over all articles (`all`) and as the mean of the folds
(`mean`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import yaml

ROUNDING = 0.001  # by so much a figure may differ from its floor
DIGITS = 3
HEAD = """\
# What `make accuracy` asks of each figure at least: over all articles, and as the mean of the five folds.
# `python scripts/accuracy.py --raise-floors` writes the higher of old and new. To lower one, say so on a line of
# CHANGELOG.md ("floor of `sources` lowered: …") and run `python scripts/accuracy.py --lower-floor sources`.
"""
Floors = Mapping[str, Mapping[str, float]]


class RefusedError(Exception):
    """A floor that may not be lowered."""


def read(text: str) -> Floors:
    """The floors of a file; none where it is empty."""
    return {str(name): dict(row) for name, row in (yaml.safe_load(text) or {}).items()}


def written(floors: Floors) -> str:
    """The file of the floors, a figure a line."""
    lines = (
        f"{name}: {{{', '.join(f'{which}: {value:.{DIGITS}f}' for which, value in row.items())}}}"
        for name, row in floors.items()
    )
    return HEAD + "\n".join(lines) + "\n"


def fallen(figures: Floors, floors: Floors) -> list[str]:
    """A message for each figure under its floor, and for each floor whose figure is no longer measured."""
    messages = []
    for name, row in floors.items():
        for which, floor in row.items():
            value = figures.get(name, {}).get(which)
            if value is None:
                messages.append(f"{name} ({which}) is not measured, its floor is {floor:.{DIGITS}f}")
            elif round(value, DIGITS) < round(floor - ROUNDING, DIGITS):
                messages.append(f"{name} ({which}) is {value:.{DIGITS}f}, under its floor {floor:.{DIGITS}f}")
    return messages


def raised(figures: Floors, floors: Floors) -> Floors:
    """The floors, each lifted to its figure where that is higher; figures without a floor get one."""
    names = [*floors, *(name for name in figures if name not in floors)]
    return {name: _higher(figures.get(name, {}), floors.get(name, {})) for name in names}


def _higher(figures: Mapping[str, float], floors: Mapping[str, float]) -> dict[str, float]:
    whiches = [*floors, *(which for which in figures if which not in floors)]
    return {which: max(round(row[which], DIGITS) for row in (figures, floors) if which in row) for which in whiches}


def lowered(figures: Floors, floors: Floors, names: Sequence[str], changelog: str) -> Floors:
    """The floors with those of `names` at their figures. Raises `RefusedError` where the changelog is silent on one."""
    for name in names:
        if name not in figures:
            raise RefusedError(f"there is no figure {name!r}: {', '.join(figures)}")
        if not told_in(changelog, name):
            raise RefusedError(f"no line of CHANGELOG.md speaks of the floor of `{name}`, so it stays")
    new = {name: {which: round(value, DIGITS) for which, value in figures[name].items()} for name in names}
    return {**floors, **new}


def told_in(changelog: str, name: str) -> bool:
    """Whether a line speaks of the floor of a figure: it has the word "floor" and the name between backticks."""
    return any(re.search(r"\bfloors?\b", line) and f"`{name}`" in line for line in changelog.splitlines())
