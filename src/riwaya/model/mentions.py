"""Spans that name things: places, actors, times, counts of people, weapons. Made by `mentions`."""

from __future__ import annotations

import datetime as dt
from typing import Literal

import msgspec


class Mention(msgspec.Struct, frozen=True, kw_only=True):
    """Tokens `first` to `last` (half-open) that name something; `cut` letters of attached particles come off.

    `preposition` is the folded particle (ب, ل, ك) taken off the first token, `conjunction` the و or ف.
    `rule` is the id of the rule or table entry that made it.
    """

    first: int
    last: int
    cut: int = 0
    preposition: str = ""
    conjunction: str = ""
    rule: str = ""


class PlaceMention(Mention, frozen=True, kw_only=True):
    """A place name.

    `core_first`, `core_last` are the tokens of the name itself without the common noun ("مدينة" town), as the
    output quotes it; `candidates` are row numbers of the gazetteer, in file order, empty where it has none.
    `head` is the kind of the common noun before it (`settlement`, `admin1`, `airport` …) or "". `relation` is
    "" or `near` (in the environs of), `part` (north of a region: "شمال العراق"), `offset` (km and bearing),
    `between`. `container` marks a place that only says where another lies ("بريف دير الزور").
    """

    core_first: int
    core_last: int
    core_cut: int = 0
    candidates: tuple[int, ...] = ()
    head: str = ""
    relation: Literal["", "near", "part", "offset", "between"] = ""
    bearing: float | None = None
    kilometres: float | None = None
    container: bool = False
    within: str = ""


class ActorMention(Mention, frozen=True, kw_only=True):
    """A party: a name of the lexicon, a pattern (head noun + modifiers), a title with a person's name.

    `type` as in `lexicon/actors.tsv`; `id` is empty for actors made by pattern. `country` ISO 3166-1 alpha-2.
    `head` is the folded bare head word ("طايرات" planes), for rules that ask for the carrier. `core_first`,
    `core_last`, `core_cut` are the words that the output quotes: the party without the common noun before it
    ("طائرات التحالف الدولي" gives "التحالف الدولي"), the person's name without the title.
    """

    core_first: int
    core_last: int
    core_cut: int = 0
    id: str = ""
    name: str = ""
    type: str = ""
    country: str = ""
    wikidata: str = ""
    head: str = ""


class TimeExpression(msgspec.Struct, frozen=True, kw_only=True):
    """A time as told, not yet days.

    kind `day_offset`: `offset` days from publication, `weekday` checks it (0 Monday … 6 Sunday).
    kind `weekday`: the last (or next) such day, by `direction` (-1 past, 1 future, 0 open: past unless the verb is
    future).
    kind `date`: `day`, `month`, `year` where told; `calendar` gregorian or hijri; `direction` from "الماضي" (past, -1),
    "المقبل" (next, 1), "الجاري" (current, 0).
    kind `days`: several `days` of one `month` (maybe untold): the range from the first to the last.
    kind `month`: a whole month, or its `part` (start 1-10, middle 11-20, end 21-).
    kind `year`: a whole year or its `part`.
    kind `span`: the last `amount` `unit`s up to publication (hours, days, weeks, months, years), `offset` 0.
    kind `vague_past`: "منذ أيام" (some days ago): seven days before to the day before.
    kind `week`: `offset` weeks from the week of publication, Monday to Sunday.
    kind `relative_month` / `relative_year`: `offset` months or years from publication, with `part`.
    kind `range`: from `start` to `end`, each an expression.
    kind `vague`: "مؤخرا" (recently): no days.
    kind `anaphor`: `offset` days from a day told before, of which there is none ("في اليوم نفسه" on the same day).
    `shift`: so many days after the time that the rest tells ("في اليوم التالي" on the next day).
    A `date` or `month` with `unit` "year" and an `offset` lies that many years from publication ("تموز العام الماضي").
    """

    kind: Literal[
        "day_offset",
        "weekday",
        "date",
        "days",
        "month",
        "year",
        "span",
        "vague_past",
        "week",
        "relative_month",
        "relative_year",
        "range",
        "vague",
        "anaphor",
    ]
    offset: int = 0
    shift: int = 0
    weekday: int | None = None
    direction: Literal[-1, 0, 1] | None = None
    day: int | None = None
    days: tuple[int, ...] = ()
    month: int | None = None
    year: int | None = None
    calendar: Literal["gregorian", "hijri"] = "gregorian"
    part: Literal["", "start", "middle", "end"] = ""
    amount: int = 0
    unit: Literal["", "hour", "day", "week", "month", "year"] = ""
    start: TimeExpression | None = None
    end: TimeExpression | None = None


class TimeMention(Mention, frozen=True, kw_only=True):
    """A time: the expression, and the part of day where told (`dawn`, `morning`, `noon`, `evening`, `night`)."""

    value: TimeExpression
    day_part: str = ""


class CountMention(Mention, frozen=True, kw_only=True):
    """A number of people, or people hit.

    `role`: `killed`, `injured`, `both` (one number for dead and wounded), `people` (a counted group whose fate is
    told elsewhere, e.g. by a passive verb). `min`, `max` by the coding guidelines (at least 43 → 43, None; dual → 2, 2;
    dozens → 20, None; unnumbered → 1, None). `part` marks a part of a figure told before ("بينهم 12 طفلا" among
    them twelve children), `total` a running total ("ارتفعت الحصيلة إلى"), `vague` people without a number ("some",
    "dozens"), `scattered` the sum of several events ("في هجمات متفرقة" in scattered attacks). `group` is the folded
    noun of the people ("" if elided), `combatant`/`civilian` what the noun says. `group_first`, `group_last`: the
    tokens that name the people hit ("جنديين تركيين"), for targets; equal where the noun is elided.
    """

    role: Literal["killed", "injured", "both", "people"]
    min: int
    max: int | None
    part: bool = False
    total: bool = False
    vague: bool = False
    scattered: bool = False
    group: str = ""
    civilian: bool = False
    combatant: bool = False
    group_first: int = 0
    group_last: int = 0


class WeaponMention(Mention, frozen=True, kw_only=True):
    """A weapon or munition; `kind` as in `lexicon/weapons.tsv`."""

    kind: str = ""


class Mentions(msgspec.Struct, frozen=True):
    """All mentions of a report, each list sorted by first token."""

    places: tuple[PlaceMention, ...] = ()
    actors: tuple[ActorMention, ...] = ()
    times: tuple[TimeMention, ...] = ()
    counts: tuple[CountMention, ...] = ()
    weapons: tuple[WeaponMention, ...] = ()


Day = dt.date
