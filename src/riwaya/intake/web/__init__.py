"""The open web: addresses are fetched politely and safely, lists of articles are read.

In: addresses, and the feeds of outlets as `model.sources` describes them.
Out: `Answer`s with what was fetched, as it came; `Listing`s with the articles that a feed names.
Data: none; how we behave is stated in `politeness.Manners`, what an answer may take in `exchange.Limits`.
"""
