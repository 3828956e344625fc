"""Places behind a head noun ("مدينة", city), alone or listed ("قرى A وB", villages A and B), known or not."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from riwaya.language.gazetteer import QUOTES, Head, NameMatch, heads, name_parts
from riwaya.language.pattern import word_lists
from riwaya.mentions.place_names import FUNCTION_WORDS, Told, common, exactly, name_at, nationality, standing
from riwaya.model.analysis import Reading, Token, Word
from riwaya.model.mentions import PlaceMention

OPENING = QUOTES | frozenset("(:")
SEPARATORS = frozenset("،,-–—/") | QUOTES | frozenset("()")
CAPITAL = "settlement"
LONGEST_LIST = 12
FACILITIES = frozenset({"airport", "dam", "port", "crossing"})


class Scope(NamedTuple):
    """Where names are sought: tokens up to `stop`, what the report tells, the tokens of personal names."""

    tokens: Sequence[Token]
    stop: int
    told: Told
    people: Collection[int]
    names: Mapping[int, Sequence[NameMatch]]

    def name(
        self, index: int, *, headed: bool = False, people: Collection[int] | None = None, listed_in: Collection[str] = ()
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


class _HeadAt(NamedTuple):
    reading: Reading
    head: Head
    word: str


class _Item(NamedTuple):
    """A name behind a head: tokens, letters cut off the first, candidates and what the name's own head is."""

    first: int
    last: int
    cut: int
    candidates: tuple[int, ...]
    head: str
    end: int


def _head_at(scope: Scope, index: int) -> _HeadAt | None:
    word = scope.tokens[index].word
    if word.kind != "word":
        return None
    for reading in word.readings:
        head = heads().get(reading.core)
        if head is not None:
            return _HeadAt(reading, head, reading.core)
    return None


def headed_places(scope: Scope, index: int) -> tuple[PlaceMention, ...]:
    """The places named behind the head noun at token `index`; none where it is no head or nothing named follows."""
    found = _head_at(scope, index)
    if found is None or found.word in word_lists()["place_no_head"]:
        return ()
    last_head, name_first = _head_run(scope, index)
    if name_first >= scope.stop:
        return ()
    head = last_head.head
    item = _item(scope, name_first, last_head)
    if found.word != found.reading.bare and item is not None and not (item.candidates and standing(item.candidates).strong):
        return ()
    whole = scope.name(index, people=())
    if whole is None and found.head.keeps and not found.reading.preposition:
        whole = scope.name(index, headed=True)
    if whole is not None and whole.last > index + 1 and (item is None or whole.last >= item.last):
        first = index if found.head.keeps else name_first
        rows = whole.rows if item is None or whole.last > item.last or found.head.keeps else tuple(sorted({*whole.rows, *item.candidates}))
        item = _Item(first, whole.last, whole.reading.cut if found.head.keeps else 0, rows, "", whole.last)
    elif item is not None and found.head.keeps:
        item = item._replace(first=index, cut=found.reading.cut, candidates=_lent(found.head.kind, item.candidates))
    if item is None or (item.first == item.last):
        return ()
    first_place = PlaceMention(
        first=index,
        last=item.end,
        cut=found.reading.cut,
        preposition=found.reading.preposition,
        conjunction=found.reading.conjunction,
        rule=f"head:{head.kind}" if item.candidates else f"unknown:{head.kind}",
        core_first=item.first,
        core_last=item.last,
        core_cut=item.cut,
        candidates=item.candidates,
        head=item.head or head.kind,
    )
    many = exactly(scope.tokens[index].word, "place_plural_head") or name_first > index + 2
    return (first_place, *_coordinated(scope, first_place, head.kind, many=many))


