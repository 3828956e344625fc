"""Classes of errors, counted mechanically from the gold events and the coded ones (standard library and riwaya).

Matching is that of the bench's `score.py`. Every error of a field is in exactly one class: of those that fit, the first
in the order of `CLASSES`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from articles import Article, Item, Scorer

GAP = 3  # characters between two phrases that stand side by side
AREA = 3  # UCDP where_prec from which a place is an area that holds others
OTHER_ROLE = {"actors": "targets", "targets": "actors"}
LENT, CARRIED = "place.sentence", "place.carried"

_MISSED_EVENT = "missing: its event was missed"
_INVENTED_EVENT = "given: its event is invented"
_SHORT = "cut too short"
_LONG = "cut too long"
_BESIDE = "the phrase right beside it given (its office for its name)"
_SWAPPED = {"actors": "actor given as target", "targets": "target given as actor"}
_NONE_GIVEN = "missing: none given"
_OTHERS_GIVEN = "missing: beside others that are right, or in place of wrong ones"
_WRONG = "given: another than the gold ones"
_NONE_TOLD = "given: the gold event has none"

ITEM_CLASSES = (
    _MISSED_EVENT,
    _INVENTED_EVENT,
    _SHORT,
    _LONG,
    _BESIDE,
    _NONE_GIVEN,
    _OTHERS_GIVEN,
    _WRONG,
    _NONE_TOLD,
)
PLACE_CLASSES = (
    _MISSED_EVENT,
    _INVENTED_EVENT,
    _SHORT,
    _LONG,
    _BESIDE,
    _NONE_GIVEN,
    _OTHERS_GIVEN,
    "given: the area that holds the place",
    "given: wrong, lent by the sentence",
    "given: wrong, carried from an event before",
    "given: wrong, told with the event",
)
VALUE_CLASSES = (_MISSED_EVENT, _INVENTED_EVENT, _NONE_GIVEN, _NONE_TOLD)
FIGURE_CLASSES = (*VALUE_CLASSES, "the figure stands on another event", "another value")
CLASSES: dict[str, tuple[str, ...]] = {
    "events": (
        "missed: merged with another event of its type",
        "missed: found, with another type",
        "missed: only other events found in its sentences",
        "missed: nothing found in its sentences",
        "invented: splits a gold event",
        "invented: a gold event with the wrong type",
        "invented: beside other events in their sentences",
        "invented: in a sentence without gold events",
        "invented: in an article without gold events",
    ),
    "actors": (*ITEM_CLASSES[:5], _SWAPPED["actors"], *ITEM_CLASSES[5:]),
    "targets": (*ITEM_CLASSES[:5], _SWAPPED["targets"], *ITEM_CLASSES[5:]),
    "places": PLACE_CLASSES,
    "sources": ITEM_CLASSES,
    "date": (*VALUE_CLASSES, "other days"),
    "killed": FIGURE_CLASSES,
    "injured": FIGURE_CLASSES,
}


class Error(NamedTuple):
    """One error: its field and its class."""

    field: str
    kind: str


def count(articles: Sequence[Article], scorer: Scorer) -> dict[str, dict[str, int]]:
    """For each field, how many errors of each class there are, in the order of `CLASSES`."""
    counts = Counter(error for article in articles for error in errors(article, scorer))
    return {field: {kind: counts[Error(field, kind)] for kind in kinds} for field, kinds in CLASSES.items()}


def errors(article: Article, scorer: Scorer) -> Iterator[Error]:
    """All errors of an article."""
    yield from (Error("events", kind) for kind in _event_errors(article, scorer))
    back = {coded: gold for gold, coded in article.matched.items()}
    pairs = [
        (gold, article.coded[article.matched[i]] if i in article.matched else None)
        for i, gold in enumerate(article.gold)
    ]
    invented = [coded for j, coded in enumerate(article.coded) if j not in back]
    for field in ("actors", "targets", "places", "sources"):
        for gold, coded in pairs:
            yield from (Error(field, kind) for kind in _item_errors(field, gold, coded, article.text, scorer))
        yield from (Error(field, _INVENTED_EVENT) for coded in invented for _ in coded[field])
    for field in ("date", "killed", "injured"):
        for gold, coded in pairs:
            others = [event for event in article.coded if event is not coded]
            kind = _value_error(field, gold, coded, others, scorer)
            if kind:
                yield Error(field, kind)
        yield from (Error(field, _INVENTED_EVENT) for coded in invented if scorer.value(coded[field]) is not None)


# ---- events ----


def _event_errors(article: Article, scorer: Scorer) -> Iterator[str]:
    where = [scorer.sentences_of(event, article.spans) for event in article.coded]
    taken = set(article.matched.values())
    for i, gold in enumerate(article.gold):
        if i not in article.matched:
            near = [j for j, sentences in enumerate(where) if sentences & set(gold["sentences"])]
            yield _missed(gold, near, article, taken)
    for j, coded in enumerate(article.coded):
        if j not in taken:
            told = [i for i, gold in enumerate(article.gold) if where[j] & set(gold["sentences"])]
            yield _invented(coded, told, article)


def _missed(gold: Item, near: Sequence[int], article: Article, taken: set[int]) -> str:
    """`near` are the coded events in the sentences of the missed one."""
    merged, other, beside, nothing = CLASSES["events"][:4]
    if not near:
        return nothing
    if any(article.coded[j]["type"] == gold["type"] for j in near):
        return merged
    return other if any(j not in taken for j in near) else beside


def _invented(coded: Item, told: Sequence[int], article: Article) -> str:
    """`told` are the gold events in the sentences of the invented one."""
    split, wrong_type, beside, sentence, whole = CLASSES["events"][4:]
    if not article.gold:
        return whole
    if not told:
        return sentence
    if any(article.gold[i]["type"] == coded["type"] for i in told):
        return split
    return wrong_type if any(i not in article.matched for i in told) else beside


# ---- actors, targets, places, sources ----


def _item_errors(field: str, gold: Item, coded: Item | None, text: str, scorer: Scorer) -> Iterator[str]:
    """What is missing of the gold event's items, and what its coded event (None: missed) gives besides."""
    if coded is None:
        yield from (_MISSED_EVENT for _ in gold[field])
        return
    pairs = scorer.pair(gold[field], coded[field])
    missing = [item for item in gold[field] if not any(item is a for a, _ in pairs)]
    extra = [item for item in coded[field] if not any(item is b for _, b in pairs)]
    for item in missing:
        phrase = scorer.text_of(item)
        twin = next((other for other in extra if _overlap(phrase, other["text"], scorer)), None)
        beside = twin is None
        twin = twin or next((other for other in extra if _neighbours(phrase, other, text)), None)
        if twin is not None:
            extra = [other for other in extra if other is not twin]
            yield _BESIDE if beside else _SHORT if len(twin["text"]) < len(phrase) else _LONG
        elif field in OTHER_ROLE and scorer.pair([item], coded[OTHER_ROLE[field]]):
            yield _SWAPPED[field]
        else:
            yield _OTHERS_GIVEN if coded[field] else _NONE_GIVEN
    for item in extra:
        yield _wrong_place(item, gold, coded) if field == "places" else _WRONG if gold[field] else _NONE_TOLD


