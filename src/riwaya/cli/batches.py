"""A stream of reports cut into pieces that are worth handing to another process."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from riwaya.intake import Intake, Received

# A quarter of a second of work, or so many characters that a handful of batches fits into memory.
MAX_ITEMS: Final = 16
MAX_CHARACTERS: Final = 200_000


def batches_of(stream: Iterable[Received]) -> Iterator[list[Received]]:
    """The stream in order, in batches bounded by number and by size; only a single report may be above the size."""
    batch: list[Received] = []
    characters = 0
    for received in stream:
        size = size_of(received)
        if batch and (len(batch) >= MAX_ITEMS or characters + size > MAX_CHARACTERS):
            yield batch
            batch, characters = [], 0
        batch.append(received)
        characters += size
    if batch:
        yield batch


def size_of(received: Received) -> int:
    """The characters of a report's text; 0 for what is not coded."""
    return len(received.report.text) if isinstance(received, Intake) else 0
