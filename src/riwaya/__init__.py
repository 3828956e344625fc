"""Arabic reports of armed conflict in; attributed, dated and geocoded events out.

In: news reports in Arabic as text. Out: `riwaya.model.Event` values, every field with its evidence.
Data: the tables and rules under `riwaya/data`, which an analyst edits without touching code.
"""

__version__ = "0.1.0"
