"""Marks places that only say where another place lies: "البوكمال بريف دير الزور" (Albu Kamal in rural Deir ez-Zor)."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from riwaya.language.pattern import word_lists
from riwaya.mentions.place_names import exactly
from riwaya.mentions.place_standing import standing
from riwaya.model.analysis import Sentence, Token
from riwaya.model.mentions import PlaceMention

OPENING = frozenset("(\u060c,-–—\"'«»")
SPOTS = frozenset("quarter airport base street mountain water camp dam crossing port oil".split())
WIDE_HEADS = frozenset({"admin1", "country", "countryside", "border"})


def with_containers(tokens: Sequence[Token], sentence: Sentence, places: Sequence[PlaceMention]) -> list[PlaceMention]:
    """The places of a sentence, those marked that only place another, and those of the dateline."""
    out: list[PlaceMention] = []
    for place in places:
        before = out[-1] if out else None
        container = place.first < sentence.body or (
            before is not None and before.first >= sentence.body and contains(tokens, before, place)
        )
        out.append(msgspec.structs.replace(place, container=True) if container else place)
    return out


def contains(tokens: Sequence[Token], inner: PlaceMention, outer: PlaceMention) -> bool:
    """Whether `outer`, the next place of the sentence, only says where `inner` lies."""
    gap = [token.word for token in tokens[inner.last : outer.first]]
    if len(gap) > 4 or outer.conjunction or inner.relation == "between":
        return False
    if outer.head == "border" and inner.head != "border" and len(gap) <= 1:
        return True
    wider = _width(outer) > _width(inner)
    words = [word for word in gap if word.kind == "word"]
    marks = [word.key for word in gap if word.kind != "word"]
    if any(mark not in OPENING for mark in marks):
        return False
    if not words:
        if outer.preposition in word_lists()["attached_in"]:
            return True
        return (wider and (bool(marks) or outer.relation != "" or outer.head in WIDE_HEADS or _width(outer) >= 2)) or (
            outer.relation in ("part", "offset") and (not marks or wider or "(" in marks)
        )
    if any(exactly(word, "place_belonging") for word in words):
        return all(exactly(word, "place_belonging") or exactly(word, "place_in") for word in words)
    return all(exactly(word, "place_in") for word in words) and (wider or len(words) == len(gap))


def _width(place: PlaceMention) -> int:
    """How wide a place is by what is known before it is resolved: 0 a spot, 1 a town, 2 a district … 5 a country."""
    known = standing(place.candidates) if place.candidates else None
    if known is not None and known.country:
        return 5 if not place.relation else 4
    if place.head in SPOTS:
        return 0
    if place.head in WIDE_HEADS or place.relation == "part" or (known is not None and known.region):
        return 3
    if place.head in ("admin2", "region"):
        return 2
    return 2 if known is not None and known.admin1 and not place.head else 1
