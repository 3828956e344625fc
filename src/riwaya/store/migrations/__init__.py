"""The history of the tables: each change of `tables.py` that an archive may have missed is a file in `versions/`.

In: an archive of any earlier shape. Out: the shape of `tables.py`, in one transaction.
Data: none. `alembic` runs them when an archive is opened; nobody needs its command line.
"""
