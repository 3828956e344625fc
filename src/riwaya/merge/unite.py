"""The one door of the stage: tellings to the distinct events of a report."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from riwaya.merge.build import build
from riwaya.merge.same import LENT, Compared, common_type, figures, name_words, score, specific, weights
from riwaya.model.analysis import Analysis
from riwaya.model.events import Event
from riwaya.model.mentions import Mentions
from riwaya.model.told import Told


def unite(analysis: Analysis, mentions: Mentions, told: Sequence[Told]) -> tuple[Event, ...]:
    """The distinct events of a report: each telling joins the event that it fits best, or opens one.

    A word for whatever was told before ("العملية" the operation) opens none.
    """
    enough = weights()["enough"]
    groups: list[tuple[Compared, list[Told]]] = []
    for telling in told:
        compared = _compared(telling, analysis, mentions)
        best: tuple[float, int] | None = None
        for number, (group, _) in enumerate(groups):
            value = score(group, compared)
            if value is not None and value >= enough and (best is None or value >= best[0]):
                best = (value, number)
        if best is None and not compared.anaphor:
            groups.append((compared, [telling]))
        elif best is not None:
            group, members = groups[best[1]]
            groups[best[1]] = (_joined(group, compared), [*members, telling])
    roles = [_roles(members, mentions) for _, members in groups]
    events = []
    for number, (group, members) in enumerate(groups):
        others = frozenset(role for n, told in enumerate(roles) if n != number for role in told)
        if not (group.untold and "killed" in others and _sums_only(members, mentions)):
            events.append(build(analysis, mentions, group.type, members, others - roles[number]))
    events.sort(key=lambda event: (event.evidence[0].start, event.trigger_span))
    return tuple(_numbered(events))


def _roles(members: Sequence[Told], mentions: Mentions) -> frozenset[str]:
    """The roles of which the tellings have a figure that is not the sum of several events."""
    counts = [mentions.counts[i] for member in members for i in member.draft.counts]
    return frozenset(count.role for count in counts if not count.scattered and not count.part)


def _sums_only(members: Sequence[Told], mentions: Mentions) -> bool:
    """Whether a killing is told only as a total that the report breaks down: no event of its own."""
    return all(mentions.counts[i].scattered for m in members for i in m.draft.counts if not mentions.counts[i].part)


def _numbered(events: Sequence[Event]) -> list[Event]:
    return [msgspec.structs.replace(event, id=f"e{number}") for number, event in enumerate(events, 1)]


def _compared(telling: Told, analysis: Analysis, mentions: Mentions) -> Compared:
    draft = telling.draft
    counts = [mentions.counts[i] for i in draft.counts if not mentions.counts[i].part]
    return Compared(
        draft.type,
        tuple(name_words(noun, analysis) for noun in draft.actors),
        tuple(name_words(noun, analysis) for noun in draft.targets),
        specific(telling.places),
        telling.date,
        figures(counts, "killed"),
        figures(counts, "injured"),
        frozenset(draft.sentences),
        draft.definite,
        draft.modality,
        draft.fresh,
        draft.apart,
        draft.time >= 0 and not draft.time_carried and "time.sentence" not in draft.rules,
        not LENT & set(draft.rules),
        draft.type == "shelling" and draft.group == "strike" and not any(r.startswith("type.") for r in draft.rules),
        draft.group == "kill",
        draft.group == "anaphor",
    )


def _joined(a: Compared, b: Compared) -> Compared:
    return Compared(
        common_type(a, b) or a.type,
        (*a.actors, *b.actors),
        (*a.targets, *b.targets),
        specific((*a.places, *b.places)),
        a.date or b.date,
        a.killed | b.killed,
        a.injured | b.injured,
        a.sentences | b.sentences,
        a.definite and b.definite,
        a.modality,
        a.fresh or b.fresh,
        a.apart or b.apart,
        a.own_date or b.own_date,
        a.own_place or b.own_place,
        a.loose and b.loose,
        a.untold and b.untold,
        False,
    )
