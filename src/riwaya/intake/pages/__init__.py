"""Pages of news become articles: their text, title, day and address, whatever stands around them.

In: the bytes of a page with its headers. Out: a `Page`, or a `NoArticle` that says why there is none.
Data: `data/pages/marks.tsv` (furniture, notices, metas), `data/lexicon/time_words.tsv` (names of months).
"""

from riwaya.intake.pages.charset import PageText, page_text
from riwaya.intake.pages.read import read_page
from riwaya.intake.pages.refusal import NoArticle

__all__ = ["NoArticle", "PageText", "page_text", "read_page"]
