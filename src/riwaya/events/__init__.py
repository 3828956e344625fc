"""Triggers and their arguments to event drafts: type, parties, places, time, figures, weapon, modality.

In: an `Analysis`, its `Mentions` and phrases. Out: `Draft`s, one for each telling of an event.
Data: `lexicon/triggers.tsv`, `lexicon/support_verbs.tsv`, `data/rules/events`.
"""

from riwaya.events.extract import extract

__all__ = ["extract"]
