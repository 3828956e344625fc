"""Which tokens name a place: names of the gazetteer, weighed by what else they could be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from riwaya.language.gazetteer import NameMatch, gazetteer, heads, inside_names, nationalities, stop_names
from riwaya.language.pattern import word_lists
from riwaya.mentions.place_standing import Standing, standing
from riwaya.model.analysis import Analysis, Token, Word

FUNCTION_WORDS = frozenset({"ADP", "AUX", "CCONJ", "DET", "INTJ", "NUM", "PART", "PRON", "PUNCT", "SCONJ"})
NEARNESS = ("place_near", "place_side", "place_area")
SHORT_NAME = 3
NAME_CHAIN = 3  # words of a personal name behind the first


class Told(NamedTuple):
    """What a whole report tells of its places: countries named, and names that it somewhere puts behind a head noun."""

    favoured: Collection[str] = ()
    confirmed: Collection[str] = ()


def exactly(word: Word, name: str) -> bool:
    """Whether the word, with or without article and و or ف but with no preposition on it, is of word list `name`."""
    words = word_lists()[name]
    for reading in word.readings:
        if not reading.preposition and (reading.core in words or reading.bare in words):
            return True
    return False


def carries(word: Word, name: str) -> bool:
    """Whether the word, with or without article and particles of all kinds, is of word list `name`."""
    words = word_lists()[name]
    return any(reading.core in words or reading.bare in words for reading in word.readings)


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
        given = exactly(word, "place_first_name") and word.pos != "ADP"
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
    told: Told,
    people: Collection[int],
    names: Mapping[int, Sequence[NameMatch]],
    headed: bool = False,
    listed_in: Collection[str] = (),
) -> NameMatch | None:
    """The longest name at token `index` that may be a place.

    `told`: what the whole report tells; `people`: tokens of personal names; `headed`: behind a head noun;
    `listed_in`: the countries of the place that it is coordinated with.
    """
    if tokens[index].word.kind != "word":
        return None
    for match in gazetteer().at(tokens, index, stop, headed=True) if headed else names.get(index, ()):
        if headed:
            if not match.reading.preposition and _fits_headed(tokens, index, match):
                return match
        elif _fits(tokens, index, match, told, people, listed_in):
            return match
    return None


def _fits_headed(tokens: Sequence[Token], index: int, match: NameMatch) -> bool:
    """Behind a head noun even a common word may be a name, but no particle and none that is barred for good."""
    if not stop_names().get(match.name, True):
        return False
    if match.last > index + 1 or tokens[index].word.pos not in FUNCTION_WORDS:
        return True
    return standing(match.rows).strong


def _fits(
    tokens: Sequence[Token],
    index: int,
    match: NameMatch,
    told: Told,
    people: Collection[int],
    listed_in: Collection[str],
) -> bool:
    word, reading, single = tokens[index].word, match.reading, match.last == index + 1
    known = standing(match.rows)
    if (_is_no_name(word, match, known) or _agrees(tokens, index, match)) if single else _is_half(tokens, index):
        return False
    clues = _clues(tokens, index, match, known, told)
    if match.name in stop_names() and not _in_spite(match, known, told, clues):
        return False
    if match.last < len(tokens) and exactly(tokens[match.last].word, "place_never_before"):
        return False
    listed = not known.countries.isdisjoint(listed_in)
    follows = listed and not word.known and reading.conjunction and not reading.preposition
    off = follows and len(reading.core) > SHORT_NAME
    if reading.cut and not off and not _comes_off(word, match, known, clues):
        return False
    if index in people and not known.country and not (known.strong and index - 1 not in people):
        return False
    if known.country:
        return True
    before = tokens[index - 1].word if index else None
    if before is not None and not known.large and exactly(before, "place_of_organisation"):
        return False
    if listed:
        return (known.attested or clues.shared) and not (single and common(word) and not known.district)
    return _word_fits(word, match, known, clues) if single else _phrase_fits(match, known, clues)


class _Clues(NamedTuple):
    """What speaks for a place: its country is the report's, a word before it, the name behind a head elsewhere.

    `noted`: the report's country has a place of that name that its news speaks of; `hand`: surely so; `closed`: nothing
    behind the word belongs to it, as the adjective or the genitive of a common noun would; `noun`: what looks like an
    adjective with article has no definite noun before it that it could belong to ("على المقدادية", on Muqdadiyah), and
    any other common word stands behind a preposition.
    """

    shared: bool
    noted: bool
    hand: bool
    evidence: bool
    inside: bool
    closed: bool
    confirmed: bool
    noun: bool


def _clues(tokens: Sequence[Token], index: int, match: NameMatch, known: Standing, told: Told) -> _Clues:
    before = tokens[index - 1].word if index else None
    near = before is not None and any(carries(before, name) for name in NEARNESS)
    return _Clues(
        noted=not known.noted_in.isdisjoint(told.favoured),
        hand=not known.hand_in.isdisjoint(told.favoured),
        closed=_closed(tokens, match.last, hand=not known.hand_in.isdisjoint(told.favoured)),
        shared=known.sea or (not known.countries.isdisjoint(told.favoured) if told.favoured else known.country),
        evidence=near
        or match.reading.preposition in word_lists()["attached_in"]
        or (before is not None and carries(before, "place_before")),
        inside=before is not None and exactly(before, "place_inside"),
        confirmed=match.name in told.confirmed or (near and known.district),
        noun=_like_noun(tokens, index, match),
    )


def _like_noun(tokens: Sequence[Token], index: int, match: NameMatch) -> bool:
    word, before = tokens[index].word, tokens[index - 1].word if index else None
    if word.pos == "ADJ" and _definite(match):
        return before is None or not (before.definite or before.enclitic or before.pos in ("ADJ", "PROPN"))
    return before is not None and len(match.name) > SHORT_NAME and carries(before, "place_before")


def _closed(tokens: Sequence[Token], last: int, *, hand: bool) -> bool:
    """Whether what stands at token `last` is no adjective of the word before it, nor (but by `hand`) its genitive."""
    if last >= len(tokens) or tokens[last].word.kind != "word":
        return True
    word, before = tokens[last].word, tokens[last - 1].word
    if word.readings[0].cut or nationality(word) or word.pos not in ("NOUN", "ADJ", "PROPN"):
        return True
    if hand and word.pos != "ADJ":
        return True
    return (before.definite and not word.definite) or exactly(word, "place_side") or exactly(word, "place_near")


def _agrees(tokens: Sequence[Token], index: int, match: NameMatch) -> bool:
    """Whether a country's name is an adjective of its noun: "قرية سورية", "جنديا ليبيا" (a Libyan soldier)."""
    if index == 0 or match.reading.cut:
        return False
    before = tokens[index - 1].word
    for ending in word_lists()["count_accusative"]:
        if match.reading.bare.removesuffix(ending) in nationalities() and before.key.endswith(ending):
            noun = before.pos == "NOUN" and before.known and "VerbForm=Vnoun" not in before.features
            return noun and not before.definite and not before.enclitic
    if match.reading.bare not in nationalities():
        return False
    if match.reading.core != match.reading.bare:  # an adjective agrees in the article
        return before.kind == "word" and (before.definite or before.pos == "PROPN")
    return before.pos == "NOUN" and "Gender=Fem" in before.features and not carries(before, "place_inside")


