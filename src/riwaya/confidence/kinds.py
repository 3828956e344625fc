"""Kinds of events and places that the features tell apart."""

from __future__ import annotations

from typing import Final

SPEECH: Final = frozenset({"request", "accuse", "reject", "threaten", "support", "sanction"})
TALK: Final = frozenset({"consult", "agreement", "aid", "concede"})
GROUND: Final = frozenset({"territory_gain", "territory_transfer", "mobilize", "blockade", "base_established"})
REMOTE: Final = frozenset({"air_strike", "shelling", "explosive", "suicide_bomb", "chemical_weapon"})
AIR: Final = frozenset({"air_strike"})
SHELLING: Final = frozenset({"shelling"})
CLASH: Final = frozenset({"armed_clash"})
ATTACK: Final = frozenset({"attack"})
NOUNS: Final = frozenset({"NOUN", "ADJ"})  # parts of speech on which a word behind them hangs
AREA: Final = 4  # UCDP where_prec of a governorate, and of wider areas above it
COUNTRY: Final = 6
