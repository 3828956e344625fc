"""The tables of parties, ready to search, and what finders of parties share."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from riwaya.language.gazetteer import nationalities, personal_names
from riwaya.language.pattern import word_lists
from riwaya.language.readings import bare_words
from riwaya.language.tables import Row, rows
from riwaya.language.trie import Match, Trie
from riwaya.model.analysis import Token


class Lexicon(NamedTuple):
    """The tables of parties: names, head nouns and titles in tries, nationalities by bare word.

    `quoted`: common words that are names of parties in quotation marks ("«القاعدة»", al-Qaeda), by bare word.
    """

    names: Trie[Row]
    heads: Trie[Row]
    titles: Trie[Row]
    nationalities: Mapping[str, str]
    quoted: Mapping[str, Row]


class Scope(NamedTuple):
    """Where a finder looks: the tokens up to `stop`, and what is known of them.

    `places` and `inner` map the first token of a place, of a place or a name, to its end; `named` holds the names.
    """

    tokens: Sequence[Token]
    stop: int
    inner: Mapping[int, int]
    named: Mapping[int, Match]
    places: Mapping[int, int]


@cache
def lexicon() -> Lexicon:
    """The party tables of `data/lexicon`."""
    names: Trie[Row] = Trie(bare=True)
    by_id: dict[str, Row] = {}
    for row in rows("lexicon/actors.tsv", "id", "names", "gloss", "type", "country", "wikidata"):
        by_id[row["id"]] = row
        for name in row.list("names"):
            names.add(bare_words(name), row)
    heads: Trie[Row] = Trie(bare=True)
    for row in rows("lexicon/actor_heads.tsv", "word", "plural_and_forms", "gloss", "type"):
        for form in [row["word"], *row.list("plural_and_forms")]:
            heads.add(bare_words(form), row)
    titles: Trie[Row] = Trie(bare=True)
    for row in rows("lexicon/titles.tsv", "title", "gloss", "kind"):
        for form in row.list("title"):
            titles.add(bare_words(form), row)
    quoted = {bare_words(word)[0]: by_id[party] for word, party in word_lists()["quoted_party"].items()}
    return Lexicon(names, heads, titles, nationalities(), quoted)


def country(token: Token) -> str:
    """The country whose nationality the word is ("الفرنسي" French); "" for other words."""
    table = lexicon().nationalities
    return next((table[r.bare] for r in token.word.readings if r.bare in table), "")


def namelike(tokens: Sequence[Token], index: int) -> bool:
    """Whether a word looks like part of a person's name.

    A given name that is a word too ("سكوت" Scott, silence) counts behind a definite word: that takes no noun.
    """
    word = tokens[index].word
    if word.kind != "word" or country(tokens[index]):
        return False
    if word.definite:  # a few given names begin like words with the article
        return word.key in word_lists()["given_name"] and _given(tokens, index)
    return word.pos == "PROPN" or not word.known or word.key in personal_names() or _given(tokens, index)


def _given(tokens: Sequence[Token], index: int) -> bool:
    key, lists = tokens[index].word.key, word_lists()
    if not index or not (
        key in lists["given_name"] or (key in lists["given_name_with"] and _unknown(tokens, index + 1))
    ):
        return False
    before = tokens[index - 1].word
    return before.definite or before.enclitic != "" or before.pos == "PROPN" or before.key in lists["rank_end"]


def _unknown(tokens: Sequence[Token], index: int) -> bool:
    return index < len(tokens) and tokens[index].word.kind == "word" and not tokens[index].word.known


def is_official(match: Match | None) -> bool:
    """Whether a name of the lexicon is that of a person in office."""
    return match is not None and match.value[0]["type"] == "official"


def before_person(scope: Scope, first: int, last: int) -> int:
    """`last`, or where a person's name begins inside the noun phrase: "الجيش الليبي | طارق" (the Libyan army | Tariq).

    A noun with article and adjective, or a name, is complete; the given name or rank behind it opens another phrase.
    """
    ends = {end for start, end in scope.inner.items() if first <= start}
    for index in range(first + 1, last):
        if _ranked(scope, index) or (_complete(scope, first, index, ends) and _names_person(scope, index)):
            return index
    return last


def _ranked(scope: Scope, index: int) -> bool:
    """Whether a rank with the article stands behind a noun that has it: "وزارة الداخلية اللواء" (…, Major General)."""
    if not (scope.tokens[index].word.definite and scope.tokens[index - 1].word.definite):
        return False
    rank = next(iter(lexicon().titles.at(scope.tokens, index, scope.stop)), None)
    return rank is not None and rank.value[0]["kind"] == "military"


def _names_person(scope: Scope, index: int) -> bool:
    word, known = scope.tokens[index].word, scope.named.get(index)
    if known is not None and is_official(known):
        return not known.reading.cut
    return not word.definite and (word.key in personal_names() or _given(scope.tokens, index))


def _complete(scope: Scope, first: int, index: int, ends: Container[int]) -> bool:
    """Whether the phrase from `first` may end before `index`; a title or an epithet there takes a name."""
    before = scope.tokens[index - 1].word
    if before.pos == "PROPN":
        return index in ends and index - 1 not in scope.named
    if not before.definite or before.readings[0].preposition or titled_before(scope, first, index):
        return False
    annexed = index - 1 == first + 1 and not scope.tokens[first].word.definite
    return not annexed or index in ends


def titled_before(scope: Scope, first: int, index: int) -> bool:
    """Whether the word is the name to a title inside the phrase: "قوات الرئيس اليمني هادي" (president Hadi)."""
    start = index - 1
    while start > first and scope.tokens[start].word.definite:
        if any(match.last <= index for match in lexicon().titles.at(scope.tokens, start, scope.stop)):
            return True
        start -= 1
    return False
