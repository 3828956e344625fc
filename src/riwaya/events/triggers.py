"""Which words of a sentence tell an event: the listed forms, read as verb or noun by their context."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from riwaya.events.lexicon import Form, Trigger, triggers
from riwaya.language.pattern import word_lists
from riwaya.language.trie import Match
from riwaya.model.analysis import Token
from riwaya.model.phrases import Phrase

DISRUPTED_WITHIN = 7  # tokens between a verb of finding and the charge found
NO_EVENT = "none"  # the group of phrases that are listed because they tell nothing


class Hit(NamedTuple):
    """A trigger at tokens `first` to `last` inside phrase number `phrase`; `verbal` if it stands as a finite verb.

    `rivals`: the other triggers that the words can be, shorter ones too, for where this one lacks what it needs.
    """

    entry: Trigger
    first: int
    last: int
    phrase: int
    verbal: bool
    tense: str
    blocked: bool = False
    rivals: tuple[Hit, ...] = ()


def find_triggers(tokens: Sequence[Token], phrases: Sequence[Phrase], names: frozenset[int]) -> list[Hit]:
    """The triggers of a sentence in order, without overlaps; longer forms win, then the reading that fits the context.

    `names` are the tokens inside names of parties and places, which tell no event ("حي التحرير" Tahrir quarter).
    """
    found: list[Hit] = []
    for number, phrase in enumerate(phrases):
        if phrase.kind in ("mark", "time", "relative"):
            continue
        index = phrase.first
        while index < phrase.last:
            hit = None if index in names else _at(tokens, phrases, number, index)
            if hit is None or (found and hit.first < found[-1].last):
                index += 1
                continue
            if found and found[-1].blocked and found[-1].phrase == number - 1 and phrase.conjunction and not hit.verbal:
                hit = hit._replace(blocked=True)  # "the end of the fighting and of the shelling"
            found.append(hit)
            index = max(hit.last, index + 1)
    return found


def _at(tokens: Sequence[Token], phrases: Sequence[Phrase], number: int, index: int) -> Hit | None:
    stop = phrases[-1].last
    word = tokens[index].word
    if word.kind != "word":
        return None
    found = []
    for match in triggers().at(tokens, index, stop):
        for form in _fitting(match, tokens, index, phrases[0].first):
            negated = word.readings[0].core in word_lists()["negation"]  # "will not allow": the verb comes second
            head = tokens[min(index + negated, match.last - 1)].word
            verbal = form.tense in ("past", "present") or (form.tense == "phrase" and head.pos in ("VERB", "AUX"))
            blocked = _blocked(tokens, phrases[number], index, form.entry)
            found.append(Hit(form.entry, index, match.last, number, verbal, form.tense, blocked))
    if not found or found[0].entry.group == NO_EVENT:
        return found[0] if found else None
    return found[0]._replace(rivals=tuple(found[1:]))


def _fitting(match: Match, tokens: Sequence[Token], index: int, first: int) -> Iterator[Form]:
    """The forms of a match that can stand where it stands, the likelier first."""
    forms: Sequence[Form] = match.value
    phrases = [form for form in forms if form.tense == "phrase"]
    if phrases:
        yield from phrases
        return
    verbs = [form for form in forms if form.tense in ("past", "present")]
    bare = match.reading.core == match.reading.bare  # a participle of the manner has no article
    nouns = [form for form in forms if form.tense == "noun" or (form.tense == "participle" and bare)]
    yield from verbs if verbs and _reads_as_verb(match, tokens, index, first, bool(nouns)) else nouns


def _reads_as_verb(match: Match, tokens: Sequence[Token], index: int, first: int, noun_too: bool) -> bool:
    word = tokens[index].word
    reading = match.reading
    if reading.core != reading.bare and word.pos != "VERB":  # the article; some verbs begin with its letters
        return False
    if reading.preposition and (
        noun_too
        or reading.preposition not in word_lists()["before_verb"]
        or not word.key[reading.cut - 1 :].startswith(reading.preposition)
        or word.pos != "VERB"
    ):
        return False
    if tokens[index].passive:
        return True
    before = tokens[index - 1].word if index > first else None
    if (
        before is not None
        and reading.bare in word_lists()["verb_or_time"]
        and before.pos in ("NOUN", "ADP", "ADV", "ADJ")
    ):
        return False
    if noun_too and word.pos == "VERB":
        return True
    if not noun_too:
        if before is not None and before.pos == "ADP" and before.readings[0].core in word_lists()["before_noun"]:
            return False  # "at a request": a noun that looks like a verb
        return word.pos in ("VERB", "AUX") or not word.known or "Amb" in word.features
    if before is not None and before.readings[0].core in word_lists()["complementiser"] and not before.enclitic:
        return False  # a noun follows "that"; a verb would stand in the present
    if before is not None and (
        before.pos in ("ADP", "NOUN", "NUM", "ADJ") and before.kind != "punct" and not before.definite
    ):
        return False
    after = tokens[index + 1].word if index + 1 < len(tokens) else None
    if after is None or after.kind == "punct":
        return False
    if after.pos == "ADJ" and not after.definite:
        return False
    if before is None or before.kind == "punct":
        return reading.conjunction != "" or after.definite or after.pos in ("NUM", "PROPN", "NOUN")
    return not _behind_a_verb(tokens, index, first)


def _behind_a_verb(tokens: Sequence[Token], index: int, first: int) -> bool:
    """Whether the clause has its verb, so that a noun follows: "واصلت القوات قصف المدينة" (went on shelling)."""
    relative, complement = word_lists()["relative"], word_lists()["complementiser"]
    for back in range(index - 1, first - 1, -1):
        word = tokens[back].word
        if word.kind == "punct" or word.readings[0].core in relative or word.readings[0].core in complement:
            return False
        if word.pos == "VERB":
            return not any(t.word.readings[0].core in relative for t in tokens[max(first, back - 3) : back])
    return False


def _blocked(tokens: Sequence[Token], phrase: Phrase, index: int, entry: Trigger) -> bool:
    """Whether a word before it takes the event out of what happened ("وقف القصف" an end to the shelling)."""
    if not index:
        return False
    before, word = tokens[index - 1].word, tokens[index].word
    lists = word_lists()
    group, kind = entry.group, entry.type
    if group == "control" and not word.definite and not word.enclitic:
        return before.key in lists["state_of_control"] or before.readings[0].bare in lists["state_of_control"]
    if group == "blast" and entry.pos == "phrase" and _disrupted(tokens, index):
        return True
    if index == phrase.first:
        return False
    kinds = ("blocker", f"blocker_{kind}") if f"blocker_{kind}" in lists else ("blocker",)
    return any(before.readings[0].bare in lists[name] for name in kinds)


def _disrupted(tokens: Sequence[Token], index: int) -> bool:
    """Whether a charge was found or destroyed before it went off: "فكك خبراء عبوة" (experts defused a charge)."""
    words = word_lists()["disrupting"]
    for back in range(index - 1, max(-1, index - DISRUPTED_WITHIN), -1):
        word = tokens[back].word
        if word.kind == "punct":
            return False
        if word.lemma in words or any(reading.bare in words for reading in word.readings[:2]):
            return True
    return False


__all__ = ["Hit", "find_triggers"]
