"""Judgements lie over the machine's work: what stands after all that analysts decided, and what waits for them.

In: `Account`s as the machine made them, `Judgement`s in their order. Out: accounts as they stand, histories, the queue.
Data: none; the fields that can be corrected are those of `Event`.
"""