def _head_run(scope: Scope, index: int) -> tuple[_HeadAt, int]:
    """The last of the heads that stand in a row ("قرى وبلدات", "عاصمة محافظة"), and the token where the name begins."""
    found = _head_at(scope, index)
    assert found is not None
    position = index + 1
    if found.word != found.reading.bare:  # "العاصمة اليمنية صنعاء": adjectives between
        while position < scope.stop and nationality(scope.tokens[position].word):
            position += 1
    while position < scope.stop and scope.tokens[position].word.key in OPENING:
        position += 1
    while position + 1 < scope.stop:
        following = _head_at(scope, position)
        if following is None or following.reading.preposition or following.word in word_lists()["place_no_head"]:
            break
        if following.head.keeps and following.reading.conjunction == "":
            break
        found, position = following, position + 1
        while position < scope.stop and scope.tokens[position].word.key in OPENING:
            position += 1
    return found, position


def _item(scope: Scope, index: int, head: _HeadAt, *, coordinated: bool = False) -> _Item | None:
    """The name at token `index` behind a head: of the gazetteer, else unknown but shaped like a name."""
    match = scope.name(index, headed=True)
    if match is not None and (coordinated or not match.reading.cut) and not _ill_fitting(scope, index, match.last, head):
        last = _with_adjective(scope, match.last)
        return _Item(index, last, match.reading.cut, match.rows, "", _past_quote(scope, last))
    inner = _head_at(scope, index)
    if inner is not None and inner.head.keeps and inner.word == inner.reading.bare and index + 1 < scope.stop:
        nested = _item(scope, index + 1, inner)
        if nested is not None:
            rows = _lent(inner.head.kind, nested.candidates)
            return nested._replace(first=index, head=inner.head.kind, cut=inner.reading.cut, candidates=rows)
    last, cut = _unknown(scope, index, head, coordinated=coordinated)
    return _Item(index, last, cut, (), "", _past_quote(scope, last)) if last > index else None


def _lent(kind: str, rows: tuple[int, ...]) -> tuple[int, ...]:
    """The rows that a town lends to a facility named after it ("مطار كابول", Kabul airport); none to what may lie anywhere."""
    known = standing(rows) if rows else None
    if known is None or kind == "street" or not (known.strong or known.district or kind in FACILITIES):
        return ()
    return rows


def _ill_fitting(scope: Scope, index: int, last: int, head: _HeadAt) -> bool:
    """A single common word behind a head that is itself common ("منطقة الحدود", the border area) is no name."""
    word = scope.tokens[index].word
    if last > index + 1:
        return False
    following = scope.tokens[last].word if last < scope.stop else None
    if following is not None and exactly(word, "place_name_parts") and _second_part(following):
        return True
    return exactly(word, "place_no_name") or bool(nationality(word) and word.known and word.pos == "ADJ" and word.definite)


def _second_part(word: Word) -> bool:
    """Whether a word may be the second part of a name whose first asks for one: "سلطان بيلي" (Sultanbeyli)."""
    if word.kind == "number":
        return True
    return word.kind == "word" and not common(word) and not word.readings[0].cut and word.pos not in FUNCTION_WORDS


def _unknown(scope: Scope, index: int, head: _HeadAt, *, coordinated: bool) -> tuple[int, int]:
    """The end of an unlisted name at token `index` and the letters to cut; (index, 0) where it looks like none."""
    none = (index, 0)
    tokens, word = scope.tokens, scope.tokens[index].word
    if word.kind != "word" or head.word not in word_lists()["place_naming_head"]:
        return none
    quoted = index > 0 and tokens[index - 1].word.key in QUOTES
    if quoted:
        closing = next((n for n in range(index, min(index + 4, scope.stop)) if tokens[n].word.key in QUOTES), 0)
        if closing:
            return closing, 0
    cut = 0
    if coordinated:
        cut = next((r.cut for r in word.readings if r.conjunction and not r.preposition), 0)
    if not _like_a_name(scope, index, head, quoted=quoted) and not (coordinated and _closed(scope, index)):
        return none
    last = index + 1
    reading = next((r for r in word.readings if r.cut == cut), word.readings[0])
    if reading.core in name_parts() and last < scope.stop and tokens[last].word.kind != "punct":
        if tokens[last].word.pos in FUNCTION_WORDS - {"NUM"}:
            return none
        last += 1
    return _with_adjective(scope, last), cut


