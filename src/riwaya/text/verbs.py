"""Verbs that are written like their noun, told apart by where they stand.

Without vowels a past verb and its noun are often one form ("قصف": he shelled, or shelling). A clause of the press
begins with its verb, and that verb agrees with the subject right behind it in gender, and is singular before it
(Ryding, A Reference Grammar of Modern Standard Arabic, 4.2). So such a form is the verb where it opens a clause of the
body and a masculine noun comes next: "قصف الجيش مدينة" (the army shelled a town) against "قصف عنيف" (heavy shelling)
and "قصف القوات" (the shelling of the forces), whose verb would be feminine.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import msgspec

from riwaya.language.pattern import word_lists
from riwaya.model.analysis import Sentence, Token, Word

VERB, NOUN = "VERB", "NOUN"
PAST = "Aspect=Perf|Gender=Masc|Number=Sing|Person=3"
OPENERS = frozenset(",\u060c:\u061b;-\u2013.")


def with_verbs(tokens: Sequence[Token], sentences: Sequence[Sentence]) -> tuple[Token, ...]:
    """The tokens, with the part of speech VERB for each ambiguous form that opens a clause before its subject."""
    found = list(tokens)
    for sentence in sentences:
        if sentence.kind == "title":
            continue
        for index in range(sentence.body, sentence.last - 1):
            opens = index == sentence.body
            if (opens or tokens[index - 1].word.key in OPENERS) and _is_verb(tokens, index, sentence.last, opens):
                found[index] = msgspec.structs.replace(tokens[index], word=_as_verb(tokens[index].word))
    return tuple(found)


@lru_cache(maxsize=4096)
def _as_verb(word: Word) -> Word:
    return msgspec.structs.replace(word, pos=VERB, features=PAST)


def _is_verb(tokens: Sequence[Token], index: int, stop: int, opens: bool) -> bool:
    word, subject = tokens[index].word, tokens[index + 1].word
    if word.pos != NOUN or "Amb=VERB,NOUN" not in word.features or word.definite or word.enclitic:
        return False
    reading = word.readings[0]
    if reading.preposition or subject.kind != "word" or subject.readings[0].preposition:
        return False
    if subject.key.endswith(tuple(word_lists()["sound_plural_subject"])) and subject.pos in (NOUN, "ADJ"):
        return True
    if subject.pos != NOUN:
        return False
    masculine = "Gender=Masc" in subject.features and "Number=Sing" in subject.features
    somebody = subject.readings[0].bare in word_lists()["somebody"] and "Gender=Fem" not in subject.features
    if subject.definite:
        return masculine or somebody
    annexed = index + 2 < stop and (tokens[index + 2].word.definite or tokens[index + 2].word.pos == "PROPN")
    return opens and (somebody or masculine) and annexed
