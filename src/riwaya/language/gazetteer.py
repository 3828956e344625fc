"""The places that riwaya knows: rows by number, and the names under which a text may call them.

Rows stay lines of text until one is asked for; the index maps a folded name to row numbers. Both stages that deal
with places read it here, so that a mention's candidates mean the same rows to both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

import msgspec

from riwaya.errors import DataError
from riwaya.language.fold import fold, fold_clean
from riwaya.language.pattern import word_lists
from riwaya.language.readings import particles
from riwaya.language.tables import DATA, read_lines, rows
from riwaya.model.analysis import Reading, Token

TABLE = "gazetteer/places.tsv.gz"
HEADER = "id names name_en lat lon kind country admin1 admin1_ar population tier".split()
QUOTES = frozenset("\"'«»")
HAMZA = "\u0621"
COUNTRY_KIND = "\tPCLI\t"
_UNFOLDED = re.compile("[^\u0621-\u063f\u0641-\u064a |]")


class GazetteerRow(msgspec.Struct, frozen=True):
    """A place. `kind` is a GeoNames feature code; `tier` 1 attested, 2 by hand, 3 made."""

    number: int
    id: str
    names: tuple[str, ...]
    name_en: str
    lat: float
    lon: float
    kind: str
    country: str
    admin1: str
    admin1_ar: str
    population: int
    tier: int


class NameMatch(NamedTuple):
    """A name of the gazetteer that ends before token `last`; `reading` is how particles came off the first token."""

    last: int
    reading: Reading
    rows: tuple[int, ...]
    name: str


class Gazetteer:
    """Rows by number and names by folded phrase."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self._rows: dict[int, GazetteerRow] = {}
        self._names: dict[str, int | tuple[int, ...]] = {}
        self.countries: dict[str, int] = {}
        for number, cell in enumerate(_folded_names(lines)):
            for name in cell.split("|"):
                self._list(name, number)
        for number, line in enumerate(lines):
            if COUNTRY_KIND in line:
                self.countries.setdefault(line.split("\t")[6], number)
        self._longest: dict[str, int] = {}
        for name in self._names:
            first, _, rest = name.partition(" ")
            words = rest.count(" ") + 2 if rest else 1
            if self._longest.get(first, 0) < words:
                self._longest[first] = words

    def __len__(self) -> int:
        return len(self._lines)

    def _list(self, name: str, number: int) -> None:
        old = self._names.get(name)
        if old is None:
            self._names[name] = number
        elif isinstance(old, int):
            if old != number:
                self._names[name] = (old, number)
        elif old[-1] != number:
            self._names[name] = (*old, number)

    def row(self, number: int) -> GazetteerRow:
        """The row of that number. Raises `DataError` where the line is no row."""
        row = self._rows.get(number)
        if row is None:
            row = self._rows[number] = self.parse(number)
        return row

    def parse(self, number: int) -> GazetteerRow:
        """The row of that number, not kept in memory."""
        return _row(number, self._lines[number])

    def named(self, name: str) -> tuple[int, ...]:
        """The rows with that folded name."""
        found = self._names.get(name)
        if found is None:
            return ()
        return (found,) if isinstance(found, int) else found

    def of_country(self, country: str) -> Iterator[GazetteerRow]:
        """All rows of a country (ISO 3166-1 alpha-2), in file order."""
        sign = f"\t{country}\t"
        for number, line in enumerate(self._lines):
            if sign in line:
                row = _row(number, line)
                if row.country == country:
                    yield row

    def at(self, tokens: Sequence[Token], index: int, stop: int, *, headed: bool = False) -> list[NameMatch]:
        """The names that begin at token `index` and end before `stop`, the longest first.

        `headed`: a common noun such as "town" stands before, so that spellings with and without article fit alike.
        """
        found: list[NameMatch] = []
        for reading in tokens[index].word.readings:
            before = len(found)
            self._walk(reading.core, tokens, index, stop, reading, found)
            if headed and len(found) == before:
                for form in _variants(reading.core):
                    self._walk(form, tokens, index, stop, reading, found)
            if len(found) == before:
                self._respelled(tokens, index, stop, reading, found)
        if len(found) > 1:
            found.sort(key=lambda match: (-match.last, match.reading.cut))
        return found

    def _walk(
        self, form: str, tokens: Sequence[Token], index: int, stop: int, reading: Reading, found: list[NameMatch]
    ) -> None:
        most = self._longest.get(form)
        if most is None:
            return
        phrase, position = form, index + 1
        while True:
            rows_ = self.named(phrase)
            if rows_:
                found.append(NameMatch(position, reading, rows_, phrase))
            most -= 1
            while position < stop and tokens[position].word.key in QUOTES:
                position += 1
            if not most or position >= stop or tokens[position].word.kind not in ("word", "number"):
                return
            phrase = f"{phrase} {tokens[position].word.key}"
            position += 1

    def _respelled(
        self, tokens: Sequence[Token], index: int, stop: int, reading: Reading, found: list[NameMatch]
    ) -> None:
        """Names of two parts written as one word, or one word written as two: "كفرانطون" (Kafr Antun)."""
        core, parts = reading.core, name_parts()
        if core in parts and index + 1 < stop and tokens[index + 1].word.kind == "word":
            following = tokens[index + 1].word.key
            for phrase in (core + following, *(f"{core} {form}" for form in _variants(following))):
                rows_ = self.named(phrase)
                if rows_:
                    found.append(NameMatch(index + 2, reading, rows_, phrase))
                    return
        for length in (2, 3):
            if core[:length] in parts and len(core) > length + 2:
                phrase = f"{core[:length]} {core[length:]}"
                rows_ = self.named(phrase)
                if rows_:
                    found.append(NameMatch(index + 1, reading, rows_, phrase))
                    return


