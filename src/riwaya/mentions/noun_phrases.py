"""Where a noun phrase ends, from parts of speech, articles and the mentions inside it.

The grammar behind it: in an iḍāfa (annexation) only the last noun can bear the article; an adjective agrees with its
noun in definiteness; a name stands in apposition. So behind a definite noun only definite adjectives, names and
demonstratives go on, and an indefinite noun after a definite one opens a new phrase.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence

from riwaya.language.pattern import word_lists
from riwaya.mentions.people import people
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
    named_to = inner.get(first, -1)
    definite = _definite(tokens[end - 1]) or first in inner
    named = first in inner or tokens[first].word.pos == "PROPN"
    while end < stop:
        token = tokens[end]
        word = token.word
        if word.key in QUOTES:
            following = _behind_quotes(tokens, end, stop)
            quoted = following == end + 1 and tokens[following].word.kind != "punct"
            if following is None or not quoted or not _joins(tokens[following], definite, named):
                break
            if first and tokens[first - 1].word.key in QUOTES and tokens[following].word.pos == "NOUN":
                break  # the quotation was a whole name: to "Okaz" the spokesman (said)
            end = following
        elif word.key in lists["affiliation"] or word.readings[0].bare in lists["affiliation"]:
            end = _affiliation(tokens, end, stop, inner)
            definite, named = True, True
        elif word.key in lists["count_of"] and _counted(tokens[end - 1], lists["counted_from"]) and end + 1 < stop:
            end = phrase_end(tokens, end + 1, stop, inner)
            break
        elif end not in inner and _also(tokens[end - 1].word, word):
            end += 1
        elif end in inner and (definite or tokens[end - 1].word.pos == "ADJ"):
            break  # a name is annexed to its noun at once, never behind an adjective ("warplanes Benghazi")
        elif end == named_to and word.pos == "NOUN" and word.known:
            break  # a name is whole: a common noun behind it is another phrase
        elif _opens_another(tokens[end - 1].word, token, definite, named, at_head=end - 1 == first):
            break
        elif end in inner:
            end = named_to = inner[end]
            definite = named = True
        else:
            definite, named = definite or _definite(token), word.pos == "PROPN"
            end += 1
    while end < stop and tokens[end].word.key == "\u00bb" and any(t.word.key == "\u00ab" for t in tokens[first:end]):
        end += 1
    return end


def _opens_another(before: Word, token: Token, definite: bool, named: bool, *, at_head: bool) -> bool:
    """Whether a token can not go on with the phrase: by its definiteness, or though that would let it.

    A plural that kept its nun takes no annexed noun, nor does a noun behind its adjective (`before` is none
    `at_head`: "مؤيدي الرئيس", supporters of the president); "fire" is the object of "to open fire".
    """
    word = token.word
    if word.key in word_lists()["when"]:
        return True  # it opens a clause
    if not _joins(token, definite, named) or (word.key in word_lists()["demonstrative"] and not named):
        return True
    if _complete(before) and not (word.definite if before.definite else _agrees(word)):
        return True
    if word.definite and word.readings[0].bare in word_lists()["never_annexed"]:
        return True
    if before.pos in ("NOUN", "ADJ") and word.pos == "NOUN" and _accusative(word) and not _accusative(before):
        return True  # an accusative is annexed to nothing: "a bomber | an attack (he launched)"
    if before.pos == "ADJ" and word.definite and word.readings[0].bare in word_lists()["false_annexed"]:
        return False
    if before.pos == "ADJ" and word.pos == "NUM" and word.kind == "word":
        return True  # "planes launched five raids": a number counts what follows
    behind_adjective = word.pos == "NOUN" and before.pos == "ADJ" and not at_head
    return behind_adjective and ((word.definite and before.definite) or (not definite and not _agrees(word)))


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
    word = token.word
    if not word.known and word.key.endswith(tuple(word_lists()["plural_verb"])):
        return False
    if not definite:
        return True
    if word.kind == "number" or word.pos == "NUM":
        return False
    return (word.definite and (named or word.pos != "NOUN")) or word.pos == "PROPN" or not word.known


def _also(before: Word, word: Word) -> bool:
    """Whether a word is one more adjective of the noun: "مصادر طبية وأمنية" (medical and security sources)."""
    reading = word.readings[0] if word.readings else None
    joined = reading is not None and reading.conjunction != "" and not reading.preposition
    return joined and before.pos == word.pos == "ADJ" and before.definite == word.definite and word.known


def _accusative(word: Word) -> bool:
    """Whether a word shows the tanwin of the accusative: "هجوما" (an attack)."""
    return word.known and any(word.key == word.lemma + ending for ending in word_lists()["count_accusative"])


def _complete(word: Word) -> bool:
    """Whether a word is a plural that kept its nun ("مسلحون" gunmen), which annexation drops, or people in tanwin."""
    lists = word_lists()
    if _accusative(word) and people(word.key):
        return not word.definite
    return word.known and word.key.endswith(tuple(lists["sound_plural_subject"]))


def _agrees(word: Word) -> bool:
    """Whether a word can be the adjective of such a plural, or a name; a definite one opens another phrase.

    "مسلحون مجهولون | الصحفي" (unknown gunmen | the journalist).
    """
    if word.definite and word.pos != "PROPN":
        return False
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
