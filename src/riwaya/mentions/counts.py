"""Every number of people hit in a text, and who they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import Literal, NamedTuple

import msgspec

from riwaya.errors import DataError
from riwaya.language.pattern import Found, RuleBook, word_lists
from riwaya.language.readings import particles, readings
from riwaya.language.tables import rules
from riwaya.mentions.casualties import MOST_WORDS, ROLES, Casualty, casualties
from riwaya.mentions.count_kinds import Kinds
from riwaya.mentions.count_rules import CountRule, rules_at
from riwaya.mentions.deeds import behind_one, denied, unreal
from riwaya.mentions.figures import Figure, follow
from riwaya.mentions.groups import Group
from riwaya.mentions.numbers import number_items
from riwaya.mentions.people import people
from riwaya.mentions.sums import broken_down, sums
from riwaya.model.analysis import Analysis, Token
from riwaya.model.mentions import CountMention

LINKS = "counts/links"
SPEAKING = (
    "count_took",
    "count_went_they",
    "count_went",
    "count_finish",
    "count_neutralise",
    "count_breathed",
    "count_lost",
    "count_lost_men",
)
COMMAS = frozenset(",\u060c")
CLOSING = frozenset("»\"')")

CountRole = Literal["killed", "injured", "both", "people"]


class _Claim(NamedTuple):
    """A figure claimed by a rule. `word` is the token of the casualty word; `role` is "" where it is inherited."""

    figure: Figure
    role: str
    rule: CountRule
    word: int
    first: int
    last: int
    spread: bool = False


def find_counts(analysis: Analysis) -> tuple[CountMention, ...]:
    """The figures of people killed, injured or both, in order of their first tokens.

    Example: "مقتل 43 عاملا على الأقل وإصابة 173" (43 workers at least were killed and 173 injured) has killed 43 and
    more, and injured 173.
    """
    mentions: list[CountMention] = []
    for sentence in analysis.sentences:
        if any(_speaks(token.word.key) for token in analysis.tokens[sentence.first : sentence.last]):
            mentions.extend(_in_sentence(analysis.tokens, sentence.first, sentence.last))
    return broken_down(analysis, sorted(mentions, key=lambda mention: (mention.first, mention.last, mention.min)))


@lru_cache(maxsize=MOST_WORDS)
def _speaks(key: str) -> bool:
    """Whether the folded word `key` can say of people that they were hit; sentences without such a word are skipped."""
    if casualties(key):
        return True
    told = [word_lists()[name] for name in SPEAKING]
    return any(reading.bare in words for reading in readings(key) for words in told)


def _in_sentence(tokens: Sequence[Token], first: int, stop: int) -> Iterator[CountMention]:
    kinds = Kinds(tokens, first, stop)
    claims: list[_Claim] = []
    for index in range(first, stop):
        for rule in rules_at(tokens[index].word.key):
            if rule.figure_first and not kinds.opens_figure(index):
                continue
            found = rule.pattern.at(tokens, index, stop, kinds)
            if found is None:
                continue
            claim = _claim(tokens, first, rule, found, kinds)
            if claim is not None:
                claims.append(claim)
                claims.extend(_spread(tokens, stop, claim, kinds))
                break
    kept = _shared(_others(_settled(claims)), tokens)
    mentions = [_mention(claim, role) for claim in kept if (role := claim.role or _inherited(kept, claim))]
    told = sums(tokens, kinds, [(mention.first, mention.last) for mention in mentions])
    for mention, kind in zip(mentions, told, strict=True):
        role = "people" if kind == "period" else mention.role
        yield msgspec.structs.replace(mention, role=role, scattered=kind == "scattered")


def _claim(tokens: Sequence[Token], first: int, rule: CountRule, found: Found, kinds: Kinds) -> _Claim | None:
    caught = found.slots["victims"]
    word = found.slots.get("word")
    figure = _as_figure(rule, caught.first, caught.last, caught.value, tokens, kinds.stop)
    if rule.yields.get("guard") and denied(tokens, first, found.first):
        return None
    if word is not None and unreal(tokens, first, word):
        return None
    if rule.yields.get("alone") and behind_one(kinds, first, found.first):
        return None
    if "second" in found.slots and word and _unlike(word.value, found.slots["second"].value):
        return None
    behind = word is not None and figure.first > word.first
    if (behind and _joined(tokens[figure.first])) or _nominative(figure, tokens, rule):
        return None
    at = word.first if word else found.first
    if word and word.first >= figure.at and rule.yields["role"] != "inherit" and _victims(word.value):
        end = found.slots["second"].last if "second" in found.slots else word.last
        figure = follow(tokens, figure, end, kinds.stop)
    last = max(figure.last, found.last)
    return _Claim(figure, _role(rule, found), rule, at, min(found.first, figure.first), last)


def _unlike(word: object, second: object) -> bool:
    """Whether one word for those hit is singular and the other plural: then the second has a figure of its own."""
    return _victims(word) and _victims(second) and getattr(word, "pos", "") != getattr(second, "pos", "")


def _victims(value: object) -> bool:
    return isinstance(value, Casualty) and value.pos in ("victim", "pair", "victims")


def _as_figure(rule: CountRule, first: int, last: int, value: object, tokens: Sequence[Token], stop: int) -> Figure:
    """The figure in slot `victims`; a word that says how many by its form, or words that stand for people."""
    if isinstance(value, Figure):
        return value
    low, high = 1, None
    if isinstance(value, Casualty):
        low, high = {"pair": (2, 2), "victim": (1, 1), "own": (1, 1), "him": (1, 1), "owned": (2, 2)}.get(
            value.pos, (1, None)
        )
    if "least" in rule.yields:
        low, high = rule.yields["least"], None
    if "just" in rule.yields:
        low = high = rule.yields["just"]
    figure = Figure(low, high, first, last, first, Group(last, last), low == 2, "many", high is None)
    return follow(tokens, figure, last, stop) if _victims(value) else figure


def _role(rule: CountRule, found: Found) -> str:
    role = rule.yields["role"]
    if role == "inherit":
        return ""
    if role in ROLES:
        return str(role)
    words = [found.slots[name].value for name in role.split("+")]
    roles = {word.role for word in words}
    return roles.pop() if len(roles) == 1 else "both"


@cache
def _links() -> RuleBook:
    return RuleBook(LINKS, rules(LINKS))


def _spread(tokens: Sequence[Token], stop: int, claim: _Claim, kinds: Kinds) -> Iterable[_Claim]:
    """Further figures that "and" links to a figure behind its casualty word ("four civilians and a soldier")."""
    if claim.word >= claim.figure.at:
        return
    figure: Figure | None = claim.figure
    while figure is not None:
        of = figure.group.last > figure.group.first + 1
        figure = _linked(tokens, figure.last, stop, claim.rule, kinds)
        if figure is not None and figure.group.known and not figure.group.noun:
            return  # "… and 15 wounded" has its own word
        if figure is not None and (figure.counted or figure.how_many != "many" or not of):
            yield claim._replace(figure=figure, last=figure.last, spread=True)


def _linked(tokens: Sequence[Token], index: int, stop: int, rule: CountRule, kinds: Kinds) -> Figure | None:
    while index < stop and tokens[index].word.key in CLOSING:
        index += 1
    if index < stop and tokens[index].word.key in COMMAS:
        index += 1
    if index >= stop:
        return None
    definite = "part" in rule.yields
    for _, found in _links().at(tokens, index, stop):
        return _worthy(kinds.figure(found.last) if found.last < stop else None, tokens, rule)
    key = tokens[index].word.key
    if key in particles().conjunctions:
        digits = index + 1 < stop and tokens[index + 1].word.kind == "number"
        return _worthy(kinds.figure(index + 1), tokens, rule) if digits else None
    if not tokens[index].word.readings[0].conjunction and not _joined(tokens[index]):
        return None
    return _worthy(kinds.figure(index, definite=definite), tokens, rule)


def _joined(token: Token) -> bool:
    """Whether a number or a noun for people can only be read with و before it."""
    joined = [item.joined for item in number_items(token.word.key)]
    joined += [person.joined for person in people(token.word.key)]
    return bool(joined) and all(joined)


def _worthy(figure: Figure | None, tokens: Sequence[Token], rule: CountRule) -> Figure | None:
    """Whether a linked figure goes on with the list; a nominative behind a verbal noun opens a new clause."""
    if figure is None or (figure.how_many == "many" and not figure.counted and not figure.group.known):
        return None
    return None if _nominative(figure, tokens, rule) else figure


def _nominative(figure: Figure, tokens: Sequence[Token], rule: CountRule) -> bool:
    """Whether people stand in the nominative where the rule's word governs the genitive."""
    if rule.yields.get("govern") != "genitive":
        return False
    if figure.at < figure.group.first or figure.how_many == "one":
        return False  # a number, or a singular that does not show its case
    endings = word_lists()["count_nominative_two" if figure.how_many == "two" else "count_nominative"]
    return tokens[figure.at].word.key.endswith(tuple(endings))


