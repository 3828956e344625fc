"""The clause about a trigger: its phrases by their place in it, and what the role of each makes of it."""

from __future__ import annotations

from collections.abc import Container, Sequence

import msgspec

from riwaya.events.lexicon import Frame, Support, supports
from riwaya.events.settings import inside_another, stationed
from riwaya.events.triggers import Hit
from riwaya.language.nouns import ARMED, Scene, actor_noun, agrees, as_actor, as_target, is_armed, own_words, state_noun
from riwaya.language.pattern import word_lists
from riwaya.language.readings import enclitics
from riwaya.model.analysis import Word
from riwaya.model.phrases import Noun, Phrase

SPEAKING = frozenset({"demand", "speech", "aid", "bear"})
PARTIES_ONLY = SPEAKING | {"gain", "mobilize", "withdraw", "meet", "visit"}  # frames whose targets are somebody
STRIKES = frozenset("air_strike shelling explosive suicide_bomb chemical_weapon attack armed_clash".split())
POSSESSOR = 60  # tokens back to the one whose positions "their positions" are
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
        self.told = False  # whether the subject of the verb was found
        self.start = self.stop = 0  # the phrase of the trigger, and the token behind it
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
            if noun is None and self.frame is not None and self.frame.id == "seize" and self._counted(phrase):
                noun = own_words(self.scene, phrase)  # "three persons" were arrested
            if noun is not None and not noun.id and self._specifies(phrase):
                noun = None
            if noun is not None and noun.rule == "phrase":
                noun = self._possessor(phrase, found) or (noun if self._can_be_hit(phrase) else None)
            if noun is not None:
                found.add("target", noun)
            found.places.extend(i for i in phrase.places if i not in found.places)
        elif role == "place":
            if phrase.places:
                found.places.extend(i for i in phrase.places if i not in found.places)
            elif phrase.actors and phrase.preposition not in word_lists()["inside"]:
                found.add("target", actor_noun(self.scene, phrase.actors[0]))
            else:
                found.thing = found.thing or phrase.weapon >= 0

    def _by_preposition(self, role: str, number: int, phrase: Phrase, found: Arguments) -> str | None:
        if role == "owner":
            role = self._owner(number, phrase, found)
        if role == "target" and found.targets and self._addresses():
            return None  # one addressee: what stands farther on is what is asked of it
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

    def _owner(self, number: int, phrase: Phrase, found: Arguments) -> str:
        """The role of what stands behind "ل": whose the thing before it is, or who did it, or what was hit."""
        noun = as_actor(self.scene, phrase)
        if noun is None and not self._holds_any(self.phrases[number - 1], word_lists()["positions"]):
            return "target" if number == self.start + 1 else ""  # "a tower for communications": what it is for
        if self._owns(number, found):
            thing = self.phrases[number - 1]
            if self._holds_any(thing, word_lists()["civil_thing"]):
                return ""  # a mosque of the police is a mosque
            found.targets = [t for t in found.targets if t.last != thing.last and not self._belongs(t)]
            return "target"
        if self.frame is not None and self.frame.subject != "actor":
            return ""
        inside_positions = phrase.head in word_lists()["positions"]
        doer = noun is not None and is_armed(noun) and not found.actors and not inside_positions
        return "actor" if doer else "target"

    def _owns(self, number: int, found: Arguments) -> bool:
        """Whether a phrase names the owner of the thing right before it: "نقطة للجيش" (a post of the army)."""
        before = self.phrases[number - 1]
        named = any(self.scene.mentions.actors[i].id for i in before.actors)
        if before.kind != "np" or named or before.places:
            return False
        if number - 1 == self.start:  # the trigger itself is no thing that is owned
            before = msgspec.structs.replace(before, first=max(before.first, self.stop))
        if self._holds_any(before, word_lists()["positions"]) or self._holds_any(before, word_lists()["civil_thing"]):
            return True
        return any(t.last == before.last and t.rule == "phrase" for t in found.targets)

    def _possessed(self, phrase: Phrase) -> bool:
        """Whether a phrase opens with a word that bears a pronoun: "مدفعيته" (his artillery)."""
        word = self.tokens[phrase.first].word
        return word.enclitic != "" or (not word.known and word.key.endswith(tuple(word_lists()["possessive"])))

    def _belongs(self, target: Noun) -> bool:
        """Whether a target is one of the things of a party, named before its owner."""
        return target.rule == "phrase" and target.head in word_lists()["positions"]

    def _time(self, phrase: Phrase, found: Arguments) -> None:
        if found.time < 0:
            found.time = self.scene.time_at(phrase.first)

    def _offset(self, phrase: Phrase) -> bool:
        """Whether a place only says how another lies to it: "إلى الغرب من أجدابيا" (to the west of Ajdabiya)."""
        if phrase.place < 0 or phrase.conjunction or phrase.preposition:
            return False
        return self.scene.mentions.places[phrase.place].relation in ("offset", "part")

    def _is_means(self, phrase: Phrase) -> bool:
        """Whether a phrase names the munition of a strike and not what it hit: "أطلق قذائف" (fired shells)."""
        return phrase.weapon >= 0 and self.type in STRIKES

    def _counted(self, phrase: Phrase) -> bool:
        """Whether a phrase without a party counts persons."""
        return phrase.place < 0 and self._holds_any(phrase, word_lists()["persons"])

    def _specifies(self, phrase: Phrase) -> bool:
        """Whether a lone indefinite noun only says in what respect: "مع السعودية قيادة وشعبا" (rulers and people)."""
        word = self.tokens[phrase.first].word
        lone = phrase.last == phrase.first + 1 and phrase.place < 0 and not phrase.preposition
        return self._addresses() and lone and not word.definite and not word.enclitic and word.pos != "PROPN"

    def _possessor(self, phrase: Phrase, found: Arguments) -> Noun | None:
        """Whose things were hit where a pronoun says it: "مواقعهم" (their positions), the armed side named last."""
        word = self.tokens[phrase.first].word
        if not word.enclitic or word.stem not in word_lists()["positions"]:
            return None
        doers = {noun.first for noun in found.actors} | {noun.id for noun in found.actors if noun.id}
        for index in range(len(self.scene.mentions.actors) - 1, -1, -1):
            mention = self.scene.mentions.actors[index]
            if mention.first >= phrase.first or mention.type not in ARMED:
                continue
            if phrase.first - mention.first > POSSESSOR:
                return None
            noun = actor_noun(self.scene, index)
            if noun.first not in doers and noun.id not in doers:
                return noun
        return None

    def _can_be_hit(self, phrase: Phrase) -> bool:
        """Whether words that name no party can be a target: no munition, and somebody where only somebody can be."""
        somebody = self.frame is None or self.frame.id not in PARTIES_ONLY or self._animate(phrase)
        return somebody and not self._is_means(phrase)

    def _addresses(self) -> bool:
        """Whether the trigger speaks to or for somebody, so that a country named is a party and no place."""
        return self.frame is not None and self.frame.id in SPEAKING

    def _animate(self, phrase: Phrase) -> bool:
        """Whether a phrase without a known party can still be somebody: its head is a noun for people or groups."""
        lists = word_lists()
        return phrase.head in lists["somebody"] or (self._addresses() and phrase.head in lists["addressed"])

    def _with_pronoun(self, phrase: Phrase) -> bool:
        word = self.tokens[phrase.first].word
        return word.enclitic != "" or word.readings[0].core in word_lists()["that_it"]

    def _suffixed(self, verb: Phrase) -> bool:
        word = self.tokens[verb.first].word
        return word.enclitic != "" or word.key.endswith(tuple(s for s in enclitics() if len(s) <= 2)[:3])

    def _own_preposition(self, phrase: Phrase) -> bool:
        return any(r.preposition for r in self.tokens[phrase.first].word.readings[:1])

    def _coordinates(self, number: int) -> bool:
        """Whether a phrase goes on with the one before by "and"; before a verb it is the subject of a new clause."""
        phrase = self.phrases[number]
        joined = phrase.kind == "np" and phrase.conjunction != "" and number not in self.trigger_phrases
        following = self.phrases[number + 1] if number + 1 < len(self.phrases) else None
        if not joined or following is None or following.kind != "verb" or phrase.preposition or phrase.actor < 0:
            return joined
        return bool(self.phrases[number - 1].actors) or following.conjunction != "" or self._with_pronoun(following)

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
        if self.phrases[number].preposition:
            return None  # "since it took …": a clause of its own
        for back in range(number - 1, max(-1, number - REACH), -1):
            phrase = self.phrases[back]
            if phrase.kind == "time" or (phrase.kind == "np" and phrase.preposition):
                continue
            if phrase.kind == "other" and self._breaks(phrase):
                return None  # "when it shelled …": a clause of its own
            if phrase.kind == "other" and self.tokens[phrase.first].word.pos in ("PART", "ADV"):
                continue
            if phrase.kind == "verb" and self.tokens[phrase.first].word.pos == "AUX":
                continue
            if phrase.kind == "np" and phrase.actor < 0 and self._suffixed(self.phrases[number]):
                return None  # "rockets that Hamas fired": the pronoun takes them up
            if phrase.kind == "np":
                described = back == number - 1 and self._describes(phrase, number)
                fits = described or self._opens_clause(back) or self._new_subject(back, number)
                return phrase if fits else None
            if phrase.kind == "relative" and not self._suffixed(self.phrases[number]):
                antecedent = back - 1
                while antecedent >= 0 and self.phrases[antecedent].kind == "mark":
                    antecedent -= 1
                if antecedent >= 0 and self.phrases[antecedent].kind == "np":
                    return self.phrases[antecedent]
            return None
        return None

    def _new_subject(self, number: int, verb: int) -> bool:
        """Whether a party behind "and" opens a clause of its own: "القوات تتقدم والجيش يقصف" (and the army shells)."""
        phrase = self.phrases[number]
        fits = phrase.conjunction != "" and phrase.actor >= 0 and not self.phrases[verb].conjunction
        return fits and number == verb - 1 and agrees(self.tokens[self.phrases[verb].first].word, self._word(phrase))

    def _word(self, phrase: Phrase) -> Word:
        return self.tokens[phrase.first].word

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
            if phrase.kind == "other" and not self.tokens[phrase.first].word.enclitic:
                return True
        return True

    def _opens_clause_or_follows_verb(self, number: int) -> bool:
        before = self.phrases[number - 1] if number else None
        if before is not None and before.kind == "verb" and self._plural(before.first):
            return False  # "they killed three gunmen and arrested": a plural verb has its subject before it
        return before is None or before.kind in ("verb", "complement", "mark") or self._opens_clause(number)

    def _dropped(self, number: int, found: Arguments, *, possessor: bool = False) -> None:
        """A verb without a subject, or a noun with a pronoun, has the last subject before it that agrees with it.

        `possessor`: the verb has a subject, whose pronoun says whose it is ("مدفعيته قصفت" its guns shelled).
        """
        verb = self.tokens[self.phrases[number].first].word
        for back in range(number - 1, -1, -1):
            phrase = self.phrases[back]
            if phrase.kind != "np" or phrase.preposition or not self._opens_clause_or_follows_verb(back):
                continue
            if self.phrases[number].conjunction and self._describing(back - 1):
                continue
            if not possessor and not agrees(verb, self.tokens[phrase.first].word):
                continue
            noun = as_actor(self.scene, phrase, loose=self._animate(phrase))
            if noun is not None and all(n.first != noun.first for n in found.targets):
                for other in (phrase, *self._joined_before(phrase)):
                    self._give("actor", other, found)
                self._joined(back + 1, "actor", found)
                found.dropped = bool(found.actors) and not self._parallel(number, back)
                return

    def _describing(self, number: int) -> bool:
        """Whether a verb only describes the noun before it, which its pronoun takes up: "وحدات تساندها القوات"."""
        if number < 1 or self.phrases[number].kind != "verb" or self.phrases[number].conjunction:
            return False
        before = self.phrases[number - 1]
        return before.kind in ("np", "relative") and self.tokens[self.phrases[number].first].word.enclitic != ""

    def _parallel(self, number: int, subject: int) -> bool:
        """Whether a verb goes on with the subject of the verb before it: "قصف الجيش …، كما استهدف" (it also hit)."""
        also = self.phrases[number - 1]
        joined = self.phrases[number].conjunction or any(
            t.word.key in word_lists()["also"] for t in self.tokens[also.first : also.last]
        )
        return bool(joined) and subject > 0 and self.phrases[subject - 1].kind == "verb"

    def _whose(self, phrase: Phrase, words: str) -> Noun | None:
        """Whose a noun of a word list is: "نجاح القوات في" (the forces' success in), "مزاعم كييف" (Kiev's claims)."""
        if phrase.kind != "np" or not self._holds_any(phrase, word_lists()[words]):
            return None
        if phrase.actors:
            return actor_noun(self.scene, phrase.actors[0])
        return state_noun(self.scene, phrase.places[0]) if phrase.places else None

    def _called_untrue(self, number: int, found: Arguments) -> None:
        """Whose claim is called a lie: the owner of the claims named before phrase `number`."""
        owners = (self._whose(phrase, "claimed") for phrase in self.phrases[:number])
        noun = next((noun for noun in owners if noun is not None), None)
        if noun is not None:
            found.add("target", noun)

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

    def _rest(self, phrase: Phrase, first: int) -> Phrase:
        """The phrase from token `first` on, with the mentions that stand there."""
        mentions = self.scene.mentions
        actors = tuple(i for i in phrase.actors if mentions.actors[i].first >= first)
        places = tuple(i for i in phrase.places if mentions.places[i].first >= first)
        actor = next((i for i in actors if mentions.actors[i].first == first), -1)
        place = next((i for i in places if mentions.places[i].first == first), -1)
        head = self.tokens[first].word.readings[0].bare if self.tokens[first].word.readings else ""
        return msgspec.structs.replace(
            phrase,
            first=first,
            cut=0,
            preposition="",
            head=head,
            actor=actor,
            place=place,
            actors=actors,
            places=places,
        )

    def _main_subject(self, number: int) -> Noun | None:
        """The party that is the subject of the sentence, which a participle of the manner belongs to."""
        for phrase in self.phrases[:number]:
            if phrase.kind == "complement":
                return None
            if phrase.kind == "np" and not phrase.preposition:
                return as_actor(self.scene, phrase)
        return None

    def _is_instrument(self, number: int, found: Arguments) -> bool:
        """Whether a trigger only names, and gives, the means: "قصفت بغاز الكلور" (bombed with chlorine gas)."""
        phrase = self.phrases[number]
        if phrase.weapon < 0 or self.type not in STRIKES or phrase.preposition not in word_lists()["attached_in"]:
            return False
        if not any(hit.first == phrase.first and hit.entry.group in ("", "blast") for hit in self.hits):
            return False
        found.weapon = found.weapon if found.weapon >= 0 else phrase.weapon
        found.through = max(found.through, number + 1)
        return True
