"""What `rules/linking.yaml` says, in the form in which linking asks for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final, NamedTuple

from riwaya.errors import DataError
from riwaya.language.fold import fold
from riwaya.language.tables import rows, rules

NAME: Final = "linking"
TABLE: Final = "lexicon/rarity.tsv"
RAREST: Final = 13  # bits of what the table does not list


class Slack(NamedTuple):
    """How many days before and after the coded day an event can have happened."""

    before: int
    after: int


def entries(prefix: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The entries whose id begins with `prefix` and a dot, with the rest of the id."""
    for rule in rules(NAME):
        kind, _, name = str(rule["id"]).partition(".")
        if kind == prefix:
            yield name, rule


@cache
def families() -> Mapping[str, str]:
    """The family of each type; only events of one family are compared."""
    found: dict[str, str] = {}
    for name, rule in entries("family"):
        for kind in rule["types"]:
            if kind in found:
                raise DataError(f"rules/{NAME}.yaml", f"{kind} is in two families")
            found[kind] = name
    return found


@cache
def alike(degree: str) -> Mapping[str, tuple[str, ...]]:
    """For each type those that can tell the same thing: `close`, papers use both for one; `related`, parts of one."""
    found: dict[str, set[str]] = {}
    for _, rule in entries(degree):
        for kind in rule["types"]:
            found.setdefault(kind, set()).update(rule["types"])
    return {kind: tuple(sorted(others - {kind})) for kind, others in sorted(found.items())}


@cache
def slack() -> Mapping[str, Slack]:
    """The slack of each kind of date."""
    return {name: Slack(rule["before"], rule["after"]) for name, rule in entries("slack")}


@cache
def endings() -> tuple[str, ...]:
    """Folded endings that a stem does not keep, the longest first."""
    (rule,) = (rule for rule in rules(NAME) if rule["id"] == "endings")
    return tuple(sorted({fold(ending) for ending in rule["endings"]}, key=lambda e: (-len(e), e)))


@cache
def rarity() -> Mapping[tuple[str, str], int]:
    """How rare a word, a place or a party is in the news, in bits: kind and name to -log2 of the share of events."""
    return {(row["kind"], row["name"]): int(row["bits"]) for row in rows(TABLE, "kind", "name", "bits")}
