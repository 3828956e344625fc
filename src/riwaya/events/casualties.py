"""Which event caused which killed and injured."""

from __future__ import annotations

from collections.abc import Sequence

from riwaya.language.pattern import word_lists
from riwaya.model.mentions import CountMention
from riwaya.model.phrases import Draft, Phrase

VIOLENT = frozenset(
    "air_strike shelling explosive suicide_bomb chemical_weapon armed_clash attack sexual_violence destruction".split()
)


def assign(
    counts: Sequence[tuple[int, CountMention]], drafts: Sequence[Draft], phrases: Sequence[Phrase]
) -> dict[int, int]:
    """Count index → number of the draft of this sentence that caused it; counts without a cause are left out.

    The cause told behind a figure ("قتل شخصان جراء انفجار" two were killed by an explosion) goes before the trigger
    told ahead of it ("انفجار أسفر عن مقتل شخصين" an explosion that led to the death of two).
    """
    violent = [(number, draft) for number, draft in enumerate(drafts) if draft.type in VIOLENT]
    found: dict[int, int] = {}
    for index, count in counts:
        best: tuple[int, int] | None = None
        for number, draft in violent:
            cost = _cost(count, draft, phrases)
            if best is None or cost < best[0]:
                best = (cost, number)
        if best is not None:
            found[index] = best[1]
    return found


def _cost(count: CountMention, draft: Draft, phrases: Sequence[Phrase]) -> int:
    """How far a trigger is from a figure as its cause; a governed cause behind the figure is nearest."""
    if draft.trigger_first <= count.first < draft.trigger_last or count.first <= draft.trigger_first < count.last:
        return 0
    if draft.trigger_first >= count.last:
        between = [p for p in phrases if count.last <= p.first < draft.trigger_last]
        governed = next((p for p in phrases if p.first <= draft.trigger_first < p.last), None)
        cost = draft.trigger_first - count.last
        if (
            governed is not None
            and governed.preposition in word_lists()["cause_preposition"]
            and not any(p.kind == "verb" and p.conjunction for p in between)
        ):
            return 1 + cost // 3
        return 30 + cost
    between = [p for p in phrases if draft.trigger_last <= p.first < count.first]
    breaks = sum(p.kind == "complement" for p in between)
    return 8 + (count.first - draft.trigger_last) // 2 + 8 * breaks
