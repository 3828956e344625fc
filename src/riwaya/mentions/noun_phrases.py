"""Where a noun phrase ends, from parts of speech, articles and the mentions inside it.

The grammar behind it: in an iḍāfa (annexation) only the last noun can bear the article; an adjective agrees with its
noun in definiteness; a name stands in apposition. So behind a definite noun only definite adjectives, names and
demonstratives go on, and an indefinite noun after a definite one opens a new phrase.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence

from riwaya.language.gazetteer import nationalities
from riwaya.language.pattern import word_lists
from riwaya.model.analysis import Token, Word

NOMINAL = frozenset({"NOUN", "ADJ", "PROPN", "NUM", "X"})
QUOTES = frozenset("\"'\u00ab\u00bb")
LONGEST = 14


def is_nominal(token: Token) -> bool:
    """Whether a token can stand in a noun phrase by its likeliest part of speech."""
    word = token.word
    return word.kind in ("number", "latin") or (word.kind == "word" and word.pos in NOMINAL)


def carries(token: Token) -> str:
    """The attached conjunction or preposition of the likeliest reading, "" if none."""
    if not token.word.readings:
        return ""
    reading = token.word.readings[0]
    return reading.preposition or reading.conjunction


def phrase_end(tokens: Sequence[Token], first: int, stop: int, inner: Mapping[int, int]) -> int:
    """The end (half-open) of the noun phrase that begins at token `first`.

    `inner` maps the first token of a mention (actor, place) to its end: mentions are taken whole.
    """
    lists = word_lists()
    stop = min(stop, first + LONGEST)
    end = inner.get(first, first + 1)
    definite = _definite(tokens[end - 1]) or first in inner
    named = first in inner or tokens[first].word.pos == "PROPN"
    while end < stop:
        token = tokens[end]
        word = token.word
        if word.key in QUOTES:
            following = _behind_quotes(tokens, end, stop)
            if following is None:
                break
            if following == end + 1 and tokens[following].word.kind != "punct" and _joins(tokens[following], definite, named):
                end = following
                continue
            break
        if word.key in lists["affiliation"] or word.readings[0].bare in lists["affiliation"]:
            end = _affiliation(tokens, end, stop, inner)
            definite, named = True, True
            continue
        if word.key == _of() and _counted(tokens[end - 1], lists["counted_from"]) and end + 1 < stop:
            end = phrase_end(tokens, end + 1, stop, inner)
            break
        if _also(tokens[end - 1].word, word):
            end += 1
            continue
        if not _joins(token, definite, named) or (end in inner and definite):
            break
        if _complete(tokens[end - 1]) and not _agrees(word):
            break
        if word.definite and word.readings[0].bare in lists["never_annexed"]:
            break
        if word.pos == "NOUN" and tokens[end - 1].word.pos == "ADJ" and not definite and not _agrees(word):
            break
        if word.pos == "NOUN" and word.definite and tokens[end - 1].word.pos == "ADJ" and tokens[end - 1].word.definite:
            break
        if word.key in lists["demonstrative"] and not named:
            break
        if end in inner:
            end, definite, named = inner[end], True, True
            continue
        definite = definite or _definite(token)
        named = word.pos == "PROPN"
        end += 1
    while end < stop and tokens[end].word.key == "\u00bb" and any(t.word.key == "\u00ab" for t in tokens[first:end]):
        end += 1
    return end


def _of() -> str:
    return "\u0645\u0646"


def _counted(token: Token, heads: Container[str]) -> bool:
    """Whether a word such as "عدد" (a number of) takes what follows "من" into its phrase."""
    return token.word.readings[0].bare in heads or token.word.lemma in heads


def _definite(token: Token) -> bool:
    word = token.word
    return word.definite or bool(word.enclitic) or word.pos == "PROPN" or word.kind == "latin"


def _joins(token: Token, definite: bool, named: bool) -> bool:
    """Whether a token can go on with the phrase before it."""
    if not is_nominal(token) or carries(token):
        return False
    if not definite:
        return True
    word = token.word
    if word.kind == "number" or word.pos == "NUM":
        return False
    return (word.definite and (named or word.pos != "NOUN")) or word.pos == "PROPN" or not word.known


def _also(before: Word, word: Word) -> bool:
    """Whether a word is one more adjective of the noun: "مصادر طبية وأمنية" (medical and security sources)."""
    reading = word.readings[0] if word.readings else None
    joined = reading is not None and reading.conjunction != "" and not reading.preposition
    return joined and before.pos == word.pos == "ADJ" and before.definite == word.definite and word.known


def _complete(token: Token) -> bool:
    """Whether a word takes no annexed noun: a plural that kept its nun ("مسلحون" gunmen), which annexation drops."""
    return token.word.known and token.word.key.endswith(tuple(word_lists()["sound_plural_subject"])) and not token.word.definite


def _agrees(word: Word) -> bool:
    """Whether a word can be the adjective of such a plural."""
    return word.pos in ("ADJ", "PROPN") or word.key.endswith(tuple(word_lists()["sound_plural"]))


def _behind_quotes(tokens: Sequence[Token], index: int, stop: int) -> int | None:
    while index < stop and tokens[index].word.key in QUOTES:
        index += 1
    return index if index < stop else None


def _affiliation(tokens: Sequence[Token], index: int, stop: int, inner: Mapping[int, int]) -> int:
    """Behind "الموالية" (loyal): its preposition and the party that it names."""
    end = index + 1
    if end >= stop:
        return end
    token = tokens[end]
    if token.word.key in word_lists()["affiliation_preposition"] and end + 1 < stop:
        following = _behind_quotes(tokens, end + 1, stop)
        return end if following is None else phrase_end(tokens, following, stop, inner)
    if token.word.readings and any(r.preposition for r in token.word.readings) and (end in inner or carries(token)):
        return phrase_end(tokens, end, stop, inner)
    return end
