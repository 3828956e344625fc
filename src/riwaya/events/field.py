"""Whether a report is about conflict or the relations of states at all, or about sport, trade, culture, weather."""

from __future__ import annotations

from collections.abc import Container

from riwaya.language.nouns import ARMED, Scene
from riwaya.language.pattern import word_lists
from riwaya.model.analysis import Word

NEEDED = 1 / 200  # marks of conflict a word
GRACE = 1  # marks: a headline or a sentence alone says too little of its field
SHORT = 40  # words
GAME = 4  # words of the game that make a report one on a match
STATES, OTHER = 0.5, 0.25  # what a mark of the relations of states, and of another field, weighs
FIGHTING = ARMED - {"police"}  # policemen are named at every accident
WAR = frozenset("air artillery missile ied mine suicide chemical incendiary drone".split())  # kinds of weapons


def of_conflict(scene: Scene) -> bool:
    """Whether enough of the report's words speak of conflict, more than speak of another field.

    "خطف المنتخب بطاقة التأهل" (the team snatched the ticket): in a report on football nothing is kidnapped, attacked
    or bombed, and nobody meets, demands or threatens in the meaning of the event types.
    """
    lists = word_lists()
    conflict, states, other = lists["conflict_word"], lists["state_word"], lists["other_field"]
    size, marks = 0, 0.0
    for token in scene.analysis.tokens:
        word = token.word
        if word.kind != "word":
            continue
        size += 1
        if _in(word, conflict):
            marks += 1
        elif _in(word, states):
            marks += STATES
        elif _in(word, other):
            marks -= OTHER
    fighting = sum(bool(actor.id) and actor.type in FIGHTING for actor in scene.mentions.actors)
    if not fighting and not scene.mentions.counts and _of_play(scene):
        return False
    marks += fighting
    marks += sum(weapon.kind in WAR for weapon in scene.mentions.weapons)
    return marks >= size * NEEDED if size > SHORT else marks > -GRACE


def _of_play(scene: Scene) -> bool:
    """Whether the report is on a match: several of its words are of the game, which borrows most words of war."""
    play = word_lists()["game_word"]
    words = {token.word.stem for token in scene.analysis.tokens if token.word.kind == "word" and _in(token.word, play)}
    return len(words) >= GAME


def _in(word: Word, words: Container[str]) -> bool:
    return word.stem in words or any(reading.bare in words for reading in word.readings[:2])