def _is_half(tokens: Sequence[Token], index: int) -> bool:
    """Whether a name such as "غرب ليبيا" (western Libya) is the second half of a side: "جنوب غرب ليبيا"."""
    return index > 0 and carries(tokens[index].word, "place_side") and carries(tokens[index - 1].word, "place_side")


def _in_spite(match: NameMatch, known: Standing, told: Told, clues: _Clues) -> bool:
    """Whether a name that is a common word as well is the place here: headed elsewhere, or well known behind "in"."""
    if not stop_names()[match.name]:
        return False
    if match.name in told.confirmed:
        return True
    if match.name in inside_names() and clues.noted and clues.closed and (clues.inside or clues.confirmed):
        return True
    if not known.large or (told.favoured and known.strong_in.isdisjoint(told.favoured)):
        return False
    return clues.inside or match.reading.preposition in word_lists()["attached_in"]


def _definite(match: NameMatch) -> bool:
    return match.reading.core != match.reading.bare


def _is_no_name(word: Word, match: NameMatch, known: Standing) -> bool:
    """Particles, heads, sides, nationality adjectives ("السوري", the Syrian), first names are no places alone."""
    reading = match.reading
    if word.pos in FUNCTION_WORDS and word.known and not known.country:
        return True
    if not known.country and (reading.core in heads() or reading.bare in heads()):
        return reading.core not in word_lists()["place_head_alone"]
    if exactly(word, "place_name_adjective"):
        return True
    if exactly(word, "place_country") or exactly(word, "place_side"):
        return True
    if reading.bare in nationalities():  # one country bears the article as a name too
        return not known.country or (reading.core != reading.bare and word.pos != "PROPN")
    return reading.core in word_lists()["place_first_name"] and not known.country


