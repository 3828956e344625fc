"""Later mentions of parties named before: a person by the surname, a group by its noun ("الحركة" the movement).

And by what is theirs: "مقاتليها" (its fighters), "دورية تابعة لها" (a patrol of theirs).
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from riwaya.language.pattern import word_lists
from riwaya.model.analysis import Token
from riwaya.model.mentions import ActorMention

OWNERS = frozenset("state_forces police rebel militia jihadist coalition government political intl_org".split())
FARTHEST_OWNER = 40  # words; a pronoun takes up a party named not long before


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


def with_owners(tokens: Sequence[Token], found: tuple[ActorMention, ...]) -> tuple[ActorMention, ...]:
    """Gives people and carriers with a possessive pronoun the party named before that the pronoun takes up.

    "قالت حركة طالبان إن مقاتليها" (the Taliban movement said that its fighters): the fighters are the movement's.
    """
    by_first = {mention.first: mention for mention in found}
    owned: dict[int, ActorMention] = {}
    before: list[ActorMention] = []
    inside = 0
    for index, token in enumerate(tokens):
        mention = by_first.get(index)
        if mention is not None:
            inside = mention.last
        elif index < inside or token.word.enclitic == "":
            continue
        pronoun = _pronoun(tokens, index, mention)
        owner = next((m for m in reversed(before) if index - m.last < FARTHEST_OWNER and _fits(m, pronoun)), None)
        if owner is not None and owner.type != "official":
            owned[index] = _owned(tokens, index, mention, owner)
        elif mention is not None and (mention.type in OWNERS or mention.type == "official"):
            before.append(mention)
    return tuple(sorted({**by_first, **owned}.values(), key=lambda mention: mention.first))


def _pronoun(tokens: Sequence[Token], index: int, mention: ActorMention | None) -> str:
    """The possessive pronoun of a noun for a party's people, or behind "تابعة" (belonging to) of a patrol or plane."""
    lists, word = word_lists(), tokens[index].word
    if word.enclitic and word.lemma in lists["owned"]:
        return word.enclitic
    if mention is None or mention.id or mention.last >= len(tokens) or word.readings[0].bare not in lists["unit"]:
        return ""
    of = tokens[mention.last].word.key
    return lists["owner"].get(of, "") if tokens[mention.last - 1].word.readings[0].bare in lists["affiliation"] else ""


def _fits(owner: ActorMention, pronoun: str) -> bool:
    """Whether the pronoun agrees with the party: "he" with an army or an organisation, "she" with others."""
    lists = word_lists()
    if pronoun not in lists["owner_pronoun"]:
        return False
    he = owner.type == "official" or owner.head in lists["masculine_party"]  # "his forces": the minister's
    return he == (lists["owner_pronoun"][pronoun] == "he")


def _owned(tokens: Sequence[Token], index: int, mention: ActorMention | None, owner: ActorMention) -> ActorMention:
    reading = tokens[index].word.readings[0]
    carrier = mention is not None and mention.type in ("aircraft", "artillery", "navy")
    return msgspec.structs.replace(
        owner,
        first=index,
        last=mention.last if mention else index + 1,
        cut=mention.cut if mention else reading.cut,
        preposition=mention.preposition if mention else reading.preposition,
        conjunction=mention.conjunction if mention else reading.conjunction,
        head=mention.head if mention else reading.bare,
        type=mention.type if mention and carrier else owner.type,
        rule="owner",
    )
