"""Every table and rule file can be read, and no id of a rule is given twice."""

from __future__ import annotations

from pathlib import Path

from riwaya.errors import DataError
from riwaya.language import tables


def check_tables() -> list[str]:
    """Every `.tsv` has a header, and no line more cells than it; cells have no blanks at their edges in the header."""
    return [message for path in _files(".tsv", ".tsv.gz") for message in _table(path)]


def _table(path: Path) -> list[str]:
    name = path.relative_to(tables.DATA).as_posix()
    try:
        first = next(iter(tables.rows(name)), None)
        for _ in tables.rows(name):
            pass
    except DataError as error:
        return [str(error)]
    blank = [] if first is None else [column for column in first if column != column.strip() or not column]
    return [f"{name}:1: the header has the column {column!r}" for column in blank]


def check_rule_files() -> list[str]:
    """Every `.yaml` under `rules/` is a list of rules, each with an id that no other rule has."""
    messages: list[str] = []
    seen: dict[str, str] = {}
    for path in _files(".yaml"):
        name = path.relative_to(tables.DATA).as_posix()
        if not name.startswith("rules/"):
            continue
        try:
            ids = [str(rule["id"]) for rule in tables.rules(name.removeprefix("rules/").removesuffix(".yaml"))]
        except DataError as error:
            messages.append(str(error))
            continue
        for rule_id in ids:
            if rule_id in seen:
                messages.append(f"{name}:{_line_of(path, rule_id)}: the id {rule_id!r} is in {seen[rule_id]} too")
            seen.setdefault(rule_id, name)
    return messages


def _files(*endings: str) -> list[Path]:
    return [path for path in sorted(tables.DATA.rglob("*")) if path.name.endswith(endings)]


def _line_of(path: Path, rule_id: str) -> int:
    """The last line that gives the id; 1 where it can not be found as it is written."""
    lines = tables.read_lines(path)
    found = [number for number, line in enumerate(lines, 1) if "id:" in line and rule_id in line]
    return found[-1] if found else 1
