"""Later mentions of parties named before: a person by the surname, a group by its noun ("الحركة" the movement)."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from riwaya.language.pattern import word_lists
from riwaya.model.analysis import Token
from riwaya.model.mentions import ActorMention


def with_surnames(tokens: Sequence[Token], found: tuple[ActorMention, ...]) -> tuple[ActorMention, ...]:
    """Adds later mentions of a titled person by the last word of the name alone."""
    taken = {i for mention in found for i in range(mention.first, mention.last)}
    surnames = {
        tokens[m.core_last - 1].word.readings[0].core: m
        for m in found
        if m.type == "official" and m.core_last - m.core_first > 1 and (m.core_first > m.first or m.id)
    }
    later = []
    for index, token in enumerate(tokens):
        if index in taken or token.word.kind != "word":
            continue
        for reading in token.word.readings:
            person = surnames.get(reading.core)
            if person is not None and person.first < index:
                span = {"first": index, "last": index + 1, "core_first": index, "core_last": index + 1}
                particles = {"preposition": reading.preposition, "conjunction": reading.conjunction}
                cuts = {"cut": reading.cut, "core_cut": reading.cut}
                later.append(
                    msgspec.structs.replace(person, rule="surname", head=reading.bare, **span, **particles, **cuts)
                )
                break
    return tuple(sorted([*found, *later], key=lambda mention: mention.first))


def with_names_resumed(tokens: Sequence[Token], found: tuple[ActorMention, ...]) -> tuple[ActorMention, ...]:
    """Gives a definite common noun without a name of its own the party last named with that noun.

    "حركة طالبان … الحركة" (the Taliban movement … the movement): the second mention quotes and means the first.
    """
    resumable = word_lists()["resumable"]
    last_named: dict[str, ActorMention] = {}
    resumed = []
    for mention in found:
        words = [t.word for t in tokens[mention.first : mention.last] if t.word.kind == "word"]
        noun = next((w.readings[0].bare for w in words if w.readings[0].bare in resumable), "")
        bare = bool(noun) and not mention.id and len(words) <= 2 and words[-1].readings[0].bare == noun
        if bare and words[-1].readings[0].core != noun and noun in last_named:
            named = last_named[noun]
            mention = msgspec.structs.replace(
                mention,
                core_first=named.core_first,
                core_last=named.core_last,
                core_cut=named.core_cut,
                id=named.id,
                name=named.name,
                type=named.type,
                country=named.country,
                wikidata=named.wikidata,
                rule="resumed",
            )
        elif noun and mention.id and mention.type != "official":
            last_named[noun] = mention
        resumed.append(mention)
    return tuple(resumed)
