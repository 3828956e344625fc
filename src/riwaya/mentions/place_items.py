"""What may stand behind a head noun: a name of the gazetteer, or a word that looks like an unlisted name."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from riwaya.language.gazetteer import QUOTES, Head, NameMatch, heads, name_parts
from riwaya.language.pattern import word_lists
from riwaya.mentions.place_names import FUNCTION_WORDS, Told, common, exactly, name_at, nationality
from riwaya.mentions.place_standing import standing
from riwaya.model.analysis import Reading, Token, Word

OPENING_QUOTES = frozenset("\"'«")
FACILITIES = frozenset({"airport", "dam", "port", "crossing"})


class Scope(NamedTuple):
    """Where names are sought: tokens up to `stop`, what the report tells, the tokens of personal names."""

    tokens: Sequence[Token]
    stop: int
    told: Told
    people: Collection[int]
    names: Mapping[int, Sequence[NameMatch]]

    def name(
        self,
        index: int,
        *,
        headed: bool = False,
        people: Collection[int] | None = None,
        listed_in: Collection[str] = (),
    ) -> NameMatch | None:
        """The longest name at token `index` that may be a place."""
        return name_at(
            self.tokens,
            index,
            self.stop,
            told=self.told,
            people=self.people if people is None else people,
            names=self.names,
            headed=headed,
            listed_in=listed_in,
        )


class HeadAt(NamedTuple):
    """A head noun at a token: how particles came off it, what it says, the folded word."""

    reading: Reading
    head: Head
    word: str


class Item(NamedTuple):
    """A name behind a head: tokens, letters cut off the first, candidates and what the name's own head is."""

    first: int
    last: int
    cut: int
    candidates: tuple[int, ...]
    head: str
    end: int


def head_at(scope: Scope, index: int) -> HeadAt | None:
    """The head noun at token `index`, None where there is none."""
    word = scope.tokens[index].word
    if word.kind != "word":
        return None
    for reading in word.readings:
        head = heads().get(reading.core)
        if head is not None:
            return HeadAt(reading, head, reading.core)
    return None


def item_at(scope: Scope, index: int, head: HeadAt, *, coordinated: bool = False) -> Item | None:
    """The name at token `index` behind a head: of the gazetteer, else unknown but shaped like a name."""
    match = scope.name(index, headed=True)
    if match is not None and coordinated and _idle(scope, index, match):
        return None
    if match is not None and (coordinated or not match.reading.cut) and not _ill_fitting(scope, index, match, head):
        last = _with_adjective(scope, match.last)
        return Item(index, last, match.reading.cut, match.rows, "", past_quote(scope, last))
    inner = head_at(scope, index)
    if inner is not None and inner.head.keeps and inner.word == inner.reading.bare and index + 1 < scope.stop:
        nested = item_at(scope, index + 1, inner)
        if nested is not None:
            rows = lent(inner.head.kind, nested.candidates)
            return nested._replace(first=index, head=inner.head.kind, cut=inner.reading.cut, candidates=rows)
    last, cut = _unknown(scope, index, head, coordinated=coordinated)
    return Item(index, last, cut, (), "", past_quote(scope, last)) if last > index else None


def lent(kind: str, rows: tuple[int, ...]) -> tuple[int, ...]:
    """The rows that a town lends to a facility named after it ("مطار كابول", Kabul airport); none if obscure."""
    known = standing(rows) if rows else None
    if known is None or kind == "street" or not (known.strong or known.district or kind in FACILITIES):
        return ()
    return rows


def _ill_fitting(scope: Scope, index: int, match: NameMatch, head: HeadAt) -> bool:
    """Words behind a head that only describe it: "منطقة الحدود" (border area), "قرية يمنية" (a Yemeni village)."""
    word = scope.tokens[index].word
    if match.last > index + 1:
        return False
    following = scope.tokens[match.last].word if match.last < scope.stop else None
    if following is not None and exactly(word, "place_name_parts") and _second_part(following):
        return True
    if exactly(word, "place_no_name") or exactly(word, "place_plain_head"):
        return True
    loose = head.word in word_lists()["place_loose_head"]
    if loose and common(word) and not word.definite and not standing(match.rows).district:
        return True
    if not word.known or word.pos != "ADJ":
        return False
    return bool(nationality(word)) or (not standing(match.rows).district and _relational(word))


def _idle(scope: Scope, index: int, match: NameMatch) -> bool:
    """An indefinite common word of a list that is an obscure place at most: "وغالبية أبين" (and most of Abyan)."""
    word = scope.tokens[index].word
    if match.last > index + 1 or not word.known or word.definite or standing(match.rows).district:
        return False
    following = scope.tokens[match.last].word if match.last < scope.stop else None
    return word.pos == "NOUN" or (word.pos == "VERB" and following is not None and following.pos in ("NOUN", "PROPN"))


