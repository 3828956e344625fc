"""Files that are written whole or not at all, and standard output."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO


@contextmanager
def written(path: Path | None) -> Iterator[IO[bytes]]:
    """A stream to a file that comes to be, or is replaced, only when all is written; None is standard output."""
    if path is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
    elif path.exists() and not path.is_file():  # a device or pipe
        with path.open("wb") as stream:
            yield stream
    else:
        with _replaced(path.resolve()) as stream:
            yield stream


@contextmanager
def _replaced(path: Path) -> Iterator[IO[bytes]]:
    # Hidden, so that a folder that is read at the same time passes over it.
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("xb") as stream:
            yield stream
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def drop_standard_output() -> None:
    """After a broken pipe: what is still buffered goes nowhere, so that Python does not complain at its end."""
    with suppress(OSError, io.UnsupportedOperation):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
