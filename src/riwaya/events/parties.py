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
HOLDERS = ARMED - {"aircraft", "artillery", "navy", "coalition"}
HELD = 3  # tokens before a party within which a word tells that it held the place
FOUGHT = 6  # tokens before a party within which a word tells of fighting


def with_parties(scene: Scene, drafts: Sequence[Draft], before: Sequence[Draft], first: int) -> list[Draft]:
    """Drafts with both sides of a fight, and with the doer told before where a kind of event goes on."""
    told: list[Draft] = []
    for draft in drafts:
        if draft.type == "armed_clash":
            draft = _with_sides(scene, draft, first, ARMED)
        elif draft.type == "consult" and any(_unnamed(scene, n) for n in draft.actors):
            draft = _with_sides(scene, draft, first, OFFICIALS)
        elif draft.type in CARRIED and not draft.actors:
            draft = _with_doer(draft, [*before, *told])
        if draft.type in CARRIED and not draft.targets:
            draft = _with_loser(scene, draft)
        told.append(draft)
    return told


def _with_sides(scene: Scene, draft: Draft, first: int, types: frozenset[str]) -> Draft:
    named = [n for n in draft.actors if not _unnamed(scene, n)]
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


def _unnamed(scene: Scene, noun: Noun) -> bool:
    """Whether a noun says only that there are two: "الوزيران" (the two ministers), not "الرئيسان بوتين وأوباما"."""
    own = scene.analysis.tokens[noun.first].word.readings
    both = word_lists()["both_sides"]
    return noun.last - noun.first == 1 and any(reading.bare in both for reading in own)


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


def _with_loser(scene: Scene, draft: Draft) -> Draft:
    """A taking with the side that held the place, where its sentence tells whom the taker fought or who was there.

    "سيطرت القوات على البلدة بعد معارك مع المسلحين" (… after battles with gunmen), "معقل التنظيم" (its stronghold).
    """
    sentence = scene.analysis.sentences[draft.sentences[0]]
    losers: list[Noun] = []
    end = -1
    for index, mention in enumerate(scene.mentions.actors):
        if not sentence.first <= mention.first < sentence.last or mention.type not in HOLDERS:
            continue
        noun = actor_noun(scene, index)
        if any(noun.first == other.first or (noun.id and noun.id == other.id) for other in draft.actors):
            continue
        joined = mention.first == end and mention.conjunction != ""
        if joined if losers else _held_by(scene, sentence.first, mention.first):
            losers.append(noun)
            end = mention.last
    if not losers:
        return draft
    return msgspec.structs.replace(draft, targets=tuple(losers), rules=(*draft.rules, "parties.loser"))


def _held_by(scene: Scene, start: int, first: int) -> bool:
    """Whether a word of holding or fighting stands right before the party at token `first`, or its own preposition."""
    lists, tokens = word_lists(), scene.analysis.tokens
    near = [token.word for token in tokens[max(start, first - HELD) : first] if token.word.kind == "word"]
    told = {r.bare for word in near for r in word.readings[:2]} | {word.lemma for word in near}
    if not told.isdisjoint(lists["held_by"]):
        return True
    before = {r.bare for word in near[-1:] for r in word.readings[:1]}
    fought = {r.bare for t in tokens[max(start, first - FOUGHT) : first] for r in t.word.readings[:1]}
    return not before.isdisjoint(lists["fought_with"]) and not fought.isdisjoint(lists["fight"])
