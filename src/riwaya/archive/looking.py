"""What an archive holds: counted, and searched by words."""

from __future__ import annotations

from itertools import islice

from riwaya.store.census import Census, census
from riwaya.store.engine import Store
from riwaya.store.search import Hit, Wanted, phrases_of, search


def counted(store: Store) -> Census:
    """The numbers of the archive. Raises `StoreError`."""
    with store.reading() as connection:
        return census(connection)


def found(store: Store, wanted: Wanted, limit: int) -> tuple[list[Hit], bool]:
    """The first hits, and whether there are more. Raises `StoreError`."""
    with store.reading() as connection:
        hits = list(islice(search(connection, wanted), limit + 1))
    return hits[:limit], len(hits) > limit


def has_words(text: str) -> bool:
    """Whether there is anything in a query that can be looked for."""
    return bool(phrases_of(text))
