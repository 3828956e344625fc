"""Invented reports of invented incidents, made by counting: the same in every run, on every machine."""

from __future__ import annotations

import datetime as dt
import hashlib
import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, Final, TypeVar

import msgspec

from web.outlets import Played

_T = TypeVar("_T")
_FIRST_DAY: Final = dt.date(2024, 3, 1)
_DAYS: Final = 60
_TELLINGS: Final = 3
# Every so many incidents, the last telling repeats the first word for word; every so many stories are corrected later.
_COPIED: Final = 9
_CORRECTED: Final = 40
_WEEKDAYS: Final = ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد")
_NUMBERS: Final = {3: "ثلاثة", 4: "أربعة", 5: "خمسة", 6: "ستة", 7: "سبعة", 8: "ثمانية", 9: "تسعة", 10: "عشرة"}


class Story(msgspec.Struct, frozen=True, kw_only=True):
    """A report as its outlet means it: what a reading of its page should give. `number` counts within the outlet.

    `incident` is the same for all stories that tell of the same; `copy_of` names outlet and number of the story that it
    repeats, and `corrected` is the title and text of its second edition, where it has one.
    """

    outlet: str
    number: int
    incident: int
    title: str
    paragraphs: tuple[str, ...]
    published: dt.datetime
    copy_of: tuple[str, int] | None = None
    corrected: tuple[str, tuple[str, ...]] | None = None

    @property
    def text(self) -> str:
        """The paragraphs, one a line."""
        return "\n".join(self.paragraphs)

    def edition(self, number: int) -> Story:
        """The story as it stands in an edition of the played web: 1, or 2 with the corrections."""
        if number == 1 or self.corrected is None:
            return self
        title, paragraphs = self.corrected
        return msgspec.structs.replace(self, title=title, paragraphs=paragraphs)


def stories(outlets: Sequence[Played]) -> dict[str, tuple[Story, ...]]:
    """The stories of each outlet, newest first; an incident is told by three outlets that are not the same."""
    told: dict[str, list[Story]] = {outlet.id: [] for outlet in outlets}
    left = {outlet.id: outlet.stories for outlet in outlets}
    incident = 0
    while any(left.values()):
        tellers = sorted((name for name in left if left[name]), key=lambda name: -left[name])[:_TELLINGS]
        first: Story | None = None
        for telling, name in enumerate(tellers):
            story = _story(name, len(told[name]) + 1, incident, telling, first)
            first = first or story
            told[name].append(story)
            left[name] -= 1
        incident += 1
    return {
        name: tuple(sorted(of, key=lambda story: (story.published, story.number), reverse=True))
        for name, of in told.items()
    }


def _story(outlet: str, number: int, incident: int, telling: int, first: Story | None) -> Story:
    day = _FIRST_DAY + dt.timedelta(days=_roll("day", incident) % _DAYS)
    late = telling == 1
    published = dt.datetime.combine(day + dt.timedelta(days=late), dt.time(6 + telling * 3, incident % 60), dt.UTC)
    copied = first is not None and telling == _TELLINGS - 1 and incident % _COPIED == 0
    if copied and first is not None:
        title, paragraphs = first.title, first.paragraphs
        published = first.published + dt.timedelta(hours=2)
    else:
        title, paragraphs = _told(incident, telling, day, late=late, more=0)
    corrected = None
    if _roll("corrected", outlet, number) % _CORRECTED == 0 and not copied:
        again, body = _told(incident, telling, day, late=late, more=2)
        corrected = (again, (*body, _pick(_texts()["corrections"], incident)))
    return Story(
        outlet=outlet,
        number=number,
        incident=incident,
        title=title,
        paragraphs=paragraphs,
        published=published,
        copy_of=(first.outlet, first.number) if copied and first is not None else None,
        corrected=corrected,
    )


def _told(incident: int, telling: int, day: dt.date, *, late: bool, more: int) -> tuple[str, tuple[str, ...]]:
    texts = _texts()
    kind = _pick(texts["kinds"], "kind", incident)
    town, region = _pick(texts["places"], "place", incident)
    killed = 1 + _roll("killed", incident) % 12 + more
    injured = 1 + _roll("injured", incident) % 20
    weekday = _WEEKDAYS[day.weekday()]
    slots = {
        "town": town,
        "where": f"{town} في {region}",
        "when": f"أمس {weekday}" if late else f"اليوم {weekday}",
        "killed": counted(killed, texts["nouns"][kind["noun"]]),
        "killed_after": f"{killed} من العناصر" if killed > 2 else "عنصران" if killed == 2 else "عنصر واحد",
        "injured": counted(injured, texts["nouns"]["person"]),
    }
    middle = _pick(texts["middles"], "middle", incident, telling)
    paragraphs = (
        kind["leads"][telling % len(kind["leads"])].format(**slots),
        middle.format(witness=_pick(texts["witnesses"], "witness", incident, telling)),
        _pick(texts["closings"], "closing", incident, telling),
    )
    return kind["titles"][(telling + incident) % len(kind["titles"])].format(**slots), paragraphs


def counted(number: int, noun: Sequence[str]) -> str:
    """A count and its noun in the genitive: «خمسة أشخاص» (five persons)."""
    if number <= 2:
        return noun[number - 1]
    return f"{_NUMBERS[number]} {noun[2]}" if number in _NUMBERS else f"{number} {noun[3]}"


@cache
def _texts() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("texts.toml").read_text("utf-8"))


def _roll(*of: object) -> int:
    """A number that looks thrown, and is the same on every Python."""
    return int.from_bytes(hashlib.sha256(repr(of).encode()).digest()[:6], "big")


def _pick(choices: Sequence[_T], *of: object) -> _T:
    return choices[_roll(*of) % len(choices)]
