"""Parties: names of the lexicon, head nouns with what belongs to them, titles with the names of persons."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence

from riwaya.language.pattern import word_lists
from riwaya.language.speech import is_speech_verb
from riwaya.language.tables import Row
from riwaya.language.trie import Match
from riwaya.mentions.actor_chains import with_names_resumed, with_owners, with_surnames
from riwaya.mentions.apposition import before_fellow, fellow, members_of, with_apposition
from riwaya.mentions.noun_phrases import QUOTES, carries, phrase_end
from riwaya.mentions.party_lexicon import Scope, before_person, country, is_official, lexicon, titled_before
from riwaya.mentions.titles import national, titled
from riwaya.model.analysis import Analysis, Sentence, Token
from riwaya.model.mentions import ActorMention


def find_actors(analysis: Analysis, places: Mapping[int, int], times: Container[int]) -> tuple[ActorMention, ...]:
    """All parties of a report in order, without overlaps.

    `places` maps the first token of a place to its end; a party ends before the tokens `times`, where times begin.
    """
    found: list[ActorMention] = []
    for sentence in analysis.sentences:
        found.extend(_in_sentence(analysis.tokens, sentence, places, times))
    tokens = analysis.tokens
    return with_owners(tokens, with_names_resumed(tokens, with_surnames(tokens, tuple(found))))


def _in_sentence(
    tokens: Sequence[Token], sentence: Sentence, places: Mapping[int, int], times: Container[int]
) -> Iterator[ActorMention]:
    stop, before = sentence.last, None
    named = {match.first: match for match in _names(tokens, sentence.first, stop)}
    within = {i for first, last in places.items() for i in range(first + 1, last)}
    inner = {**places, **{first: match.last for first, match in named.items()}}
    index = sentence.first
    while index < sentence.last:
        stop = next((i for i in range(index + 1, sentence.last) if i in times), sentence.last)
        scope = Scope(tokens, stop, inner, named, places)
        mention = (
            (index not in within and titled(scope, index))  # Bab Tuma (a quarter) holds no Father Tuma
            or (before and fellow(scope, before, index))
            or national(scope, index)
            or _headed(scope, index)
            or _named(index, named)
        )
        mention = mention and with_apposition(scope, mention)
        if mention is None:
            index += 1
            continue
        yield mention
        before, index = mention, mention.last


def _names(tokens: Sequence[Token], first: int, stop: int) -> Iterator[Match]:
    names = lexicon().names
    index = first
    while index < stop:
        match = next(iter(names.at(tokens, index, stop)), None) or _quoted(tokens, index, stop)
        if match is None or (match.last - match.first == 1 and tokens[index].word.pos in ("VERB", "AUX")):
            index += 1
            continue
        yield match
        index = match.last


def _quoted(tokens: Sequence[Token], index: int, stop: int) -> Match | None:
    """A common word in quotation marks that names a party: "«القاعدة»" (al-Qaeda), "«الشباب»" (al-Shabaab)."""
    if not 0 < index < stop - 1 or tokens[index - 1].word.key not in QUOTES or tokens[index + 1].word.key not in QUOTES:
        return None
    reading = tokens[index].word.readings[0] if tokens[index].word.readings else None
    row = lexicon().quoted.get(reading.bare) if reading and tokens[index].word.definite else None
    return Match(index, index + 1, reading, [row]) if reading and row else None


def _named(index: int, named: Mapping[int, Match]) -> ActorMention | None:
    match = named.get(index)
    if match is None:
        return None
    row: Row = match.value[0]
    return ActorMention(
        first=index,
        last=match.last,
        cut=match.reading.cut,
        preposition=match.reading.preposition,
        conjunction=match.reading.conjunction,
        rule=f"actor:{row['id']}",
        core_first=index,
        core_last=match.last,
        core_cut=match.reading.cut,
        id=row["id"],
        name=row["gloss"],
        type=row["type"],
        country=row["country"],
        wikidata=row["wikidata"],
        head=match.reading.bare,
    )


def _headed(scope: Scope, index: int) -> ActorMention | None:
    """A head noun ("قوات" forces, "مسلحون" gunmen) with all that its phrase holds."""
    tokens, stop, named = scope.tokens, scope.stop, scope.named
    word = tokens[index].word
    found = next(iter(lexicon().heads.at(tokens, index, stop)), None)
    if (
        found is None
        or index in scope.places
        or (word.known and found.reading.cut and found.reading is not word.readings[0])
    ):
        return None
    reading = found.reading
    if (word.pos in ("VERB", "AUX") and reading.core == reading.bare) or _is_adjective(tokens, index):
        return None
    row: Row = found.value[0]
    whole = named.get(index)
    rest = {first: end for first, end in scope.inner.items() if first != index}
    if whole is not None:
        rest[index] = whole.last
    last = max(phrase_end(tokens, index, stop, rest), found.last, whole.last if whole else 0)
    last = max(before_person(scope, index, last), found.last, whole.last if whole else 0)
    person = named.get(last)
    if person is not None and is_official(person) and not person.reading.cut and titled_before(scope, index, last):
        last = person.last  # the name behind a title: "forces loyal to president Hadi"
    last = before_fellow(tokens, index, members_of(scope, index, last))
    if row["type"] == "official":  # the verb that tells what a source said may look like an adjective
        last = next((i for i in range(found.last, last) if is_speech_verb(tokens[i].word)), last)
    inside = [match for first, match in named.items() if index <= first < last]
    core = inside[0] if inside else None
    entry: Row | None = core.value[0] if core else None
    if entry is not None and core is not whole and "official" in (entry["type"], row["type"]):
        core = entry = None  # forces loyal to a person are not the person, a source in a party not the party
    adjective = next((c for t in tokens[index:last] if (c := country(t))), "")
    if entry is not None and core is whole and whole and _of_another(tokens, whole.last, last, entry["country"]):
        core = entry = None
    return ActorMention(
        first=index,
        last=last,
        cut=reading.cut,
        preposition=reading.preposition,
        conjunction=reading.conjunction,
        rule=f"head:{row['word']}" if entry is None else f"actor:{entry['id']}",
        core_first=core.first if core else index,
        core_last=core.last if core else last,
        core_cut=core.reading.cut if core else reading.cut,
        id=entry["id"] if entry else "",
        name=entry["gloss"] if entry else "",
        type=row["type"] if entry is None or row["type"] in ("aircraft", "artillery", "navy") else entry["type"],
        country=(entry["country"] if entry else "") or adjective,
        wikidata=entry["wikidata"] if entry else "",
        head=reading.bare,
    )


def _of_another(tokens: Sequence[Token], first: int, last: int, state: str) -> bool:
    """Whether an adjective of nationality right behind a party's name makes it another's: "قوات النظام | التركي"."""
    nation = country(tokens[first]) if first < last and not carries(tokens[first]) else ""
    return bool(nation and state and nation != state)


def _is_adjective(tokens: Sequence[Token], index: int) -> bool:
    """Whether a word for an armed person describes the noun before it: "موقع عسكري" (a military post), no soldier.

    Behind a noun of what is done to people it is the person: "مقتل عسكري" (the death of a soldier).
    """
    lists, word = word_lists(), tokens[index].word
    if not index or not any(
        reading.core == word.key and reading.bare in lists["adjective_head"] for reading in word.readings
    ):
        return False
    before = tokens[index - 1].word
    if before.pos != "NOUN" or (before.definite or before.enclitic != "") != word.definite:
        return False
    return word.definite or not any(reading.bare in lists["done_to"] for reading in before.readings)
