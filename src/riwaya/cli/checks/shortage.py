"""What every rule must have beside itself: what it means, sentences that it fits, sentences that it must not fit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

FEWEST_EXAMPLES: Final = 2


def shortage(rule: Mapping[str, Any], *, exempt: bool = False) -> Iterator[str]:
    """What a rule lacks, a message each. `exempt`: it may stand without examples and counterexamples."""
    if not rule.get("meaning"):
        yield "no meaning"
    if not exempt and len(rule.get("examples") or []) < FEWEST_EXAMPLES:
        yield f"fewer than {FEWEST_EXAMPLES} examples"
    if not exempt and not rule.get("counterexamples"):
        yield "no counterexample"
