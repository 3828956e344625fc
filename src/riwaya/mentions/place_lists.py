"""Names listed behind a place: "قرى A وB" (villages A and B), "عدن ولحج" (Aden and Lahij)."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from riwaya.language.gazetteer import QUOTES, Head
from riwaya.language.pattern import word_lists
from riwaya.mentions.place_items import HeadAt, Item, Scope, closed, head_at, item_at, past_quote
from riwaya.mentions.place_names import FUNCTION_WORDS, common
from riwaya.mentions.place_standing import standing
from riwaya.model.mentions import PlaceMention

SEPARATORS = frozenset("\u060c,-–—/") | QUOTES | frozenset("()")
LONGEST_LIST = 12


def coordinated(scope: Scope, first: PlaceMention, kind: str, *, many: bool) -> Iterator[PlaceMention]:
    """Further names of a list: behind a plural head any that look like names, else only known ones of the country."""
    head = HeadAt(
        scope.tokens[first.first].word.readings[0], Head(kind, False), next(iter(word_lists()["place_plural_head"]))
    )
    countries = standing(first.candidates).countries if first.candidates else frozenset(scope.told.favoured)
    end, count = first.last, 1
    while count < LONGEST_LIST:
        position, marked = _past_separators(scope, end)
        if position >= scope.stop or not _may_go_on(scope, position, many=many):
            return
        word = scope.tokens[position].word
        joined = any(reading.conjunction for reading in word.readings)
        if not (marked and many) and not joined:
            return
        item = _list_item(scope, position, head, countries, many=many, joined=joined)
        if item is None and joined and count > 1:
            item = _common_word(scope, position, countries)
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


def _may_go_on(scope: Scope, position: int, *, many: bool) -> bool:
    """Whether no common noun begins a phrase of its own here; one that is part of a name may ("وكفر سجنة")."""
    inner = head_at(scope, position)
    if inner is None:
        return True
    whole = scope.name(position, headed=True) if many and inner.head.keeps else None
    return whole is not None and whole.last > position + 1


def coordinated_after(scope: Scope, place: PlaceMention) -> tuple[PlaceMention, ...]:
    """Places joined by "and" to a place named without a head."""
    return tuple(coordinated(scope, place, "settlement", many=False))


def _list_item(
    scope: Scope, index: int, head: HeadAt, countries: Collection[str], *, many: bool, joined: bool
) -> Item | None:
    if many:
        item = item_at(scope, index, head, coordinated=True)
        return item if item is None or item.cut or not joined or not common(scope.tokens[index].word) else None
    match = scope.name(index, listed_in=countries)
    if match is None or not match.reading.conjunction or match.reading.preposition:
        return None
    return Item(index, match.last, match.reading.cut, match.rows, "", past_quote(scope, match.last))


def _common_word(scope: Scope, index: int, countries: Collection[str]) -> Item | None:
    """A definite common word that is a place of the same country, late in a list: "والكشكية والطيبة" (Tayyibah)."""
    for match in scope.names.get(index, ()):
        known = standing(match.rows)
        single = match.last == index + 1 and match.reading.conjunction and match.reading.core != match.reading.bare
        if single and known.attested and not known.countries.isdisjoint(countries) and closed(scope, index):
            return Item(index, match.last, match.reading.cut, match.rows, "", match.last)
    return None


def _between_known(scope: Scope, index: int, countries: Collection[str]) -> Item | None:
    """An unlisted name in a row of known ones: "وكركوك والمخمورة وسنجار" (and Kirkuk and Makhmura and Sinjar)."""
    word = scope.tokens[index].word
    if common(word) or word.pos in FUNCTION_WORDS or index + 1 >= scope.stop:
        return None
    following = scope.name(index + 1, listed_in=countries)
    if following is None or not following.reading.conjunction or following.reading.preposition:
        return None
    cut = next((r.cut for r in word.readings if r.conjunction and not r.preposition), 0)
    return Item(index, index + 1, cut, (), "", index + 1) if cut else None


def _past_separators(scope: Scope, position: int) -> tuple[int, bool]:
    start = position
    while position < scope.stop and scope.tokens[position].word.key in SEPARATORS:
        position += 1
    return position, position > start
