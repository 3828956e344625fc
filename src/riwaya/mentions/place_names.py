"""Which tokens name a place: names of the gazetteer, weighed by what else they could be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from riwaya.language.gazetteer import NameMatch, gazetteer, heads, nationalities, stop_names
from riwaya.language.pattern import word_lists
from riwaya.model.analysis import Analysis, Token, Word

FUNCTION_WORDS = frozenset({"ADP", "AUX", "CCONJ", "DET", "INTJ", "NUM", "PART", "PRON", "PUNCT", "SCONJ"})
CITY = 50_000  # people that make a town known to readers without a word of where it lies
LARGE = 200_000
TOWN = 3_000
DISTRICT_KINDS = frozenset({"ADM2", "ADM3", "PPLA2", "PPLA3", "PPLX"})
NAME_CHAIN = 3  # words of a personal name behind the first


class Standing(NamedTuple):
    """How well known a name's places are, and where they lie."""

    country: bool
    strong: bool
    large: bool
    district: bool
    attested: bool
    admin1: bool
    countries: frozenset[str]
    strong_in: frozenset[str]


@lru_cache(maxsize=50_000)
def standing(rows: tuple[int, ...]) -> Standing:
    """The standing of the places of those row numbers."""
    places = [gazetteer().row(number) for number in rows]
    known = [p for p in places if p.kind in ("PCLI", "ADM1", "PPLA", "PPLC") or p.tier == 2 or p.population >= CITY]
    return Standing(
        any(place.kind == "PCLI" for place in places),
        bool(known),
        any(place.population >= LARGE or place.kind == "ADM1" for place in known),
        any(place.kind in DISTRICT_KINDS or place.population >= TOWN for place in places),
        any(place.tier < 3 for place in places),
        any(place.kind == "ADM1" for place in places),
        frozenset(place.country for place in places),
        frozenset(place.country for place in known),
    )


def exactly(word: Word, name: str) -> bool:
    """Whether the word, with or without article and و or ف but with no preposition on it, is of word list `name`."""
    words = word_lists()[name]
    for reading in word.readings:
        if not reading.preposition and (reading.core in words or reading.bare in words):
            return True
    return False


def nationality(word: Word) -> str:
    """The country (ISO 3166-1 alpha-2) of a nationality adjective, "" for other words."""
    adjectives = nationalities()
    for reading in word.readings:
        if reading.bare in adjectives:
            return adjectives[reading.bare]
    return ""


def all_names(analysis: Analysis) -> dict[int, list[NameMatch]]:
    """The names of the gazetteer by the token at which they begin, none of them weighed yet."""
    find, tokens, found = gazetteer().at, analysis.tokens, {}
    for sentence in analysis.sentences:
        for index in range(sentence.first, sentence.last):
            if tokens[index].word.kind == "word":
                matches = find(tokens, index, sentence.last)
                if matches:
                    found[index] = matches
    return found


def favoured_countries(analysis: Analysis, names: Mapping[int, Sequence[NameMatch]]) -> Counter[str]:
    """How often the report names each country: by name, by adjective, by a town or region that only it has."""
    votes: Counter[str] = Counter()
    tokens = analysis.tokens
    for index, token in enumerate(tokens):
        country = nationality(token.word) if token.word.kind == "word" else ""
        if country:
            votes[country] += 1
        elif index in names:
            match = names[index][0]
            known = standing(match.rows)
            if len(known.strong_in) != 1 or match.name in stop_names():
                continue
            if known.country:
                votes[next(iter(known.strong_in))] += 2
            elif not common(token.word):
                votes[next(iter(known.strong_in))] += 1
    return votes


def person_tokens(tokens: Sequence[Token], first: int, last: int) -> frozenset[int]:
    """Tokens inside personal names: behind a title or a first name, up to a verb, particle or mark."""
    marked: set[int] = set()
    for index in range(first, last):
        word = tokens[index].word
        if word.kind != "word":
            continue
        given = exactly(word, "place_first_name")
        if not given and (not exactly(word, "place_title") or word.key in heads()):
            continue
        if given:
            marked.add(index)
        for following in range(index + 1, min(index + 1 + (NAME_CHAIN if given else 1), last)):
            if not _of_a_name(tokens[following].word):
                break
            marked.add(following)
    return frozenset(marked)


