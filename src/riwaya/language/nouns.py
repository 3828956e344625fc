"""What a phrase can be as an argument: an actor, a target, places."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from riwaya.language.gazetteer import capital_rows, gazetteer, nationalities
from riwaya.language.pattern import word_lists
from riwaya.model.analysis import Analysis, Word
from riwaya.model.mentions import ActorMention, Mentions, PlaceMention
from riwaya.model.phrases import Noun, Phrase

ARMED = frozenset(
    "state_forces police rebel militia jihadist coalition unknown_armed aircraft artillery navy tribe".split()
)
POLITICAL = frozenset(
    "government official intl_org political coalition state_forces rebel militia jihadist monitor".split()
)
SEATS = frozenset({"PCLI", "PPLC", "PCLS", "TERR"})
LONGEST_TARGET = 6


class Scene(NamedTuple):
    """A report's analysis with its mentions: what the finders of arguments look at."""

    analysis: Analysis
    mentions: Mentions

    def time_at(self, token: int) -> int:
        """The number of the time that begins at a token, -1 where none does."""
        return next((i for i, mention in enumerate(self.mentions.times) if mention.first == token), -1)


def actor_noun(scene: Scene, index: int) -> Noun:
    """The noun that actor mention `index` gives to the output."""
    mention: ActorMention = scene.mentions.actors[index]
    return Noun(
        first=mention.core_first,
        last=mention.core_last,
        cut=mention.core_cut,
        id=mention.id,
        name=mention.name,
        type=mention.type,
        country=mention.country,
        wikidata=mention.wikidata,
        head=mention.head,
        rule=mention.rule,
    )


def state_noun(scene: Scene, index: int) -> Noun | None:
    """A country or capital that stands for its government ("أعلنت موسكو" Moscow announced); None for other places."""
    place: PlaceMention = scene.mentions.places[index]
    if place.relation or not place.candidates:
        return None
    known = map(gazetteer().row, place.candidates)
    seats = [row for row in known if row.kind in SEATS or row.number in capital_rows()]
    if not seats:
        return None
    return Noun(
        first=place.core_first,
        last=place.core_last,
        cut=place.core_cut,
        type="government",
        country=seats[0].country,
        rule="state",
    )


def as_actor(scene: Scene, phrase: Phrase, *, loose: bool = False) -> Noun | None:
    """The party that the phrase names: its actor mention, the state it names, or (`loose`) its own words."""
    if phrase.kind != "np":
        return None
    if phrase.actor >= 0:
        return actor_noun(scene, phrase.actor)
    if phrase.place >= 0:
        return state_noun(scene, phrase.place)
    if phrase.actors:
        return actor_noun(scene, phrase.actors[0])
    return own_words(scene, phrase) if loose else None


def own_words(scene: Scene, phrase: Phrase) -> Noun | None:
    """The phrase itself as a noun, shortened to `LONGEST_TARGET` words."""
    tokens = scene.analysis.tokens
    if tokens[phrase.first].word.kind == "number" and phrase.last - phrase.first == 1:
        return None
    last = min(phrase.last, phrase.first + LONGEST_TARGET)
    return Noun(first=phrase.first, last=last, cut=phrase.cut, head=phrase.head, rule="phrase")


def as_target(scene: Scene, phrase: Phrase) -> Noun | None:
    """What was hit: the party inside the phrase ("مواقع الحوثيين" gives the Houthis), else its words."""
    if phrase.kind != "np":
        return None
    if phrase.actors:
        return actor_noun(scene, phrase.actors[0])
    if phrase.place >= 0:
        return None
    if phrase.head in word_lists()["no_target"] or is_vague(scene, phrase):
        return None
    return own_words(scene, phrase)


def is_vague(scene: Scene, phrase: Phrase) -> bool:
    """Whether the words of a phrase do not say what was hit: "مواقع متفرقة" (scattered positions)."""
    words = [t.word for t in scene.analysis.tokens[phrase.first : phrase.last] if t.word.kind == "word"]
    return all(word.readings[0].bare in word_lists()["vague_target"] for word in words)


def agrees(verb: Word, noun: Word) -> bool:
    """Whether a noun before a verb can be its subject by gender and number, as far as they are known.

    A verb behind its subject is plural after plural persons ("المسلحون انسحبوا" the gunmen withdrew) and feminine
    after plurals of things and groups ("القوات انسحبت" the forces withdrew). `verb` may be a noun: then all agrees.
    """
    if verb.pos not in ("VERB", "AUX") or noun.pos == "PROPN" or "Gender" not in noun.features:
        return True
    plural = "Number=Sing" not in noun.features
    if "Number=Plur" in verb.features:
        return plural
    if plural and "Gender=Masc" in noun.features and noun.key.endswith(tuple(word_lists()["sound_plural"])):
        return False
    feminine = plural or "Gender=Fem" in noun.features
    return feminine == ("Gender=Fem" in verb.features)


def can_follow_verb(verb: Word, noun: Word) -> bool:
    """Whether a noun right behind a verb can be its subject: a verb before its subject agrees with it in gender only.

    A sound masculine plural that is a subject ends in waw-nun: behind a verb the oblique "مسلحين" is its object.
    """
    if verb.pos != "VERB" or noun.pos in ("PROPN", "NUM") or not noun.known or "Gender" not in noun.features:
        return True
    sound = "Number=Sing" not in noun.features and "Gender=Masc" in noun.features
    if sound and noun.key.endswith(tuple(word_lists()["oblique"])) and not noun.definite:
        return False
    single = "Number=Sing" in noun.features
    feminine = "Gender=Fem" in verb.features
    return not (feminine and single and "Gender=Masc" in noun.features) and not (
        not feminine and single and "Gender=Fem" in noun.features
    )


def is_oblique(words: Sequence[Word]) -> bool:
    """Whether the words of a phrase show that it is no subject, behind a definite noun an adjective in the oblique.

    "القادة العراقيين" (the Iraqi leaders, as an object): what describes a noun has its case.
    """
    if len(words) < 2 or not words[0].definite or "Number=Sing" in words[0].features:
        return False
    second, nations = words[1], nationalities()
    oblique = second.definite and second.key.endswith(tuple(word_lists()["oblique"]))
    return oblique and any(reading.bare in nations for reading in second.readings)


def is_armed(noun: Noun) -> bool:
    """Whether the noun names a party that bears arms."""
    return noun.type in ARMED
