"""Places told by way of another place, by the rules of `rules/places/composed.yaml`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from riwaya.language.gazetteer import capitals, gazetteer
from riwaya.language.pattern import Found, RuleBook, word_lists
from riwaya.language.tables import rules
from riwaya.mentions.place_names import nationality
from riwaya.mentions.place_standing import standing
from riwaya.model.analysis import Token
from riwaya.model.mentions import PlaceMention

BOOK = "places/composed"
FULL_TURN = 360.0


@cache
def book() -> RuleBook:
    """The compiled rules."""
    return RuleBook(BOOK, rules(BOOK))


def composed(tokens: Sequence[Token], first: int, last: int, found: Iterable[PlaceMention]) -> list[PlaceMention]:
    """The places of tokens `first` to `last` with those that rules make of them put in their stead, by first token."""
    by_start: dict[int, list[PlaceMention]] = {}
    places = list(found)
    for place in places:
        for start in {place.first, place.core_first}:
            by_start.setdefault(start, []).append(place)
    made: list[PlaceMention] = []
    known = _known(tokens, by_start)
    position = first
    starts = book().by_word
    while position < last:
        word = tokens[position].word
        if word.kind in ("word", "number") and (
            word.kind == "number" or any(r.bare in starts or r.core in starts for r in word.readings)
        ):
            for rule, match in book().at(tokens, position, last, known):
                new = _mentions(tokens, rule, match)
                if new and not any(p.first <= match.first and match.last < p.last for p in places):
                    made.extend(new)
                    position = max(position, match.last - 1)
                    break
        position += 1
    kept = [place for place in places if not any(_covers(new, place) for new in made)]
    return sorted([*kept, *made], key=lambda place: (place.first, -place.last))


def _covers(new: PlaceMention, old: PlaceMention) -> bool:
    return new.first < old.last and old.first < new.last


def _known(
    tokens: Sequence[Token], by_start: Mapping[int, list[PlaceMention]]
) -> Callable[[str, int], Iterable[tuple[int, Any]]]:
    def known(kind: str, index: int) -> Iterable[tuple[int, Any]]:
        if kind == "nation":
            country = nationality(tokens[index].word)
            return [(index + 1, country)] if country else []
        places = by_start.get(index, ())
        if kind == "country":
            return [(place.last, place) for place in places if _is_country(place)]
        if kind == "town":
            return [(place.last, place) for place in places if not _is_country(place)]
        return [(place.last, place) for place in places]

    return known


def _is_country(place: PlaceMention) -> bool:
    return bool(place.candidates) and standing(place.candidates).country


def _mentions(tokens: Sequence[Token], rule: Mapping[str, Any], match: Found) -> list[PlaceMention]:
    """What a rule yields at its match: one mention, or one for each place that it names."""
    yields = rule["yields"]
    whole = yields["core"] == "all"
    inner = [match.slots[name].value for name in ("place", "place2") if name in match.slots]
    first_word = tokens[match.first].word
    reading = next((r for r in first_word.readings if _begins(r.bare) or _begins(r.core)), first_word.readings[0])
    if not whole:
        return [_inside(place, rule, match) for place in inner]
    return [
        PlaceMention(
            first=match.first,
            last=match.last,
            cut=reading.cut,
            preposition=reading.preposition,
            conjunction=reading.conjunction,
            rule=rule["id"],
            core_first=match.first,
            core_last=inner[-1].core_last if inner and inner[-1].last == match.last else match.last,
            core_cut=reading.cut,
            candidates=_candidates(match, yields, inner),
            head=yields.get("head") or (inner[0].head if inner else ""),
            relation=yields["relation"],
            bearing=_bearing(match),
        )
    ]


def _begins(form: str) -> bool:
    return form in book().by_word


def _inside(place: PlaceMention, rule: Mapping[str, Any], match: Found) -> PlaceMention:
    """A rule's place where only the name is quoted."""
    kilometres = float(match.slots["km"].value.replace(",", ".")) if "km" in match.slots else None
    return PlaceMention(
        first=min(match.first, place.first) if place is match.slots["place"].value else place.first,
        last=place.last,
        cut=0 if place.first != match.first else place.cut,
        rule=rule["id"],
        core_first=place.core_first,
        core_last=place.core_last,
        core_cut=place.core_cut,
        candidates=place.candidates,
        head=place.head,
        relation=rule["yields"]["relation"],
        bearing=_bearing(match),
        kilometres=kilometres,
    )


def _candidates(match: Found, yields: Mapping[str, Any], inner: Sequence[PlaceMention]) -> tuple[int, ...]:
    """The rows of the place inside, or of the nations; a border's two countries stand in the order told."""
    nations = [match.slots[name].value for name in ("n1", "n2") if name in match.slots]
    if yields.get("head") == "capital":
        return tuple(capitals()[nation] for nation in nations if nation in capitals())
    of_nations = [gazetteer().countries[nation] for nation in nations if nation in gazetteer().countries]
    if inner and not of_nations:
        return inner[0].candidates
    return (*of_nations, *(number for place in inner for number in place.candidates))


def _bearing(match: Found) -> float | None:
    """Degrees from north: of one side, or halfway between two ("جنوب شرق", south-east)."""
    sides = {**word_lists()["place_side"], **word_lists()["place_side_definite"]}
    told = []
    for name in ("b1", "b2"):
        if name in match.slots:
            value = str(match.slots[name].value)
            value = sides.get(value, sides.get(value[2:], value))
            if value.isdigit():
                told.append(float(value))
    if len(told) < 2:
        return told[0] if told else None
    apart = (told[1] - told[0] + FULL_TURN / 2) % FULL_TURN - FULL_TURN / 2
    return (told[0] + apart / 2) % FULL_TURN