def _settled(claims: Sequence[_Claim]) -> list[_Claim]:
    """One claim a figure: that of the first rule in order, the direct before the spread, the nearest word."""
    told = [claim for claim in claims if not claim.rule.yields.get("guard")]
    after = {claim.word for claim in told if claim.rule.yields.get("side") != "before" and not claim.spread}
    best: dict[int, _Claim] = {}
    for claim in claims:
        if claim.rule.yields.get("side") == "before" and claim.word in after:
            continue
        if claim.rule.yields.get("guard") and any(other.first <= claim.figure.at < other.last for other in told):
            continue
        if any(_within(claim, other) for other in claims):
            continue
        rival = best.get(claim.figure.at)
        if rival is None or _rank(claim) < _rank(rival):
            best[claim.figure.at] = claim
    return [best[at] for at in sorted(best)]


def _others(kept: Sequence[_Claim]) -> list[_Claim]:
    """`kept` without a pronoun's one person ("الذي قتل", who was killed) beside figures that may have told him."""
    told = {claim.role for claim in kept if not claim.rule.yields.get("lone")}
    return [claim for claim in kept if not (claim.rule.yields.get("lone") and claim.role in told)]


def _shared(kept: Sequence[_Claim], tokens: Sequence[Token]) -> list[_Claim]:
    """Dead and wounded joined by و are of the people told behind the last ("41 قتيلا و12 جريحا في صفوف الحوثيين")."""
    claims = list(kept)
    for number in range(len(claims) - 2, -1, -1):
        claim, later = claims[number], claims[number + 1]
        group, of = claim.figure.group, later.figure.group
        before = claim.figure.at < claim.word and later.figure.at < later.word < of.first
        if before and group.first == group.last and _adjoin(tokens, claim.last, later.figure.at):
            claims[number] = claim._replace(figure=claim.figure._replace(group=of))
    return claims


