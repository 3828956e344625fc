"""What around a figure says that it tells no deed: a denial, an attempt, a verb that has its subject already."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from riwaya.language.pattern import Slot, word_lists
from riwaya.mentions.casualties import Casualty
from riwaya.mentions.count_kinds import Kinds
from riwaya.model.analysis import Token

DENIAL = 5  # tokens before an unnumbered figure in which a "without" denies it
UNREAL = 5  # tokens before a deed in which a word can make it an attempt, a threat, a sentence
SUBJECT = 3  # tokens of one person before the verb


def denied(tokens: Sequence[Token], first: int, index: int) -> bool:
    """Whether a "without" or "lest" stands before token `index` ("دون وقوع إصابات", without injuries)."""
    without = word_lists()["count_without"]
    before = tokens[max(first, index - DENIAL) : index]
    return any(reading.bare in without for token in before for reading in token.word.readings)


def unreal(tokens: Sequence[Token], first: int, word: Slot) -> bool:
    """Whether what stands before a verbal noun makes it no deed ("محاولة اغتيال", an attempt to kill).

    Behind a particle that may stand further off: "هدد التنظيم بقتل الرهينتين" (it threatened to kill the two).
    """
    value, lists = word.value, word_lists()
    if not isinstance(value, Casualty) or value.pos != "noun":
        return False
    deed = any(reading.bare in lists["count_deed"] for reading in tokens[word.first].word.readings)
    back = UNREAL if deed and value.carried else 1
    before = takewhile(
        lambda token: token.word.kind != "punct", reversed(tokens[max(first, word.first - back) : word.first])
    )
    return any(reading.bare in lists["count_unreal"] for token in before for reading in token.word.readings)


def behind_one(kinds: Kinds, first: int, index: int) -> bool:
    """Whether one person stands straight before a verb as its subject ("إن شرطيا قتل", that a policeman was killed)."""
    figures = [kinds.figure(start) for start in range(max(first, index - SUBJECT), index)]
    return any(figure is not None and figure.how_many == "one" and figure.last == index for figure in figures)
