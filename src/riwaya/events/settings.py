"""Where an event happened, where its clause does not say: from the sentence, then from what came before."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import msgspec

from riwaya.events.saying import frame_of_saying
from riwaya.language.nouns import Scene
from riwaya.language.pattern import word_lists
from riwaya.model.phrases import Draft, Noun, Phrase

WITHOUT_PLACE = frozenset({"request", "accuse", "reject", "threaten", "support", "sanction", "agreement", "concede"})
CARRIED_PLACE = frozenset(
    "air_strike shelling suicide_bomb chemical_weapon armed_clash abduction blockade group_change "
    "territory_transfer attack weapons_disrupted arrest".split()
)
FAR = 2  # sentences over which a place is carried


def stationed(scene: Scene, phrases: Sequence[Phrase], number: int) -> bool:
    """Whether phrase `number` says where a party is based ("منتشرة في" spread in), not where the event was."""
    if number and phrases[number].conjunction and phrases[number - 1].places:
        return stationed(scene, phrases, number - 1)  # "in Aden and Dhale" is one place
    if phrases[number].preposition in word_lists()["goal_preposition"]:
        return False
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


def located(scene: Scene, phrases: Sequence[Phrase]) -> list[Phrase]:
    """The phrases of a sentence that say where something was: a place behind a locative preposition."""
    said = {phrase.first for phrase in frame_of_saying(scene, phrases)}
    return [
        phrase
        for position, phrase in enumerate(phrases)
        if phrase.kind == "np"
        and phrase.places
        and phrase.first not in said
        and (
            phrase.preposition in word_lists()["locative"]
            or _adverbial(scene, phrase)
            or _parts_of(phrases, position)
            or (position == 0 and _heading(scene, phrases))
        )
        and not stationed(scene, phrases, position)
        and not inside_another(phrases, position)
    ]


def _adverbial(scene: Scene, phrase: Phrase) -> bool:
    """Whether a place needs no preposition: "شمال غربي الدريهمي" (north-west of Durayhimi)."""
    return phrase.place >= 0 and not phrase.preposition and scene.mentions.places[phrase.place].relation != ""


def _heading(scene: Scene, phrases: Sequence[Phrase]) -> bool:
    """Whether a title begins with a place and a colon: "صنعاء: قتلى في اشتباكات" (Sanaa: dead in clashes)."""
    title = scene.analysis.sentences[scene.analysis.sentence_at(phrases[0].first)].kind == "title"
    colon = len(phrases) > 1 and scene.analysis.tokens[phrases[1].first].word.key == ":"
    return title and colon and phrases[0].place >= 0


def _parts_of(phrases: Sequence[Phrase], number: int) -> bool:
    """Whether a place stands behind its parts: "في أماكن متفرقة من المدينة" (in scattered parts of the city)."""
    lists = word_lists()
    before = phrases[number - 1] if number else None
    within = before is not None and before.preposition in lists["locative"] and before.head in lists["place_parts"]
    return within and phrases[number].preposition in lists["count_of"]


def inside_another(phrases: Sequence[Phrase], number: int) -> bool:
    """Whether phrase `number` only says where the place right before it lies ("في اعزاز في ريف حلب" in Azaz in …)."""
    if number == 0 or phrases[number].conjunction or phrases[number].preposition in word_lists()["goal_preposition"]:
        return False  # "gunmen in Jobar fired on a quarter": what is fired on holds nothing
    before = phrases[number - 1]
    if before.kind == "mark" and number > 1:
        before = phrases[number - 2]
    return bool(before.places) and before.kind == "np" and before.actor < 0


def without_agents_place(phrases: Sequence[Phrase], actors: Sequence[Noun], places: Sequence[int]) -> list[int]:
    """Places of a clause without that of the doer: "gunmen in Jobar fired shells on Bab Tuma" is not in Jobar."""
    aimed = {i for p in phrases if p.preposition in word_lists()["goal_preposition"] for i in p.places if i in places}
    own = {
        i
        for before, phrase in pairwise(phrases)
        if phrase.preposition in word_lists()["locative_in"]
        and any(before.first <= noun.first < before.last for noun in actors)
        for i in phrase.places
    }
    return [i for i in places if i not in own] if aimed - own else list(places)


def listed(scene: Scene, phrases: Sequence[Phrase], phrase: Phrase) -> list[int]:
    """The places of a phrase with those of the list that it stands in: "قرى العنكاوي والدقماق" (the villages of …)."""
    first = last = phrases.index(phrase)
    while first and phrases[first].conjunction and not phrases[first].preposition and phrases[first - 1].place >= 0:
        first -= 1
    while _goes_on(scene, phrases, last + 1):
        last += 1
    return [index for member in phrases[first : last + 1] for index in member.places]


def with_lists(scene: Scene, phrases: Sequence[Phrase], places: Sequence[int]) -> list[int]:
    """The places with those of the lists that go on behind where the last one lies: "ناحية هيت غرب الرمادي وقرى …"."""
    told = list(places)
    last = places[-1] if places else -1
    number = next((n + 1 for n, phrase in enumerate(phrases) if last in phrase.places), len(phrases))
    while number < len(phrases):
        phrase = phrases[number]
        if _goes_on(scene, phrases, number):
            told.extend(phrase.places)
        elif phrase.conjunction or not phrase.places or not _contains_only(scene, phrase):
            break
        number += 1
    return list(dict.fromkeys(told))


def _contains_only(scene: Scene, phrase: Phrase) -> bool:
    return phrase.kind == "np" and all(scene.mentions.places[place].container for place in phrase.places)


def _goes_on(scene: Scene, phrases: Sequence[Phrase], number: int) -> bool:
    """Whether phrase `number` is the next place of a list, not the subject of a verb ("وروسيا تقصف" and Russia …)."""
    if number >= len(phrases):
        return False
    phrase, behind = phrases[number], phrases[number + 1] if number + 1 < len(phrases) else None
    verbal = behind is not None and behind.kind == "verb" and not behind.conjunction
    verbal = verbal and behind is not None and "Aspect=Imp" in scene.analysis.tokens[behind.first].word.features
    return phrase.place >= 0 and phrase.conjunction != "" and not phrase.preposition and not verbal


def nearest(places: Sequence[Phrase], trigger: int) -> Phrase | None:
    """The phrase nearest to token `trigger`."""
    return min(places, key=lambda phrase: abs(phrase.first - trigger), default=None)


def with_places(drafts: Sequence[Draft], before: Sequence[Draft], number: int) -> list[Draft]:
    """Drafts without a place get that of the last event told before, where their kind of event goes on at one place."""
    found: list[Draft] = []
    for draft in drafts:
        if not draft.places and draft.type in CARRIED_PLACE:
            draft = _from_before(draft, [*before, *found], number)
        found.append(draft)
    return found


def _from_before(draft: Draft, before: Sequence[Draft], number: int) -> Draft:
    for earlier in reversed(before):
        if number - earlier.sentences[0] > FAR:
            break
        if earlier.places and earlier.type not in WITHOUT_PLACE and earlier.type != "consult":
            return msgspec.structs.replace(draft, places=earlier.places, rules=(*draft.rules, "place.carried"))
    return draft
