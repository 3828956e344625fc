"""The arguments of a trigger: subject and object of a verb, what is annexed to a noun, what prepositions bring."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from riwaya.events.carriers import Carriers
from riwaya.events.clause import REACH, STRIKES, Arguments
from riwaya.events.lexicon import Frame, frames
from riwaya.events.settings import inside_another
from riwaya.events.triggers import Hit
from riwaya.language.gazetteer import nationalities
from riwaya.language.nouns import (
    actor_noun,
    as_actor,
    can_follow_verb,
    is_armed,
    is_oblique,
    is_vague,
    own_words,
    state_noun,
)
from riwaya.language.pattern import word_lists
from riwaya.model.analysis import Word
from riwaya.model.phrases import Noun, Phrase

HITTING = frozenset({"strike", "assault"})  # groups whose object is what was hit, not the means
MATERIEL = frozenset({"aircraft", "artillery"})  # types of parties named by their arms
CONDEMNED = 8  # phrases between a word of condemning and the act condemned
PLACE_FRAMES = frozenset({"gain", "strike", "assault", "detonate"})  # a country annexed is where, not who


class Binder(Carriers):
    """Finds the arguments of the triggers of one sentence."""

    def bind(self, hit: Hit) -> Arguments:
        """The arguments of one trigger."""
        found = Arguments()
        frame = frames()[hit.entry.frame]
        self.resulted, self.start, self.stop = False, hit.phrase, hit.last
        self.type, self.group, self.frame = hit.entry.type, hit.entry.group, frame
        if hit.verbal:
            self._verb(hit, frame, found)
        elif hit.tense == "participle":
            self._participle(hit, frame, found)
        else:
            self._noun(hit, frame, found)
        if hit.entry.frame == "lie":
            self._called_untrue(hit.phrase, found)
        return found

    def _verb(self, hit: Hit, frame: Frame, found: Arguments) -> None:
        found.verbs.append(hit.first)
        follows = self._subject_behind(hit)
        subject = None if follows else self._subject_before(hit.phrase)
        passive = self.tokens[hit.first].passive or self._by_somebody(hit.phrase)
        role = frame.object if passive and frame.object == "target" else frame.subject
        if subject is not None:
            self._give(role, subject, found)
            for other in self._joined_before(subject) if self._opens_clause(self.phrases.index(subject)) else ():
                self._give(role, other, found)
        told_of_itself = self._pronoun_before(hit.phrase)
        has_subject = subject is not None or self._plural(hit.first) or told_of_itself or passive
        start = next(
            (n for n in range(hit.phrase, len(self.phrases)) if self.phrases[n].first >= hit.last), len(self.phrases)
        )
        if hit.tense == "phrase" and start < len(self.phrases) and self.phrases[start].kind == "verb":
            start, has_subject = start + 1, True  # "Russia must cooperate": the subject of what it must do is addressed
        self.told = subject is not None
        self._core(start, frame, found, has_subject)
        self._condemned(hit, found)
        if frame.subject == "actor" and not passive and not (found.actors and self.told):
            possessor = subject is not None and self._possessed(subject)
            self._dropped(hit.phrase, found, possessor=possessor)
            # "announced that it …": the doer is named
            found.dropped = found.dropped and not (told_of_itself or possessor)

    def _subject_behind(self, hit: Hit) -> bool:
        """Whether a verb behind "and" has its subject right behind it: "واعتقل الجيش" (and the army arrested)."""
        verb = self.phrases[hit.phrase]
        if not verb.conjunction or hit.phrase + 1 >= len(self.phrases) or self._plural(hit.first):
            return False
        phrase = self.phrases[hit.phrase + 1]
        bare = phrase.kind == "np" and not phrase.preposition and phrase.actor >= 0
        if is_oblique([token.word for token in self.tokens[phrase.first : phrase.last]]):
            return False
        return bare and can_follow_verb(self.tokens[hit.first].word, self._word(phrase))

    def _by_somebody(self, number: int) -> bool:
        """Whether a verb is passive, since its doer stands behind "by" ("اختطف من طرف مسلحين" abducted by gunmen)."""
        for phrase in self.phrases[number + 1 : number + 4]:
            if phrase.kind != "np":
                return False
            if phrase.preposition in word_lists()["agent_preposition"]:
                return True
        return False

    def _participle(self, hit: Hit, frame: Frame, found: Arguments) -> None:
        """A participle of the manner takes an object: "قال داعيا الحكومة إلى" (he said, calling on the government)."""
        phrase = self.phrases[hit.phrase]
        if phrase.last > hit.last:  # the object stands in the participle's own phrase
            self._give(frame.object, self._rest(phrase, hit.last), found)
            self._core(hit.phrase + 1, msgspec.structs.replace(frame, object="none"), found, True)
        else:
            self._core(hit.phrase + 1, frame, found, True)
        main = self._main_subject(hit.phrase)
        if main is not None and all(main.first != target.first for target in found.targets):
            found.add("actor", main)

    def _travelled(self, hit: Hit, frame: Frame, found: Arguments) -> None:
        """Who travels to a meeting meets: "توجه إلى القاهرة للقاء نظيره" (he left for Cairo to meet his colleague)."""
        if frame.id == "meet" and self.phrases[hit.phrase].preposition in word_lists()["purpose_preposition"]:
            traveller = self._main_subject(hit.phrase)
            if traveller is not None:
                found.add("actor", traveller)

    def _pronoun_before(self, number: int) -> bool:
        """Whether "أنه" or "إنها" (that it) right before a verb holds its subject."""
        before = self.phrases[number - 1] if number else None
        return before is not None and before.kind == "complement" and self._with_pronoun(before)

    def _core(self, start: int, frame: Frame, found: Arguments, has_subject: bool) -> None:
        """Walks right from a verb: the first bare phrase is the subject unless there is one, the next the object."""
        roles = [frame.object] if has_subject else [frame.subject, frame.object]
        nobody: Phrase | None = None  # what stands as subject but names no party
        last_role = ""
        for number in self._clause(start, found):
            phrase = self.phrases[number]
            if phrase.kind == "time":
                continue
            if phrase.preposition and not (phrase.conjunction and not self._own_preposition(phrase)):
                role = frame.prepositions.get(phrase.preposition, "")
                last_role = self._by_preposition(role, number, phrase, found) or ""
                continue
            if last_role and (self._coordinates(number) or self._apposed(number)):
                self._give(last_role, phrase, found)
                continue
            if self._tells_where(number, last_role, found):
                continue
            if roles and not phrase.conjunction:
                if phrase.head in word_lists()["no_target"]:
                    continue  # "on the same day" takes no place of an argument
                role = roles.pop(0)
                if roles and frame.object != "none" and not self._can_be_subject(phrase, role):
                    role = roles.pop(0)
                elif roles:
                    self.told = True
                self._give(role, phrase, found)
                last_role = (
                    "" if role == "target" and self._is_means(phrase) else role
                )  # "shells and rockets" are means
                if role == "actor" and not found.actors and phrase.place < 0:
                    nobody = phrase
            else:
                last_role = ""
        if nobody is not None and roles and not found.actors and frame.id == "seize":
            self._give("target", nobody, found)  # "and arrested five": its subject was named before

    def _verb_word(self) -> Word:
        return self.tokens[self.phrases[self.start].first].word

    def _can_be_subject(self, phrase: Phrase, role: str) -> bool:
        if role == "none":
            return True
        if self._addresses() and phrase.head in word_lists()["addressed"]:
            return False
        if self.type == "weapons_disrupted" and phrase.weapon >= 0 and phrase.actor < 0:
            return False  # "and seized in his house a rifle": the arms are what was seized
        party = phrase.actor >= 0 and self.scene.mentions.actors[phrase.actor].id != ""
        if is_oblique([token.word for token in self.tokens[phrase.first : phrase.last]]):
            return False
        if not party and phrase.place < 0 and not can_follow_verb(self._verb_word(), self._word(phrase)):
            return False
        return phrase.place < 0 or as_actor(self.scene, phrase) is not None

    def _noun(self, hit: Hit, frame: Frame, found: Arguments) -> None:
        self._annexed(hit, frame, found)
        self._travelled(hit, frame, found)
        self._blamed(hit, found)
        self._supporting_verb_before(hit, frame, found)
        if not found.actors and self.type in STRIKES:
            self._national(hit, found)
        if (
            self._possessed(msgspec.structs.replace(self.phrases[hit.phrase], first=hit.last - 1))
            and frame.genitive in ("actor", "type")
            and not found.actors
        ):
            self._dropped(hit.phrase, found)
        last_role = ""
        for number in self._clause(hit.phrase + 1, found, hit):
            phrase = self.phrases[number]
            if phrase.kind == "time":
                continue
            if self.resulted:
                if phrase.preposition in word_lists()["locative_in"]:
                    self._by_preposition("place", number, phrase, found)
                continue
            if phrase.preposition and not (phrase.conjunction and last_role and not self._own_preposition(phrase)):
                role = frame.prepositions.get(phrase.preposition, "")
                if "blame" in found.supports and phrase.preposition in word_lists()["blame_preposition"]:
                    role = "actor"
                last_role = self._by_preposition(role, number, phrase, found) or ""
            elif last_role and (self._coordinates(number) or self._apposed(number)):
                self._give(last_role, phrase, found)
            elif self._tells_where(number, last_role, found):
                continue
            elif last_role == "place" and not phrase.conjunction and (not phrase.places or not found.places):
                self._give(last_role, phrase, found)  # "a new area south of Raqqa": the name behind the common noun
            elif phrase.conjunction and frame.genitive == "actor" and found.actors and as_actor(self.scene, phrase):
                self._give("actor", phrase, found)
            elif found.awaited and not phrase.preposition and not phrase.conjunction:
                self._give(found.awaited, phrase, found)
                last_role, found.awaited = found.awaited, ""
            elif number == hit.phrase + 1 and not phrase.preposition and not phrase.conjunction and found.actors:
                self._give(frame.object, phrase, found)
                last_role = frame.object
            else:
                last_role = ""
        self._condemned(hit, found)

    def _condemned(self, hit: Hit, found: Arguments) -> None:
        """What is condemned where it is an act and no party: "دانت التفجير" (they condemned the bombing)."""
        if self.type != "accuse" or found.targets:
            return
        for number in range(hit.phrase + 1, min(len(self.phrases), hit.phrase + CONDEMNED)):
            phrase = self.phrases[number]
            if phrase.kind in ("relative", "complement") or (phrase.kind == "mark" and self._ends(phrase)):
                return
            act = next((other for other in self.hits if other.phrase == number), None)
            if act is not None:
                whole = msgspec.structs.replace(phrase, last=max(phrase.last, act.last))
                words = own_words(self.scene, whole) if act.entry.type in STRIKES and not act.verbal else None
                if words is not None:
                    found.add("target", words)
                return

    def _blamed(self, hit: Hit, found: Arguments) -> None:
        """The party that claims or is given "مسؤولية" (responsibility) for the trigger: the last named before it."""
        responsibility = word_lists()["responsibility"]
        phrase = self.phrases[hit.phrase]
        before = self.tokens[hit.first - 1].word if hit.first > phrase.first else None
        governed = phrase.preposition and hit.phrase and self._holds_any(self.phrases[hit.phrase - 1], responsibility)
        annexed = before is not None and self._is_any(before, responsibility)
        if (governed or annexed) and not self._only_alleged(hit.phrase):
            for back in range(hit.phrase - 1, max(-1, hit.phrase - 5), -1):
                noun = as_actor(self.scene, self.phrases[back])
                if noun is not None:
                    found.add("actor", noun)
                    found.supports.append("responsible")
                    return

    def _only_alleged(self, number: int) -> bool:
        """Whether the responsibility is denied, or each lays it on the other ("الاتهامات بالمسؤولية" accusations)."""
        lists = word_lists()
        before = self.phrases[max(0, number - 5) : number]
        return any(
            self._holds_any(phrase, lists["denial"]) or self._holds_any(phrase, lists["allegation"])
            for phrase in before
        )

    def _annexed(self, hit: Hit, frame: Frame, found: Arguments) -> None:
        """Parties and places annexed to the trigger inside its own phrase."""
        phrase = self.phrases[hit.phrase]
        behind = [i for i in phrase.actors if self.scene.mentions.actors[i].first >= hit.last]
        for index in behind:
            noun = actor_noun(self.scene, index)
            role = frame.genitive
            if role == "type" and self.group == "murder" and not is_armed(noun):
                role = "target"  # "the assassination of the leader"
            if role == "type":
                head = phrase.head if len(behind) == 1 else ""
                role = "actor" if self._acts(noun, hit, index) and head not in word_lists()["positions"] else "target"
            if role in ("actor", "target"):
                found.add(role, noun)
        for index in phrase.places:
            if self.scene.mentions.places[index].first >= hit.last:
                as_state = frame.genitive in ("actor", "type") and hit.entry.frame not in PLACE_FRAMES
                state = state_noun(self.scene, index) if as_state else None
                if state is not None:
                    found.add("actor", state)
                else:
                    found.places.append(index)
        if not behind and not phrase.places and phrase.last > hit.last and frame.genitive in ("target", "type"):
            rest = msgspec.structs.replace(phrase, first=hit.last, cut=0)
            word = self.tokens[hit.last].word
            means = self.type in STRIKES and any(w.first == hit.last for w in self.scene.mentions.weapons)
            known = word.pos in ("NOUN", "PROPN") and not means
            if known and word.readings[0].bare not in word_lists()["no_target"] and self._can_be_hit(rest):
                words = own_words(self.scene, rest)
                if words is not None and not is_vague(self.scene, rest):
                    found.add("target", words)

    def _national(self, hit: Hit, found: Arguments) -> None:
        """The state whose adjective the trigger bears ("الغارات التركية" the Turkish raids), by its name if told."""
        table = nationalities()
        for index in range(hit.last, self.phrases[hit.phrase].last):
            readings = self.tokens[index].word.readings
            country = next((table[r.bare] for r in readings if r.bare in table), "")
            if country:
                states = (state_noun(self.scene, number) for number in range(len(self.scene.mentions.places)))
                named = [noun for noun in states if noun is not None and noun.country == country]
                adjective = Noun(first=index, last=index + 1, type="government", country=country, rule="national")
                found.add("actor", named[0] if named else adjective)
                return

    def _acts(self, noun: Noun, hit: Hit, index: int) -> bool:
        """Whether a party annexed to the trigger is its doer rather than what it hit."""
        mention = self.scene.mentions.actors[index]
        between = self.tokens[hit.last : mention.first]
        positions = word_lists()["positions"]
        if any(token.word.readings and token.word.readings[0].bare in positions for token in between):
            return False
        if noun.type in MATERIEL and self.type in ("weapons_disrupted", "destruction"):
            return False
        return is_armed(noun) or noun.type in ("government", "intl_org", "official")

    def _clause(self, start: int, found: Arguments, hit: Hit | None = None) -> Iterator[int]:
        """The numbers of noun and time phrases from `start` to the end of the clause; follows a carrying verb."""
        number = start
        while number < min(len(self.phrases), start + REACH):
            phrase = self.phrases[number]
            if phrase.kind == "time":
                self._time(phrase, found)
            elif phrase.kind == "mark":
                if self._ends(phrase) or self._new_clause(number + 1):
                    break
            elif phrase.kind in ("verb", "relative"):
                self._held(number, found)
                number = self._over(number, hit, found)
                if not number:
                    break
                continue
            elif phrase.kind == "complement" or (phrase.kind == "other" and self._breaks(phrase)):
                break
            elif phrase.kind == "np":
                if self._is_instrument(number, found):
                    number += 1
                    continue
                if number in self.trigger_phrases and self._other_event(number):
                    setting = phrase.preposition in word_lists()["setting_preposition"]
                    if setting and found.places:
                        break  # what follows says where the other event was
                    if setting or (number == start and phrase.conjunction and hit is not None):
                        number += 1
                        continue
                    break
                if number > start and phrase.preposition in word_lists()["subordinating_preposition"]:
                    break
                if phrase.head in word_lists()["saying_participle"] and not phrase.definite:
                    break
                if phrase.preposition in word_lists()["according_key"]:
                    break
                if phrase.weapon >= 0 and found.weapon < 0 and (phrase.preposition or self.group not in HITTING):
                    found.weapon = phrase.weapon
                yield number
            found.through = max(found.through, number + 1)
            number += 1

    def _held(self, number: int, found: Arguments) -> None:
        """Whoever holds what was hit is the target: "مبنى تتخذه الميليشيات مقرا" (a building that militias use)."""
        thing = self.phrases[number - 1]
        if thing.kind != "np" or thing.actors or thing.places or self.phrases[number].conjunction:
            return
        hit = bool(found.targets) and found.targets[-1].rule == "phrase" and found.targets[-1].last == thing.last
        if not hit and thing.head not in word_lists()["positions"]:
            return
        for following in range(number + 1, min(len(self.phrases), number + 5)):
            phrase = self.phrases[following]
            if phrase.kind == "np" and not phrase.preposition:
                noun = as_actor(self.scene, phrase) if phrase.place < 0 else None
                if noun is not None:
                    found.targets = found.targets[:-1] if hit else found.targets
                    found.add("target", noun)
                    self._joined(following + 1, "target", found)
                return
            if phrase.kind in ("mark", "complement") or following in self.trigger_phrases:
                return

    def _tells_where(self, number: int, last_role: str, found: Arguments) -> bool:
        """Whether a phrase only tells where the last place lies: "to Marib, east of Sanaa, and Shabwa" is one list."""
        if self.phrases[number].actor >= 0 and not self.phrases[number].preposition:
            return False  # "there came to Aden Sudanese forces"
        if last_role == "place" and inside_another(self.phrases, number):
            return True
        return bool(found.places) and self._offset(self.phrases[number])

    def _over(self, number: int, hit: Hit | None, found: Arguments) -> int:
        """Where the clause goes on behind the verb or relative at phrase `number`; 0 where it ends there."""
        relative = self.phrases[number].kind == "relative"
        if relative and self._aside(number):
            return number + 3
        if hit is None:
            return 0
        if not relative and self._results(self.phrases[number]):
            self.resulted = True
            found.through = max(found.through, number + 1)
            return number + 1
        return found.through if self._carried_by(number + relative, hit, found) else 0

    def _results(self, phrase: Phrase) -> bool:
        """Whether a verb only tells what the event led to ("أسفر عن" it led to): places behind it are the event's."""
        words = word_lists()["result_verb"]
        word = self.tokens[phrase.first].word
        return not phrase.conjunction and (word.lemma in words or any(r.core in words for r in word.readings[:2]))
