"""Full text over reports and over the sentences that tell events, with words read as the coder reads them.

The index of the database only says which reports have all words; where they stand, and whether the words of a phrase
stand side by side, is read off the untouched text. So both databases give the same hits, and each hit has its offsets.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, Final, Literal

import msgspec
from sqlalchemy import BigInteger, Connection, Text, bindparam, column, insert, select, table
from sqlalchemy import text as sql
from sqlalchemy.dialects.postgresql import ARRAY

from riwaya.language.fold import clean, fold_clean
from riwaya.language.readings import readings
from riwaya.language.tokens import LONGEST_WORD, TOKEN
from riwaya.model import Event, Span
from riwaya.store.among import among
from riwaya.store.tables import SEARCH, events, reports

Where = Literal["reports", "evidence"]
_PLAIN: Final = table(SEARCH, column("report", BigInteger), column("words", ARRAY(Text)))
_QUOTES: Final = re.compile('["\u00ab\u00bb\u201c\u201d\u201e\u201f]')
# So many words are asked of the index; the text itself is asked for all.
_WORDS_ASKED: Final = 64
_TEXTS_AT_A_TIME: Final = 50
_CONTEXT: Final = 60
_SHORTEST_REST: Final = 3


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What is looked for. `since` and `until` are days of publication; a report without one lies in no such span."""

    text: str
    within: Where = "reports"
    outlets: tuple[str, ...] = ()
    since: dt.date | None = None
    until: dt.date | None = None


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """A report, or an event of one, and the first place where its words stand.

    `snippet` is the untouched text from offset `start`; `span` are the offsets of the words in the whole text.
    `event` is the key of the event whose evidence was searched, "" among reports.
    """

    report: str
    outlet: str
    published: dt.date | None
    span: Span
    start: int
    snippet: str
    event: str = ""
    type: str = ""


Phrase = tuple[frozenset[str], ...]


def phrases_of(query: str) -> tuple[Phrase, ...]:
    """The words of a query, each alone, and its phrases between quotation marks; () where there is no word in it.

    A word is looked for as it is written, without its article, and without what stands before an article: "وبالرقة"
    (and in Raqqa) looks for "رقة" too. Other first letters may belong to the word and are left on it.
    """
    found: dict[Phrase, None] = {}
    for number, part in enumerate(_QUOTES.split(query)):
        words = tuple(map(_asked, _keys(part)))
        if number % 2 and words:
            found[words] = None
        elif not number % 2:
            found.update(dict.fromkeys((word,) for word in words))
    return tuple(found)


def _asked(key: str) -> frozenset[str]:
    whole, *others = readings(key)
    behind = (one.bare for one in others if one.core != one.bare and len(one.bare) >= _SHORTEST_REST)
    return frozenset((whole.bare, *behind))


@lru_cache(maxsize=1 << 16)
def _forms(key: str) -> frozenset[str]:
    """What a word of a text is found by: each way to take its particles off, without article."""
    return frozenset(one.bare for one in readings(key))


def _keys(written: str) -> list[str]:
    """The folded words; punctuation is none."""
    return [fold_clean(word) for word in _words(written)]


def _words(written: str) -> Iterator[str]:
    for match in TOKEN.finditer(clean(written).text):
        if match.lastgroup != "punct":
            yield match.group()[:LONGEST_WORD]


@lru_cache(maxsize=1 << 16)
def _forms_of_word(word: str) -> frozenset[str]:
    return _forms(fold_clean(word))


def add_words(connection: Connection, texts: Iterable[tuple[int, str]]) -> None:
    """Puts the words of reports, given by their row, into the index."""
    listed = [(row, sorted(set().union(*map(_forms_of_word, set(_words(text)))))) for row, text in texts]
    if connection.dialect.name == "sqlite":
        rows = [{"row": row, "words": " ".join(words)} for row, words in listed]
        statement: Any = sql(f"INSERT INTO {SEARCH} (rowid, words) VALUES (:row, :words)")
    else:
        rows = [{"report": row, "words": words} for row, words in listed]
        statement = insert(_PLAIN)
    if rows:
        connection.execute(statement, rows)


def search(connection: Connection, wanted: Wanted) -> Iterator[Hit]:
    """What has all words and phrases of a query, the newest report first; nothing for a query without a word."""
    phrases = phrases_of(wanted.text)
    if not phrases:
        return
    rows = _rows(connection, wanted, phrases)
    for first in range(0, len(rows), _TEXTS_AT_A_TIME):
        some = rows[first : first + _TEXTS_AT_A_TIME]
        texts = {row.row: row for row in connection.execute(select(reports).where(reports.c.row.in_(some)))}
        told = _events(connection, some) if wanted.within == "evidence" else {}
        for number in some:
            row = texts[number]
            places = _places(row.text, phrases)
            if wanted.within == "reports":
                yield from _hits(row, places, [("", "", (Span(0, len(row.text)),))])
            else:
                yield from _hits(row, places, told.get(number, []))


