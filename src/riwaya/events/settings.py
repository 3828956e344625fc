"""Where and when an event happened, where its own clause does not say: from the sentence, then from what was told before."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from riwaya.language.nouns import Scene
from riwaya.language.pattern import word_lists
from riwaya.model.phrases import Draft, Phrase

WITHOUT_PLACE = frozenset({"request", "accuse", "reject", "threaten", "support", "sanction", "agreement", "group_change"})
CARRIED_PLACE = frozenset(
    "air_strike shelling explosive suicide_bomb chemical_weapon armed_clash attack abduction arrest blockade".split()
)
FAR = 2  # sentences over which a place is carried


def stationed(scene: Scene, phrases: Sequence[Phrase], number: int) -> bool:
    """Whether the place of phrase `number` is where a party is based ("منتشرة في" spread in), not where the event was."""
    words = word_lists()["stationed"]
    for back in range(number - 1, max(-1, number - 3), -1):
        phrase = phrases[back]
        if phrase.kind == "mark":
            return False
        tokens = scene.analysis.tokens[phrase.first : phrase.last]
        if any(reading.bare in words for token in tokens[-2:] for reading in token.word.readings[:2]):
            return True
        if not phrase.preposition:
            return False
    return False


def with_places(
    scene: Scene, phrases: Sequence[Phrase], drafts: Sequence[Draft], before: Sequence[Draft], number: int
) -> list[Draft]:
    """Drafts with the places that their sentence, or the last event told before, gives them."""
    located = [
        (position, phrase)
        for position, phrase in enumerate(phrases)
        if phrase.kind == "np"
        and phrase.places
        and phrase.preposition in word_lists()["locative"]
        and not stationed(scene, phrases, position)
    ]
    found: list[Draft] = []
    for draft in drafts:
        if not draft.places and draft.type not in WITHOUT_PLACE:
            draft = _from_sentence(draft, located) or _from_before(draft, [*before, *found], number) or draft
        found.append(draft)
    return found


def _from_sentence(draft: Draft, located: Sequence[tuple[int, Phrase]]) -> Draft | None:
    if not located:
        return None
    _, nearest = min(located, key=lambda item: abs(item[1].first - draft.trigger_first))
    return msgspec.structs.replace(draft, places=nearest.places, rules=(*draft.rules, "place.sentence"))


def _from_before(draft: Draft, before: Sequence[Draft], number: int) -> Draft | None:
    if draft.type not in CARRIED_PLACE:
        return None
    for earlier in reversed(before):
        if number - earlier.sentences[0] > FAR:
            return None
        if earlier.places and earlier.type not in WITHOUT_PLACE and earlier.type != "consult":
            return msgspec.structs.replace(draft, places=earlier.places, rules=(*draft.rules, "place.carried"))
    return None


def with_times(
    scene: Scene, drafts: Sequence[Draft], before: Sequence[Draft], number: int, first: int, last: int
) -> list[Draft]:
    """Drafts with the time nearest in their sentence, else the time of the sentence before."""
    times = [i for i, mention in enumerate(scene.mentions.times) if first <= mention.first < last]
    told = []
    for draft in drafts:
        if draft.time < 0 and times:
            nearest = min(times, key=lambda i: abs(scene.mentions.times[i].first - draft.trigger_first))
            draft = msgspec.structs.replace(draft, time=nearest)
        elif draft.time < 0:
            earlier = [d for d in before if d.time >= 0 and d.sentences[0] == number - 1]
            if earlier:
                draft = msgspec.structs.replace(draft, time=earlier[-1].time, time_carried=True)
        told.append(draft)
    return told
