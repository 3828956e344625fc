"""The parts of a sentence, larger than words: what `mentions` hands to `events` and `attribution`."""

from __future__ import annotations

from typing import Final, Literal

import msgspec

VIOLENT: Final = frozenset(  # types of events that are violence in themselves
    "air_strike shelling explosive suicide_bomb chemical_weapon armed_clash attack sexual_violence destruction".split()
)
PhraseKind = Literal["np", "verb", "relative", "complement", "time", "mark", "other"]


class Phrase(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A stretch of tokens `first` to `last` (half-open) that stands together.

    `np`: a noun phrase; `cut` letters of attached particles come off its first token. `relative`: الذي and its kind.
    `complement`: أن (that). `mark`: punctuation. `conjunction`: the و or ف before it, attached or not. `preposition`:
    the folded preposition that governs it, attached ("ب") or standing alone or composed ("من قبل" by); "" if none.
    `head`: the bare folded head noun. `actor`, `place`: index of the mention that the phrase is or opens with,
    -1 where none; `actors`, `places`: all such mentions inside; `weapon`: the first weapon inside, -1 where none.
    `definite`: by article, suffix or name.
    """

    kind: PhraseKind
    first: int
    last: int
    cut: int = 0
    conjunction: str = ""
    preposition: str = ""
    head: str = ""
    definite: bool = False
    actor: int = -1
    place: int = -1
    weapon: int = -1
    actors: tuple[int, ...] = ()
    places: tuple[int, ...] = ()


class Noun(msgspec.Struct, frozen=True, kw_only=True):
    """A noun phrase taken as an actor, a target or a source: what the output quotes.

    `first`, `last`, `cut` are the words quoted; `id`, `name`, `type`, `country`, `wikidata` come from the lexicon.
    """

    first: int
    last: int
    cut: int = 0
    id: str = ""
    name: str = ""
    type: str = ""
    country: str = ""
    wikidata: str = ""
    head: str = ""
    rule: str = ""


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """An event as its sentence tells it, before places are resolved and retellings are merged.

    `trigger_first`, `trigger_last`: the tokens of the trigger. `sentences`: numbers of the sentences that tell it.
    `places` are indices into the report's place mentions, `counts` and `weapon` and `time` likewise.
    `time_carried`: the time was told in the sentence before. `time_shift`: the event lies so many days from its time.
    `definite`: told as known ("هذا الهجوم" this attack).
    `fresh`: told as one more of its kind ("غارة أخرى" another raid), so it is none of those told before. `apart`: told
    behind "after" or "before" ("بعد ساعات من تفجير" hours after a bombing), so it is none of those of its sentence.
    `rules`: ids of the entries and rules that made it, in order.
    """

    type: str
    group: str
    trigger_first: int
    trigger_last: int
    sentences: tuple[int, ...]
    actors: tuple[Noun, ...] = ()
    targets: tuple[Noun, ...] = ()
    places: tuple[int, ...] = ()
    time: int = -1
    time_carried: bool = False
    time_shift: int = 0
    counts: tuple[int, ...] = ()
    weapon: int = -1
    sources: tuple[Noun, ...] = ()
    modality: str = "actual"
    future: bool = False
    definite: bool = False
    fresh: bool = False
    apart: bool = False
    rules: tuple[str, ...] = ()
