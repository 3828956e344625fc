"""Places behind a head noun ("مدينة", city), alone or listed ("قرى A وB", villages A and B), known or not."""

from __future__ import annotations

from riwaya.language.pattern import word_lists
from riwaya.mentions.place_items import HeadAt, Item, Scope, head_at, item_at, lent
from riwaya.mentions.place_lists import coordinated
from riwaya.mentions.place_names import nationality
from riwaya.mentions.place_standing import standing
from riwaya.model.mentions import PlaceMention

OPENING = frozenset("\"'«(:")


def headed_places(scope: Scope, index: int) -> tuple[PlaceMention, ...]:
    """The places named behind the head noun at token `index`; none where it is no head or nothing named follows."""
    found = head_at(scope, index)
    if (
        found is None
        or found.word in word_lists()["place_no_head"]
        or found.reading.preposition in word_lists()["attached_like"]
    ):
        return ()
    last_head, name_first = _head_run(scope, index)
    if name_first >= scope.stop:
        return ()
    head = last_head.head
    item = item_at(scope, name_first, last_head)
    if found.word != found.reading.bare and not _apposed(found, item):
        item = None
    item = _with_head(scope, index, name_first, item, found)
    if item is None or item.first == item.last:
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
        head=item.head or ("" if item.candidates and standing(item.candidates).country else head.kind),
    )
    many = found.word in word_lists()["place_plural_head"] or name_first > index + 2
    return (first_place, *coordinated(scope, first_place, head.kind, many=many))


def _head_run(scope: Scope, index: int) -> tuple[HeadAt, int]:
    """The last of the heads that stand in a row ("قرى وبلدات", "عاصمة محافظة"), and the token where the name begins."""
    found = head_at(scope, index)
    assert found is not None
    position = index + 1
    if found.word != found.reading.bare:  # adjectives between: the Yemeni capital Sanaa
        while position < scope.stop and nationality(scope.tokens[position].word):
            position += 1
    while position < scope.stop and scope.tokens[position].word.key in OPENING:
        position += 1
    while position + 1 < scope.stop:
        following = head_at(scope, position)
        if following is None or following.reading.preposition or following.word in word_lists()["place_no_head"]:
            break
        if following.head.keeps and following.reading.conjunction == "":
            break
        found, position = following, position + 1
        while position < scope.stop and scope.tokens[position].word.key in OPENING:
            position += 1
    return found, position


def _with_head(scope: Scope, index: int, name_first: int, item: Item | None, found: HeadAt) -> Item | None:
    """The item, or the longer name of the gazetteer that has the head noun in it ("مطار منغ", Menagh air base)."""
    keeps = found.head.keeps
    whole = scope.name(index, people=())
    if whole is None and keeps and not found.reading.preposition:
        whole = scope.name(index, headed=True)
    if whole is not None and whole.last > index + 1 and (item is None or whole.last >= item.last):
        own = item is None or whole.last > item.last or keeps
        rows = whole.rows if own or item is None else tuple(sorted({*whole.rows, *item.candidates}))
        return Item(index if keeps else name_first, whole.last, whole.reading.cut if keeps else 0, rows, "", whole.last)
    return _kept(index, item, found) if item is not None and keeps else item


def _apposed(found: HeadAt, item: Item | None) -> bool:
    """Whether a well known name stands beside "the capital"; other heads with article have no name behind them."""
    return found.reading.bare in word_lists()["place_seat"] and item is not None and _strong(item.candidates)


def _strong(rows: tuple[int, ...]) -> bool:
    return bool(rows) and standing(rows).strong


def _kept(index: int, item: Item, found: HeadAt) -> Item | None:
    """The item with its head as part of the name; None where neither the head's nor its own fame makes it a place."""
    rows = lent(found.head.kind, item.candidates)
    if item.candidates and not rows and found.word not in word_lists()["place_naming_head"]:
        return None
    return item._replace(first=index, cut=found.reading.cut, candidates=rows)
