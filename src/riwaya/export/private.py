"""Names of private persons are left out: hidden in the words of a report, letter for letter, so that spans still hold.

Persons of the lexicon of actors (public figures) stand. What is hidden of a phrase that names nobody listed is all that
is not a word of the lists of titles, groups, nations and offices; of a sentence, what looks like a name of a person.
The first is safe, the second is not: docs/exports.md says what can slip through.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any, Final, TypeVar

import msgspec

from riwaya.export.names import Word, is_listed, joins, looks_like_names, plain, words_of
from riwaya.language.pattern import word_lists
from riwaya.model import Actor, Event, Source, Span, Target
from riwaya.model.accounts import Account
from riwaya.model.incidents import Blame, Claim, Figure, Incident

HIDDEN: Final = "\u2588"  # a full block in place of each letter
OMISSION: Final = "[\u2026]"
# Types of phrases that may be the name of a person, so that only listed words of them are shown.
PERSONAL: Final = frozenset({"person", "official"})
_RUN: Final = re.compile(rf"{HIDDEN}[{HIDDEN} \t]*{HIDDEN}|{HIDDEN}")
_Value = TypeVar("_Value")
_Phrase = Actor | Target | Source


def shown(text: str, nothing: str = OMISSION) -> str:
    """The text with a sign of omission for what is hidden; `nothing` where that is all of it."""
    left_out = _RUN.sub(OMISSION, text)
    return nothing if left_out.strip(" \t\n,;.") == OMISSION else left_out


def without_names(account: Account) -> Account:
    """The account without names of private persons, and of its report's text only the sentences that tell it."""
    event = account.event
    text = _only(account.report.text, event.evidence)
    hidden = _hidden(text, event)
    covered = _cover(text, [(word.start, word.end) for word in hidden])
    names = _known_by(hidden)
    report = msgspec.structs.replace(account.report, text=covered, url=_without(account.report.url, names))
    return msgspec.structs.replace(account, report=report, event=_recut(event, text, covered, names))


def incident_without_names(incident: Incident) -> Incident:
    """The same for all accounts of an incident, and for what is drawn from them."""
    before = {account.key: account for account in incident.accounts}
    accounts = tuple(map(without_names, incident.accounts))
    after = {account.key: account for account in accounts}
    phrases: dict[str, str] = {}
    for key, account in before.items():
        told = (account.event, after[key].event)
        for old, new in zip(_phrases(told[0]), _phrases(told[1]), strict=True):
            phrases.setdefault(old.text, new.text)
    return msgspec.structs.replace(
        incident,
        accounts=accounts,
        date=_hide_strings(incident.date),
        place=_hide_strings(incident.place),
        places=_hide_strings(incident.places),
        figures=tuple(_figure(figure, phrases) for figure in incident.figures),
        blame=tuple(_blame(blame, phrases) for blame in incident.blame),
    )


def _figure(figure: Figure, phrases: dict[str, str]) -> Figure:
    def claim(told: Claim) -> Claim:
        return msgspec.structs.replace(
            told,
            count=_hide_strings(told.count),
            whom=tuple(map(_hide, told.whom)),
            sources=tuple(
                msgspec.structs.replace(source, text=source.text if source.id else _by(phrases, source.text))
                for source in told.sources
            ),
        )

    return msgspec.structs.replace(figure, claims=tuple(map(claim, figure.claims)))


def _blame(blame: Blame, phrases: dict[str, str]) -> Blame:
    """A party that is no entry of the lexicon is named by words of a report."""
    from riwaya.export.codebooks import listed_actors

    if blame.party in listed_actors():
        return blame
    name = _by(phrases, blame.name)
    return blame if name == blame.name else msgspec.structs.replace(blame, name=name, party=blame.type)


def _by(phrases: dict[str, str], text: str) -> str:
    return phrases.get(text) or _hide(text)


def _phrases(event: Event) -> Sequence[_Phrase]:
    return (*event.actors, *event.targets, *event.sources)


