"""What the parties of a record are to UCDP and ACLED."""

from __future__ import annotations

from typing import Final

from riwaya.export.codebooks import UcdpSide, listed_actors, party_kind
from riwaya.export.records import Party
from riwaya.language.nouns import ARMED

__all__ = ["ARMED", "country_of", "inter", "is_party", "side_of"]

_CARRIERS: Final = frozenset({"aircraft", "artillery", "navy"})


def _type_and_country(party: Party) -> tuple[str, str]:
    """Of the lexicon where the party is in it: a report may name a force by its aircraft."""
    type_, country = listed_actors().get(party.id, (party.type, ""))
    return type_, country


def country_of(party: Party) -> str:
    """ISO 3166-1 alpha-2 of a listed party, empty where that is not known."""
    return _type_and_country(party)[1]


def is_party(party: Party) -> bool:
    """Whether it is somebody rather than a thing: a target may be a market."""
    return bool(party.id) or (bool(party.type) and party.type not in _CARRIERS)


def side_of(party: Party) -> UcdpSide:
    """State, group or civilians, as far as the type tells."""
    return party_kind(_type_and_country(party)[0]).ucdp


def inter(party: Party, here: str) -> int | None:
    """ACLED's interaction code in the country `here`; None where type and country do not tell."""
    type_, country = _type_and_country(party)
    kind = party_kind(type_)
    if kind.inter_home == kind.inter_abroad:
        return kind.inter_home
    if not country or not here:
        return None
    return kind.inter_home if country == here else kind.inter_abroad
