"""Report to Analysis: clean words with their way back to the untouched text, tokens with particles off, sentences.

In: a `Report`. Out: an `Analysis` (tokens, sentences, quotes), offsets into the untouched text.
Data: `data/charmaps`, `lexicon/morphology.tsv.gz` with its overrides, `lexicon/sentence_ends.tsv`.
"""

from riwaya.text.analyse import analyse

__all__ = ["analyse"]
