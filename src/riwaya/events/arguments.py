"""The arguments of a trigger: subject and object of a verb, what is annexed to a noun, what prepositions bring."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

import msgspec

from riwaya.events.lexicon import Frame, Support, frames, supports
from riwaya.events.settings import inside_another, stationed
from riwaya.events.triggers import Hit
from riwaya.language.nouns import Scene, actor_noun, as_actor, as_target, is_armed, own_words, state_noun
from riwaya.language.pattern import word_lists
from riwaya.language.readings import enclitics, particles
from riwaya.model.analysis import Word
from riwaya.model.phrases import Noun, Phrase

PLACE_FRAMES = frozenset({"gain", "strike", "assault", "detonate"})  # a country annexed is where, not who
SPEAKING = frozenset({"demand", "speech", "aid", "bear"})
REACH = 24  # phrases looked at to either side of a trigger


class Arguments(msgspec.Struct):
    """What was found for one trigger, in the order in which it was found."""

    actors: list[Noun] = []
    targets: list[Noun] = []
    places: list[int] = []
    time: int = -1
    weapon: int = -1
    through: int = 0
    supports: list[str] = []
    verbs: list[int] = []
    dropped: bool = False  # the doer is not in the clause
    lent: bool = False  # the places are the sentence's, not the clause's
    awaited: str = ""  # the role of the next bare phrase: the object of a carrying verb whose subject is the trigger

    def add(self, role: str, noun: Noun) -> None:
        into = self.actors if role == "actor" else self.targets
        if all((noun.first, noun.last) != (other.first, other.last) for other in (*self.actors, *self.targets)):
            into.append(noun)


class Binder:
    """Finds the arguments of the triggers of one sentence."""

    def __init__(self, scene: Scene, phrases: Sequence[Phrase], hits: Sequence[Hit]) -> None:
        self.scene = scene
        self.tokens = scene.analysis.tokens
        self.phrases = phrases
        self.hits = hits
        self.type = ""
        self.frame: Frame | None = None
        self.trigger_phrases = {hit.phrase for hit in hits}
        self.verb_hits = {hit.first: hit for hit in hits if hit.verbal}

    def bind(self, hit: Hit) -> Arguments:
        """The arguments of one trigger."""
        found = Arguments()
        frame = frames()[hit.entry.frame]
        self.type, self.frame = hit.entry.type, frame
        if hit.verbal:
            self._verb(hit, frame, found)
        else:
            self._noun(hit, frame, found)
        return found

    # -- verbs ---------------------------------------------------------------------------------------------------

    def _verb(self, hit: Hit, frame: Frame, found: Arguments) -> None:
        found.verbs.append(hit.first)
        subject = self._subject_before(hit.phrase)
        if subject is not None:
            self._give(frame.subject, subject, found)
            for other in self._joined_before(subject):
                self._give(frame.subject, other, found)
        has_subject = subject is not None or self._plural(hit.first) or self._pronoun_before(hit.phrase)
        start = next((n for n in range(hit.phrase, len(self.phrases)) if self.phrases[n].first >= hit.last), len(self.phrases))
        if hit.tense == "phrase" and start < len(self.phrases) and self.phrases[start].kind == "verb":
            start, has_subject = start + 1, True  # "يجب أن تتعاون روسيا" (Russia must cooperate): its subject is addressed
        self._core(start, frame, found, has_subject)
        if frame.subject == "actor" and not found.actors:
            self._dropped(hit.phrase, found)

    def _pronoun_before(self, number: int) -> bool:
        """Whether "أنه" or "إنها" (that it) right before a verb holds its subject."""
        before = self.phrases[number - 1] if number else None
        return before is not None and before.kind == "complement" and self._with_pronoun(before)

    def _with_pronoun(self, phrase: Phrase) -> bool:
        word = self.tokens[phrase.first].word
        return word.enclitic != "" or word.readings[0].core in word_lists()["that_it"]

    def _dropped(self, number: int, found: Arguments) -> None:
        """A verb without a subject, or a noun with a pronoun, has the last party that stood as a subject before it."""
        for back in range(number - 1, -1, -1):
            phrase = self.phrases[back]
            if phrase.kind == "np" and not phrase.preposition and self._opens_clause_or_follows_verb(back):
                noun = as_actor(self.scene, phrase)
                if noun is not None and all(n.first != noun.first for n in found.targets):
                    found.add("actor", noun)
                    found.dropped = True
                    return

    def _opens_clause_or_follows_verb(self, number: int) -> bool:
        before = self.phrases[number - 1] if number else None
        return before is None or before.kind in ("verb", "complement", "mark") or self._opens_clause(number)

    def _plural(self, index: int) -> bool:
        """Whether a verb carries a plural ending, so that its subject stands before it or is dropped."""
        key = self.tokens[index].word.key
        return key.endswith(_plural_endings())

    def _core(self, start: int, frame: Frame, found: Arguments, has_subject: bool) -> None:
        """Walks right from a verb: the first bare phrase is the subject unless there is one, the next the object."""
        roles = [frame.object] if has_subject else [frame.subject, frame.object]
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
            if roles and not phrase.conjunction:
                role = roles.pop(0)
                if role == frame.subject and roles and not self._can_be_subject(phrase, role) and frame.object != "none":
                    role = roles.pop(0)
                self._give(role, phrase, found)
                last_role = role
            else:
                last_role = ""

    def _own_preposition(self, phrase: Phrase) -> bool:
        return any(r.preposition for r in self.tokens[phrase.first].word.readings[:1])

    def _can_be_subject(self, phrase: Phrase, role: str) -> bool:
        if role == "none":
            return True
        if self._addresses() and phrase.head in word_lists()["addressed"]:
            return False
        return phrase.place < 0 or as_actor(self.scene, phrase) is not None

    def _subject_before(self, number: int) -> Phrase | None:
        """The bare phrase that stands before a verb as its subject, over times and prepositional phrases."""
        passed_verb = False
        for back in range(number - 1, max(-1, number - REACH), -1):
            phrase = self.phrases[back]
            if phrase.kind == "time" or (phrase.kind == "np" and phrase.preposition):
                continue
            if phrase.kind == "other" and self.tokens[phrase.first].word.pos in ("PART", "ADV"):
                continue
            if phrase.kind == "verb" and self.tokens[phrase.first].word.pos == "AUX":
                continue
            if phrase.kind == "np" and not passed_verb:
                return phrase if self._opens_clause(back) else None
            if phrase.kind == "relative":
                antecedent = back - 1
                while antecedent >= 0 and self.phrases[antecedent].kind == "mark":
                    antecedent -= 1
                if antecedent >= 0 and self.phrases[antecedent].kind == "np":
                    return self.phrases[antecedent]
            return None
        return None

    def _joined_before(self, subject: Phrase) -> list[Phrase]:
        """The phrases before a conjoined subject that are subjects as well ("المقاومة في لحج وقوات الجيش سيطرت")."""
        joined: list[Phrase] = []
        number = self.phrases.index(subject)
        while self.phrases[number].conjunction and number > 0:
            number -= 1
            while number > 0 and self.phrases[number].kind == "np" and self.phrases[number].preposition:
                number -= 1
            phrase = self.phrases[number]
            if phrase.kind != "np" or phrase.preposition:
                break
            joined.append(phrase)
        return joined

    def _opens_clause(self, number: int) -> bool:
        """Whether a bare phrase stands at the head of its clause, not as object of a verb before it."""
        for back in range(number - 1, -1, -1):
            phrase = self.phrases[back]
            if phrase.kind in ("mark", "complement"):
                return True
            if phrase.kind == "verb":
                return self.tokens[phrase.first].word.pos == "AUX"
            if phrase.kind == "relative":
                return False
            if phrase.kind == "np" and not phrase.preposition and not self.phrases[number].conjunction:
                return False
            if phrase.kind == "other":
                return True
        return True

    # -- nouns ---------------------------------------------------------------------------------------------------

    def _noun(self, hit: Hit, frame: Frame, found: Arguments) -> None:
        self._annexed(hit, frame, found)
        self._blamed(hit, found)
        self._supporting_verb_before(hit, frame, found)
        if self.tokens[hit.last - 1].word.enclitic and frame.genitive in ("actor", "type") and not found.actors:
            self._dropped(hit.phrase, found)
        last_role = ""
        for number in self._clause(hit.phrase + 1, found, hit):
            phrase = self.phrases[number]
            if phrase.kind == "time":
                continue
            if phrase.preposition and not (phrase.conjunction and last_role and not self._own_preposition(phrase)):
                role = frame.prepositions.get(phrase.preposition, "")
                if "blame" in found.supports and phrase.preposition in word_lists()["blame_preposition"]:
                    role = "actor"
                last_role = self._by_preposition(role, number, phrase, found) or ""
            elif last_role and (self._coordinates(number) or self._apposed(number)):
                self._give(last_role, phrase, found)
            elif last_role == "place" and not phrase.conjunction and (not phrase.places or not found.places):
                self._give(last_role, phrase, found)  # "على منطقة جديدة جنوب الرقة" a new area, south of Raqqa
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

    def _blamed(self, hit: Hit, found: Arguments) -> None:
        """The party that claims or is given "مسؤولية" (responsibility) for the trigger: the last named before it."""
        responsibility = word_lists()["responsibility"]
        phrase = self.phrases[hit.phrase]
        before = self.tokens[hit.first - 1].word if hit.first > phrase.first else None
        governed = hit.phrase > 0 and phrase.preposition and self._holds_any(self.phrases[hit.phrase - 1], responsibility)
        annexed = before is not None and self._is_any(before, responsibility)
        if governed or annexed:
            for back in range(hit.phrase - 1, max(-1, hit.phrase - 5), -1):
                noun = as_actor(self.scene, self.phrases[back])
                if noun is not None:
                    found.add("actor", noun)
                    found.supports.append("responsible")
                    return

    def _holds_any(self, phrase: Phrase, words: Container[str]) -> bool:
        return any(self._is_any(token.word, words) for token in self.tokens[phrase.first : phrase.last])

    def _is_any(self, word: Word, words: Container[str]) -> bool:
        return word.stem in words or any(reading.bare in words for reading in word.readings[:2])

    def _annexed(self, hit: Hit, frame: Frame, found: Arguments) -> None:
        """Parties and places annexed to the trigger inside its own phrase."""
        phrase = self.phrases[hit.phrase]
        behind = [i for i in phrase.actors if self.scene.mentions.actors[i].first >= hit.last]
        for index in behind:
            noun = actor_noun(self.scene, index)
            role = frame.genitive
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
            if word.pos in ("NOUN", "PROPN") and word.readings[0].bare not in word_lists()["no_target"]:
                words = own_words(self.scene, rest)
                if words is not None:
                    found.add("target", words)

    def _acts(self, noun: Noun, hit: Hit, index: int) -> bool:
        """Whether a party annexed to the trigger is its doer rather than what it hit."""
        mention = self.scene.mentions.actors[index]
        between = self.tokens[hit.last : mention.first]
        positions = word_lists()["positions"]
        if any(token.word.readings and token.word.readings[0].bare in positions for token in between):
            return False
        return is_armed(noun) or noun.type in ("government", "intl_org", "official")

    def _supporting_verb_before(self, hit: Hit, frame: Frame, found: Arguments) -> None:
        """A verb before the noun that carries it: شن (launched) and its subject, اندلعت (broke out)."""
        preposition = self.phrases[hit.phrase].preposition
        middle: list[int] = []
        for back in range(hit.phrase - 1, max(-1, hit.phrase - REACH), -1):
            phrase = self.phrases[back]
            if phrase.kind == "verb":
                support = self._support(phrase.first, ("object", "subject") if not preposition else (preposition,))
                if support is None:
                    return
                found.supports.append(support.id)
                found.verbs.append(phrase.first)
                if support.trigger == "subject" and support.other != "none":
                    found.awaited = support.other
                else:
                    self._share(support, frame, back, middle, found)
                return
            if phrase.kind in ("complement", "relative") or (phrase.kind == "mark" and self._ends(phrase)):
                return
            if phrase.kind == "np" and preposition and phrase.head in word_lists()["support_noun"] and phrase.actors:
                found.add("actor", actor_noun(self.scene, phrase.actors[0]))
                found.supports.append("support_noun")
                return
            if preposition and back in self.trigger_phrases:
                return
            middle.insert(0, back)

    def _share(self, support: Support, frame: Frame, verb: int, middle: list[int], found: Arguments) -> None:
        """Gives the verb's other argument, and what stands between verb and noun, to the noun's event."""
        subject = None
        if support.other != "none":
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

    def _support(self, index: int, places: tuple[str, ...]) -> Support | None:
        word = self.tokens[index].word
        for reading in word.readings:
            for entry in supports().get(reading.core, ()):
                if entry.trigger in places and (not entry.types or self.type in entry.types):
                    return entry
        return None

    # -- shared --------------------------------------------------------------------------------------------------

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
            elif phrase.kind == "verb":
                if hit is None or not self._carried_by(number, hit, found):
                    break
                number = found.through
                continue
            elif phrase.kind == "relative":
                if hit is None or not self._carried_by(number + 1, hit, found):
                    break
                number = found.through
                continue
            elif phrase.kind == "complement" or (phrase.kind == "other" and self._breaks(phrase)):
                break
            elif phrase.kind == "np":
                if number in self.trigger_phrases and self._other_event(number):
                    setting = phrase.preposition in word_lists()["setting_preposition"]
                    if setting or (number == start and phrase.conjunction and hit is not None):
                        number += 1
                        continue
                    break
                if number > start and phrase.preposition in word_lists()["subordinating_preposition"]:
                    break
                if phrase.weapon >= 0 and found.weapon < 0:
                    found.weapon = phrase.weapon
                yield number
            found.through = max(found.through, number + 1)
            number += 1

    def _other_event(self, number: int) -> bool:
        return any(hit.phrase == number and not hit.blocked for hit in self.hits)

    def _carried_by(self, number: int, hit: Hit, found: Arguments) -> bool:
        """A verb behind the trigger noun that carries it: "غارات استهدفت مواقع" (raids that hit positions)."""
        if number >= len(self.phrases) or self.phrases[number].kind != "verb":
            return False
        if self.phrases[number].conjunction:
            return False
        verb = self.phrases[number]
        word = self.tokens[verb.first].word
        suffixed = word.enclitic != "" or word.key.endswith(tuple(s for s in enclitics() if len(s) <= 2)[:3])
        entry = self._support(verb.first, ("object",) if suffixed else ("subject", "object"))
        if entry is None or (found.supports and (entry.trigger == "object" or found.targets)):
            return False
        found.supports.append(entry.id)
        found.verbs.append(verb.first)
        following = number + 1
        while following < len(self.phrases) and self._passed_over(self.phrases[following], found):
            following += 1
        if entry.other != "none" and following < len(self.phrases):
            phrase = self.phrases[following]
            if phrase.kind == "np" and not phrase.preposition:
                self._give(entry.other, phrase, found)
                following += 1
                while following < len(self.phrases) and self._coordinates(following) and not self.phrases[following].preposition:
                    self._give(entry.other, self.phrases[following], found)
                    following += 1
            elif entry.other == "actor" and not found.actors:
                self._dropped(hit.phrase, found)
        found.through = following
        return True

    def _passed_over(self, phrase: Phrase, found: Arguments) -> bool:
        """Whether a time, or a preposition with a pronoun ("خلالها" during it), stands between a verb and its object."""
        if phrase.kind == "time":
            self._time(phrase, found)
            return True
        return phrase.kind == "other" and self.tokens[phrase.first].word.enclitic != ""

    def _new_clause(self, number: int) -> bool:
        """Whether a conjoined verb, or a word that opens a clause, stands at phrase `number`."""
        if number >= len(self.phrases):
            return True
        phrase = self.phrases[number]
        if phrase.kind == "verb":
            return True
        return phrase.kind == "other" and self._breaks(phrase)

    def _breaks(self, phrase: Phrase) -> bool:
        readings = self.tokens[phrase.first].word.readings
        return any(r.core in word_lists()["clause_break"] for r in readings[:2])

    def _ends(self, phrase: Phrase) -> bool:
        return self.tokens[phrase.first].word.key in word_lists()["end_mark"]

    def _coordinates(self, number: int) -> bool:
        phrase = self.phrases[number]
        return phrase.kind == "np" and phrase.conjunction != "" and number not in self.trigger_phrases

    def _apposed(self, number: int) -> bool:
        """Whether a place stands behind a comma as the name of what was said before ("عاصمة المحافظة، زنجبار")."""
        phrase = self.phrases[number]
        before = self.phrases[number - 1]
        return phrase.place >= 0 and not phrase.preposition and before.kind == "mark" and not self._ends(before)

    def _time(self, phrase: Phrase, found: Arguments) -> None:
        if found.time < 0:
            index = next((i for i, m in enumerate(self.scene.mentions.times) if m.first == phrase.first), -1)
            found.time = index

    def _by_preposition(self, role: str, number: int, phrase: Phrase, found: Arguments) -> str | None:
        if role == "owner":
            noun = as_actor(self.scene, phrase)
            inside_positions = phrase.head in word_lists()["positions"]
            role = "actor" if noun is not None and is_armed(noun) and not found.actors and not inside_positions else "target"
        if role == "addressee":
            noun = as_actor(self.scene, phrase)
            if noun is None or found.targets:
                return None
            role = "target"
        if phrase.place >= 0 and stationed(self.scene, self.phrases, number):
            return None
        if role == "place" and found.places and inside_another(self.phrases, number):
            return role
        if role == "meeting":
            role = "actor" if phrase.actor >= 0 else "place"
        if role in ("", "none"):
            return None
        self._give(role, phrase, found)
        return role

    def _give(self, role: str, phrase: Phrase, found: Arguments) -> None:
        """Puts a phrase into a role, by what it is: places go to the places whatever the role."""
        if phrase.kind != "np" or role in ("", "none"):
            return
        if role == "actor":
            joined = phrase.conjunction != "" and bool(found.actors) and phrase.place < 0
            noun = as_actor(self.scene, phrase, loose=phrase.place < 0 and (joined or self._animate(phrase)))
            if noun is not None:
                found.add("actor", noun)
            elif phrase.places:
                found.places.extend(phrase.places)
        elif role == "target":
            if phrase.place >= 0:
                state = state_noun(self.scene, phrase.place) if self._addresses() else None
                if state is not None:
                    found.add("target", state)
                else:
                    found.places.append(phrase.place)
                return
            noun = as_target(self.scene, phrase)
            if noun is not None:
                found.add("target", noun)
            found.places.extend(i for i in phrase.places if i not in found.places)
        elif role == "place":
            if phrase.places:
                found.places.extend(i for i in phrase.places if i not in found.places)
            elif phrase.actors and not phrase.preposition == particles().prepositions[0]:
                found.add("target", actor_noun(self.scene, phrase.actors[0]))

    def _addresses(self) -> bool:
        """Whether the trigger speaks to or for somebody, so that a country named is a party and no place."""
        return self.frame is not None and self.frame.id in SPEAKING

    def _animate(self, phrase: Phrase) -> bool:
        """Whether a phrase without a known party can still be somebody: its head is a noun for people or groups."""
        return phrase.head in word_lists()["somebody"]


def _plural_endings() -> tuple[str, ...]:
    return tuple(word_lists()["plural_endings"])