def _adjoin(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether nothing but a lone و lies between two tokens."""
    return first == last or (first + 1 == last and tokens[first].word.key in particles().conjunctions)


def _within(claim: _Claim, other: _Claim) -> bool:
    """Whether a claim's figure is the noun that the other's number counts."""
    figure = other.figure
    return (
        figure.counted
        and figure.first <= claim.figure.at < figure.last
        and claim.figure.at != figure.at
        and (claim.figure.first > figure.first)
    )


def _rank(claim: _Claim) -> tuple[int, bool, int, int]:
    return claim.rule.order, claim.spread, abs(claim.figure.at - claim.word), claim.figure.first


def _inherited(kept: Sequence[_Claim], part: _Claim) -> str:
    """The role of the nearest figure told before a part of it."""
    before = [claim.role for claim in kept if claim.role and claim.figure.at < part.figure.at]
    return before[-1] if before else ""


def _mention(claim: _Claim, role: str) -> CountMention:
    if role not in (*ROLES, "both"):
        raise DataError(claim.rule.id, f"no such role: {role}")
    figure, group, yields = claim.figure, claim.figure.group, claim.rule.yields
    low, high = (yields["least"], None) if "least" in yields and not figure.counted else (figure.min, figure.max)
    return CountMention(
        first=min(claim.first, claim.word, figure.first),
        last=max(claim.last, figure.last, claim.word + 1),
        rule=claim.rule.id,
        role=role,  # type: ignore[arg-type]
        min=low,
        max=high,
        part=bool(yields.get("part")),
        total=bool(yields.get("total")),
        vague=figure.vague or ("least" in yields and not figure.counted),
        group=group.noun,
        civilian=group.civilian,
        combatant=group.combatant,
        group_first=group.first,
        group_last=group.last,
    )
