"""Persons in office: a title ("وزير الخارجية التركي" the Turkish foreign minister) with the name behind it."""

from __future__ import annotations

from collections.abc import Sequence

from riwaya.language.pattern import SOFT_MARKS, word_lists
from riwaya.language.tables import Row
from riwaya.language.trie import Match
from riwaya.mentions.noun_phrases import carries, is_nominal, phrase_end
from riwaya.mentions.party_lexicon import Scope, before_person, country, is_official, lexicon, namelike
from riwaya.model.analysis import Token
from riwaya.model.mentions import ActorMention

LONGEST_NAME = 5
MOST_COMPLEMENTS = 3
MEMBERS = frozenset({"state_forces", "police", "civilians"})
NO_TITLE = frozenset({"VERB", "AUX", "ADP"})


def titled(scope: Scope, index: int) -> ActorMention | None:
    """The person in office whose title begins at `index`, quoted by the name where there is one."""
    tokens, stop = scope.tokens, scope.stop
    match = _title(scope, index)
    if match is None or (tokens[index].word.pos in NO_TITLE and match.last == index + 1) or _epithet(scope, match):
        return None
    end, last = _with_titles_behind(scope, index, match.last)
    behind = _apposed(tokens, last, stop)
    if behind:
        end, last = behind, _title_end(scope, last + 1, behind)
    end, last = _with_complement(scope, index, end, last)
    name_first, name_last = _name(scope, end, last)
    known = _official(scope, index, last)
    if known is not None:
        name_first, name_last = known.first, known.last
    elif name_last == name_first + 1 == max(last, name_last) and _surname(tokens, index, name_last, stop):
        name_last += 1
    last = max(last, name_last)
    honorific = all(row["kind"] in ("honorific", "religious") for row in match.value)
    person = name_last > name_first
    if honorific and (not person or index in scope.inner):
        return None
    if last == index + 1 and _modifies(tokens, index):
        return None
    if not person and _plain_member(scope, index):
        return None
    row: Row | None = known.value[0] if known else None
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
        country=(row["country"] if row else "") or next((c for t in tokens[index:last] if (c := country(t))), ""),
        wikidata=row["wikidata"] if row else "",
        head=match.reading.bare,
    )


def national(scope: Scope, index: int) -> ActorMention | None:
    """The second of two whom one title names: "الرئيسان الروسي … والفرنسي إيمانويل ماكرون" (and the French Macron)."""
    tokens, reading = scope.tokens, scope.tokens[index].word.readings[0] if scope.tokens[index].word.readings else None
    if reading is None or not reading.conjunction or reading.preposition or not tokens[index].word.definite:
        return None
    nation = country(tokens[index])
    if not nation or index + 1 >= scope.stop:
        return None
    known = scope.named.get(index + 1)
    row: Row | None = known.value[0] if known is not None and is_official(known) and not known.reading.cut else None
    first, last = (index + 1, known.last) if row and known else _name(scope, index + 1, index + 1)
    if last <= first:
        return None
    return ActorMention(
        first=index,
        last=last,
        cut=reading.cut,
        conjunction=reading.conjunction,
        rule="title:national",
        core_first=first,
        core_last=last,
        id=row["id"] if row else "",
        name=row["gloss"] if row else "",
        type="official",
        country=nation,
        wikidata=row["wikidata"] if row else "",
        head=reading.bare,
    )


def _epithet(scope: Scope, match: Match) -> bool:
    """Whether a word that goes before a name with the article only stands without: "إرهابي تائب" (a repentant …).

    Or is an adjective: "تقارير صحفية" (press reports).
    """
    word = scope.tokens[match.first].word
    if word.definite or any(row["kind"] != "other" for row in match.value):
        return False
    adjective = word.pos == "ADJ" and match.first > 0 and scope.tokens[match.first - 1].word.pos == "NOUN"
    return adjective or next(iter(lexicon().heads.at(scope.tokens, match.first, scope.stop)), None) is not None


def _plain_member(scope: Scope, index: int) -> bool:
    """Whether a title without a name says no more than the head noun: "جندي" (a soldier), "اللواء" (the brigade)."""
    head = next(iter(lexicon().heads.at(scope.tokens, index, scope.stop)), None)
    return head is not None and head.value[0]["type"] in MEMBERS


def _title(scope: Scope, index: int) -> Match | None:
    return next(iter(lexicon().titles.at(scope.tokens, index, scope.stop)), None)