def _relational(word: Word) -> bool:
    """An indefinite adjective of relation ("حضارية", urban)."""
    return not word.definite and word.key.endswith(tuple(word_lists()["place_adjective_ending"]))


def _is_head(word: Word) -> bool:
    return any(reading.core in heads() or reading.bare in heads() for reading in word.readings if not reading.cut)


def _second_part(word: Word) -> bool:
    """Whether a word may be the second part of a name whose first asks for one: "سلطان بيلي" (Sultanbeyli)."""
    if word.kind == "number":
        return True
    if word.kind != "word" or word.readings[0].cut or word.pos in FUNCTION_WORDS or nationality(word):
        return False
    return not common(word) or (word.pos == "NOUN" and not exactly(word, "place_no_name"))


def _unknown(scope: Scope, index: int, head: HeadAt, *, coordinated: bool) -> tuple[int, int]:
    """The end of an unlisted name at token `index` and the letters to cut; (index, 0) where it looks like none."""
    none = (index, 0)
    tokens, word = scope.tokens, scope.tokens[index].word
    if word.kind != "word" or head.word not in word_lists()["place_naming_head"]:
        return none
    quoted = index > 0 and tokens[index - 1].word.key in OPENING_QUOTES
    if quoted and not exactly(word, "place_no_name"):
        closing = next((n for n in range(index, min(index + 4, scope.stop)) if tokens[n].word.key in QUOTES), 0)
        if closing:
            return closing, 0
    cut = 0
    if coordinated:
        cut = next((r.cut for r in word.readings if r.conjunction and not r.preposition), 0)
    if not _like_a_name(scope, index, head, quoted=quoted) and not (coordinated and closed(scope, index)):
        return none
    last = index + 1
    reading = next((r for r in word.readings if r.cut == cut), word.readings[0])
    if reading.core in name_parts() and last < scope.stop and tokens[last].word.kind != "punct":
        if tokens[last].word.pos in FUNCTION_WORDS - {"NUM"}:
            return none
        last += 1
    elif _foreign(word) and last < scope.stop and _foreign(tokens[last].word) and not scope.name(last):
        last += 1
    return _with_adjective(scope, last), cut


def _like_a_name(scope: Scope, index: int, head: HeadAt, *, quoted: bool) -> bool:
    word = scope.tokens[index].word
    following = scope.tokens[index + 1].word if index + 1 < scope.stop else None
    if (
        following is not None
        and word.readings[0].bare in name_parts()
        and not word.definite
        and _second_part(following)
    ):
        return True
    if word.pos in FUNCTION_WORDS or exactly(word, "place_no_name") or nationality(word) or len(word.key) < 3:
        return False
    if any(exactly(word, name) for name in ("place_side", "place_near", "place_name_adjective")):
        return False
    if _is_head(word):
        return False
    if word.proclitics and word.proclitics[0] in word_lists()["attached_like"]:
        return head.word not in word_lists()["place_loose_head"]  # no "like" stands behind "town"
    if quoted or not common(word):
        return not (word.proclitics and word.proclitics[0] in word_lists()["attached_in"]) or quoted
    if head.word in word_lists()["place_loose_head"]:
        return False
    return word.pos == "NOUN" and word.definite and word.readings[0].preposition == ""


def _foreign(word: Word) -> bool:
    """Whether a word looks like part of a foreign name: unknown or a proper noun, no article, no particles."""
    return (
        word.kind == "word"
        and not common(word)
        and not word.definite
        and not word.readings[0].cut
        and len(word.key) > 2
    )


def closed(scope: Scope, index: int) -> bool:
    """Whether a definite word of a list stands alone: what follows is no adjective or verb of its own."""
    word = scope.tokens[index].word
    if word.pos not in ("ADJ", "NOUN") or not word.definite or exactly(word, "place_no_name") or nationality(word):
        return False
    if index + 1 >= scope.stop:
        return True
    following = scope.tokens[index + 1].word
    return following.pos in ("ADP", "PUNCT") or any(r.conjunction and r.cut < 2 for r in following.readings[:1])


def _with_adjective(scope: Scope, last: int) -> int:
    """Past an adjective that belongs to the name: "الغارية الغربية" (Western Ghariyah)."""
    if last < scope.stop and last > 0:
        word, before = scope.tokens[last].word, scope.tokens[last - 1].word
        if word.definite and before.definite and not word.readings[0].cut and exactly(word, "place_name_adjective"):
            return last + 1
    return last


def past_quote(scope: Scope, last: int) -> int:
    """The token behind a closing mark at `last`; `last` where there is none."""
    return last + 1 if last < scope.stop and scope.tokens[last].word.key in QUOTES | {")"} else last
