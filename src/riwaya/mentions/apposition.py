"""What stands behind a party and names it again, or names the party that its people are of."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from riwaya.language.pattern import SOFT_MARKS, word_lists
from riwaya.mentions.noun_phrases import carries, phrase_end
from riwaya.mentions.party_lexicon import Scope, country, is_official, lexicon
from riwaya.model.analysis import Token
from riwaya.model.mentions import ActorMention

CLOSING = frozenset(')\u00bb"]')


def with_apposition(scope: Scope, mention: ActorMention) -> ActorMention:
    """The party with what names it again right behind it: its other name, or whose arm it is.

    "كتائب القسام الجناح العسكري لحركة حماس" (… the military wing of Hamas), "قوة المساعدة الدولية (إيساف)" (… ISAF).
    """
    if not mention.id or mention.type == "official":
        return mention
    at = mention.last
    if at < scope.stop and scope.tokens[at].word.key in SOFT_MARKS:
        at += 1
    last = _same(scope, mention, at) or _arm(scope, at)
    if not last:
        return mention
    if at > mention.last and last < scope.stop and scope.tokens[last].word.key in CLOSING:
        last += 1
    return msgspec.structs.replace(mention, last=last)


def members_of(scope: Scope, first: int, last: int) -> int:
    """`last`, or the end of the party that a noun is of: "وحدة خاصة من الجيش" (a unit …), "دورية للجيش" (a patrol …).

    Behind an adjective of nationality "من" may as well say from whom something was taken.
    """
    tokens, lists = scope.tokens, word_lists()
    if last + 1 >= scope.stop or first in scope.named:
        return last
    of = tokens[last].word.key in lists["count_of"]
    unit = tokens[first].word.readings[0].bare in lists["unit"]
    if unit and last not in scope.named and carries(tokens[last]) in lists["to"] and _forces(scope, last):
        return phrase_end(tokens, last, scope.stop, scope.inner)
    known = scope.named.get(last + 1 if of else last)
    if known is None or is_official(known):
        return last
    adjective = tokens[last - 1]
    described = last > first + 1 and adjective.word.pos == "ADJ" and not adjective.word.definite
    whose = unit and known.reading.preposition in lists["to"]
    return known.last if (of and described and not country(adjective)) or whose else last


def _forces(scope: Scope, index: int) -> bool:
    head = next(iter(lexicon().heads.at(scope.tokens, index, scope.stop)), None)
    return head is not None and head.value[0]["type"] in ("state_forces", "police")


def before_fellow(tokens: Sequence[Token], first: int, last: int) -> int:
    """`last`, or where the adjective of a second state begins: "القوات الفرنسية | والتشادية" (French and Chadian …)."""
    return next((i for i in range(first + 2, last) if _second_state(tokens, i)), last)


def fellow(scope: Scope, before: ActorMention, index: int) -> ActorMention | None:
    """The forces of the second state that an adjective alone stands for, right behind the forces of the first."""
    if before.last != index or before.type == "official" or not _second_state(scope.tokens, index):
        return None
    reading = scope.tokens[index].word.readings[0]
    return ActorMention(
        first=index,
        last=index + 1,
        cut=reading.cut,
        conjunction=reading.conjunction,
        rule="fellow",
        core_first=index,
        core_last=index + 1,
        core_cut=reading.cut,
        type=before.type,
        country=country(scope.tokens[index]),
        head=before.head,
    )


def _second_state(tokens: Sequence[Token], index: int) -> bool:
    word, before = tokens[index].word, tokens[index - 1].word
    reading = word.readings[0] if word.readings else None
    joined = reading is not None and reading.conjunction != "" and not reading.preposition
    return joined and before.pos == "ADJ" and before.definite and word.definite and country(tokens[index]) != ""


def _same(scope: Scope, mention: ActorMention, at: int) -> int:
    """The end of another name of the party that begins at `at`; 0 if none does."""
    known = scope.named.get(at)
    return known.last if known and not known.reading.cut and known.value[0]["id"] == mention.id else 0


def _arm(scope: Scope, at: int) -> int:
    """The end of "the military wing of the movement", "فرع القاعدة" (the branch of …) at `at`; 0 if none begins."""
    if at >= scope.stop or scope.tokens[at].word.readings[0].bare not in word_lists()["arm"]:
        return 0
    if at + 1 in scope.named:
        return phrase_end(scope.tokens, at + 1, scope.stop, scope.inner)
    of = phrase_end(scope.tokens, at, scope.stop, {})
    if of >= scope.stop or carries(scope.tokens[of]) not in word_lists()["to"]:
        return 0
    return phrase_end(scope.tokens, of, scope.stop, scope.inner)
