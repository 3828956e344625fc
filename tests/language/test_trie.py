"""Finding listed phrases in a sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.language.fold import fold
from riwaya.language.readings import bare_words
from riwaya.language.trie import Trie
from riwaya.model import Report, Token
from riwaya.text import analyse

PHRASES = ["التحالف الدولي", "التحالف", "الجيش الوطني السوري", "الجيش الوطني", "داعش"]


def tokens_of(text: str) -> tuple[Token, ...]:
    return analyse(Report(id="a", text=text)).tokens


def listed(*, bare: bool) -> Trie[str]:
    trie: Trie[str] = Trie(bare=bare)
    for phrase in PHRASES:
        trie.add(bare_words(phrase, bare=bare), phrase)
    return trie


def found(text: str, *, bare: bool = True, at: int = 0) -> list[tuple[str, int]]:
    """The phrases that begin at a token, with the letters cut off it."""
    tokens = tokens_of(text)
    return [(match.value[0], match.reading.cut) for match in listed(bare=bare).at(tokens, at, len(tokens))]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("التحالف الدولي", [("التحالف الدولي", 0), ("التحالف", 0)]),  # the longest first
        ("تحالف دولي", [("التحالف الدولي", 0), ("التحالف", 0)]),  # article or not
        ("وللتحالف الدولي", [("التحالف الدولي", 3), ("التحالف", 3)]),  # and to the coalition
        ("«الجيش الوطني» السوري", [("الجيش الوطني السوري", 0), ("الجيش الوطني", 0)]),  # past a quotation mark
        ("التحالف، الدولي", [("التحالف", 0)]),  # but past no comma
        ("داعِش", [("داعش", 0)]),
        ("بداعش", [("داعش", 1)]),
        ("قصف التحالف", []),  # only from the token asked for
    ],
)
def test_phrases_that_begin_here(text: str, wanted: list[tuple[str, int]]) -> None:
    start = 1 if text.startswith("«") else 0
    assert found(text, at=start) == wanted


def test_with_article_as_place_names_need_it() -> None:
    assert found("التحالف الدولي", bare=False)[0] == ("التحالف الدولي", 0)
    assert found("تحالف دولي", bare=False) == []


def test_a_match_ends_at_the_stop() -> None:
    tokens = tokens_of("التحالف الدولي")
    assert [match.last for match in listed(bare=True).at(tokens, 0, 1)] == [1]


def test_values_of_one_phrase_add_up() -> None:
    trie: Trie[int] = Trie(bare=True)
    trie.add(["جيش"], 1)
    trie.add(["جيش"], 2)
    (match,) = trie.at(tokens_of("الجيش"), 0, 1)
    assert match.value == [1, 2]


WORDS = st.sampled_from(["التحالف", "الدولي", "وللتحالف", "الجيش", "الوطني", "السوري", "«", "»", "،", "بداعش", "12"])


@given(st.lists(WORDS, min_size=1, max_size=12).map(" ".join), st.booleans())
def test_every_match_holds_the_words_of_its_phrase(text: str, bare: bool) -> None:
    tokens = tokens_of(text)
    for index in range(len(tokens)):
        for match in listed(bare=bare).at(tokens, index, len(tokens)):
            words = [token.word for token in tokens[match.first : match.last] if token.word.kind != "punct"]
            assert match.first == index < match.last <= len(tokens)
            assert len(words) == len(fold(match.value[0]).split())
