"""Whether an event is told as fact, as denied, as planned or only as possible; None where it is told not to be."""

from __future__ import annotations

from collections.abc import Container, Sequence

from riwaya.events.clause import Arguments
from riwaya.events.triggers import Hit
from riwaya.language.pattern import word_lists
from riwaya.language.readings import particles
from riwaya.model.analysis import Token
from riwaya.model.phrases import Phrase

SPOKEN = frozenset({"request", "accuse", "reject", "threaten", "support"})
BEFORE = 6  # tokens before the trigger or its carrying verb that are searched
AIMS = 10  # as many for a word of wish or aim, inside the clause


def modality(tokens: Sequence[Token], phrases: Sequence[Phrase], hit: Hit, arguments: Arguments) -> str | None:
    """The modality of a trigger's event; None where nobody says that it happened (negation, "stop the …")."""
    lists = word_lists()
    anchors = sorted({hit.first, *arguments.verbs})
    first_of_sentence = phrases[0].first
    if any(future_verb(tokens[i]) for i in anchors):
        if hit.entry.type == "threaten":
            return "actual"
        return None if _negated(tokens, anchors, first_of_sentence) else "planned"
    denied = any(_denied(tokens, i, first_of_sentence) for i in anchors) or _denied_that(tokens, phrases, hit)
    if denied or _untrue(tokens, phrases, hit):
        return "denied"
    if hit.entry.type == "consult" and _purpose(tokens, phrases, hit) and _goes(tokens, phrases, hit):
        return "planned"
    if (
        _negated(tokens, anchors, first_of_sentence)
        or hit.blocked
        or (not arguments.supports and _purpose(tokens, phrases, hit) and not _prepared(tokens, phrases, hit))
    ):
        return None
    window = range(max(first_of_sentence, anchors[0] - BEFORE), anchors[0])
    finite = hit.verbal and hit.tense == "past" and not arguments.supports  # "tried to smuggle arms … and arrested two"
    if hit.entry.type not in SPOKEN and not finite and _wished(tokens, phrases, anchors[0]):
        return None
    if any(_in(tokens[i], lists["hypothetical"]) for i in window):
        return "hypothetical"
    near = [*window, *range(hit.last, min(hit.last + 3, len(tokens)))]
    if any(_in(tokens[i], lists["future"]) for i in near):
        return "planned"
    return "actual"


def _purpose(tokens: Sequence[Token], phrases: Sequence[Phrase], hit: Hit) -> bool:
    """Whether a noun only names an aim ("لتحرير المدن" to liberate the towns)."""
    phrase = phrases[hit.phrase]
    aims = word_lists()["purpose_preposition"]
    if hit.verbal:
        return False
    carried = _in(tokens[phrase.first], word_lists()["carrying_noun"])  # "to launch an attack"
    return phrase.preposition in aims and (phrase.first == hit.first or carried)


def _goes(tokens: Sequence[Token], phrases: Sequence[Phrase], hit: Hit) -> bool:
    """Whether somebody travels to a meeting: "توجه إلى القاهرة للقاء نظيره" (left for Cairo to meet his colleague)."""
    words = word_lists()["going"]
    return any(p.kind == "verb" and _in(tokens[p.first], words) for p in phrases[: hit.phrase])


def _prepared(tokens: Sequence[Token], phrases: Sequence[Phrase], hit: Hit) -> bool:
    """Whether an aim is being prepared, so that it is planned: "تمهيدا لعملية واسعة" (ahead of a wide operation)."""
    if hit.entry.type == "territory_gain":  # a place to be taken is an aim, not an operation that is announced
        return False
    number = hit.phrase - 1
    if number and phrases[number].kind == "np" and not phrases[number].preposition:
        number -= not _in(tokens[phrases[number].first], word_lists()["preparing"])  # over who prepares
    return number >= 0 and _in(tokens[phrases[number].first], word_lists()["preparing"])


def _wished(tokens: Sequence[Token], phrases: Sequence[Phrase], anchor: int) -> bool:
    """Whether a word of wish, duty or aim stands right before, or further back in the same clause."""
    words = word_lists()["irrealis"]
    stops = [p.first for p in phrases if p.kind in ("mark", "complement", "relative") and p.first < anchor]
    first = max(phrases[0].first, min(anchor - BEFORE, max(anchor - AIMS, stops[-1] if stops else 0)))
    return any(_in(tokens[i], words) for i in range(first, anchor))


def _in(token: Token, words: Container[str]) -> bool:
    return token.word.lemma in words or any(reading.bare in words for reading in token.word.readings[:2])


def future_verb(token: Token) -> bool:
    """Whether a verb bears the س of the future."""
    known = particles()
    if not token.word.proclitics:
        return False
    return any(part in known.futures for part in token.word.proclitics)


def _denied(tokens: Sequence[Token], index: int, first: int) -> bool:
    """Whether a denial stands before it; who only denies "مسؤوليته" (his responsibility) leaves the event as it is."""
    lists = word_lists()
    window = range(max(first, index - BEFORE), index)
    denial = next((i for i in window if _in(tokens[i], lists["denial"])), None)
    return denial is not None and not any(
        tokens[i].word.stem in lists["responsibility"] or _in(tokens[i], lists["responsibility"])
        for i in range(denial, index)
    )


def _denied_that(tokens: Sequence[Token], phrases: Sequence[Phrase], hit: Hit) -> bool:
    """Whether it is what somebody denies: "نفى أن تكون قواته قد هاجمت" (denied that his forces had attacked)."""
    clause = [p for p in phrases[: hit.phrase] if p.kind in ("verb", "complement", "relative", "mark")]
    if clause and clause[-1].kind == "verb" and _in(tokens[clause[-1].first], word_lists()["to_be"]):
        clause.pop()
    told = [p.kind for p in clause[-2:]] == ["verb", "complement"]
    return told and _in(tokens[clause[-2].first], word_lists()["denial"])


def _untrue(tokens: Sequence[Token], phrases: Sequence[Phrase], hit: Hit) -> bool:
    """Whether it is claimed and the claim called untrue: "مزاعم قصف المشفى أكاذيب" (the alleged shelling is a lie)."""
    lists = word_lists()
    claimed = any(_in(tokens[i], lists["claimed"]) for i in range(max(phrases[0].first, hit.first - AIMS), hit.first))
    return claimed and any(_in(token, lists["untrue"]) for token in tokens[hit.last : phrases[-1].last])


def _negated(tokens: Sequence[Token], anchors: Sequence[int], first: int) -> bool:
    negation = word_lists()["negation"]
    for index in anchors:
        if any(r.core in word_lists()["persist"] for r in tokens[index].word.readings[:2]):
            continue
        if index > first and any(r.core in negation and not r.preposition for r in tokens[index - 1].word.readings[:2]):
            return True
    return False