def _overlap(a: str, b: str, scorer: Scorer) -> bool:
    """Whether two phrases have a word in common."""
    return not set(scorer.tokens(a)).isdisjoint(scorer.tokens(b))


def _neighbours(phrase: str, item: Item, text: str) -> bool:
    """Whether the coded item stands right before or behind the phrase somewhere in the article."""
    start, end = item["evidence"]["start"], item["evidence"]["end"]
    reach = len(phrase) + GAP
    return phrase in text[max(0, start - reach) : start] or phrase in text[end : end + reach]


def _wrong_place(place: Item, gold: Item, coded: Item) -> str:
    area, lent, carried, own = PLACE_CLASSES[-4:]
    if (place["precision"] or 0) >= AREA and any(_holds(place, other) for other in gold["places"]):
        return area
    rules = coded["rules"]
    return lent if LENT in rules else carried if CARRIED in rules else own


def _holds(area: Item, place: Item) -> bool:
    """Whether a coded area holds a gold place, as far as their governorates and countries tell."""
    if area["country"] != place["country"]:
        return False
    return not area["admin1"] or _letters(area["admin1"]) == _letters(place["admin1"])


def _letters(name: str) -> str:
    return "".join(filter(str.isalpha, name.lower()))


# ---- dates and figures ----


def _value_error(field: str, gold: Item, coded: Item | None, others: Sequence[Item], scorer: Scorer) -> str:
    """What is wrong with a date or figure, "" if nothing; `others` are the other coded events of the article."""
    want = scorer.value(gold[field])
    if coded is None:
        return _MISSED_EVENT if want is not None else ""
    got = scorer.value(coded[field])
    if got == want:
        return ""
    if want is None:
        return _NONE_TOLD
    if field != "date" and any(scorer.value(other[field]) == want for other in others):
        return FIGURE_CLASSES[-2]
    if got is None:
        return _NONE_GIVEN
    return CLASSES[field][-1]
