"""Who says so: speech verbs, "according to", agencies, carried over sentences, to the sources of each draft.

In: drafts, phrases and mentions. Out: the drafts with their chain of sources, the nearest to the event first.
Data: `lexicon/speech.tsv`, `data/rules/attribution`.
"""

from riwaya.attribution.attribute import attribute

__all__ = ["attribute"]
