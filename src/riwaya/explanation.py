"""How a report became events, in words: for the linguist who mends a rule.

In: what the stages made of a report. Out: lines for each sentence that name what was found, by which rule, and what
became of it. Data: none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from riwaya.confidence import reasons
from riwaya.model.analysis import Analysis
from riwaya.model.events import CodedReport
from riwaya.model.mentions import CountMention, Mention, Mentions, TimeMention
from riwaya.model.phrases import Draft, Phrase
from riwaya.model.told import Told


class Explanation(msgspec.Struct, frozen=True):
    """The analysis, its mentions, and for each sentence number the lines that explain it."""

    analysis: Analysis
    mentions: Mentions
    lines: tuple[tuple[int, tuple[str, ...]], ...]


def explain(
    analysis: Analysis,
    mentions: Mentions,
    phrases: Sequence[Sequence[Phrase]],
    told: Sequence[Told],
    coded: CodedReport,
) -> Explanation:
    """The explanation of one coded report."""
    lines = []
    why = dict(zip((event.id for event in coded.events), reasons(analysis, mentions, coded.events), strict=True))
    for number, sentence in enumerate(analysis.sentences):
        inside = [
            *_phrases(analysis, phrases[number]),
            *_found(analysis, mentions, sentence.first, sentence.last),
            *_drafts(analysis, mentions, told, number),
            *_events(coded, why, sentence.start, sentence.end),
        ]
        lines.append((number, tuple(inside)))
    return Explanation(analysis, mentions, tuple(lines))


def _phrases(analysis: Analysis, phrases: Iterable[Phrase]) -> list[str]:
    shown = []
    for phrase in phrases:
        text = analysis.text(phrase.first, phrase.last, phrase.cut)
        before = "".join(f"{part} " for part in (phrase.conjunction, phrase.preposition) if part)
        shown.append(f"{phrase.kind}[{before}{text}]")
    return ["phrases: " + " ".join(shown)] if shown else []


def _found(analysis: Analysis, mentions: Mentions, first: int, last: int) -> list[str]:
    groups: tuple[tuple[str, Sequence[Mention]], ...] = (
        ("actor", mentions.actors),
        ("place", mentions.places),
        ("time", mentions.times),
        ("count", mentions.counts),
        ("weapon", mentions.weapons),
    )
    return [
        f"{name}: {analysis.text(m.first, m.last, m.cut)} (rule {m.rule}{_detail(m)})"
        for name, group in groups
        for m in group
        if first <= m.first < last
    ]


def _detail(mention: Mention) -> str:
    if isinstance(mention, CountMention):
        most = "…" if mention.max is None else str(mention.max)
        marks = f"{' part' if mention.part else ''}{' total' if mention.total else ''}"
        return f"; {mention.role} {mention.min}–{most}{marks}"
    if isinstance(mention, TimeMention):
        return f"; {mention.value.kind}"
    kind = getattr(mention, "type", "") or getattr(mention, "kind", "")
    return f"; {kind}" if kind else ""


def _drafts(analysis: Analysis, mentions: Mentions, told: Sequence[Told], number: int) -> list[str]:
    return [_draft(analysis, mentions, telling.draft) for telling in told if telling.draft.sentences[0] == number]


def _draft(analysis: Analysis, mentions: Mentions, draft: Draft) -> str:
    parts = [f"{draft.type} by “{analysis.text(draft.trigger_first, draft.trigger_last)}”"]
    for name, nouns in (("actors", draft.actors), ("targets", draft.targets), ("sources", draft.sources)):
        if nouns:
            parts.append(f"{name} " + ", ".join(analysis.text(n.first, n.last, n.cut) for n in nouns))
    if draft.places:
        parts.append("places " + ", ".join(_mention_text(analysis, mentions.places[i]) for i in draft.places))
    if draft.counts:
        parts.append("figures " + ", ".join(_mention_text(analysis, mentions.counts[i]) for i in draft.counts))
    if draft.time >= 0:
        carried = " (from the sentence before)" if draft.time_carried else ""
        parts.append(f"time {_mention_text(analysis, mentions.times[draft.time])}{carried}")
    parts.append(draft.modality)
    return "telling: " + "; ".join(parts) + f" (rules {', '.join(draft.rules)})"


def _mention_text(analysis: Analysis, mention: Mention) -> str:
    return analysis.text(mention.first, mention.last, mention.cut)


def _events(coded: CodedReport, why: Mapping[str, Sequence[str]], start: int, end: int) -> list[str]:
    """The events that a sentence tells; at the first sentence of each, `why` it has its confidence."""
    lines = []
    for event in coded.events:
        if any(span.start < end and span.end > start for span in event.evidence):
            lines.append(f"event {event.id}: {event.type}, told in {len(event.evidence)} sentence(s)")
            if event.evidence[0].start >= start:
                lines.append(f"confidence {event.confidence} of {event.id}: {'; '.join(why[event.id])} (log-odds)")
    return lines
