"""Mentions to what they mean: places to coordinates with a precision, times to days, names to known parties.

In: an `Analysis` and mentions, the publication date. Out: `Place`s and day ranges; unresolved stays so, with a reason.
Data: `data/gazetteer`; parties are resolved by the lexicon when they are found.
"""