def _comes_off(word: Word, match: NameMatch, known: Standing, clues: _Clues) -> bool:
    """Whether the letters cut off may be particles: "بعدن" (in Aden), not "برس" (press) or "سليمان" (Sulayman)."""
    reading = match.reading
    definite = reading.core != reading.bare
    if reading.cut > len(reading.conjunction) + len(reading.preposition) and not definite:
        return False
    if definite or word.readings[0].cut == reading.cut:
        return reading.preposition not in word_lists()["attached_like"] or known.country
    if word.known and word.pos == "PROPN":
        return False
    if _long_enough(match, clues) and match.name not in stop_names():
        attached = reading.preposition in word_lists()["attached_in"]
        if attached or (reading.conjunction and not reading.preposition and not word.known):
            return True
    if common(word) and not known.country and not (known.large and (word.pos == "VERB" or reading.preposition)):
        return False
    return known.country or known.large or (known.strong and len(reading.core) > SHORT_NAME)


def _long_enough(match: NameMatch, clues: _Clues) -> bool:
    """Whether a name is too long to be what a particle leaves of another word by chance."""
    length = len(match.name)
    return (clues.hand and length > SHORT_NAME) or (clues.noted and length > SHORT_NAME + 1)


def _phrase_fits(match: NameMatch, known: Standing, clues: _Clues) -> bool:
    personal = match.name.partition(" ")[0] in word_lists()["place_title"]
    if known.strong and not personal:
        return True
    return clues.shared and (clues.evidence or not personal) and (known.attested or clues.evidence)


def _word_fits(word: Word, match: NameMatch, known: Standing, clues: _Clues) -> bool:
    """Whether one word alone names a place, by how well known the place is and what the word means otherwise."""
    if match.name in word_lists()["place_not_alone"]:
        return clues.confirmed or (clues.shared and clues.inside)
    if known.large and not common(word):
        return True
    if not clues.shared:
        return known.strong and clues.evidence and (clues.confirmed or not common(word))
    definite = _definite(match)
    if common(word):
        attached = match.reading.preposition in word_lists()["attached_in"]
        inside = clues.inside or (attached and (definite or _long_enough(match, clues)))
        stands_alone = clues.noted and inside and clues.closed
        stands_alone = stands_alone or (clues.hand and clues.noun and clues.closed)
        return clues.confirmed or stands_alone or (known.large and (clues.evidence or word.pos != "ADJ"))
    if clues.confirmed or clues.evidence:
        return known.attested
    return clues.noted and known.attested and (definite or not match.reading.cut or clues.hand)