def _official(scope: Scope, first: int, last: int) -> Match | None:
    """The person of the lexicon named in the title's phrase or right behind it."""
    inside = (m for at, m in scope.named.items() if first <= at <= last and not (at == last and m.reading.cut))
    return next(filter(is_official, inside), None)


def _with_titles_behind(scope: Scope, index: int, end: int) -> tuple[int, int]:
    """The end of the last of a row of titles, and of its phrase: "نائب الرئيس وزير الدفاع" (vice-president, minister).

    A title with a name of its own behind a name is that of another person.
    """
    last = _title_end(scope, index, end)
    while last < scope.stop and (again := _title(scope, last)) and not again.reading.cut:
        if scope.tokens[last].word.enclitic:
            break  # "his counterpart" is another person
        end_again, last_again = again.last, _title_end(scope, last, again.last)
        if _official(scope, index, last - 1) is not None and namelike(scope.tokens, min(last_again, scope.stop - 1)):
            break
        end, last = end_again, last_again
    return end, last


def _apposed(tokens: Sequence[Token], last: int, stop: int) -> int:
    """The end of a honorific behind a comma, that opens the name of the one whose title stands before; 0 if none.

    "رئيس المجلس، الشيخ حمود المخلافي" (the head of the council, Sheikh Hamoud al-Mikhlafi).
    """
    if last + 1 >= stop or tokens[last].word.kind != "punct" or tokens[last].word.key not in SOFT_MARKS:
        return 0
    match = next(iter(lexicon().titles.at(tokens, last + 1, stop)), None)
    honorific = match is not None and all(row["kind"] in ("honorific", "religious", "military") for row in match.value)
    return match.last if match is not None and honorific and not match.reading.cut else 0


def _title_end(scope: Scope, first: int, end: int) -> int:
    """The end of a title with what belongs to it; behind "باسم" (in the name of) comes whose spokesman."""
    tokens, stop = scope.tokens, scope.stop
    others = {start: last for start, last in scope.inner.items() if start != first}
    if carries(tokens[end - 1]) and end < stop:
        return before_person(scope, end, phrase_end(tokens, end, stop, others))
    whole = scope.named.get(first)
    last = max(end, phrase_end(tokens, first, stop, others), phrase_end(tokens, end - 1, stop, others))
    last = max(last, whole.last if whole else 0)
    if last < stop and carries(tokens[last]) in word_lists()["to"] and (last in others or _of_body(scope, last)):
        return before_person(scope, last, phrase_end(tokens, last, stop, others))  # "the secretary-general of the UN"
    return last


def _of_body(scope: Scope, index: int) -> bool:
    """Whether a body stands behind "of" and an adjective of office: "المتحدث الأمني لوزارة" (of the ministry)."""
    before = scope.tokens[index - 1]
    office = before.word.pos == "ADJ" and before.word.definite and not country(before)
    return office and next(iter(lexicon().heads.at(scope.tokens, index, scope.stop)), None) is not None


def _with_complement(scope: Scope, index: int, end: int, last: int) -> tuple[int, int]:
    """The ends moved behind the phrases that say for what or where, if a name comes behind them; else as they are.

    "المبعوث الأممي إلى ليبيا غسان سلامة" (the UN envoy to Libya, Ghassan Salame).
    """
    tokens, stop, lists = scope.tokens, scope.stop, word_lists()
    if last >= stop or namelike(tokens, last) or _name(scope, end, last) != (last, last):
        return end, last
    at = last
    for _ in range(MOST_COMPLEMENTS):
        if at + 1 >= stop:
            break
        alone = tokens[at].word.key in lists["title_preposition"]
        particle = tokens[at].word.key if alone else carries(tokens[at])
        place = particle in lists["title_place_preposition"]
        if particle not in lists["title_preposition"] or (place and _sovereign(tokens[index])):
            break
        at = _complement_end(scope, at + 1 if alone else at)
        if at >= stop:
            break
        rank = _title(scope, at)
        if rank is not None and not rank.reading.cut and namelike(tokens, min(rank.last, stop - 1)):
            return rank.last, rank.last
        plain = at not in scope.inner and not carries(tokens[at])
        if is_official(scope.named.get(at)) or (plain and namelike(tokens, at)):
            return at, at
    return end, last


