"""Accounts of many reports become incidents: copies, links, clusters, and what can be said of each by a stated rule.

In: `Account`s, the links between them, an analyst's "same" and "not the same". Out: clusters of accounts, `Incident`s.
Data: `rules/linking.yaml` (comparisons, their levels and weights), `rules/figures.yaml` (what sets claims apart).
"""