def _only(text: str, spans: Sequence[Span]) -> str:
    """The text with blanks for all that lies outside the spans, nothing behind the last."""
    out = [" "] * max((span.end for span in spans), default=0)
    for span in spans:
        out[span.start : span.end] = text[span.start : span.end]
    return "".join(out).rstrip(" ")


def _hidden(text: str, event: Event) -> list[Word]:
    """The words of the text that are hidden."""
    words = words_of(text)
    known = [phrase.evidence for phrase in _phrases(event) if phrase.id]
    known += [place.evidence for place in event.places if place.gazetteer_id]
    free = [word for word in words if not any(span.start < word.end and word.start < span.end for span in known)]
    hidden = {word.start: word for word in looks_like_names(text, free)}
    for phrase in _phrases(event):
        if phrase.id:
            continue
        inside = [word for word in free if phrase.evidence.start <= word.start < phrase.evidence.end]
        if phrase.type in PERSONAL or phrase.rule == "surname":
            first = next((at for at, word in enumerate(inside) if not _is_role(word)), len(inside))
            hidden |= {word.start: word for word in inside[first:]}  # behind a name its surname may be a listed word
        else:
            hidden |= {word.start: word for word in inside if not is_listed(word) and not plain(word)}
    again = _known_by(hidden.values())
    hidden |= {word.start: word for word in free if again & word.cores}
    return [hidden[start] for start in sorted(hidden)]


def _is_role(word: Word) -> bool:
    """Whether a word of a personal phrase is surely no name: listed, or the plural of a word that is no name."""
    return is_listed(word) or (plain(word) and word.key.endswith(tuple(word_lists()["sound_plural"])))


def _known_by(hidden: Iterable[Word]) -> frozenset[str]:
    """The hidden words by which a person can be called again: all but plain words that are no family names."""
    surname = tuple(word_lists()["surname_ending"])
    telling = (word for word in hidden if not joins(word) and (not plain(word) or word.key.endswith(surname)))
    return frozenset(form for word in telling for form in word.names)


def _cover(text: str, ranges: Sequence[tuple[int, int]]) -> str:
    out = list(text)
    for start, end in ranges:
        out[start:end] = HIDDEN * (end - start)
    return "".join(out)


def _hide(text: str) -> str:
    """Any other text without what looks like a name in it."""
    return _cover(text, [(word.start, word.end) for word in looks_like_names(text, words_of(text))])


def _without(url: str, names: frozenset[str]) -> str:
    """The address, unless it spells out one of the names, as the addresses of some papers do."""
    from urllib.parse import unquote

    told = {core for word in words_of(unquote(url)) for core in word.cores}
    return "" if names & told else url


def _recut(event: Event, text: str, covered: str, names: frozenset[str]) -> Event:
    """The event with all its phrases cut again from the covered text; a phrase that is not of the text is covered."""

    def again(value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(map(again, value))
        if not isinstance(value, msgspec.Struct) or not hasattr(value, "text"):
            return value
        if getattr(value, "id", ""):
            return value  # a public figure or a party of the lexicon
        span = getattr(value, "evidence", None)
        return msgspec.structs.replace(value, text=_phrase(value.text, span, text, covered, names))

    fields = {field: again(getattr(event, field)) for field in event.__struct_fields__}
    trigger = _phrase(event.trigger, event.trigger_span, text, covered, names)
    return Event(**(fields | {"trigger": trigger}))


def _phrase(phrase: str, span: Span | None, text: str, covered: str, names: frozenset[str]) -> str:
    if span is not None and span.of(text) == phrase:
        return span.of(covered)
    words = words_of(phrase)
    ranges = {(word.start, word.end) for word in words if names & word.cores}
    ranges |= {(word.start, word.end) for word in looks_like_names(phrase, words)}
    return _cover(phrase, sorted(ranges))


def _hide_strings(value: _Value) -> _Value:
    """A date, place or count of an incident, whose words may come from any of its accounts."""
    if isinstance(value, tuple):
        return tuple(map(_hide_strings, value))  # type: ignore[return-value]  # a tuple of the same values
    if not isinstance(value, msgspec.Struct):
        return value
    return msgspec.structs.replace(value, text=_hide(getattr(value, "text", "")))  # a struct of the same type
