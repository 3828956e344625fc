"""The archive on disk: reports, events, incidents, judgements, failures, and the log of what was done.

In: coded reports, links, judgements. Out: accounts, incidents, judgements, in a stated order; a kill loses nothing.
Data: none; the tables are in `tables`, their history in `migrations/`, the address in `RIWAYA_DB` or `--db`.
"""
