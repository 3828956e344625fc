"""Refining a trigger's type by the rules of `rules/events/types.yaml`, and judging whether it counts at all."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from riwaya.errors import DataError
from riwaya.events.clause import Arguments
from riwaya.events.lexicon import Trigger
from riwaya.language.gazetteer import gazetteer
from riwaya.language.nouns import ARMED, POLITICAL, Scene
from riwaya.language.pattern import word_lists
from riwaya.language.tables import rules
from riwaya.model.phrases import Noun


class Context(NamedTuple):
    """What the conditions look at: the bare words of clause and sentence, the arguments, whether figures hang on it."""

    scene: Scene
    clause: frozenset[str]
    sentence: frozenset[str]
    arguments: Arguments
    people: bool
    alone: bool = True
    relative: bool = False
    will: bool = False  # the trigger is a verb in the future
    counted: bool = False  # a figure of people stands in the clause
    site: bool = False  # a place named before is meant ("withdrew from it", "entered the camp")
    wake: bool = False  # it stands behind "after" beside the armed side whose it is
    we: bool = False  # the trigger is a verb of the first person, so its doer is the speaker
    definite: bool = False  # the trigger speaks of something told before ("the battle")


def words(scene: Scene, first: int, last: int) -> frozenset[str]:
    """The bare forms of all readings of tokens `first` to `last`, and their stems."""
    tokens = [token.word for i, token in enumerate(scene.analysis.tokens[first:last], first) if not _of_base(scene, i)]
    return frozenset(r.bare for word in tokens for r in word.readings[:3]) | {word.stem for word in tokens}


def _of_base(scene: Scene, index: int) -> bool:
    """Whether a word of the air only describes a base or a support: "قاعدة جوية" (air base), "غطاء جوي" (cover)."""
    tokens, lists = scene.analysis.tokens, word_lists()
    return bool(index) and tokens[index].word.stem in lists["air"] and tokens[index - 1].word.stem in lists["air_owner"]


def weapon_kind(context: Context) -> str:
    """The kind of the weapon found, "" if none."""
    index = context.arguments.weapon
    return context.scene.mentions.weapons[index].kind if index >= 0 else ""


def _clause(context: Context, wanted: Any) -> bool:
    return not context.clause.isdisjoint(word_lists()[wanted])


def _sentence(context: Context, wanted: Any) -> bool:
    return not context.sentence.isdisjoint(word_lists()[wanted])


def _alone(context: Context, wanted: Any) -> bool:
    return context.alone is bool(wanted)


def _weapon(context: Context, wanted: Any) -> bool:
    return bool(weapon_kind(context) in wanted)


def _actor(context: Context, wanted: Any) -> bool:
    return any(noun.type in wanted for noun in context.arguments.actors)


def _armed_words(scene: Scene, noun: Noun) -> bool:
    """Whether a target is armed by its words, whomever it serves: "قوات الاتحاد الأفريقي" (forces of the Union)."""
    lists = word_lists()
    return noun.head in lists["armed_people"] or not words(scene, noun.first, noun.last).isdisjoint(lists["force"])


def _target(context: Context, wanted: Any) -> bool:
    nouns: Sequence[Noun] = context.arguments.targets
    if wanted == "armed":
        return any(noun.type in ARMED or _armed_words(context.scene, noun) for noun in nouns)
    return bool(nouns) == bool(wanted != "none")


CONDITIONS: Mapping[str, Callable[[Context, Any], bool]] = {
    "clause": _clause,
    "sentence": _sentence,
    "alone": _alone,
    "weapon": _weapon,
    "actor": _actor,
    "target": _target,
}


class _Rule(NamedTuple):
    id: str
    groups: frozenset[str]
    type: str
    when: Mapping[str, Any]


@cache
def _rules() -> tuple[_Rule, ...]:
    found = []
    for rule in rules("events/types"):
        unknown = set(rule["when"]) - set(CONDITIONS)
        if unknown:
            raise DataError(f"rules/events/types.yaml:{rule['id']}", f"unknown condition: {', '.join(sorted(unknown))}")
        found.append(_Rule(rule["id"], frozenset(rule["groups"]), rule["type"], rule["when"]))
    return tuple(found)


def refine(group: str, default: str, context: Context) -> tuple[str, str]:
    """The event type and the id of the rule that gave it ("" for the default)."""
    if group:
        for rule in _rules():
            if group in rule.groups and all(CONDITIONS[key](context, value) for key, value in rule.when.items()):
                return rule.type, rule.id
    return default, ""


def _places(context: Context) -> bool:
    return bool(context.arguments.places)


def _any_actor(context: Context, types: frozenset[str]) -> bool:
    return any(noun.type in types for noun in context.arguments.actors)


def _any_party(context: Context, types: frozenset[str]) -> bool:
    return any(noun.type in types for noun in (*context.arguments.actors, *context.arguments.targets))


def _takeable(context: Context) -> bool:
    """A place that can be taken: a named place that is no country."""
    for index in context.arguments.places:
        place = context.scene.mentions.places[index]
        kinds = {gazetteer().row(row).kind for row in place.candidates}
        if not kinds or not kinds <= {"PCLI", "PCLS", "TERR"}:
            return True
    return False


def _list_near(name: str) -> Callable[[Context], bool]:
    return lambda context: not context.clause.isdisjoint(word_lists()[name])


def _person(scene: Scene, noun: Noun) -> bool:
    """Whether a noun names people, by its party or by a word in it."""
    lists = word_lists()
    told = words(scene, noun.first, noun.last)
    return bool(noun.type) or any(not told.isdisjoint(lists[n]) for n in ("somebody", "armed_people", "general_people"))


def _two_sides(context: Context) -> bool:
    """Whether the parties are named by a dual ("الزعيمين" the two leaders)."""
    return any(noun.head in word_lists()["both_sides"] for noun in context.arguments.actors)


MUNITIONS = frozenset("air artillery missile smallarms incendiary drone chemical".split())
FOUND_ARMS = frozenset("artillery missile smallarms ied mine suicide".split())
ADDRESSED = POLITICAL | ARMED | {"civilians"}
OFFICIAL = frozenset({"official", "government", "intl_org"})
# Needs that a word of the list of that name meets, where it stands in the clause.
NEAR_LISTS = (
    "troops closable commander self jail envoy with outpost stones fleeing reopening throng "
    "byphone protesters machines captives listing peace"
).split()
NEEDS: Mapping[str, Callable[[Context], bool]] = {
    "party": lambda c: _any_party(c, ARMED | POLITICAL),
    "armed": lambda c: _any_party(c, ARMED),
    "armedactor": lambda c: _any_actor(c, ARMED | {"government"}),
    "place": _places,
    "ownplace": lambda c: bool(c.arguments.places) and not c.arguments.lent,
    "actor": lambda c: bool(c.arguments.actors),
    "takeable": lambda c: _takeable(c) and not (c.arguments.lent and c.arguments.thing),
    "people": lambda c: c.people,
    "indefinite": lambda c: not c.definite,
    "weapon": lambda c: c.arguments.weapon >= 0,
    "munition": lambda c: weapon_kind(c) in MUNITIONS,
    "opened": lambda c: "openfire" in c.arguments.supports or "launch" in c.arguments.supports,
    "willdo": lambda c: c.will,
    "doer": lambda c: not c.arguments.dropped and _any_actor(c, ARMED | {"government"}),
    "main": lambda c: not c.relative,
    "target": lambda c: bool(c.arguments.targets),
    "counterpart": lambda c: any(
        n.type in ADDRESSED - {"civilians"} or n.head in word_lists()["addressee"] for n in c.arguments.targets
    ),
    "twoparties": lambda c: len(c.arguments.actors) > 1 or _two_sides(c),
    "official": lambda c: _any_actor(c, OFFICIAL),
    "politicalactor": lambda c: c.we or _any_actor(c, POLITICAL),
    "politicaltarget": lambda c: any(
        n.type in ADDRESSED or n.head in word_lists()["addressee"] for n in c.arguments.targets
    ),
    "diplomatic": lambda c: _any_actor(c, POLITICAL) or _two_sides(c),
    "dealable": lambda c: _any_party(c, POLITICAL),
    "arrestable": lambda c: bool(c.arguments.targets) or c.people,
    **{name: _list_near(name) for name in NEAR_LISTS},
    "alleged": lambda c: _sentence(c, "claimed"),
    "responsibility": lambda c: _sentence(c, "responsibility") and _any_party(c, ARMED | POLITICAL),
    "expressed": lambda c: bool({"express", "affirm"} & set(c.arguments.supports)),
    "cachedarms": lambda c: weapon_kind(c) in FOUND_ARMS or _list_near("arms_cache")(c),
    "persons": lambda c: any(_person(c.scene, n) for n in c.arguments.targets) or c.counted,
    "nofigures": lambda c: not c.people,
    "site": lambda c: c.site,
    "wake": lambda c: c.wake,
    "smuggled": lambda c: bool(c.arguments.actors) and _list_near("smuggled")(c),
    "counted": lambda c: c.counted,
    "aimed": lambda c: not _sentence(c, "in_air"),
}


def counts(entry: Trigger, context: Context) -> bool:
    """Whether what the trigger needs was found: one alternative with all its parts."""
    if not entry.needs:
        arguments = context.arguments
        return bool(arguments.actors or arguments.targets or arguments.places or arguments.time >= 0 or context.people)
    return any(all(NEEDS[part](context) for part in option) for option in entry.needs)
