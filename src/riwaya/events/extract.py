"""The one door of the stage: sentences to drafts."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from riwaya.events.arguments import HITTING, Binder
from riwaya.events.clause import Arguments
from riwaya.events.field import of_conflict
from riwaya.events.killings import Killings
from riwaya.events.modality import future_verb, modality
from riwaya.events.parties import with_parties
from riwaya.events.refine import Context, counts, refine, words
from riwaya.events.series import by_day
from riwaya.events.settings import (
    WITHOUT_PLACE,
    listed,
    located,
    nearest,
    with_lists,
    with_places,
    without_agents_place,
)
from riwaya.events.times import with_times
from riwaya.events.triggers import Hit, find_triggers
from riwaya.language.nouns import ARMED, Scene, is_armed
from riwaya.language.pattern import word_lists
from riwaya.model.analysis import Analysis
from riwaya.model.mentions import Mentions
from riwaya.model.phrases import VIOLENT, Draft, Phrase

HOSTS = frozenset({"strike", "drop", "fire", "assault", "blast", "detonate"})  # groups whose verb takes its means
ANAPHOR = "anaphor"  # the group of words for whatever was told before
MEANS_REACH = 5  # phrases between a verb and the noun that names its means
LEADING = {"advance": frozenset({"territory_gain"}), "ready": VIOLENT, "raid": frozenset({"arrest"})}  # to what


def extract(analysis: Analysis, mentions: Mentions, phrases: Sequence[Sequence[Phrase]]) -> tuple[Draft, ...]:
    """All event drafts of a report in the order of their triggers."""
    scene = Scene(analysis, mentions)
    drafts: list[Draft] = []
    if not of_conflict(scene):
        return ()
    for number, inside in enumerate(phrases):
        if inside and analysis.sentences[number].kind in ("title", "body"):
            drafts.extend(_Sentence(scene, number, inside, drafts).drafts())
    return tuple(drafts)


class _Sentence:
    """One sentence on its way to drafts; `before` are the drafts of the sentences before it."""

    def __init__(self, scene: Scene, number: int, phrases: Sequence[Phrase], before: Sequence[Draft]) -> None:
        self.scene = scene
        self.number = number
        self.phrases = phrases
        self.before = before
        self.first, self.last = phrases[0].first, scene.analysis.sentences[number].last
        self.violent = 0
        self.located = located(scene, phrases)
        self.words = words(scene, self.first, self.last)
        self.killings = Killings(scene, phrases, number, self.words, before)

    def drafts(self) -> list[Draft]:
        hits = self._telling(find_triggers(self.scene.analysis.tokens, self.phrases, self._names()))
        self.violent = sum(hit.entry.type in VIOLENT for hit in hits)
        binder = Binder(self.scene, self.phrases, hits)
        carried = set()
        found: list[tuple[Draft, Arguments]] = []
        for hit in sorted(hits, key=lambda hit: hit.verbal):
            if hit.first in carried:
                continue
            for reading in (hit, *hit.rivals):
                arguments = binder.bind(reading)
                draft = self._draft(reading, arguments)
                if draft is not None:
                    carried.update(arguments.verbs)
                    told = by_day(self.scene, self.phrases, draft, reading.phrase)
                    found.extend((one, arguments) for one in told)
                    break
        found.sort(key=lambda pair: pair[0].trigger_first)
        drafts = self._absorbed(found)
        if any(d.type in VIOLENT | {"riot"} and d.group != "byproduct" for d in drafts):
            drafts = [
                d for d in drafts if d.group != "byproduct" or d.type != "destruction"
            ]  # what the violence destroyed is no event of its own
        drafts = with_places(drafts, self.before, self.number)
        drafts = self.killings.added(drafts, self.located)
        drafts = with_times(self.scene, self.phrases, drafts, self.before, self.number)
        return with_parties(self.scene, drafts, self.before, self.first)

    def _telling(self, hits: Sequence[Hit]) -> Sequence[Hit]:
        """The hits without words for what was told before, where the sentence names an event or does not mean one."""
        named = [hit for hit in hits if hit.entry.group != ANAPHOR]
        return named or [hit for hit in hits if self._definite(hit)]

    def _absorbed(self, found: Sequence[tuple[Draft, Arguments]]) -> list[Draft]:
        """Drafts without nouns that only name the means of a verb ("استهدف بغارتين" hit with two raids)."""
        kept: list[Draft] = []
        for draft, arguments in found:
            first = next((k for k in reversed(kept) if self._led_to(k, draft)), None)
            if first is not None:
                kept.remove(first)
                draft = msgspec.structs.replace(draft, actors=draft.actors or first.actors)
            host = next((k for k in reversed(kept) if self._names_means(k, draft, arguments)), None)
            if host is None and kept and self._tells_who_fired(kept[-1], draft):
                host = kept[-1]
            if host is None:
                kept.append(draft)
                continue
            merged = msgspec.structs.replace(
                host,
                type=draft.type if draft.type in ("air_strike", "suicide_bomb", "explosive") else host.type,
                actors=host.actors or draft.actors,
                targets=host.targets or draft.targets,
                places=host.places or draft.places,
                time=host.time if host.time >= 0 else draft.time,
                weapon=host.weapon if host.weapon >= 0 else draft.weapon,
                rules=(*host.rules, *draft.rules),
            )
            kept[kept.index(host)] = merged
        return kept

    def _led_to(self, leading: Draft, draft: Draft) -> bool:
        """Whether a move is told with what it led to: "تقدم القوات وسيطرتها على" (its advance and taking of …)."""
        if draft.type not in LEADING.get(leading.group, ()):
            return False
        between = [p for p in self.phrases if leading.trigger_last <= p.first <= draft.trigger_first]
        if leading.group == "raid":
            return bool(between) and not any(p.kind == "mark" for p in between)
        if any(p.kind in ("verb", "mark") for p in between) or not between:
            return False
        return between[-1].conjunction != "" if leading.group == "advance" else draft.modality == "planned"

    def _tells_who_fired(self, host: Draft, draft: Draft) -> bool:
        """Whether a verb only says who fired what fell: "سقطت قذائف أطلقها مسلحون" (shells fell that gunmen fired)."""
        if draft.group != "fire" or host.weapon < 0 or host.actors or not {host.type, draft.type} <= VIOLENT:
            return False
        weapon = self.scene.mentions.weapons[host.weapon]
        between = [p for p in self.phrases if weapon.last <= p.first < draft.trigger_first]
        return host.trigger_last <= weapon.first < draft.trigger_first and all(p.kind == "relative" for p in between)

    def _names_means(self, host: Draft, draft: Draft, arguments: Arguments) -> bool:
        phrase = next(p for p in self.phrases if p.first <= draft.trigger_first < p.last)
        weapon = phrase.first == draft.trigger_first and phrase.weapon >= 0 and draft.group in ("", "blast")
        weapon = weapon and phrase.preposition in word_lists()["attached_in"]
        carried = bool(arguments.verbs) or "support_noun" in arguments.supports  # an act of its own
        if (carried and not weapon) or draft.group == "cover" or not {host.type, draft.type} <= VIOLENT:
            return False
        near = sum(host.trigger_last <= p.first <= draft.trigger_first for p in self.phrases) <= MEANS_REACH
        instrument = phrase.preposition in word_lists()["instrument_preposition"] or draft.group == ""
        subject = draft.group == "blast" and host.trigger_last == draft.trigger_first  # "a car bomb exploded"
        instrument = instrument or subject
        own = "place.sentence" not in draft.rules and set(draft.places) - set(host.places) and not subject
        return near and instrument and not own and host.group in HOSTS

    def _names(self) -> frozenset[int]:
        """The tokens inside the names of known parties, and of places behind their common noun."""
        mentions = self.scene.mentions
        spans = [(a.core_first, a.core_last) for a in mentions.actors if a.id]
        spans += [(p.core_first, p.core_last) for p in mentions.places if p.head or p.core_last > p.core_first + 1]
        return frozenset(i for first, last in spans for i in range(first, last) if self.first <= i < self.last)

    def _draft(self, hit: Hit, arguments: Arguments) -> Draft | None:
        arguments.places = without_agents_place(self.phrases, arguments.actors, arguments.places)
        lent = self._lend_place(hit, arguments)
        context = self._context(hit, arguments)
        told_before = not counts(hit.entry, context)
        if told_before and not (hit.entry.type in VIOLENT and hit.entry.group and self._pointed_at(hit)):
            return None
        kind, rule = refine(hit.entry.group, hit.entry.type, context)
        if context.people and self._summed(hit, context):
            return None
        told = modality(self.scene.analysis.tokens, self.phrases, hit, arguments)
        if told is None:
            return None
        if kind == "armed_clash":
            arguments.actors.extend(n for n in arguments.targets if is_armed(n))
            arguments.targets = []
        return Draft(
            type=kind,
            group=ANAPHOR if told_before else hit.entry.group,  # "this attack" needs nothing to be the one told before
            trigger_first=hit.first,
            trigger_last=hit.last,
            sentences=(self.number,),
            actors=tuple(arguments.actors),
            targets=tuple(arguments.targets),
            places=tuple(with_lists(self.scene, self.phrases, arguments.places)),
            time=arguments.time,
            weapon=arguments.weapon,
            modality=told,
            future=told == "planned",
            definite=self._definite(hit),
            fresh=self._fresh(hit, arguments),
            apart=self._apart(hit),
            rules=tuple(filter(None, (hit.entry.id, rule, *arguments.supports, lent))),
        )

    def _summed(self, hit: Hit, context: Context) -> bool:
        """Whether the figures are the sum of many events: a statistic, or "attacks" of which so many died "since"."""
        lists = word_lists()
        many = not hit.verbal and "Number=Plur" in self.scene.analysis.tokens[hit.first].word.features
        return not context.clause.isdisjoint(lists["aggregate"]) or (many and not self.words.isdisjoint(lists["since"]))

    def _lend_place(self, hit: Hit, arguments: Arguments) -> str:
        """Gives a trigger without a place the nearest of its sentence; says by which rule, "" if none."""
        if arguments.places or hit.entry.type in WITHOUT_PLACE:
            return ""
        phrase = nearest(self._of_its_part(hit), hit.first)
        if phrase is None:
            return ""
        arguments.places.extend(listed(self.scene, self.phrases, phrase))
        arguments.lent = True
        return "place.sentence"

    def _of_its_part(self, hit: Hit) -> Sequence[Phrase]:
        """The places that a title's event may borrow: those behind the "and" that begins its news."""
        if self.scene.analysis.sentences[self.number].kind != "title" or not self.phrases[hit.phrase].conjunction:
            return self.located
        return [phrase for phrase in self.located if phrase.first > hit.first] or self.located

    def _context(self, hit: Hit, arguments: Arguments) -> Context:
        start = self.phrases[hit.phrase].first
        through = (
            self.phrases[arguments.through - 1].last
            if arguments.through > hit.phrase
            else self.phrases[hit.phrase].last
        )
        if arguments.weapon < 0:
            struck = arguments.targets if hit.entry.group in HITTING else []
            stop = max(through, hit.last + 2)
            near = [(i, w) for i, w in enumerate(self.scene.mentions.weapons) if start <= w.first < stop]
            arguments.weapon = next((i for i, w in near if not any(t.first <= w.first < t.last for t in struck)), -1)
        if arguments.weapon < 0 and hit.verbal:
            arguments.weapon = self._weapon_before(hit.phrase)
        first = min([start, *arguments.verbs])
        people = bool(self.killings.figures)
        clause = words(self.scene, first, through)
        return Context(
            self.scene,
            clause,
            self.words,
            arguments,
            people,
            self.violent <= 1,
            self._relative(hit),
            self._will(hit),
            any(start <= count.first < through for _, count in self.killings.figures),
            self._site(hit),
            self._wake(hit),
            self._we(hit),
            self._definite(hit),
        )

    def _weapon_before(self, number: int) -> int:
        """The weapon that stands as subject or antecedent right before a verb: "قذائف سقطت", "صواريخ أطلقها …"."""
        before = [p for p in self.phrases[max(0, number - 2) : number] if p.kind != "relative"]
        return before[-1].weapon if before and before[-1].kind == "np" else -1

    def _relative(self, hit: Hit) -> bool:
        """Whether a present verb only describes a thing in a relative clause ("التي تسيطر عليها" which it controls)."""
        if hit.tense != "present" or not hit.phrase:
            return False
        before, tokens = self.phrases[hit.phrase - 1], self.scene.analysis.tokens
        behind = tokens[hit.last].word if hit.last < self.last else None
        taken_up = tokens[hit.first].word.enclitic or (behind is not None and behind.pos == "ADP" and behind.enclitic)
        described = before.kind == "np" and not before.definite and bool(taken_up)
        return before.kind == "relative" or described

    def _site(self, hit: Hit) -> bool:
        """Whether a place named before is meant: "انسحبت منها" (withdrew from it), "دخلوا الموقع" (entered it)."""
        if hit.phrase and self.phrases[hit.phrase - 1].kind == "relative":
            return False
        behind = [token.word for token in self.scene.analysis.tokens[hit.last : min(hit.last + 2, self.last)]]
        pronoun = bool(behind) and behind[0].pos == "ADP" and behind[0].enclitic != ""
        return pronoun or any(w.definite and w.readings[0].bare in word_lists()["site"] for w in behind)

    def _wake(self, hit: Hit) -> bool:
        """Whether a side took a place after fighting of its own: "استعاد الجيش البلدة بعد معارك" (after battles)."""
        phrase = self.phrases[hit.phrase]
        armed = any(a.type in ARMED for a in self.scene.mentions.actors if self.first <= a.first < hit.first)
        return armed and phrase.first == hit.first and phrase.preposition in word_lists()["wake"]

    def _will(self, hit: Hit) -> bool:
        return future_verb(self.scene.analysis.tokens[hit.first])

    def _we(self, hit: Hit) -> bool:
        """Whether the trigger is a verb of the first person plural ("نطالب" we demand)."""
        key = self.scene.analysis.tokens[hit.first].word.readings[0].bare
        return hit.tense == "present" and key[0] in word_lists()["we_prefix"]

    def _definite(self, hit: Hit) -> bool:
        tokens = self.scene.analysis.tokens
        before = tokens[hit.first - 1].word.key if hit.first > self.first else ""
        last = self.phrases[hit.phrase].last
        annexed = hit.last < last and (tokens[last - 1].word.definite or tokens[last - 1].word.pos == "PROPN")
        known = annexed and hit.entry.group == "blast"  # "the bombing of the mosque" is known by what it hit
        return not hit.verbal and (tokens[hit.first].word.definite or before in word_lists()["demonstrative"] or known)

    def _pointed_at(self, hit: Hit) -> bool:
        """Whether "this" stands right before the trigger."""
        return (
            hit.first > self.first
            and self.scene.analysis.tokens[hit.first - 1].word.key in word_lists()["demonstrative"]
        )

    def _fresh(self, hit: Hit, arguments: Arguments) -> bool:
        """Whether the event is told as one more: "غارة أخرى" (another raid), "كما قصفت" (it also shelled)."""
        tokens, lists = self.scene.analysis.tokens, word_lists()
        behind = tokens[hit.last : hit.last + 2]
        if not hit.verbal and any(r.bare in lists["another"] for t in behind for r in t.word.readings[:1]):
            return True
        verbs = [i for i in arguments.verbs if i > self.first]
        return any(tokens[i - 1].word.key in lists["also"] for i in verbs)

    def _apart(self, hit: Hit) -> bool:
        """Whether the event came before or after that of its clause: "بعد ساعات من تفجير" (hours after a bombing)."""
        lists = word_lists()
        phrase = self.phrases[hit.phrase]
        before = self.phrases[hit.phrase - 1] if hit.phrase else phrase
        hours = before.kind in ("time", "np") and before.preposition in lists["apart"]
        hours = hours and phrase.preposition in lists["count_of"]
        return not hit.verbal and (phrase.preposition in lists["apart"] or hours)