def _complement_end(scope: Scope, start: int) -> int:
    """The end of the noun phrase at `start`, without the name that may stand behind it."""
    if start not in scope.places:
        end = before_person(scope, start, phrase_end(scope.tokens, start, scope.stop, scope.inner))
        bare = (i for i in range(start + 1, end) if scope.tokens[i - 1].word.definite and i not in scope.inner)
        return next((i for i in bare if namelike(scope.tokens, i)), end)
    end = scope.places[start]
    while end < scope.stop and scope.tokens[end].word.definite and scope.tokens[end].word.pos == "ADJ":
        end += 1
    return end


def _sovereign(token: Token) -> bool:
    """Whether a title is that of one who meets others somewhere rather than holds a post there: a minister, a king."""
    return any(reading.bare in word_lists()["sovereign"] for reading in token.word.readings)


def _modifies(tokens: Sequence[Token], index: int) -> bool:
    """Whether a lone definite word is the adjective of a definite noun ("المعقل الرئيس" the main stronghold)."""
    return index > 0 and tokens[index].word.definite and tokens[index - 1].word.definite


def _name(scope: Scope, first: int, last: int) -> tuple[int, int]:
    """The tokens of a personal name behind a title: from the first word that looks like a name; (x, x) if none."""
    tokens, stop, inner = scope.tokens, scope.stop, scope.inner
    start = first
    while start < last and not _begins_name(scope, start):
        start = inner.get(start, start + 1)
    if start >= last:
        start = last
        if last >= stop or not _begins_name(scope, last):
            return last, last
    end = start
    while end < stop and end - start < LONGEST_NAME and (is_nominal(tokens[end]) or namelike(tokens, end)):
        attached = carries(tokens[end]) not in (
            "",
            *word_lists()["attached_like"],
        )  # a letter that says "like" may be the name's
        if end > start and (attached or end in inner or _conjoined(tokens[end])):
            break
        if not namelike(tokens, end) and (end == start or end - start >= 4 or country(tokens[end])):
            break
        if end > start + 1 and not namelike(tokens, end) and not _third(tokens, end):
            break
        end += 1
    return start, end


def _begins_name(scope: Scope, index: int) -> bool:
    """Whether a name may begin with the word: not one that is a place, as in "زار الوزير بغداد" (visited Baghdad)."""
    if not namelike(scope.tokens, index):
        return False
    place = scope.places.get(index, 0)
    return not place or (place < scope.stop and place == index + 1 and namelike(scope.tokens, place))


def _surname(tokens: Sequence[Token], title: int, index: int, stop: int) -> bool:
    """Whether a word that reads as a verb ends the name of a verb's subject: "قال الناطق إبراهيم كالين" (Kalin).

    A clause has one finite verb; a second one right behind the subject could not do without "that" or "and".
    """
    if index >= stop or tokens[index].word.pos != "VERB" or carries(tokens[index]) or not title:
        return False
    before = tokens[title - 1].word
    return before.pos == "VERB" or (title > 1 and before.enclitic != "" and tokens[title - 2].word.pos == "VERB")


def _third(tokens: Sequence[Token], index: int) -> bool:
    """Whether a word can be the third of a name: with article or the ending of a nisba, if no surname came yet."""
    lists, word, before = word_lists(), tokens[index].word, tokens[index - 1].word
    if before.definite and before.pos != "PROPN" and not _compound(tokens, index - 1):
        return False
    if word.definite and word.known:  # not "the operation", "the aged"
        surname = before.pos != "PROPN" and before.key.endswith(tuple(lists["surname_ending"]))
        never = word.key.endswith(tuple(lists["never_surname_ending"])) or word.key in lists["after_name"]
        return not never and not (surname and word.pos == "NOUN")
    return word.definite or word.key.endswith(tuple(lists["surname_ending"]))


def _compound(tokens: Sequence[Token], index: int) -> bool:
    """Whether a word ends a given name of two words: "عبد الكريم" (Abdulkarim), "حسام الدين" (Husameddin)."""
    lists = word_lists()
    return tokens[index - 1].word.key in lists["name_compound"] or tokens[index].word.key in lists["name_compound_end"]


def _conjoined(token: Token) -> bool:
    """Whether an unknown word is likelier a conjunction with a name ("وحربل" and Harbel) than one name."""
    return not token.word.known and len(token.word.readings) > 1 and token.word.readings[1].conjunction != ""