def _row(number: int, line: str) -> GazetteerRow:
    cells = line.split("\t")
    try:
        id_, names, name_en, lat, lon, kind, country, admin1, admin1_ar, population, tier = cells
        return GazetteerRow(
            number,
            id_,
            tuple(names.split("|")),
            name_en,
            float(lat),
            float(lon),
            kind,
            country,
            admin1,
            admin1_ar,
            int(float(population or 0)),
            int(tier),
        )
    except ValueError as error:
        raise DataError(f"{TABLE}:{number + 2}", f"not a place: {error}") from None


def _folded_names(lines: Sequence[str]) -> Iterator[str]:
    """The folded names of each line; whole cells at once, since nearly all are clean already."""
    cells = [line.split("\t", 2)[1] for line in lines]
    for cell, folded in zip(cells, fold_clean("\n".join(cells)).split("\n"), strict=True):
        yield "|".join(map(fold, cell.split("|"))) if _UNFOLDED.search(folded) else folded


def _variants(form: str) -> Iterator[str]:
    """Other spellings of a name's word: with or without article, with or without a last hamza."""
    article = particles().article
    yield form.removeprefix(article) if form.startswith(article) and len(form) > len(article) + 1 else article + form
    if form.endswith(HAMZA):
        yield form[:-1]
    else:
        yield form + HAMZA


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer of `data/gazetteer`, read once."""
    lines = read_lines(DATA / TABLE)
    if lines[0].split("\t") != HEADER:
        raise DataError(f"{TABLE}:1", f"the header must be: {' '.join(HEADER)}")
    return Gazetteer(lines[1:])


class Head(NamedTuple):
    """A common noun that stands before a place name; `keeps`: it is part of the name as quoted ("مطار", airport)."""

    kind: str
    keeps: bool


@cache
def heads() -> Mapping[str, Head]:
    """The head nouns by folded word."""
    return {
        fold(row["word"]): Head(row["kind"], row["keeps"] == "yes")
        for row in rows("gazetteer/heads.tsv", "word", "kind", "keeps")
    }


@cache
def stop_names() -> Mapping[str, bool]:
    """Folded names that are common words as well: True where a head noun before them makes them places."""
    return {
        fold(row["name"]): row["needs_head"] != "no"
        for row in rows("gazetteer/stop.tsv", "name", "reason", "needs_head")
    }


@cache
def inside_names() -> frozenset[str]:
    """Folded stop names that are places behind "in" as well, in reports on their country."""
    return frozenset(
        fold(row["name"])
        for row in rows("gazetteer/stop.tsv", "name", "reason", "needs_head")
        if row["needs_head"] == "inside"
    )


@cache
def personal_names() -> frozenset[str]:
    """Folded words that are personal names more often than places (`gazetteer/stop.tsv`)."""
    return frozenset(
        fold(row["name"]) for row in rows("gazetteer/stop.tsv", "name", "reason") if row["reason"] == "personal name"
    )


@cache
def name_parts() -> frozenset[str]:
    """First words of names of two parts ("كفر", "تل"), folded."""
    return frozenset(word_lists().get("place_name_parts", ()))


@cache
def nationalities() -> Mapping[str, str]:
    """Folded nationality adjectives, without article → ISO 3166-1 alpha-2."""
    article, found = particles().article, {}
    for row in rows("lexicon/nationalities.tsv", "country_iso2", "adjective_forms"):
        for form in row.list("adjective_forms"):
            folded = fold(form)
            found[folded.removeprefix(article) if len(folded) > len(article) + 1 else folded] = row["country_iso2"]
    return found


@cache
def capital_rows() -> frozenset[int]:
    """The rows of all capitals; the gazetteer marks only some of them as such by their kind."""
    return frozenset(capitals().values())


@cache
def capitals() -> Mapping[str, int]:
    """ISO 3166-1 alpha-2 → the row of the capital."""
    places, found = gazetteer(), {}
    for row in rows("lexicon/nationalities.tsv", "country_iso2", "capital_and_metonyms"):
        for name in row.list("capital_and_metonyms"):
            own = [places.row(n) for n in places.named(fold(name)) if places.row(n).country == row["country_iso2"]]
            if own:
                best = max(own, key=lambda place: (place.kind == "PPLC", place.kind[0] == "P", place.population))
                found[row["country_iso2"]] = best.number
                break
    return found
