"""Finds the places that a report names: names of the gazetteer, names behind head nouns, composed ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from riwaya.mentions.place_containers import with_containers
from riwaya.mentions.place_heads import headed_places
from riwaya.mentions.place_items import Scope
from riwaya.mentions.place_lists import coordinated_after
from riwaya.mentions.place_names import Told, all_names, favoured_countries, nationality, person_tokens
from riwaya.mentions.place_rules import composed
from riwaya.model.analysis import Analysis, Sentence
from riwaya.model.mentions import PlaceMention

OF_NATIONS = frozenset({"", "settlement", "admin1", "admin2", "region"})


def find_places(analysis: Analysis) -> tuple[PlaceMention, ...]:
    """The places that the report names, by first token; none overlaps another."""
    names = all_names(analysis)
    favoured = frozenset(favoured_countries(analysis, names))
    scopes = []
    for sentence in analysis.sentences:
        people = person_tokens(analysis.tokens, sentence.first, sentence.last)
        scopes.append(Scope(analysis.tokens, sentence.last, Told(favoured), people, names))
    confirmed = frozenset(
        name for s, scope in zip(analysis.sentences, scopes, strict=True) for name in _confirmed(scope, s)
    )
    found: list[PlaceMention] = []
    for sentence, scope in zip(analysis.sentences, scopes, strict=True):
        named = list(_named(scope._replace(told=Told(favoured, confirmed)), sentence))
        places = composed(analysis.tokens, sentence.first, sentence.last, named)
        found.extend(with_containers(analysis.tokens, sentence, _with_nations(scope, places)))
    return tuple(found)


def _with_nations(scope: Scope, places: Sequence[PlaceMention]) -> list[PlaceMention]:
    """The places, those with a nationality adjective behind them ("سروج التركية", Turkish Suruc) in that country."""
    told = []
    for place in places:
        word = scope.tokens[place.last].word if place.last < scope.stop else None
        adjective = (
            word is not None and word.definite and not word.readings[0].cut and "Number=Plur" not in word.features
        )
        country = nationality(word) if word is not None and adjective and place.head in OF_NATIONS else ""
        told.append(msgspec.structs.replace(place, within=country) if country else place)
    return told


def _confirmed(scope: Scope, sentence: Sentence) -> Iterator[str]:
    """Names of one word that the sentence puts behind a head noun: elsewhere in the report they need none."""
    for index in range(sentence.first, sentence.last):
        if scope.tokens[index].word.kind == "word":
            for place in headed_places(scope, index):
                if place.candidates and place.core_last == place.core_first + 1:
                    for reading in scope.tokens[place.core_first].word.readings:
                        if reading.cut == place.core_cut:
                            yield reading.core


def _named(scope: Scope, sentence: Sentence) -> Iterator[PlaceMention]:
    """Names as they stand, with head nouns and in lists, left to right."""
    index = sentence.first
    while index < sentence.last:
        if scope.tokens[index].word.kind != "word":
            index += 1
            continue
        places = headed_places(scope, index) or (_plain(scope, index) if index in scope.names else ())
        yield from places
        index = places[-1].last if places else index + 1


def _plain(scope: Scope, index: int) -> tuple[PlaceMention, ...]:
    match = scope.name(index)
    if match is None:
        return ()
    reading = match.reading
    place = PlaceMention(
        first=index,
        last=match.last,
        cut=reading.cut,
        preposition=reading.preposition,
        conjunction=reading.conjunction,
        rule="name",
        core_first=index,
        core_last=match.last,
        core_cut=reading.cut,
        candidates=match.rows,
    )
    return (place, *coordinated_after(scope, place))
