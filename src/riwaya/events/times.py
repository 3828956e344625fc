"""When an event happened, where its clause does not say: from its sentence, then from the sentence before."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from riwaya.events.saying import as_was_said, before_that
from riwaya.language.nouns import Scene
from riwaya.language.pattern import word_lists
from riwaya.language.speech import speech_kind
from riwaya.model.mentions import TimeExpression
from riwaya.model.phrases import VIOLENT, Draft, Phrase

SPEECH_ACTS = frozenset({"request", "accuse", "reject", "threaten", "support"})
LONGEST_DISTANCE = 4  # words between "after" and "of" that tell how long after
DAYS_OF = {"day": 1, "week": 7}
LEAD = (1,)  # the sentences of what the first one behind the title tells
CARRIED = 1  # sentences over which a time is carried
TAKEN_UP = "counts.carried"  # the rule of drafts that tell the figures of an event told before


def with_times(
    scene: Scene, phrases: Sequence[Phrase], drafts: Sequence[Draft], before: Sequence[Draft], number: int
) -> list[Draft]:
    """Drafts with the time of their sentence that can be theirs, else that of the violence which it goes on telling."""
    times = _Times(scene, phrases, drafts)
    return [times.given(draft, before, number) for draft in drafts]


class _Times:
    """The times of one sentence, and whose they can be."""

    def __init__(self, scene: Scene, phrases: Sequence[Phrase], drafts: Sequence[Draft]) -> None:
        self.scene = scene
        self.tokens = scene.analysis.tokens
        self.phrases = phrases
        first, last = phrases[0].first, phrases[-1].last
        self.times = [i for i, m in enumerate(scene.mentions.times) if first <= m.first < last]
        self.figured = {count.first for count in scene.mentions.counts}
        self.leading = {p.first for p in before_that(scene, phrases) if p.kind == "time"}
        self.trailing = {p.first for p in as_was_said(scene, phrases) if p.kind == "time"}
        self.content = [d.trigger_first for d in drafts if d.type not in SPEECH_ACTS and TAKEN_UP not in d.rules]
        owners = [d for d in drafts if d.time >= 0 and TAKEN_UP not in d.rules and not self._of_content(d)]
        self.owned = {d.time: d for d in owners}

    def given(self, draft: Draft, before: Sequence[Draft], number: int) -> Draft:
        """The draft with its time."""
        taken_up = TAKEN_UP in draft.rules
        if self._of_content(draft):
            draft = msgspec.structs.replace(draft, time=-1)
        if draft.time >= 0 and not taken_up:
            return draft
        beside = self._days_beside(draft)
        if beside:
            return self._beside(draft, beside)
        possible = [i for i in self.times if self._fits(i, draft)]
        if possible:
            at = self._at(draft)
            nearest = min(possible, key=lambda i: (self._said(i), abs(self.scene.mentions.times[i].first - at)))
            rules = (*draft.rules, "time.sentence", *(("time.said",) if self._said(nearest) else ()))
            return msgspec.structs.replace(draft, time=nearest, time_carried=False, rules=rules)
        if taken_up or self.times or draft.type not in VIOLENT:
            return draft
        lent = self._before(before, number) if self._goes_on() else self._of_lead(before)
        return draft if lent < 0 else msgspec.structs.replace(draft, time=lent, time_carried=True)

    def _before(self, before: Sequence[Draft], number: int) -> int:
        """The time of the violence that the speaker goes on to tell of, -1 where none was told."""
        earlier = [d for d in before if number - d.sentences[0] <= CARRIED and d.type in VIOLENT]
        return earlier[-1].time if earlier else -1

    def _of_lead(self, before: Sequence[Draft]) -> int:
        """The time of a first sentence that sums up ("أمس في هجمات متفرقة" in scattered attacks): its parts follow."""
        sums = [d for d in before if d.sentences == LEAD and d.type in VIOLENT and self._many(d) and not d.time_carried]
        return sums[-1].time if sums else -1

    def _days_beside(self, draft: Draft) -> int:
        """So many days lie between the day of the clause and the event: -1 behind "غداة" (the day after), -2 behind
        "بعد يومين من" (two days after).
        """
        lists, tokens = word_lists(), self.tokens
        first = self._phrase(draft.trigger_first).first
        before = tokens[first - 1].word.key if first else ""
        if before in lists["day_beside"]:
            return int(lists["day_beside"][before])
        if before not in lists["distance_of"]:
            return 0
        for back in range(first - 2, max(-1, first - 2 - LONGEST_DISTANCE), -1):
            side = lists["apart_word"].get(tokens[back].word.key)
            if side is not None:
                return int(side) * _days([token.word.key for token in tokens[back + 1 : first - 1]])
        return 0

    def _beside(self, draft: Draft, shift: int) -> Draft:
        """The draft with the day of its clause, so many days on."""
        at = draft.trigger_first
        clause = [i for i in self.times if i in self.owned and self.scene.mentions.times[i].first < at]
        if not clause:
            return draft
        rules = (*draft.rules, "time.beside")
        return msgspec.structs.replace(draft, time=clause[-1], time_shift=shift, rules=rules)

    def _said(self, index: int) -> bool:
        """Whether a time stands between a verb of saying and its "that"."""
        return self.scene.mentions.times[index].first in self.leading

    def _of_content(self, draft: Draft) -> bool:
        """Whether the time of a speech act stands behind what it is about: "اتهم الجيش بقصف القرية السبت"."""
        if draft.time < 0 or draft.type not in SPEECH_ACTS:
            return False
        time = self.scene.mentions.times[draft.time].first
        blamed = word_lists()["attached_in"]
        inside = (p for p in self._between(draft.trigger_first, time) if p.kind == "np")
        return self._behind_content(draft.trigger_first, time) or any(p.preposition in blamed for p in inside)

    def _behind_content(self, at: int, time: int) -> bool:
        """Whether between a speech act and a time stands an event that the act is about."""
        return any(at < other < time for other in self.content)

    def _at(self, draft: Draft) -> int:
        """The token of this sentence that tells of the draft: its trigger, or the figure that is told of it anew."""
        return self.scene.mentions.counts[draft.counts[0]].first if TAKEN_UP in draft.rules else draft.trigger_first

    def _fits(self, index: int, draft: Draft) -> bool:
        """Whether a time of the sentence can be that of a draft.

        The time of saying is that of a speech act, and of what is said only where it is today or yesterday: "أعلن أمس
        أن" (announced yesterday that) tells yesterday's news. A time to come is that of a plan.
        """
        mention, at = self.scene.mentions.times[index], self._at(draft)
        if _ahead(mention.value) and draft.modality == "actual":
            return False
        if draft.type in SPEECH_ACTS:
            if self._behind_content(at, mention.first):
                return False
            own = index not in self.owned and not any(p.kind == "verb" for p in self._between(mention.first, at))
            return own or self._said(index)
        owner = self.owned.get(index)
        if mention.first in self.trailing or self._announced(mention.first, at) or self._since(at):
            return False
        if owner is not None and (owner.type in SPEECH_ACTS or self._only_before(owner, at)):
            return False
        if self._said(index):
            return mention.value.kind == "day_offset"
        return at > mention.first or not self._apart(mention.first, at)

    def _since(self, at: int) -> bool:
        """Whether a trigger only says since when something is so ("منذ تحريرها" since its liberation)."""
        return self._phrase(at).preposition in word_lists()["since"]

    def _only_before(self, owner: Draft, at: int) -> bool:
        """Whether a time is that of what came before ("بعد استعادة القاعدة أمس" after the base was retaken yesterday).

        What is told behind another "after" is of the same time.
        """
        apart = word_lists()["apart"]
        return self._phrase(owner.trigger_first).preposition in apart and self._phrase(at).preposition not in apart

    def _phrase(self, at: int) -> Phrase:
        return next((p for p in self.phrases if p.first <= at < p.last), self.phrases[0])

    def _between(self, one: int, other: int) -> list[Phrase]:
        low, high = sorted((one, other))
        return [p for p in self.phrases if low < p.first < high]

    def _announced(self, time: int, at: int) -> bool:
        """Whether a time stands between a verb of saying and the noun that names what was said."""
        if self._phrase(at).kind == "verb":
            return False
        before = [
            n for n, p in enumerate(self.phrases) if p.first < at and p.kind in ("verb", "complement", "relative")
        ]
        if not before or not self.phrases[before[-1]].first < time < at:
            return False
        verb = self.phrases[before[-1]]
        return verb.kind == "verb" and speech_kind(self.tokens[verb.first].word) is not None

    def _apart(self, time: int, at: int) -> bool:
        """Whether between a trigger and a time another clause opens, other than one that says more of the event."""
        return any(p.kind == "verb" and not self._tells_more(p) for p in self._between(time, at))

    def _tells_more(self, verb: Phrase) -> bool:
        """Whether a verb goes on with the clause: no "and" or mark before it, or it tells what the event led to.

        "وأصيب خمسة" (and five were injured) tells a figure of it.
        """
        if verb.first in self.figured:
            return True
        number = self.phrases.index(verb)
        before = self.tokens[verb.first - 1].word.key if verb.first else ""
        word = self.tokens[verb.first].word
        opens = before in word_lists()["clause_break"] and before not in word_lists()["when"]
        opens = opens or bool(verb.conjunction) or word.pos == "AUX" or word.readings[0].preposition != ""
        if number and self.phrases[number - 1].kind != "mark" and not opens:
            return True
        if any(count.first == verb.first for count in self.scene.mentions.counts):
            return True  # "and killed seven": what the event did
        return any(r.core in word_lists()["result_verb"] for r in word.readings[:2])

    def _many(self, draft: Draft) -> bool:
        word = self.tokens[draft.trigger_first].word
        return word.pos == "NOUN" and "Number=Plur" in word.features

    def _goes_on(self) -> bool:
        """Whether the sentence opens with a verb of saying: the speaker goes on with what was told before."""
        return any(
            phrase.kind == "verb" and speech_kind(self.tokens[phrase.first].word) is not None
            for phrase in self.phrases[:2]
        )


def _ahead(value: TimeExpression) -> bool:
    return value.direction == 1 or (value.kind == "day_offset" and value.offset > 0)


def _days(words: Sequence[str]) -> int:
    """The days that an amount tells: "يومين" (two days), "أسبوع" (a week), "3 أيام"; 0 where it is none."""
    lists = word_lists()
    figure = next((int(word) for word in words if word.isdigit()), 0)
    for table, amount in (("time_two", 2), ("time_one", 1), ("time_unit", figure)):
        unit = next((lists[table][word] for word in words if word in lists[table]), "")
        if unit in DAYS_OF:
            return amount * DAYS_OF[unit]
    return 0
