"""What may be the name of a person in Arabic words, by lists; what is certainly none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Final, NamedTuple

from riwaya.language.fold import fold
from riwaya.language.readings import particles, readings
from riwaya.language.tables import rows

LONGEST_NAME: Final = 6
SHORTEST_CORE: Final = 3
_ALEF_MAQSURA: Final = "\u0649"
# A word: letters and digits with their vowel signs.
_WORD: Final = re.compile("[\\w\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]+")
# Tables whose words are no names of persons, with the columns that hold them.
_LISTED: Final = (
    ("lexicon/titles.tsv", ("title",)),
    ("lexicon/actor_heads.tsv", ("word", "plural_and_forms")),
    ("lexicon/nationalities.tsv", ("name", "adjective_forms", "capital_and_metonyms")),
    ("lexicon/people.tsv", ("singular", "dual", "plural")),
    ("gazetteer/admin1.tsv", ("name_ar",)),
    ("gazetteer/heads.tsv", ("word",)),
)


class Word(NamedTuple):
    """A word of a text; `cores` are its folded forms with and without attached letters and article."""

    start: int
    end: int
    key: str
    cores: frozenset[str]
    raw: str


def words_of(text: str) -> list[Word]:
    """The words of any text in their order."""
    found = []
    for match in _WORD.finditer(text):
        key, cores = _forms(match[0])
        found.append(Word(match.start(), match.end(), key, cores, match[0]))
    return found


@lru_cache(maxsize=1 << 16)
def _forms(raw: str) -> tuple[str, frozenset[str]]:
    """The folded word, and its cores."""
    key = fold(raw)
    cores = {key}
    for reading in readings(key):
        cores |= {form for form in (reading.core, reading.bare) if len(form) >= SHORTEST_CORE}
    return key, frozenset(cores)


@cache
def _names(kind: str) -> frozenset[str]:
    return frozenset(
        fold(name)
        for row in rows("export/names.tsv", "kind", "words")
        if row["kind"] == kind
        for name in row.list("words")
    )


@cache
def _vocabulary() -> frozenset[str]:
    """Forms that the morphology knows as something other than a name."""
    return frozenset(
        fold(row["form"]) for row in rows("lexicon/morphology.tsv.gz", "form", "pos") if row["pos"] != "PROPN"
    )


@cache
def _listed() -> frozenset[str]:
    found: set[str] = set()
    for table, columns in _LISTED:
        for row in rows(table, *columns):
            found.update(fold(word) for column in columns for phrase in row.list(column) for word in phrase.split())
    for row in rows("lexicon/actors.tsv", "names", "type"):
        if row["type"] != "official":
            found.update(fold(word) for phrase in row.list("names") for word in phrase.split())
    return frozenset(found) - _names("name") - _names("word") - _names("joins")


@cache
def _public() -> dict[str, tuple[tuple[str, ...], ...]]:
    """The names of the lexicon's actors in two words or more, by their first word."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for row in rows("lexicon/actors.tsv", "names"):
        for phrase in row.list("names"):
            words = tuple(fold(phrase).split())
            if len(words) > 1:
                found.setdefault(words[0], set()).add(words)
    return {first: tuple(sorted(names, key=len, reverse=True)) for first, names in found.items()}


@lru_cache(maxsize=1 << 16)
def _in_vocabulary(key: str) -> bool:
    return key in _vocabulary() or key.isdigit()


def is_listed(word: Word) -> bool:
    """Whether the word is one of titles, groups, offices, nations, governorates or people by kind."""
    return not _listed().isdisjoint(word.cores) or word.key.isdigit()


def plain(word: Word) -> bool:
    """Whether the word is known as something other than a name and is in no list of names."""
    if _is(word, "name") or _is(word, "word"):
        return False
    return _in_vocabulary(word.key) or is_listed(word)


def looks_like_names(text: str, words: Sequence[Word]) -> list[Word]:
    """The words of what looks like names of persons, but for those of the lexicon of actors.

    A name begins with a given name, with "son of" and the like, or with an unknown word behind "citizen", "martyr" and
    the like; it goes on over given names, unknown words and, once, a word with the article.
    """
    found: list[Word] = []
    index = 0
    while index < len(words):
        public = _public_end(text, words, index)
        if public > index:
            index = public
            continue
        end = _name_end(text, words, index)
        found.extend(words[index:end])
        index = max(end, index + 1)
    return found


def _public_end(text: str, words: Sequence[Word], index: int) -> int:
    """The end of a name of the lexicon that begins here; `index` where none does."""
    for core in sorted(words[index].cores, key=len, reverse=True):
        for name in _public().get(core, ()):
            end = index + len(name)
            same = tuple(word.key for word in words[index + 1 : end]) == name[1:]
            if same and all(_adjacent(text, words, at) for at in range(index + 1, end)):
                return end
    return index


def _name_end(text: str, words: Sequence[Word], index: int) -> int:
    if not _begins(text, words, index):
        return index
    end = index + 1
    surname = False
    while end < len(words) and end - index < LONGEST_NAME and _adjacent(text, words, end):
        word = words[end]
        named = _is(word, "name") or _is(word, "word") or _is(word, "joins") or _is(word, "compound")
        if not named and not _is(words[end - 1], "joins") and (_in_vocabulary(word.key) or is_listed(word)):
            if surname or not word.key.startswith(particles().article):
                break
            surname = True
        end += 1
    return end


def _begins(text: str, words: Sequence[Word], index: int) -> bool:
    word = words[index]
    if word.raw.endswith(_ALEF_MAQSURA):  # "on", folded like the name Ali
        return False
    if _is(word, "name"):
        return True
    before = words[index - 1] if index and _adjacent(text, words, index) else None
    after = words[index + 1] if index + 1 < len(words) and _adjacent(text, words, index + 1) else None
    introduced = before is not None and _is(before, "before")
    if _is(word, "word"):
        return introduced or (after is not None and (_is(after, "name") or _is(after, "joins") or _is(after, "word")))
    if _is(word, "joins"):
        return after is not None and not (_in_vocabulary(after.key) and not _is(after, "compound"))
    return introduced and not _in_vocabulary(word.key) and not is_listed(word)


def _is(word: Word, kind: str) -> bool:
    return not _names(kind).isdisjoint(word.cores)


def _adjacent(text: str, words: Sequence[Word], index: int) -> bool:
    """Whether only blanks stand between the word and the one before."""
    return not text[words[index - 1].end : words[index].start].strip()