def _rows(connection: Connection, wanted: Wanted, phrases: Sequence[Phrase]) -> list[int]:
    """The rows of the reports that have all words, somewhere, in the order of the hits."""
    query = select(reports.c.row).where(reports.c.row.in_(_having(connection, phrases)))
    if wanted.outlets:
        query = query.where(among(connection, reports.c.outlet, wanted.outlets))
    if wanted.since:
        query = query.where(reports.c.published >= wanted.since)
    if wanted.until:
        query = query.where(reports.c.published <= wanted.until)
    query = query.order_by(reports.c.published.desc().nulls_last(), reports.c.row.desc())
    return list(connection.execute(query).scalars())


def _having(connection: Connection, phrases: Sequence[Phrase]) -> Any:
    words = list(dict.fromkeys(word for phrase in phrases for word in phrase))[:_WORDS_ASKED]
    if connection.dialect.name == "sqlite":
        # Words are letters and digits alone: between quotation marks none of them is an operator.
        asked = " AND ".join("(" + " OR ".join(f'"{form}"' for form in sorted(word)) + ")" for word in words)
        matching = sql(f"SELECT rowid FROM {SEARCH} WHERE {SEARCH} MATCH :asked")
        return matching.bindparams(asked=asked).columns(column("rowid", BigInteger))
    has = [_PLAIN.c.words.overlap(bindparam(None, sorted(word), type_=ARRAY(Text), unique=True)) for word in words]
    return select(_PLAIN.c.report).where(*has)


def _events(connection: Connection, rows: Sequence[int]) -> dict[int, list[tuple[str, str, tuple[Span, ...]]]]:
    """The events of reports: key, type, evidence."""
    query = select(events.c.report, events.c.key, events.c.type, events.c.data).where(events.c.report.in_(rows))
    found: dict[int, list[tuple[str, str, tuple[Span, ...]]]] = {}
    for row in connection.execute(query.order_by(events.c.report, events.c.position)):
        evidence = msgspec.json.decode(row.data, type=Event).evidence
        found.setdefault(row.report, []).append((row.key, row.type, evidence))
    return found


def _places(text: str, phrases: Sequence[Phrase]) -> list[list[Span]]:
    """Where each phrase stands in a text."""
    cleaned = clean(text)
    words = [match for match in TOKEN.finditer(cleaned.text) if match.lastgroup != "punct"]
    keys = _folded(cleaned.text, words)
    at = {asked: _having_form(keys, asked) for phrase in phrases for asked in phrase}
    return [
        [
            Span(
                cleaned.span(*words[first].span()).start,
                cleaned.span(*words[first + len(phrase) - 1].span()).end,
            )
            for first in sorted(at[phrase[0]])
            if all(first + further in at[asked] for further, asked in enumerate(phrase))
        ]
        for phrase in phrases
    ]


def _folded(clean_text: str, words: Sequence[re.Match[str]]) -> list[str]:
    """The words folded, all at once; where a letter grows by it, one by one."""
    folded = fold_clean(clean_text)
    if len(folded) == len(clean_text):
        return [folded[match.start() : match.end()][:LONGEST_WORD] for match in words]
    return [fold_clean(match.group()[:LONGEST_WORD]) for match in words]


def _having_form(keys: Sequence[str], asked: frozenset[str]) -> set[int]:
    """The numbers of the words that have one of these forms. Nothing is ever taken off a word's end."""
    ends = tuple(asked)
    return {n for n, key in enumerate(keys) if key.endswith(ends) and not asked.isdisjoint(_forms(key))}


def _hits(row: Any, places: list[list[Span]], passages: Iterable[tuple[str, str, tuple[Span, ...]]]) -> Iterator[Hit]:
    """A hit for each passage, of one span or several, that has every phrase in one of its spans."""
    for event, kind, spans in passages:
        inside = [[place for place in each if _within(place, spans)] for each in places]
        if not all(inside):
            continue
        first = min(place for each in inside for place in each)
        start, end = _around(row.text, first)
        yield Hit(
            report=row.key,
            outlet=row.outlet,
            published=row.published,
            span=first,
            start=start,
            snippet=row.text[start:end],
            event=event,
            type=kind,
        )


def _within(place: Span, spans: Iterable[Span]) -> bool:
    return any(span.start <= place.start and place.end <= span.end for span in spans)


def _around(text: str, span: Span) -> tuple[int, int]:
    """The words around a span, none of them cut."""
    start, end = max(0, span.start - _CONTEXT), min(len(text), span.end + _CONTEXT)
    while 0 < start < span.start and not text[start - 1].isspace():
        start += 1
    while span.end < end < len(text) and not text[end].isspace():
        end -= 1
    return start, end
