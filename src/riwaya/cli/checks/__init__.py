"""What `riwaya check` runs: every function `check_…() -> list[str]` of every module in this package.

In: the files under `data/`. Out: a message a mistake, beginning with `file:line`; none where all is right.
Data: none of its own.
"""
