"""How sure each event and each field of it is: a score between 0 and 1.

In: the events of a report, its analysis and its mentions. Out: the same events, each with its scores.
Data: `data/rules/confidence.tsv`, the weights; `scripts/fit_confidence.py` learns them from the articles coded by hand.
"""

from riwaya.confidence.rate import rate, reasons
from riwaya.confidence.weights import models

__all__ = ["models", "rate", "reasons"]
