"""The work of `riwaya incidents`: finds them and writes them, one a line."""

from __future__ import annotations

import csv
import io
import shutil
import sys
from collections.abc import Iterable, Iterator
from typing import Final

import msgspec
import typer
from rich.cells import cell_len, set_cell_size

from riwaya.archive.incidents import Filter, find
from riwaya.archive.nearby import locate
from riwaya.cli.coding import OK, WRONG
from riwaya.cli.filters import actor_options, country_options, days_options, type_options
from riwaya.cli.output import drop_standard_output
from riwaya.errors import RiwayaError
from riwaya.export.table import phrase
from riwaya.incidents.spoken import days_words, figure_words
from riwaya.model.incidents import Figure, FigureRole, Incident
from riwaya.store.engine import Store, open_store

COLUMNS: Final = (
    *("id", "date_start", "date_end", "date_precision", "type", "place", "country", "admin1", "lat", "lon"),
    *("place_precision", "killed_min", "killed_max", "killed_shared", "injured_min", "injured_max", "injured_shared"),
    *("civilians_harmed", "reports", "voices", "outlets", "grade"),
)
HEADINGS: Final = ("id", "day", "type", "place", "killed", "injured", "voices", "outlets", "grade")
PLACE: Final = HEADINGS.index("place")
NUMBERS: Final = frozenset({"killed", "injured", "voices", "outlets"})
LEAST_PLACE: Final = 12  # columns; a place's name is cut to what the terminal leaves it, but not below
GAP: Final = "  "
DEFAULT_KM: Final = 25


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What was asked for on the command line."""

    db: str | None = None
    since: str | None = None
    until: str | None = None
    near: str | None = None
    km: float | None = None
    types: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    min_sources: int = 0
    min_reports: int = 0
    outlets: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    skip: int = 0
    limit: int | None = None
    format: str = ""


def run(asked: Asked) -> int:
    """Writes the incidents that are asked for and returns the exit code."""
    since, until = days_options(asked.since, asked.until)
    if asked.km is not None and asked.near is None:
        raise typer.BadParameter("needs --near PLACE, around which it counts", param_hint="--km")
    wanted = Filter(
        since=since,
        until=until,
        km=DEFAULT_KM if asked.km is None else asked.km,
        types=type_options(asked.types),
        countries=country_options(asked.countries),
        min_voices=asked.min_sources,
        min_reports=asked.min_reports,
        outlets=asked.outlets,
        actors=actor_options(asked.actors),
        skip=asked.skip,
        limit=asked.limit,
    )
    to_terminal = sys.stdout.isatty()
    try:
        with open_store(asked.db, create=False) as store:
            _write(store, wanted, asked.near, asked.format or ("table" if to_terminal else "jsonl"))
        sys.stdout.flush()
    except BrokenPipeError:
        drop_standard_output()
    except (RiwayaError, OSError) as error:
        typer.echo(f"riwaya: {error}", err=True)
        return WRONG
    return OK


def _write(store: Store, wanted: Filter, near: str | None, format_: str) -> None:
    with store.reading() as connection:
        if near is not None:
            place = locate(connection, near, wanted.km)
            if place is None:
                raise typer.BadParameter(_nowhere(near), param_hint="--near")
            wanted = msgspec.structs.replace(wanted, near=(place.lat, place.lon))
            if place.name:
                others = f"; {place.others} more of that name" if place.others else ""
                typer.echo(f"riwaya: near {place.name} ({place.lat:.4f}, {place.lon:.4f}){others}", err=True)
        for line in _lines(find(connection, wanted), format_):
            sys.stdout.write(line)


def _nowhere(near: str) -> str:
    if any(letter.isalpha() for letter in near):
        return f"the gazetteer has no {near!r}"
    return f'{near!r} is no point on earth ("LAT, LON" in degrees, to 90 and 180)'


def _lines(found: Iterable[Incident], format_: str) -> Iterator[str]:
    if format_ == "jsonl":
        yield from (f"{msgspec.json.encode(fields(one)).decode()}\n" for one in found)
    elif format_ == "csv":
        out = io.StringIO()
        writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
        writer.writeheader()
        for one in found:
            writer.writerow({name: _cell(value) for name, value in fields(one).items()})
            yield out.getvalue()
            out.seek(0)
            out.truncate()
        yield out.getvalue()
    else:
        yield from table(list(found), shutil.get_terminal_size((100, 0)).columns)


def fields(one: Incident) -> dict[str, object]:
    """An incident on one line, in the order of `COLUMNS`; None where nothing is known."""
    place, date, grade = one.place, one.date, one.grade
    values: tuple[object, ...] = (
        *(one.id, date and date.start, date and date.end, date and date.precision, one.type),
        *((place.name or place.text, place.country, place.admin1) if place else (None, None, None)),
        *((place.lat, place.lon, place.precision) if place else (None, None, None)),
        *_figures(_figure(one, "killed")),
        *_figures(_figure(one, "injured")),
        *(one.civilians_harmed, len({account.report_key for account in one.accounts})),
        *(one.voices, len(one.outlets), grade and grade.suggestion),
    )
    return dict(zip(COLUMNS, values, strict=True))


def _figures(figure: Figure | None) -> tuple[int | None, int | None, int | None]:
    return (None, None, None) if figure is None else (figure.min, figure.max, figure.shared)


def _figure(one: Incident, role: FigureRole) -> Figure | None:
    return next((figure for figure in one.figures if figure.role == role), None)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    text = str(value)
    return f"'{text}" if isinstance(value, str) and text[:1] in "=+-@" else text  # no formula for a spreadsheet


def table(found: list[Incident], width: int) -> Iterator[str]:
    """The incidents in columns; only the place's name is cut where the terminal is narrow."""
    lines = [HEADINGS, *(_row(one) for one in found)]
    wide = [max(cell_len(line[i]) for line in lines) for i in range(len(HEADINGS))]
    over = sum(wide) + len(GAP) * (len(wide) - 1) - width
    wide[PLACE] = max(min(LEAST_PLACE, wide[PLACE]), wide[PLACE] - max(over, 0))
    for line in lines:
        cells = (_fit(cell, size, heading) for cell, size, heading in zip(line, wide, HEADINGS, strict=True))
        yield f"{GAP.join(cells).rstrip()}\n"


def _row(one: Incident) -> tuple[str, ...]:
    place = ""
    if one.place is not None:
        place = ", ".join(filter(None, [one.place.name or phrase(one.place.text), one.place.country]))
    elif one.places:
        place = phrase(one.places[0].text)
    figures = figure_words(_figure(one, "killed")), figure_words(_figure(one, "injured"))
    grade = one.grade.suggestion if one.grade else ""
    day = days_words(one.date).replace(" to ", "…") or "no day"
    return one.id, day, one.type, place, *figures, str(one.voices), str(len(one.outlets)), grade


def _fit(cell: str, size: int, heading: str) -> str:
    if heading in NUMBERS:
        return " " * (size - cell_len(cell)) + cell
    return set_cell_size(cell, size) if cell_len(cell) <= size else f"{set_cell_size(cell, size - 1)}…"
