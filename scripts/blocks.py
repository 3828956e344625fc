"""Blocks of a document that a command writes: between `<!-- NAME -->` and `<!-- /NAME -->`, each on its own line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence


def replaced(document: str, name: str, block: str) -> str:
    """The document with the block of that name written anew. Raises ValueError where it has none, or two."""
    marked = re.compile(rf"(^<!-- {name} -->\n).*?(^<!-- /{name} -->$)", re.DOTALL | re.MULTILINE)
    if len(marked.findall(document)) != 1:
        raise ValueError(f"the document must have one block <!-- {name} --> … <!-- /{name} -->")
    return marked.sub(lambda found: f"{found[1]}{block.rstrip()}\n{found[2]}", document)


def table(head: Sequence[str], rows: Iterable[Sequence[str]], *, words: int = 1) -> str:
    """A table in Markdown; its first columns, so many as `words`, hold words, the others figures, set to the right."""
    marks = ["---"] * words + ["---:"] * (len(head) - words)
    return "\n".join(f"| {' | '.join(line)} |" for line in (head, marks, *rows))
