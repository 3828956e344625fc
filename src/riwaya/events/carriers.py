"""Verbs that carry the noun of an event, and what they share with it: "شن غارة" (launched a raid)."""

from __future__ import annotations

from riwaya.events.clause import REACH, Arguments, Clause
from riwaya.events.lexicon import Frame, Support
from riwaya.events.triggers import Hit
from riwaya.language.nouns import as_actor, is_armed
from riwaya.model.phrases import Phrase


class Carriers(Clause):
    """Finds the verbs before and behind a trigger noun that carry it, and their other argument."""

    def _supporting_verb_before(self, hit: Hit, frame: Frame, found: Arguments) -> None:
        """A verb before the noun that carries it: شن (launched) and its subject, اندلعت (broke out)."""
        preposition = self.phrases[hit.phrase].preposition
        middle: list[int] = []
        for back in range(hit.phrase - 1, max(-1, hit.phrase - REACH), -1):
            phrase = self.phrases[back]
            if phrase.kind == "verb" and self._aside(back - 1):
                middle = []  # "the coalition that Riyadh leads launched": what the coalition is, not what it did
                continue
            if phrase.kind == "relative" and self._aside(back):
                continue
            if phrase.kind == "verb":
                support = self._support(phrase.first, ("object", "subject") if not preposition else (preposition,))
                if support is None:
                    return
                if support.other == "announcer":
                    self._announced(hit, back, middle, found)
                    return
                found.supports.append(support.id)
                if support.other != "accused":  # an accusation is an event of its own
                    found.verbs.append(phrase.first)
                if support.trigger == "subject" and support.other != "none":
                    found.awaited = support.other
                else:
                    self._share(support, frame, back, middle, found)
                return
            if phrase.kind in ("complement", "relative") or (phrase.kind == "mark" and self._ends(phrase)):
                return
            doer = self._whose(phrase, "support_noun") if preposition else None
            if doer is not None:
                found.add("actor", doer)
                found.supports.append("support_noun")
                return
            if preposition and back in self.trigger_phrases:
                return
            middle.insert(0, back)

    def _announced(self, hit: Hit, verb: int, middle: list[int], found: Arguments) -> None:
        """An armed side that announces an act has done it: "أعلنت الكتائب قصف المدينة" (… the shelling of the city)."""
        if found.actors or self.frame is None or self.frame.subject != "actor":
            return
        if hit.last == self.phrases[hit.phrase].last and not self.tokens[hit.first].word.definite:
            return
        bare = [n for n in middle if self.phrases[n].kind == "np" and not self.phrases[n].preposition]
        subject = self.phrases[bare[0]] if bare else self._subject_before(verb)
        noun = as_actor(self.scene, subject) if subject is not None else None
        if noun is not None and is_armed(noun):
            found.add("actor", noun)
            found.supports.append("announce")

    def _share(self, support: Support, frame: Frame, verb: int, middle: list[int], found: Arguments) -> None:
        """Gives the verb's other argument, and what stands between verb and noun, to the noun's event."""
        subject = None
        if support.other == "accused":
            bare = [n for n in middle if self.phrases[n].kind == "np" and not self.phrases[n].preposition]
            if bare:
                self._give("actor", self.phrases[bare[-1]], found)
        elif support.other != "none":
            bare = [n for n in middle if self.phrases[n].kind == "np" and not self.phrases[n].preposition]
            if bare and not self.phrases[bare[0]].conjunction:
                subject = self.phrases[bare[0]]
                joined = [n for n in bare[1:] if self.phrases[n].conjunction and n - bare[0] <= bare.index(n)]
                for n in joined:
                    self._give(support.other, self.phrases[n], found)
            else:
                subject = self._subject_before(verb)
            if subject is not None:
                self._give(support.other, subject, found)
            elif support.other == "actor":
                self._dropped(verb, found)
        for number in middle:
            phrase = self.phrases[number]
            if phrase.kind == "time":
                self._time(phrase, found)
            elif phrase.kind == "np" and phrase.preposition:
                self._by_preposition(frame.prepositions.get(phrase.preposition, ""), number, phrase, found)

    def _carried_by(self, number: int, hit: Hit, found: Arguments) -> bool:
        """A verb behind the trigger noun that carries it: "غارات استهدفت مواقع" (raids that hit positions)."""
        if number >= len(self.phrases) or self.phrases[number].kind != "verb":
            return False
        if self.phrases[number].conjunction:
            return False
        verb = self.phrases[number]
        entry = self._support(verb.first, ("object",) if self._suffixed(verb) else ("subject", "object"))
        if (
            entry is None
            or entry.other == "announcer"
            or (found.supports and (entry.trigger == "object" or found.targets))
        ):
            return False
        found.supports.append(entry.id)
        if entry.id != "plant":  # who planted a charge is told with its going off
            found.verbs.append(verb.first)
        following = number + 1
        while following < len(self.phrases) and self._passed_over(self.phrases[following], found):
            following += 1
        if entry.other != "none" and following < len(self.phrases):
            phrase = self.phrases[following]
            if phrase.kind == "np" and not phrase.preposition:
                self._give(entry.other, phrase, found)
                following += 1
                following = self._joined(following, entry.other, found)
            elif entry.other == "actor" and not found.actors and self._suffixed(verb):
                self._dropped(hit.phrase, found)  # without a pronoun it is passive: "a meeting will be held"
        found.through = following
        return True

    def _passed_over(self, phrase: Phrase, found: Arguments) -> bool:
        """Whether a time, or a preposition with a pronoun ("خلالها" during it), stands between verb and object."""
        if phrase.kind == "time":
            self._time(phrase, found)
            return True
        return phrase.kind == "other" and self.tokens[phrase.first].word.enclitic != ""

    def _aside(self, number: int) -> bool:
        """Whether a relative only tells more of a party: "التحالف الذي تقوده السعودية" (the coalition led by …)."""
        if (
            number < 1
            or self.phrases[number].kind != "relative"
            or number + 2 >= len(self.phrases)
            or number - 1 in self.trigger_phrases
        ):
            return False
        party, verb, subject = self.phrases[number - 1], self.phrases[number + 1], self.phrases[number + 2]
        leads = party.kind == "np" and bool(party.actors) and verb.kind == "verb" and self._suffixed(verb)
        return leads and subject.kind == "np" and not subject.preposition
