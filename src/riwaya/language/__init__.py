"""The shared ground of all stages: folding, data tables, word forms, tries. Knows Arabic letters only through data.

In: tables under `data/`, plain strings. Out: folded strings, checked rows, tries that find phrases in tokens.
Data: `data/charmaps`, and whatever table a stage asks `tables` for.
"""
