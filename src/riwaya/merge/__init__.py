"""Drafts of one report that tell the same event to one event, and drafts to the events of the output.

In: drafts with sources, resolved places and days. Out: `Event`s in the order of their first evidence.
Data: `data/rules/merge`.
"""

from riwaya.merge.unite import unite

__all__ = ["unite"]
