"""Where the words of clean text are. One pattern for the coder and for every search box."""

from __future__ import annotations

import re
from typing import Final

LONGEST_WORD: Final = 40
_LATIN: Final = "A-Za-z\u00c0-\u024f"
# Digits glued to a word stand alone, as does each punctuation mark. The groups name the kinds of `Word`.
TOKEN: Final = re.compile(
    rf"(?P<number>\d+(?:[.,]\d+)*)|(?P<word>[^\W\d_{_LATIN}]+)|(?P<latin>[{_LATIN}]+)|(?P<punct>[^\w\s]|_)"
)
