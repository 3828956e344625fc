"""For people at a terminal: each event with its fields, one a line, and its evidence with the trigger marked.

Terminals differ in whether they turn right-to-left text round. So a field stands on a line of its own, begins with its
English label, and a left-to-right mark closes each Arabic phrase: digits and brackets behind it then stay in place.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Final

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from riwaya.export.evidence import around_trigger, one_line
from riwaya.model import CodedReport, Count, DateRange, Event, Place, Report

LEFT_TO_RIGHT_MARK: Final = "\u200e"
TRIGGER_MARK: Final = "**"
LABEL_WIDTH: Final = 11
INDENT: Final = 2
_MODALITY_STYLE: Final = {"actual": "bold green", "denied": "bold red", "planned": "bold yellow"}
_COLUMN_WIDTH: Final = 60


class TableExport:
    """A block of lines a report; `width` in columns of the terminal, `colour` whether styles are written."""

    def __init__(self, *, width: int = 100, colour: bool = False) -> None:
        self._width = max(width, _COLUMN_WIDTH)
        self._colour = colour

    def head(self) -> str:
        """Nothing stands at the head."""
        return ""

    def report(self, report: Report, coded: CodedReport) -> str:
        """The report's head line, then its events."""
        out = io.StringIO()
        console = Console(
            file=out,
            width=self._width,
            force_terminal=self._colour,
            color_system="standard" if self._colour else None,
            highlight=False,
            markup=False,
            emoji=False,
            legacy_windows=False,
        )
        _print_report(console, report, coded)
        return "\n".join(line.rstrip() for line in out.getvalue().split("\n"))

    def tail(self) -> str:
        """Nothing stands at the end."""
        return ""


def phrase(text: str) -> str:
    """An Arabic phrase that does not turn round what follows it on the line."""
    return f"{one_line(text)}{LEFT_TO_RIGHT_MARK}"


def _print_report(console: Console, report: Report, coded: CodedReport) -> None:
    about = " · ".join(filter(None, [coded.outlet, _published(coded), _number(len(coded.events), "event")]))
    console.print(Text.assemble((coded.id, "bold"), f" · {about}"))
    for warning in coded.warnings:
        console.print(Text(f"  ! {warning.message}", "yellow"))
    for number, event in enumerate(coded.events, 1):
        console.print()
        _print_event(console, report, event, number)
    console.print()


def _published(coded: CodedReport) -> str:
    return "no date" if coded.published is None else coded.published.isoformat()


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _print_event(console: Console, report: Report, event: Event, number: int) -> None:
    style = _MODALITY_STYLE.get(event.modality, "bold yellow")
    console.print(
        Text.assemble(f"{number:>3}  ", (event.type, "bold cyan"), "  ", (event.modality, style), _sure(event)),
    )
    for label, value in _fields(event):
        if value:
            _print_field(console, label, Text(value))
    for before, trigger, behind in around_trigger(report, event):
        _print_field(console, "evidence", _marked(before, trigger, behind))


def _sure(event: Event) -> str:
    return "" if event.confidence is None else f"  confidence {event.confidence:.2f}"


def _print_field(console: Console, label: str, value: Text) -> None:
    line = Text.assemble((f"{label:<{LABEL_WIDTH}}", "dim"), value)
    console.print(Padding(line, (0, 0, 0, INDENT + 3)))


def _marked(before: str, trigger: str, behind: str) -> Text:
    """The sentence, its trigger between asterisks, which look the same from both sides."""
    if not trigger:
        return Text(phrase(before))
    marked = (f"{TRIGGER_MARK}{one_line(trigger)}{TRIGGER_MARK}", "bold red")
    return Text.assemble(_one_line_around(before), marked, _one_line_around(behind), LEFT_TO_RIGHT_MARK)


def _one_line_around(text: str) -> str:
    """Text on one line that keeps a blank at its edges, where a word of it would else grow on to the trigger."""
    inner = one_line(text)
    left = " " if text[:1].isspace() else ""
    right = " " if inner and text[-1:].isspace() else ""
    return f"{left}{inner}{right}"


def _fields(event: Event) -> list[tuple[str, str]]:
    return [
        ("actors", _list(_named(actor.text, actor.name) for actor in event.actors)),
        ("targets", _list(_named(target.text, target.name) for target in event.targets)),
        *(("place", _place(place)) for place in event.places),
        ("date", _date(event.date)),
        ("killed", _count(event.killed)),
        ("injured", _count(event.injured)),
        ("casualties", _count(event.killed_or_injured)),
        ("civilians", "harmed" if event.civilians_harmed else ""),
        ("weapon", "" if event.weapon is None else _named(event.weapon.text, event.weapon.kind)),
        ("sources", " < ".join(phrase(source.text) for source in event.sources) or "the outlet itself"),
    ]


def _list(values: Iterable[str]) -> str:
    return "; ".join(values)


def _named(text: str, name: str) -> str:
    return f"{phrase(text)} ({name})" if name else phrase(text)


def _place(place: Place) -> str:
    if place.lat is None or place.lon is None:
        return f"{phrase(place.text)} unresolved: {place.reason or 'no reason given'}"
    areas = ", ".join(filter(None, [place.name, place.admin1, place.country]))
    return f"{phrase(place.text)} ({areas}) {place.lat:.4f}, {place.lon:.4f} precision {place.precision}"


def _date(date: DateRange | None) -> str:
    if date is None:
        return "unknown"
    days = date.start.isoformat() if date.start == date.end else f"{date.start} to {date.end}"
    return f"{days} ({phrase(date.text)}) {date.basis}, precision {date.precision}"


def _count(count: Count | None) -> str:
    if count is None:
        return ""
    if count.max is None:
        figure = f"at least {count.min}"
    else:
        figure = str(count.min) if count.min == count.max else f"{count.min} to {count.max}"
    return f"{figure} ({phrase(count.text)})" if count.text else figure
