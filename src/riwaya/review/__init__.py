"""Judgements lie over the machine's work: what stands after all that analysts decided, and what waits for them.

In: `Account`s as the machine made them, `Judgement`s in their order. Out: accounts as they stand, histories, the queue.
Data: none; the fields that can be corrected are those of `Event`.
"""

from riwaya.review.constraints import Constraints, Contradiction, constraints, contradictions
from riwaya.review.fields import CORRECTABLE
from riwaya.review.history import History, Step, history
from riwaya.review.overlay import overlay
from riwaya.review.queue import Waiting, queue
from riwaya.review.standing import stands

__all__ = [
    "CORRECTABLE",
    "Constraints",
    "Contradiction",
    "History",
    "Step",
    "Waiting",
    "constraints",
    "contradictions",
    "history",
    "overlay",
    "queue",
    "stands",
]