def _of_a_name(word: Word) -> bool:
    if word.kind != "word" or word.pos in FUNCTION_WORDS or nationality(word) or word.key in heads():
        return False
    return not (word.known and word.pos == "VERB") and not word.readings[0].preposition


def common(word: Word) -> bool:
    """Whether the dictionary knows the word, as something else than a name."""
    return word.known and word.pos != "PROPN"


def name_at(
    tokens: Sequence[Token],
    index: int,
    stop: int,
    *,
    favoured: Collection[str],
    people: Collection[int],
    names: Mapping[int, Sequence[NameMatch]],
    headed: bool = False,
    listed_in: Collection[str] = (),
) -> NameMatch | None:
    """The longest name at token `index` that may be a place.

    `favoured`: the countries of the report; `people`: tokens of personal names; `headed`: behind a head noun;
    `listed_in`: the countries of the place that it is coordinated with.
    """
    if tokens[index].word.kind != "word":
        return None
    for match in gazetteer().at(tokens, index, stop, headed=True) if headed else names.get(index, ()):
        if headed:
            if not match.reading.preposition and _fits_headed(tokens, index, match):
                return match
        elif _fits(tokens, index, match, favoured, people, listed_in):
            return match
    return None


def _fits_headed(tokens: Sequence[Token], index: int, match: NameMatch) -> bool:
    """Behind a head noun even a common word may be a name, but no particle and none that the stop list bars for good."""
    if not stop_names().get(match.name, True):
        return False
    return match.last > index + 1 or tokens[index].word.pos not in FUNCTION_WORDS


def _fits(
    tokens: Sequence[Token],
    index: int,
    match: NameMatch,
    favoured: Collection[str],
    people: Collection[int],
    listed_in: Collection[str],
) -> bool:
    word, reading, single = tokens[index].word, match.reading, match.last == index + 1
    if match.name in stop_names() or (single and (_is_adjective(match) or exactly(word, "place_name_adjective"))):
        return False
    known = standing(match.rows)
    if single and not reading.cut and word.pos in FUNCTION_WORDS and not known.country:
        return False
    if index in people and not known.country and not (known.strong and index - 1 not in people):
        return False
    if single and reading.core in word_lists()["place_first_name"] and not known.country:
        return False
    if known.country:
        return reading.preposition != "\u0643" or not common(word)
    if index and exactly(tokens[index - 1].word, "place_of_organisation") and not known.strong:
        return False
    shared = bool(known.countries & set(favoured))
    evidence = reading.preposition == "\u0628" or (index > 0 and exactly(tokens[index - 1].word, "place_before"))
    if listed_in and known.countries & set(listed_in):
        return known.attested or shared
    if not single:
        return _phrase_fits(match, known, shared, evidence)
    return _word_fits(word, match, known, shared, evidence)


def _is_adjective(match: NameMatch) -> bool:
    """A nationality adjective: "السوري" (the Syrian); without article it may be a country ("سورية", Syria)."""
    if match.reading.bare not in nationalities():
        return False
    return match.reading.core != match.reading.bare or not standing(match.rows).country


def _phrase_fits(match: NameMatch, known: Standing, shared: bool, evidence: bool) -> bool:
    personal = match.name.partition(" ")[0] in word_lists()["place_title"]
    if known.strong and not personal:
        return True
    return shared and (evidence or not personal) and (known.attested or evidence)


def _word_fits(word: Word, match: NameMatch, known: Standing, shared: bool, evidence: bool) -> bool:
    cut, familiar = match.reading.cut, common(word)
    if cut and familiar and word.readings[0].cut != cut and not (known.strong and shared):
        return False
    if known.strong and familiar:
        return shared and (known.large or evidence or word.pos != "ADJ")
    if known.strong:
        return True
    if not shared:
        return False
    if familiar:
        return known.district and known.attested and evidence
    return known.attested and (evidence or known.district)
