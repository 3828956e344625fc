"""Weapons and munitions, as the lexicon lists them, with the adjectives and names that follow."""

from __future__ import annotations

from functools import cache

from riwaya.language.readings import bare_words
from riwaya.language.tables import Row, rows
from riwaya.language.trie import Trie
from riwaya.model.analysis import Analysis
from riwaya.model.mentions import WeaponMention


@cache
def _weapons() -> Trie[Row]:
    trie: Trie[Row] = Trie(bare=True)
    for row in rows("lexicon/weapons.tsv", "names", "gloss", "kind"):
        for name in row.list("names"):
            trie.add(bare_words(name), row)
    return trie


def find_weapons(analysis: Analysis) -> tuple[WeaponMention, ...]:
    """All weapons named in a report, in order, the longest name at each place."""
    found: list[WeaponMention] = []
    tokens = analysis.tokens
    for sentence in analysis.sentences:
        index = sentence.first
        while index < sentence.last:
            match = next(iter(_weapons().at(tokens, index, sentence.last)), None)
            if match is None or tokens[index].word.pos in ("VERB", "AUX"):
                index += 1
                continue
            found.append(
                WeaponMention(
                    first=index,
                    last=match.last,
                    cut=match.reading.cut,
                    preposition=match.reading.preposition,
                    conjunction=match.reading.conjunction,
                    rule=f"weapon:{match.value[0]['gloss']}",
                    kind=match.value[0]["kind"],
                )
            )
            index = match.last
    return tuple(found)
