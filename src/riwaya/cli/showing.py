"""The work of `riwaya incident`: one incident for a reader at a terminal, or as JSON."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence

import msgspec
import typer
from rich.console import Console
from rich.text import Text
from sqlalchemy import Connection

from riwaya.archive.incidents import Found, follow, near_ids
from riwaya.cli.accounts import LABELS, rows
from riwaya.cli.coding import OK, WRONG
from riwaya.cli.output import drop_standard_output
from riwaya.cli.side_by_side import beside, paragraph
from riwaya.errors import RiwayaError
from riwaya.export.private import incident_without_names, shown
from riwaya.export.table import phrase
from riwaya.incidents.spoken import days_words, figure_lines
from riwaya.model.incidents import Blame, Incident
from riwaya.model.judgements import Judgement
from riwaya.store.engine import open_store
from riwaya.store.incidents import Forward
from riwaya.store.links import incidents_of


def run(id_: str, *, db: str | None, as_json: bool, private: bool) -> int:
    """Shows the incident and returns the exit code."""
    try:
        with open_store(db, create=False) as store, store.reading() as connection:
            found = follow(connection, id_)
            if found is None:
                typer.echo(f"riwaya: {_unknown(connection, id_)}", err=True)
                return WRONG
        if not private:
            found = _without_names(found)
        if as_json:
            sys.stdout.write(msgspec.json.encode(found).decode() + "\n")
        else:
            _print(id_, found)
        sys.stdout.flush()
    except BrokenPipeError:
        drop_standard_output()
    except (RiwayaError, OSError) as error:
        typer.echo(f"riwaya: {error}", err=True)
        return WRONG
    return OK


def _unknown(connection: Connection, id_: str) -> str:
    holding = incidents_of(connection, [id_]).get(id_)
    if holding is not None:
        return f"{id_} is an event; its incident is {holding}"
    near = ", ".join(near_ids(connection, id_))
    return f"there is no incident {id_!r}; ids like it: {near}" if near else f"there is no incident {id_!r}"


def _without_names(found: Found) -> Found:
    """The same without names of private persons; values and reasons of judgements may hold names as well."""
    return msgspec.structs.replace(
        found,
        incident=incident_without_names(found.incident),
        judgements=tuple(msgspec.structs.replace(one, value="", why="") for one in found.judgements),
    )


def _print(asked: str, found: Found) -> None:
    width = shutil.get_terminal_size((100, 0)).columns
    console = Console(width=width, highlight=False, markup=False, emoji=False, soft_wrap=True)
    for line in incident_lines(asked, found, width):
        console.print(line)


def incident_lines(asked: str, found: Found, width: int) -> Iterator[Text]:
    """All that is shown of an incident, in lines of at most `width` columns."""
    incident = found.incident
    yield from _head(asked, found, width)
    yield Text()
    yield from beside(rows(incident), width)
    for figure in incident.figures:
        yield from _section(LABELS[figure.role] if figure.role != "killed_or_injured" else "killed or injured")
        yield from _all(figure_lines(figure), width)
    if incident.blame:
        yield from _section("who is said to have done it")
        yield from _all((_blame_line(one, incident) for one in incident.blame), width)
    if incident.grade is not None:
        yield from _section(f"suggested grade: {incident.grade.suggestion} (computed, no verdict)")
        yield from _all(incident.grade.criteria, width)
    if found.judgements:
        yield from _section("judgements")
        yield from _all(map(_judgement_line, found.judgements), width)


def _judgement_line(one: Judgement) -> str:
    about = f"{one.field} of {one.subject}" if one.field else " and ".join(filter(None, [one.subject, one.other]))
    told = f"#{one.id} {one.kind} {about}{f' as {phrase(one.value)}' if one.value else ''}"
    return f"{told}, by {one.by}, {one.at:%Y-%m-%d %H:%M} UTC{f': {phrase(one.why)}' if one.why else ''}"


def _head(asked: str, found: Found, width: int) -> Iterator[Text]:
    incident = found.incident
    yield Text.assemble((incident.id, "bold"), "  ", (incident.type, "bold cyan"))
    yield from paragraph(_when(incident), width)
    yield from paragraph(_where(incident), width)
    reports = len({account.report_key for account in incident.accounts})
    harmed = "; civilians harmed" if incident.civilians_harmed else ""
    counts = ((reports, "report"), (len(incident.outlets), "outlet"), (incident.voices, "independent voice"))
    told = ", ".join(f"{count} {noun}{'' if count == 1 else 's'}" for count, noun in counts)
    yield from paragraph(f"{told}{harmed}", width)
    for step in found.forwards:
        yield from paragraph(_forward(step, asked), width, first="!")


def _when(incident: Incident) -> str:
    date = incident.date
    return "no day told" if date is None else f"{days_words(date)} ({date.basis}, precision {date.precision})"


def _where(incident: Incident) -> str:
    place = incident.place
    if place is None:
        named = ", ".join(phrase(one.text) for one in incident.places)
        return f"no place resolved{f': {named}' if named else ''}"
    areas = ", ".join(filter(None, [place.name or phrase(place.text), place.admin1, place.country]))
    point = "" if place.lat is None or place.lon is None else f" {place.lat:.4f}, {place.lon:.4f}"
    return f"{areas}{point} (precision {place.precision})"


def _forward(step: Forward, asked: str) -> str:
    verb = "was merged into" if step.reason == "merged" else "was split; a part of it is"
    note = " (the id asked for)" if step.old == asked else ""
    return f"{step.old}{note} {verb} {step.new} on {step.at[:10]}"


def _section(title: str) -> Iterator[Text]:
    yield Text()
    yield Text(title, "bold")


def _all(lines: Iterable[str], width: int) -> Iterator[Text]:
    for line in lines:
        yield from paragraph(shown(line), width, first="-")


def _blame_line(one: Blame, incident: Incident) -> str:
    outlets = {account.key: account.report.outlet or account.report_key for account in incident.accounts}

    def papers(keys: Sequence[str]) -> str:
        return ", ".join(sorted({outlets[key] for key in keys}))

    manners = (("said by", one.said_by), ("denied in", one.denied_by), ("admitted in", one.admitted_by))
    return f"{phrase(one.name)}: {'; '.join(f'{words} {papers(keys)}' for words, keys in manners if keys)}"
