"""Analysis to spans that name things: actors, places, times, counts of people, weapons, and the phrases they stand in.

In: an `Analysis`. Out: `Mentions` and the `Phrase`s of each sentence, by token ranges.
Data: `data/lexicon`, `data/gazetteer`, `data/rules/times`, `data/rules/counts`, `data/rules/places`.
"""
