"""Parties: names of the lexicon, head nouns with what belongs to them, titles with the names of persons."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from riwaya.language.gazetteer import nationalities, personal_names
from riwaya.language.pattern import SOFT_MARKS, word_lists
from riwaya.language.readings import bare_words
from riwaya.language.tables import Row, rows
from riwaya.language.trie import Match, Trie
from riwaya.mentions.actor_chains import with_names_resumed, with_surnames
from riwaya.mentions.noun_phrases import carries, is_nominal, phrase_end
from riwaya.model.analysis import Analysis, Sentence, Token
from riwaya.model.mentions import ActorMention

LONGEST_NAME = 5


class Lexicon(NamedTuple):
    """The tables of parties, ready to search: names and titles in tries, head nouns and nationalities by bare word."""

    names: Trie[Row]
    heads: Trie[Row]
    titles: Trie[Row]
    nationalities: Mapping[str, str]


@cache
def lexicon() -> Lexicon:
    """The party tables of `data/lexicon`."""
    names: Trie[Row] = Trie(bare=True)
    for row in rows("lexicon/actors.tsv", "id", "names", "gloss", "type", "country", "wikidata"):
        for name in row.list("names"):
            names.add(bare_words(name), row)
    heads: Trie[Row] = Trie(bare=True)
    for row in rows("lexicon/actor_heads.tsv", "word", "plural_and_forms", "gloss", "type"):
        for form in [row["word"], *row.list("plural_and_forms")]:
            heads.add(bare_words(form), row)
    titles: Trie[Row] = Trie(bare=True)
    for row in rows("lexicon/titles.tsv", "title", "gloss", "kind"):
        for form in row.list("title"):
            titles.add(bare_words(form), row)
    return Lexicon(names, heads, titles, nationalities())


def find_actors(analysis: Analysis, places: Mapping[int, int], times: Container[int]) -> tuple[ActorMention, ...]:
    """All parties of a report in order, without overlaps.

    `places` maps the first token of a place to its end; a party ends before the tokens `times`, where times begin.
    """
    found: list[ActorMention] = []
    for sentence in analysis.sentences:
        found.extend(_in_sentence(analysis.tokens, sentence, places, times))
    return with_names_resumed(analysis.tokens, with_surnames(analysis.tokens, tuple(found)))


def _in_sentence(
    tokens: Sequence[Token], sentence: Sentence, places: Mapping[int, int], times: Container[int]
) -> Iterator[ActorMention]:
    stop = sentence.last
    named = {match.first: match for match in _names(tokens, sentence.first, stop)}
    inner = {**places, **{first: match.last for first, match in named.items()}}
    index = sentence.first
    while index < sentence.last:
        stop = next((i for i in range(index + 1, sentence.last) if i in times), sentence.last)
        mention = (
            _titled(tokens, index, stop, inner, named)
            or _headed(tokens, index, stop, inner, named, places)
            or _named(index, named)
        )
        if mention is None:
            index += 1
            continue
        yield mention
        index = mention.last


def _names(tokens: Sequence[Token], first: int, stop: int) -> Iterator[Match]:
    names = lexicon().names
    index = first
    while index < stop:
        match = next(iter(names.at(tokens, index, stop)), None)
        if match is None or (match.last - match.first == 1 and tokens[index].word.pos in ("VERB", "AUX")):
            index += 1
            continue
        yield match
        index = match.last


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


def _headed(
    tokens: Sequence[Token],
    index: int,
    stop: int,
    inner: Mapping[int, int],
    named: Mapping[int, Match],
    places: Mapping[int, int],
) -> ActorMention | None:
    """A head noun ("قوات" forces, "مسلحون" gunmen) with all that its phrase holds."""
    word = tokens[index].word
    found = next(iter(lexicon().heads.at(tokens, index, stop)), None)
    if found is None or index in places or (word.known and found.reading.cut and found.reading is not word.readings[0]):
        return None
    reading = found.reading
    if word.pos in ("VERB", "AUX") and reading.core == reading.bare:
        return None
    row: Row = found.value[0]
    whole = named.get(index)
    rest = {first: end for first, end in inner.items() if first != index}
    last = max(phrase_end(tokens, index, stop, rest), found.last, whole.last if whole else 0)
    person = named.get(last)
    if person is not None and person.value[0]["type"] == "official" and not person.reading.cut:
        last = person.last  # the name behind a title: "forces loyal to president Hadi"
    inside = [match for first, match in named.items() if index <= first < last]
    core = inside[0] if inside else None
    entry: Row | None = core.value[0] if core else None
    if entry is not None and entry["type"] == "official" and core is not whole:
        core = entry = None  # forces loyal to a person are not the person
    country = next((c for t in tokens[index:last] if (c := _country(t))), "")
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
        country=(entry["country"] if entry else "") or country,
        wikidata=entry["wikidata"] if entry else "",
        head=reading.bare,
    )


def _country(token: Token) -> str:
    table = lexicon().nationalities
    return next((table[r.bare] for r in token.word.readings if r.bare in table), "")


def _titled(
    tokens: Sequence[Token], index: int, stop: int, inner: Mapping[int, int], named: Mapping[int, Match]
) -> ActorMention | None:
    """A title ("وزير الخارجية التركي" the Turkish foreign minister), with the name behind it where there is one."""
    titles = lexicon().titles
    match = next(iter(titles.at(tokens, index, stop)), None)
    if match is None or (tokens[index].word.pos in ("VERB", "AUX") and match.last == index + 1):
        return None
    end, last = match.last, _title_end(tokens, index, match.last, stop, inner)
    while last < stop and (again := next(iter(titles.at(tokens, last, stop)), None)) and not again.reading.cut:
        end, last = again.last, _title_end(tokens, last, again.last, stop, inner)
    behind = _apposed(tokens, last, stop)
    if behind:
        end, last = behind, _title_end(tokens, last + 1, behind, stop, inner)
    name_first, name_last = _name(tokens, end, last, stop, inner)
    inside = (m for first, m in named.items() if index <= first <= last and not (first == last and m.reading.cut))
    known = next((m for m in inside if m.value[0]["type"] == "official"), None)
    if known is not None:
        name_first, name_last = known.first, known.last
        last = max(last, known.last)
    if name_last == name_first + 1 == max(last, name_last) and _surname(tokens, index, name_last, stop):
        name_last += 1
    last = max(last, name_last)
    honorific = all(row["kind"] in ("honorific", "religious") for row in match.value)
    if honorific and (name_first == name_last or index in inner):
        return None
    if last == index + 1 and _modifies(tokens, index):
        return None
    row: Row | None = known.value[0] if known else None
    person = name_last > name_first
    return ActorMention(
        first=index,
        last=last,
        cut=match.reading.cut,
        preposition=match.reading.preposition,
        conjunction=match.reading.conjunction,
        rule=f"title:{match.value[0]['title']}",
        core_first=name_first if person else index,
        core_last=name_last if person else last,
        core_cut=0 if person else match.reading.cut,
        id=row["id"] if row else "",
        name=row["gloss"] if row else "",
        type="official" if not honorific or row else "person",
        country=(row["country"] if row else "") or next((c for t in tokens[index:last] if (c := _country(t))), ""),
        wikidata=row["wikidata"] if row else "",
        head=match.reading.bare,
    )


def _apposed(tokens: Sequence[Token], last: int, stop: int) -> int:
    """The end of a honorific behind a comma, that opens the name of the one whose title stands before; 0 if none.

    "رئيس المجلس، الشيخ حمود المخلافي" (the head of the council, Sheikh Hamoud al-Mikhlafi).
    """
    if last + 1 >= stop or tokens[last].word.kind != "punct" or tokens[last].word.key not in SOFT_MARKS:
        return 0
    match = next(iter(lexicon().titles.at(tokens, last + 1, stop)), None)
    honorific = match is not None and all(row["kind"] in ("honorific", "religious", "military") for row in match.value)
    return match.last if match is not None and honorific and not match.reading.cut else 0


def _title_end(tokens: Sequence[Token], first: int, end: int, stop: int, inner: Mapping[int, int]) -> int:
    """The end of a title with what belongs to it; behind "باسم" (in the name of) comes whose spokesman."""
    others = {start: last for start, last in inner.items() if start != first}
    if carries(tokens[end - 1]) and end < stop:
        return phrase_end(tokens, end, stop, others)
    last = max(end, phrase_end(tokens, first, stop, others))
    if last < stop and last in others and carries(tokens[last]) in word_lists()["to"]:
        return phrase_end(tokens, last, stop, others)  # "the secretary-general of the UN"
    return last


def _modifies(tokens: Sequence[Token], index: int) -> bool:
    """Whether a lone definite word is the adjective of a definite noun ("المعقل الرئيس" the main stronghold)."""
    return index > 0 and tokens[index].word.definite and tokens[index - 1].word.definite


def _name(tokens: Sequence[Token], first: int, last: int, stop: int, inner: Mapping[int, int]) -> tuple[int, int]:
    """The tokens of a personal name behind a title: from the first word that looks like a name; (x, x) if none."""
    start = next((i for i in range(first, last) if _namelike(tokens[i])), last)
    if start == last and last < stop and _namelike(tokens[last]):
        start = last
    end = start
    while end < stop and end - start < LONGEST_NAME and is_nominal(tokens[end]):
        if end > start and (carries(tokens[end]) or end in inner or _conjoined(tokens[end])):
            break
        if not _namelike(tokens[end]) and (end == start or end - start >= 4 or _country(tokens[end])):
            break
        end += 1
    return start, end


def _surname(tokens: Sequence[Token], title: int, index: int, stop: int) -> bool:
    """Whether a word that reads as a verb ends the name of a verb's subject: "قال الناطق إبراهيم كالين" (Kalin).

    A clause has one finite verb; a second one right behind the subject could not do without "that" or "and".
    """
    if index >= stop or tokens[index].word.pos != "VERB" or carries(tokens[index]) or not title:
        return False
    before = tokens[title - 1].word
    return before.pos == "VERB" or (title > 1 and before.enclitic != "" and tokens[title - 2].word.pos == "VERB")


def _conjoined(token: Token) -> bool:
    """Whether an unknown word is likelier a conjunction with a name ("وحربل" and Harbel) than one name."""
    return not token.word.known and len(token.word.readings) > 1 and token.word.readings[1].conjunction != ""


def _namelike(token: Token) -> bool:
    word = token.word
    if word.kind != "word" or word.definite or _country(token):
        return False
    return word.pos == "PROPN" or not word.known or word.key in personal_names()
