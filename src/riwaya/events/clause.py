"""The clause about a trigger: its phrases by their place in it, and what the role of each makes of it."""

from __future__ import annotations

from collections.abc import Container, Sequence

import msgspec

from riwaya.events.lexicon import Frame, Support, supports
from riwaya.events.settings import inside_another, stationed
from riwaya.events.triggers import Hit
from riwaya.language.nouns import Scene, actor_noun, as_actor, as_target, is_armed, state_noun
from riwaya.language.pattern import word_lists
from riwaya.model.analysis import Word
from riwaya.model.phrases import Noun, Phrase

SPEAKING = frozenset({"demand", "speech", "aid", "bear"})
STRIKES = frozenset("air_strike shelling explosive suicide_bomb chemical_weapon attack armed_clash".split())
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
    thing: bool = False  # where a place is wanted stands a thing: weapons that were taken back
    awaited: str = ""  # the role of the next bare phrase: the object of a carrying verb whose subject is the trigger

    def add(self, role: str, noun: Noun) -> None:
        """Adds a noun as `actor` or `target`, unless its words are an argument already."""
        into = self.actors if role == "actor" else self.targets
        if all((noun.first, noun.last) != (other.first, other.last) for other in (*self.actors, *self.targets)):
            into.append(noun)


class Clause:
    """The phrases of one sentence, read for the arguments of its triggers."""

    def __init__(self, scene: Scene, phrases: Sequence[Phrase], hits: Sequence[Hit]) -> None:
        self.scene = scene
        self.tokens = scene.analysis.tokens
        self.phrases = phrases
        self.hits = hits
        self.type = ""
        self.group = ""
        self.resulted = False
        self.frame: Frame | None = None
        self.trigger_phrases = {hit.phrase for hit in hits}

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
                elif phrase.preposition not in word_lists()["to"]:  # "the airspace of Iraq" is no place that was hit
                    found.places.append(phrase.place)
                return
            noun = as_target(self.scene, phrase)
            if noun is not None and not (noun.rule == "phrase" and self._is_means(phrase)):
                found.add("target", noun)
            found.places.extend(i for i in phrase.places if i not in found.places)
        elif role == "place":
            if phrase.places:
                found.places.extend(i for i in phrase.places if i not in found.places)
            elif phrase.actors and phrase.preposition not in word_lists()["attached_in"]:
                found.add("target", actor_noun(self.scene, phrase.actors[0]))
            else:
                found.thing = found.thing or phrase.weapon >= 0

    def _by_preposition(self, role: str, number: int, phrase: Phrase, found: Arguments) -> str | None:
        if role == "owner":
            noun = as_actor(self.scene, phrase)
            inside_positions = phrase.head in word_lists()["positions"]
            armed = noun is not None and is_armed(noun)
            role = "actor" if armed and not found.actors and not inside_positions else "target"
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

    def _time(self, phrase: Phrase, found: Arguments) -> None:
        if found.time < 0:
            index = next((i for i, m in enumerate(self.scene.mentions.times) if m.first == phrase.first), -1)
            found.time = index

    def _offset(self, phrase: Phrase) -> bool:
        """Whether a place only says how another lies to it: "إلى الغرب من أجدابيا" (to the west of Ajdabiya)."""
        if phrase.place < 0 or phrase.conjunction or phrase.preposition:
            return False
        return self.scene.mentions.places[phrase.place].relation in ("offset", "part")

    def _is_means(self, phrase: Phrase) -> bool:
        """Whether a phrase names the munition of a strike and not what it hit: "أطلق قذائف" (fired shells)."""
        return phrase.weapon >= 0 and self.type in STRIKES

    def _addresses(self) -> bool:
        """Whether the trigger speaks to or for somebody, so that a country named is a party and no place."""
        return self.frame is not None and self.frame.id in SPEAKING

    def _animate(self, phrase: Phrase) -> bool:
        """Whether a phrase without a known party can still be somebody: its head is a noun for people or groups."""
        return phrase.head in word_lists()["somebody"]

    def _own_preposition(self, phrase: Phrase) -> bool:
        return any(r.preposition for r in self.tokens[phrase.first].word.readings[:1])

    def _coordinates(self, number: int) -> bool:
        phrase = self.phrases[number]
        return phrase.kind == "np" and phrase.conjunction != "" and number not in self.trigger_phrases

    def _apposed(self, number: int) -> bool:
        """Whether a place stands behind a comma as the name of what was said before ("عاصمة المحافظة، زنجبار")."""
        phrase = self.phrases[number]
        before = self.phrases[number - 1]
        return phrase.place >= 0 and not phrase.preposition and before.kind == "mark" and not self._ends(before)

    def _ends(self, phrase: Phrase) -> bool:
        return self.tokens[phrase.first].word.key in word_lists()["end_mark"]

    def _breaks(self, phrase: Phrase) -> bool:
        readings = self.tokens[phrase.first].word.readings
        return any(r.core in word_lists()["clause_break"] for r in readings[:2])

    def _new_clause(self, number: int) -> bool:
        """Whether a conjoined verb, or a word that opens a clause, stands at phrase `number`."""
        if number >= len(self.phrases):
            return True
        phrase = self.phrases[number]
        if phrase.kind == "verb":
            return True
        return phrase.kind == "other" and self._breaks(phrase)

    def _subject_before(self, number: int) -> Phrase | None:
        """The bare phrase that stands before a verb as its subject, over times and prepositional phrases."""
        for back in range(number - 1, max(-1, number - REACH), -1):
            phrase = self.phrases[back]
            if phrase.kind == "time" or (phrase.kind == "np" and phrase.preposition):
                continue
            if phrase.kind == "other" and self.tokens[phrase.first].word.pos in ("PART", "ADV"):
                continue
            if phrase.kind == "verb" and self.tokens[phrase.first].word.pos == "AUX":
                continue
            if phrase.kind == "np":
                described = back == number - 1 and self._describes(phrase, number)
                return phrase if described or self._opens_clause(back) else None
            if phrase.kind == "relative":
                antecedent = back - 1
                while antecedent >= 0 and self.phrases[antecedent].kind == "mark":
                    antecedent -= 1
                if antecedent >= 0 and self.phrases[antecedent].kind == "np":
                    return self.phrases[antecedent]
            return None
        return None

    def _describes(self, phrase: Phrase, number: int) -> bool:
        """Whether a verb describes the indefinite noun right before it: "حملة تستهدف" (a campaign that targets)."""
        verb = self.phrases[number]
        return (
            not phrase.definite
            and phrase.actor < 0
            and not verb.conjunction
            and not self.tokens[verb.first].word.enclitic
        )

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

    def _opens_clause_or_follows_verb(self, number: int) -> bool:
        before = self.phrases[number - 1] if number else None
        return before is None or before.kind in ("verb", "complement", "mark") or self._opens_clause(number)

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

    def _support(self, index: int, places: tuple[str, ...]) -> Support | None:
        word = self.tokens[index].word
        for reading in word.readings:
            for entry in supports().get(reading.core, ()):
                if entry.trigger in places and (not entry.types or self.type in entry.types):
                    return entry
        return None

    def _other_event(self, number: int) -> bool:
        return any(hit.phrase == number and not hit.blocked for hit in self.hits)

    def _is_any(self, word: Word, words: Container[str]) -> bool:
        return word.stem in words or any(reading.bare in words for reading in word.readings[:2])

    def _holds_any(self, phrase: Phrase, words: Container[str]) -> bool:
        return any(self._is_any(token.word, words) for token in self.tokens[phrase.first : phrase.last])

    def _joined(self, number: int, role: str, found: Arguments) -> int:
        """Gives `role` to the bare phrases joined by "and" from phrase `number` on; the number behind them."""
        while number < len(self.phrases) and self._coordinates(number) and not self.phrases[number].preposition:
            self._give(role, self.phrases[number], found)
            number += 1
        return number

    def _plural(self, index: int) -> bool:
        """Whether a verb carries a plural ending, so that its subject stands before it or is dropped."""
        key = self.tokens[index].word.key
        return key.endswith(tuple(word_lists()["plural_endings"]))