def _like_a_name(scope: Scope, index: int, head: _HeadAt, *, quoted: bool) -> bool:
    word = scope.tokens[index].word
    if index + 1 < scope.stop and scope.tokens[index + 1].word.kind == "number" and exactly(word, "place_name_parts"):
        return True
    if word.pos in FUNCTION_WORDS or exactly(word, "place_no_name") or nationality(word) or len(word.key) < 3:
        return False
    if quoted or not common(word):
        return not (word.proclitics and word.proclitics[0] in ("\u0628", "\u0644", "\u0643")) or quoted
    if head.word in word_lists()["place_loose_head"]:
        return False
    return word.pos == "NOUN" and word.definite and word.readings[0].preposition == ""


def _closed(scope: Scope, index: int) -> bool:
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


def _past_quote(scope: Scope, last: int) -> int:
    return last + 1 if last < scope.stop and scope.tokens[last].word.key in QUOTES | {")"} else last


def _coordinated(scope: Scope, first: PlaceMention, kind: str, *, many: bool) -> Iterator[PlaceMention]:
    """Further names of a list: behind a plural head any that look like names, else only known ones of the country."""
    head = _HeadAt(scope.tokens[first.first].word.readings[0], Head(kind, False), next(iter(word_lists()["place_plural_head"])))
    countries = standing(first.candidates).countries if first.candidates else frozenset(scope.told.favoured)
    end, count = first.last, 1
    while count < LONGEST_LIST:
        position, marked = _past_separators(scope, end)
        if position >= scope.stop or _head_at(scope, position) is not None:
            return
        word = scope.tokens[position].word
        joined = any(reading.conjunction for reading in word.readings)
        if not (marked and many) and not joined:
            return
        item = _list_item(scope, position, head, countries, many=many, joined=joined)
        if item is None and joined:
            item = _between_known(scope, position, countries)
        if item is None:
            return
        yield PlaceMention(
            first=position,
            last=item.end,
            cut=item.cut,
            conjunction=next((r.conjunction for r in word.readings if r.cut == item.cut and item.cut), ""),
            rule=f"list:{kind}",
            core_first=item.first,
            core_last=item.last,
            core_cut=item.cut,
            candidates=item.candidates,
            head=kind if many else "",
        )
        end, count = item.end, count + 1


def coordinated_after(scope: Scope, place: PlaceMention) -> tuple[PlaceMention, ...]:
    """Places joined by "and" to a place named without a head."""
    return tuple(_coordinated(scope, place, CAPITAL, many=False))


def _list_item(
    scope: Scope, index: int, head: _HeadAt, countries: Collection[str], *, many: bool, joined: bool
) -> _Item | None:
    if many:
        item = _item(scope, index, head, coordinated=True)
        return item if item is None or item.cut or not joined or not common(scope.tokens[index].word) else None
    match = scope.name(index, listed_in=countries)
    if match is None or not match.reading.conjunction or match.reading.preposition:
        return None
    return _Item(index, match.last, match.reading.cut, match.rows, "", _past_quote(scope, match.last))


def _between_known(scope: Scope, index: int, countries: Collection[str]) -> _Item | None:
    """An unlisted name in a row of known ones: "وكركوك والمخمورة وسنجار" (and Kirkuk and Makhmura and Sinjar)."""
    word = scope.tokens[index].word
    if common(word) or word.pos in FUNCTION_WORDS or index + 1 >= scope.stop:
        return None
    following = scope.name(index + 1, listed_in=countries)
    if following is None or not following.reading.conjunction or following.reading.preposition:
        return None
    cut = next((r.cut for r in word.readings if r.conjunction and not r.preposition), 0)
    return _Item(index, index + 1, cut, (), "", index + 1) if cut else None


def _past_separators(scope: Scope, position: int) -> tuple[int, bool]:
    start = position
    while position < scope.stop and scope.tokens[position].word.key in SEPARATORS:
        position += 1
    return position, position > start
