"""Who took part, where the clause leaves it to what was told before: "بين الطرفين" (between the two sides)."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from riwaya.language.nouns import ARMED, Scene, actor_noun
from riwaya.language.pattern import word_lists
from riwaya.language.speech import speech_kind
from riwaya.model.phrases import Draft, Noun

BACK = 80  # tokens before the sentence that are searched for the sides of a fight
OFFICIALS = frozenset({"official"})
SIDES = 2
TITLE = 2  # tokens before a name: a verb, or a verb and a title
CARRIED = frozenset({"territory_gain"})
NEAR = 2  # sentences


def with_parties(scene: Scene, drafts: Sequence[Draft], before: Sequence[Draft], first: int) -> list[Draft]:
    """Drafts with both sides of a fight, and with the doer told before where a kind of event goes on."""
    told: list[Draft] = []
    for draft in drafts:
        if draft.type == "armed_clash":
            draft = _with_sides(scene, draft, first, ARMED)
        elif draft.type == "consult" and any(n.head in word_lists()["both_sides"] for n in draft.actors):
            draft = _with_sides(scene, draft, first, OFFICIALS)
        elif draft.type in CARRIED and not draft.actors:
            draft = _with_doer(draft, [*before, *told])
        told.append(draft)
    return told


def _with_sides(scene: Scene, draft: Draft, first: int, types: frozenset[str]) -> Draft:
    named = [n for n in draft.actors if n.head not in word_lists()["both_sides"]]
    if len(named) >= SIDES:
        return draft
    told = len(named)
    for index in range(len(scene.mentions.actors) - 1, -1, -1):
        mention = scene.mentions.actors[index]
        if mention.first > draft.trigger_first or mention.type not in types or _speaks(scene, mention.first):
            continue
        if not mention.id and (types is ARMED or mention.core_last - mention.core_first == 1):
            continue  # no name: "a press conference" holds no journalist
        if mention.first < first - BACK or len(named) >= SIDES:
            break
        noun = actor_noun(scene, index)
        if all((noun.id != other.id or not noun.id) and noun.first != other.first for other in named):
            named.append(noun)
    if len(named) == told:
        return draft
    return msgspec.structs.replace(draft, actors=tuple(named), rules=(*draft.rules, "parties.before"))


def _speaks(scene: Scene, first: int) -> bool:
    """Whether the name at token `first` is the subject of a verb of saying, so that it tells of the two sides."""
    before = scene.analysis.tokens[max(0, first - TITLE) : first]
    return any(speech_kind(token.word) for token in before)


def _with_doer(draft: Draft, before: Sequence[Draft]) -> Draft:
    targets: set[str] = {n.id for n in draft.targets if n.id}
    for earlier in reversed(before):
        if draft.sentences[0] - earlier.sentences[0] > NEAR:
            break
        doers: tuple[Noun, ...] = tuple(n for n in earlier.actors if n.type in ARMED and n.id not in targets)
        if earlier.type == draft.type and doers:
            return msgspec.structs.replace(draft, actors=doers, rules=(*draft.rules, "parties.before"))
    return draft
