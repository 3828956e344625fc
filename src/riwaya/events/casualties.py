"""Which event caused which killed and injured."""

from __future__ import annotations

from collections.abc import Sequence

from riwaya.language.pattern import word_lists
from riwaya.model.analysis import Token
from riwaya.model.mentions import CountMention
from riwaya.model.phrases import VIOLENT, Draft, Phrase

DEADLY = frozenset("abduction blockade territory_gain protest riot".split())  # a cause where the words say so
VICTIM_OF = "noun-victim-of"  # the rules of "of which so many went as victims", which point at what is told before
FINISHED = "noun-finish-off"  # the rule of words that are the deed themselves, with no other cause
OPENING = 2  # tokens behind "while" in which a figure goes on with the one before

Counts = Sequence[tuple[int, CountMention]]


def assign(
    counts: Counts, drafts: Sequence[Draft], phrases: Sequence[Phrase], tokens: Sequence[Token]
) -> dict[int, int]:
    """Count index → number of the draft of this sentence that caused it; counts without a cause are left out.

    The cause told behind a figure ("قتل شخصان جراء انفجار" two were killed by an explosion) goes before the trigger
    told ahead of it ("انفجار أسفر عن مقتل شخصين" an explosion that led to the death of two). What is told behind
    "while" is no cause ("قتل جنديان فيما قصف الطيران الجسر" two soldiers were killed while planes bombed the bridge).
    """
    breaks = _breaks(counts, phrases, tokens)
    found: dict[int, int] = {}
    for index, count in counts:
        costs = [
            (cost, number)
            for number, draft in enumerate(drafts)
            if (cost := _cost(count, draft, phrases, breaks)) is not None
        ]
        if costs:
            found[index] = min(costs)[1]
    return found


def _breaks(counts: Counts, phrases: Sequence[Phrase], tokens: Sequence[Token]) -> list[int]:
    """The tokens "while", "as well" that open another matter; not where they go on with figures ("فيما أصيب عشرة")."""
    lists = word_lists()
    found = []
    for index in range(phrases[0].first, phrases[-1].last):
        key, before = tokens[index].word.key, tokens[index - 1].word.key if index else ""
        opens = key in lists["contrast"] or (key in lists["contrast_in"] and before in lists["count_per"])
        if opens and not any(index < count.first <= index + OPENING for _, count in counts):
            found.append(index)
    return found


def _cost(count: CountMention, draft: Draft, phrases: Sequence[Phrase], breaks: Sequence[int]) -> int | None:
    """How far a trigger is from a figure as its cause, None where it is none; a governed cause behind is nearest."""
    violent = draft.type in VIOLENT
    if not violent and draft.type not in DEADLY:
        return None
    if draft.trigger_first <= count.first < draft.trigger_last or count.first <= draft.trigger_first < count.last:
        return 0 if violent else None
    if count.rule == FINISHED and draft.type != "armed_clash":
        return None
    if draft.trigger_first >= count.last:
        return _behind(count, draft, phrases, breaks)
    if not violent and not count.rule.startswith(VICTIM_OF):
        return None
    between = [p for p in phrases if draft.trigger_last <= p.first < count.first]
    apart = sum(p.kind == "complement" for p in between)
    return 8 + (count.first - draft.trigger_last) // 2 + 8 * apart


def _behind(count: CountMention, draft: Draft, phrases: Sequence[Phrase], breaks: Sequence[int]) -> int | None:
    if any(count.last <= index < draft.trigger_first for index in breaks):
        return None
    between = [p for p in phrases if count.last <= p.first < draft.trigger_last]
    governed = next((p for p in phrases if p.first <= draft.trigger_first < p.last), None)
    cost = draft.trigger_first - count.last
    caused = governed is not None and governed.preposition in word_lists()["cause_preposition"]
    if caused and not any(p.kind == "verb" and p.conjunction for p in between):
        shot = any(p.preposition in word_lists()["agent_preposition"] for p in between)
        return 1 + cost // 3 if draft.type in VIOLENT else None if shot else 15 + cost // 3
    listed = governed is not None and governed.kind == "np" and governed.conjunction and not governed.preposition
    return 30 + cost if draft.type in VIOLENT and not listed else None
