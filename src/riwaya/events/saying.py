"""The phrases of a sentence that tell of the saying and not of what is said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from riwaya.language.nouns import Scene
from riwaya.language.pattern import word_lists
from riwaya.language.speech import speech_kind
from riwaya.model.phrases import Phrase

FRAME = 12  # phrases between a verb of saying and the end of what tells of the saying


def frame_of_saying(scene: Scene, phrases: Sequence[Phrase]) -> list[Phrase]:
    """The phrases that tell of the saying and not of what is said."""
    return [*before_that(scene, phrases), *as_was_said(scene, phrases)]


def _sayings(scene: Scene, phrases: Sequence[Phrase]) -> Iterator[tuple[int, bool]]:
    """The number of each verb of saying, and whether it only says who told: "حسبما أعلن" (as … announced).

    So it does behind "what", and in a relative clause ("حصيلة أعلنها" a toll that … announced).
    """
    lists, tokens = word_lists(), scene.analysis.tokens
    for number, phrase in enumerate(phrases):
        kind = speech_kind(tokens[phrase.first].word) if phrase.kind == "verb" else None
        if kind is not None and kind[0] != "participle":
            before = tokens[phrase.first - 1].word if phrase.first else None
            relative = number > 0 and phrases[number - 1].kind == "np" and not phrase.conjunction
            relative = relative and tokens[phrase.first].word.enclitic != ""
            yield number, relative or (before is not None and before.key in lists["what"])


def before_that(scene: Scene, phrases: Sequence[Phrase]) -> list[Phrase]:
    """What stands between a verb of saying and its "that" or colon."""
    found: list[Phrase] = []
    for number, _ in _sayings(scene, phrases):
        between: list[Phrase] = []
        for following in phrases[number + 1 : number + FRAME]:
            if following.kind == "complement" or scene.analysis.tokens[following.first].word.key == ":":
                found.extend(between)
                break
            if following.kind in ("verb", "relative"):
                break
            between.append(following)
    return found


def as_was_said(scene: Scene, phrases: Sequence[Phrase]) -> list[Phrase]:
    """What stands behind "حسبما أعلن" (as … announced) up to the next mark."""
    found: list[Phrase] = []
    for number, trailing in _sayings(scene, phrases):
        for following in phrases[number + 1 : number + FRAME] if trailing else ():
            if following.kind in ("mark", "verb", "relative", "complement"):
                break
            found.append(following)
    return found
