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
    """A word of a text: folded, `cores` also without attached letters, `bare` without these and the article."""

    start: int
    end: int
    key: str
    cores: frozenset[str]
    bare: frozenset[str]
    raw: str

    @property
    def names(self) -> frozenset[str]:
        """The word as it may be said again: as it is, and without the article."""
        return frozenset({self.key, self.key.removeprefix(particles().article)})


def words_of(text: str) -> list[Word]:
    """The words of any text in their order."""
    found = []
    for match in _WORD.finditer(text):
        found.append(Word(match.start(), match.end(), *_forms(match[0]), match[0]))
    return found


@lru_cache(maxsize=1 << 16)
def _forms(raw: str) -> tuple[str, frozenset[str], frozenset[str]]:
    """The folded word, its cores, its bare forms."""
    key = fold(raw)
    read = readings(key)
    cores = {reading.core for reading in read if len(reading.core) >= SHORTEST_CORE}
    bare = {reading.bare for reading in read if len(reading.bare) >= SHORTEST_CORE}
    return key, frozenset(cores | {key}), frozenset(cores | bare | {key})


@cache
def _names(kind: str) -> frozenset[str]:
    return frozenset(
        fold(name)
        for row in rows("export/names.tsv", "kind", "words")
        if row["kind"] == kind
        for name in row.list("words")
    )


@cache
def _vocabulary() -> dict[str, bool]:
    """Forms that the morphology knows as something other than a name, and whether as a noun or adjective."""
    found: dict[str, bool] = {}
    for row in rows("lexicon/morphology.tsv.gz", "form", "pos"):
        if row["pos"] != "PROPN":
            form = fold(row["form"])
            found[form] = found.get(form, False) or row["pos"] in ("NOUN", "ADJ")
    return found


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
    return not _listed().isdisjoint(word.bare) or word.key.isdigit()


def joins(word: Word) -> bool:
    """Whether the word only joins or completes names: "son of", "servant of", "God"."""
    return _is(word, "joins") or _is(word, "compound")


def plain(word: Word) -> bool:
    """Whether the word is known as something other than a name and is in no list of names."""
    if _is(word, "name") or _is(word, "word"):
        return False
    return _in_vocabulary(word.key) or is_listed(word)


def looks_like_names(text: str, words: Sequence[Word]) -> list[Word]:
    """The words of what looks like names of persons, but for those of the lexicon of actors.

    A name begins with a given name, with "son of" and the like, or behind "citizen", "martyr" and the like with an
    unknown word or a noun without the article, which can only be a name there. It takes up unknown words before, and
    goes on over given names, unknown words and, once, a word with the article.
    """
    found: list[Word] = []
    index = 0
    while index < len(words):
        public = _public_end(text, words, index)
        if public > index:
            index = public
            continue
        end = _name_end(text, words, index)
        if end > index:
            found.extend(words[_name_start(text, words, index) : end])
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


def _name_start(text: str, words: Sequence[Word], index: int) -> int:
    """The start of the unknown words right before a name: first names that no list has."""
    while index and _adjacent(text, words, index) and not plain(words[index - 1]):
        index -= 1
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
    if _is(word, "name"):
        return True
    before = words[index - 1] if index and _adjacent(text, words, index) else None
    after = words[index + 1] if index + 1 < len(words) and _adjacent(text, words, index + 1) else None
    introduced = before is not None and _is(before, "before")
    if _is(word, "word"):
        return introduced or (after is not None and (_is(after, "name") or _is(after, "joins") or _is(after, "word")))
    if _is(word, "joins"):
        return after is not None and not (_in_vocabulary(after.key) and not _is(after, "compound"))
    return introduced and not is_listed(word) and (word.key not in _vocabulary() or _lone_noun(word))


def _lone_noun(word: Word) -> bool:
    """Whether a known word is a noun to which neither the article nor a preposition is attached."""
    attached = word.key.startswith(particles().article) or any(_in_vocabulary(core) for core in word.cores - {word.key})
    return _vocabulary().get(word.key, False) and not attached


def _is(word: Word, kind: str) -> bool:
    if word.raw.endswith(_ALEF_MAQSURA) and len(word.raw) == SHORTEST_CORE:  # "on", folded like the name Ali
        return False
    if kind == "word" and word.key not in _vocabulary() and not _names("name").isdisjoint(word.bare):
        return True  # with the article it may be a word: "age" is spelt like the name Omar
    return not _names(kind).isdisjoint(word.cores)


def _adjacent(text: str, words: Sequence[Word], index: int) -> bool:
    """Whether only blanks stand between the word and the one before."""
    return not text[words[index - 1].end : words[index].start].strip()
