"""The values that all stages share, and the JSON that goes in and out.

In: nothing. Out: frozen values (`Report`, `Analysis`, mentions, `Event`), their JSON Schema, loss-free codecs.
Data: none; the meaning of the fields follows the project's coding guidelines and the ACLED, PLOVER and UCDP codebooks.
"""

from riwaya.model.analysis import Analysis, Reading, Sentence, Token, Word
from riwaya.model.events import (
    Actor,
    CodedReport,
    Count,
    DateRange,
    Event,
    Failure,
    Place,
    Report,
    Source,
    Span,
    Target,
    Weapon,
)
from riwaya.model.mentions import (
    ActorMention,
    CountMention,
    Mention,
    Mentions,
    PlaceMention,
    TimeExpression,
    TimeMention,
    WeaponMention,
)
from riwaya.model.phrases import Draft, Noun, Phrase

__all__ = [
    "Actor",
    "ActorMention",
    "Analysis",
    "CodedReport",
    "Count",
    "CountMention",
    "DateRange",
    "Draft",
    "Event",
    "Failure",
    "Mention",
    "Mentions",
    "Noun",
    "Phrase",
    "Place",
    "PlaceMention",
    "Reading",
    "Report",
    "Sentence",
    "Source",
    "Span",
    "Target",
    "TimeExpression",
    "TimeMention",
    "Token",
    "Weapon",
    "WeaponMention",
    "Word",
]
