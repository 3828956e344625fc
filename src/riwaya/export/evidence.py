"""The words that an event rests on."""

from __future__ import annotations

from riwaya.model import Event, Report, Span


def one_line(text: str) -> str:
    """The text with every run of blanks and line breaks made one space."""
    return " ".join(text.split())


def evidence_texts(report: Report, event: Event) -> list[str]:
    """The sentences of the evidence, each on one line."""
    return [one_line(span.of(report.text)) for span in event.evidence]


def around_trigger(report: Report, event: Event) -> list[tuple[str, str, str]]:
    """Each sentence of the evidence as what stands before, in and behind the trigger, which may stand elsewhere."""
    return [_parted(report.text, span, event.trigger_span) for span in event.evidence]


def _parted(text: str, span: Span, trigger: Span) -> tuple[str, str, str]:
    if not (span.start <= trigger.start < trigger.end <= span.end):
        return span.of(text), "", ""
    return text[span.start : trigger.start], trigger.of(text), text[trigger.end : span.end]
