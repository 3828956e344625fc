"""What figures of killed and injured make of a sentence: victims of its violence, of that told before, or a killing."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from riwaya.events.casualties import FINISHED, assign
from riwaya.events.clause import Arguments
from riwaya.events.refine import Context, refine, words
from riwaya.events.settings import listed
from riwaya.language.nouns import Scene, actor_noun, agrees, as_actor
from riwaya.language.pattern import word_lists
from riwaya.model.mentions import CountMention
from riwaya.model.phrases import VIOLENT, Draft, Noun, Phrase

ARMED_VICTIMS = frozenset({"assault", "kill", "shoot", "operation"})
AGGREGATE = 400  # so many killed without a told means is the sum of a war, not one event
MOST_VICTIMS = 2
LOOSE_NEAR, LOOSE_FAR = 2, 5  # sentences back to the violence that a bare figure belongs to; far where no place is told

Figures = Sequence[tuple[int, CountMention]]


class Killings:
    """The figures of one sentence. `before` are the drafts of the sentences before it, `told` its bare words."""

    def __init__(
        self, scene: Scene, phrases: Sequence[Phrase], number: int, told: frozenset[str], before: Sequence[Draft]
    ) -> None:
        self.scene = scene
        self.phrases = phrases
        self.number = number
        self.told = told
        self.before = before
        self.located: Sequence[Phrase] = ()
        self.first, self.last = phrases[0].first, scene.analysis.sentences[number].last
        counts = enumerate(scene.mentions.counts)
        self.figures = [(i, c) for i, c in counts if self.first <= c.first < self.last]

    def added(self, drafts: Sequence[Draft], located: Sequence[Phrase]) -> list[Draft]:
        """The drafts with their figures, and what figures without a trigger tell; `located` phrases say where."""
        self.located = located
        casualties = [(i, c) for i, c in self.figures if c.role != "people"]
        assigned = assign(casualties, drafts, self.phrases, self.scene.analysis.tokens)
        by_draft: dict[int, list[int]] = {}
        for index, number in assigned.items():
            by_draft.setdefault(number, []).append(index)
        found = [self._harmed(draft, by_draft.get(number, [])) for number, draft in enumerate(drafts)]
        loose = [(i, c) for i, c in casualties if i not in assigned and not self._natural(c)]
        if assigned or not self.before:
            loose = [(i, c) for i, c in loose if not c.total]
        return [*found, *self._loose(loose, LOOSE_NEAR if located else LOOSE_FAR)] if loose else found

    def _harmed(self, draft: Draft, indices: list[int]) -> Draft:
        if not indices:
            return draft
        draft = msgspec.structs.replace(draft, counts=tuple(sorted(indices)))
        victims = self._victims(indices)
        if not draft.actors:
            killed = (self.scene.mentions.counts[i] for i in indices)
            doers = [noun for count in killed for noun in self._killers(count)]
            draft = msgspec.structs.replace(draft, actors=tuple(doers))
        if draft.type == "attack" and draft.group in ARMED_VICTIMS and self._combatants(indices):
            actors, rules = (*draft.actors, *victims), (*draft.rules, "type.victims")
            return msgspec.structs.replace(draft, type="armed_clash", actors=actors, targets=(), rules=rules)
        if draft.targets or draft.type == "armed_clash":
            return draft
        return msgspec.structs.replace(draft, targets=victims)

    def _combatants(self, indices: Sequence[int]) -> bool:
        """Whether those hit are fighters and no civilians: an attack on them is fighting, by the guidelines."""
        counts = [c for c in (self.scene.mentions.counts[i] for i in indices) if not c.part]
        return any(c.combatant for c in counts) and not any(c.civilian for c in counts)

    def _victims(self, indices: Sequence[int]) -> tuple[Noun, ...]:
        victims = []
        for index in indices:
            count = self.scene.mentions.counts[index]
            people = words(self.scene, count.group_first, count.group_last)
            if people and not people <= word_lists()["vague_target"].keys() and not count.part:
                victims.append(self._people(count))
        return tuple(victims[:MOST_VICTIMS])

    def _people(self, count: CountMention) -> Noun:
        """The people of a figure as a noun: the party among its words, else the words."""
        for index, mention in enumerate(self.scene.mentions.actors):
            if count.group_first <= mention.first < count.group_last and mention.id:
                return actor_noun(self.scene, index)
        word = self.scene.analysis.tokens[count.group_first].word
        cut = word.readings[0].cut if word.readings else 0  # "a woman and her daughter"
        return Noun(first=count.group_first, last=count.group_last, cut=cut, head=count.group, rule="victims")

    def _loose(self, loose: Figures, reach: int) -> list[Draft]:
        """Figures without a trigger in their sentence go to the violence just told, or are a killing of their own."""
        if any(count.min >= AGGREGATE for _, count in loose):
            return []
        indices = tuple(i for i, _ in loose)
        killed = next((c for _, c in loose if c.role in ("killed", "both") and not c.part), None)
        doers = self._doers(killed) if killed is not None else []
        recent = [d for d in self.before if d.type in VIOLENT and self.number - d.sentences[0] <= reach]
        apart = killed is not None and (self._deed(killed) or (bool(self.located) and self._bodies(killed)))
        if recent and not doers and not apart:
            model = recent[-1]
            rules = (*model.rules, "counts.carried")
            own = (self.number,)
            return [msgspec.structs.replace(model, sentences=own, counts=indices, definite=True, rules=rules)]
        if killed is None:
            return []
        doers = doers or self._subject_before(killed)
        return [self._harmed(self._killing(killed, indices, doers), list(indices))]

    def _deed(self, count: CountMention) -> bool:
        """Whether its word is the deed itself ("قتل أربعة حراس", the killing of four guards), no result of another."""
        tokens = self.scene.analysis.tokens
        word, before = tokens[count.first].word, tokens[count.first - 1].word if count.first > self.first else None
        result = bool(word.readings[0].preposition) or (before is not None and before.pos == "ADP")
        named = count.rule.startswith("noun-") and word.readings[0].bare in word_lists()["count_deed"]
        return count.rule == FINISHED or (named and not result)

    def _bodies(self, count: CountMention) -> bool:
        """Whether bodies were found, of people killed unseen: "عثر على ست جثث" (six bodies were found)."""
        found = not self.told.isdisjoint(word_lists()["body_found"])
        return found and not words(self.scene, count.first, count.last).isdisjoint(word_lists()["count_bodies"])

    def _natural(self, count: CountMention) -> bool:
        """Whether no violence is told: only "وفاة" (death), or an accident or a force of nature beside it."""
        lists = word_lists()
        told = words(self.scene, count.first, count.last)
        natural = not told.isdisjoint(lists["natural_death"]) and self.told.isdisjoint(lists["of_wounds"])
        return natural or not self.told.isdisjoint(lists["accident"])

    def _doers(self, killed: CountMention) -> list[Noun]:
        """Who killed: behind "by", or between the verb and those killed ("قتلت القوات عشرة" the forces killed ten)."""
        agents = word_lists()["agent_preposition"]
        by = [as_actor(self.scene, p) for p in self.phrases if p.kind == "np" and p.preposition in agents]
        return [noun for noun in (*by, *self._killers(killed)) if noun is not None]

    def _killers(self, killed: CountMention) -> list[Noun]:
        """The parties between a verb of killing and those killed, or right before the verb."""
        verb = self.scene.analysis.tokens[killed.first].word
        if verb.pos != "VERB" or not any(r.core in word_lists()["kills"] for r in verb.readings[:2]):
            return []
        behind = [m for m in enumerate(self.scene.mentions.actors) if killed.first < m[1].first]
        found = [index for index, mention in behind if mention.last <= killed.group_first]
        for number, phrase in enumerate(self.phrases):
            before = self.phrases[number - 1] if number else phrase
            if phrase.first == killed.first and not phrase.conjunction and before.actor >= 0 and not before.preposition:
                found = found or [before.actor]
        return [actor_noun(self.scene, index) for index in found]

    def _subject_before(self, killed: CountMention) -> list[Noun]:
        """Whose verb goes on: "صدت القوات الهجوم وقتلت أربعة" (the forces repelled the attack and killed four).

        Only of a feminine or plural verb: "وقتل" may as well be passive (and … was killed).
        """
        verb = self.scene.analysis.tokens[killed.first].word
        number = next((n for n, p in enumerate(self.phrases) if p.first == killed.first and p.conjunction), 0)
        if verb.pos != "VERB" or ("Gender=Fem" not in verb.features and "Number=Plur" not in verb.features):
            return []
        for back in range(number - 1, 0, -1):
            phrase = self.phrases[back]
            if phrase.kind == "np" and not phrase.preposition and self.phrases[back - 1].kind == "verb":
                noun = as_actor(self.scene, phrase)
                return [noun] if noun and agrees(verb, self.scene.analysis.tokens[phrase.first].word) else []
        return []

    def _killing(self, killed: CountMention, indices: tuple[int, ...], doers: Sequence[Noun]) -> Draft:
        arguments = Arguments()
        for noun in doers:
            arguments.add("actor", noun)
        for noun in self._victims(indices):
            arguments.add("target", noun)
        context = Context(self.scene, words(self.scene, killed.first, killed.last), self.told, arguments, True)
        kind, rule = refine("kill", "attack", context)
        return Draft(
            type=kind,
            group="kill",
            trigger_first=killed.first,
            trigger_last=killed.first + 1,
            sentences=(self.number,),
            actors=tuple(arguments.actors),
            targets=() if kind == "armed_clash" else tuple(arguments.targets),
            places=tuple(
                dict.fromkeys(index for phrase in self.located for index in listed(self.scene, self.phrases, phrase))
            ),
            counts=indices,
            rules=tuple(filter(None, ("kill", rule))),
        )
