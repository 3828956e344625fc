"""Who does something with an archive."""

from __future__ import annotations

import getpass
import os
from typing import Final

VARIABLE: Final = "RIWAYA_BY"
NOBODY: Final = "unknown"


def person(given: str | None) -> str:
    """The name as given, else by `RIWAYA_BY`, else the login name."""
    if named := given or os.environ.get(VARIABLE):
        return named
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a user without a name, as in a container
        return NOBODY
