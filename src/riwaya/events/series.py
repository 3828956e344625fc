"""One verb told of several days: places × days ("قصف بلدة يوم الاثنين وقرية يوم الثلاثاء")."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import msgspec

from riwaya.language.nouns import Scene
from riwaya.language.pattern import word_lists
from riwaya.model.phrases import Draft, Phrase

DAYS = frozenset({"day_offset", "weekday", "date"})
Group = tuple[tuple[int, ...], int]


def by_day(scene: Scene, phrases: Sequence[Phrase], draft: Draft, start: int) -> list[Draft]:
    """The draft, or one for each day where every day has places of its own.

    `phrases` are those of the sentence, `start` the number of the trigger's phrase. Each day may stand behind its
    places or, joined by "and", before them. Nothing is split where a place has no day of its own.
    """
    groups = _groups(scene, phrases[start + 1 :])
    days = {time for _, time in groups}
    if len(days) < 2 or not set(draft.places) & set(groups[0][0]):
        return [draft]
    return [msgspec.structs.replace(draft, places=places, time=time) for places, time in groups]


def _groups(scene: Scene, phrases: Sequence[Phrase]) -> list[Group]:
    """The places of each day, in the order told; empty unless places and days go in turns to the end of the clause."""
    turns: list[tuple[str, list[int]]] = []
    for phrase in phrases:
        if phrase.kind == "mark" and scene.analysis.tokens[phrase.first].word.key not in word_lists()["end_mark"]:
            continue
        kind, found = _place_or_day(scene, phrase)
        if kind == "other":
            continue
        if kind == "end":
            break
        if turns and turns[-1][0] == kind == "place":
            turns[-1][1].extend(found)
        else:
            turns.append((kind, found))
    kinds = [kind for kind, _ in turns]
    pairs = list(zip(turns[::2], turns[1::2], strict=False))
    if len(pairs) < 2 or len(turns) % 2 or any(a == b for a, b in pairwise(kinds)):
        return []
    if kinds[0] == "day":
        pairs = [(places, day) for day, places in pairs]
    return [(tuple(places), day[0]) for (_, places), (_, day) in pairs]


def _place_or_day(scene: Scene, phrase: Phrase) -> tuple[str, list[int]]:
    if phrase.kind == "time":
        number = scene.time_at(phrase.first)
        known = number >= 0 and scene.mentions.times[number].value.kind in DAYS
        return ("day", [number]) if known else ("other", [])
    if phrase.kind == "np":
        named = [i for i in phrase.places if not scene.mentions.places[i].container] if phrase.actor < 0 else []
        return ("place", named) if named else ("other", [])
    return "end", []
