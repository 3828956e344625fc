"""The work of `riwaya export`: checks what was asked, writes the file or files, logs it, and says how it went."""

from __future__ import annotations

import datetime as dt
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Final

import msgspec
import typer

from riwaya.archive.exporting import Exported, Wanted, about, export, log_export
from riwaya.cli.coding import INTERRUPTED, OK, WRONG, stopped_gently
from riwaya.cli.filters import country_options, days_options, type_options
from riwaya.cli.output import written
from riwaya.cli.person import person
from riwaya.errors import RiwayaError
from riwaya.export.records import Level
from riwaya.export.writers import BARE, ArchiveFormat, attribution_file
from riwaya.store.engine import Store, open_store

BESIDE: Final = ".attribution.txt"


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """What was asked for on the command line."""

    format: ArchiveFormat
    output: Path
    level: Level = "incidents"
    since: str | None = None
    until: str | None = None
    types: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    min_confidence: float = 0
    min_sources: int = 0
    coarsen_km: float = 0
    private: bool = False
    by: str | None = None
    db: str | None = None


def run(options: Options) -> int:
    """Exports and returns the exit code."""
    wanted = _wanted(options)
    if options.output.is_dir() or not options.output.resolve().parent.is_dir():
        raise typer.BadParameter(f"{options.output} is a folder, or in none that exists", param_hint="--output")
    at = dt.datetime.now(dt.UTC).replace(microsecond=0)
    try:
        with stopped_gently(), open_store(options.db, create=False) as store:
            exported = _export(options, wanted, store, at)
    except KeyboardInterrupt:
        _say(f"interrupted; {options.output} is left as it was")
        return INTERRUPTED
    except RiwayaError as error:
        _say(str(error))
        return WRONG
    except OSError as error:
        _say(f"{options.output}: can not be written: {error.strerror or error}; what was there is left as it was")
        return WRONG
    _say(_words(options, exported))
    return OK


def _wanted(options: Options) -> Wanted:
    since, until = days_options(options.since, options.until)
    return Wanted(
        level=options.level,
        since=since,
        until=until,
        types=type_options(options.types),
        countries=country_options(options.countries),
        min_confidence=options.min_confidence,
        min_sources=options.min_sources,
        private=options.private,
        coarsen_km=options.coarsen_km,
    )


def _export(options: Options, wanted: Wanted, store: Store, at: dt.datetime) -> Exported:
    """The file, and the attribution beside it, come to be when all is written and logged."""
    with ExitStack() as stack:
        out = stack.enter_context(written(options.output))
        beside = options.format in BARE and stack.enter_context(written(_beside(options.output)))
        with store.reading() as connection:
            exported = export(connection, options.format, out, wanted)
            if beside:
                beside.write(attribution_file(about(connection, wanted)))
        with store.writing() as connection:
            log_export(connection, options.format, options.output.name, wanted, exported, person(options.by), at)
    return exported


def _beside(output: Path) -> Path:
    return output.with_name(output.name + BESIDE)


def _words(options: Options, exported: Exported) -> str:
    words = f"{exported.rows:,} {options.level} written to {options.output}"
    if options.format in BARE:
        words += f", attribution to {_beside(options.output)}"
    if exported.without_row:
        words += f"; {exported.without_row:,} {options.level} have no row in {options.format}"
    return words


def _say(words: str) -> None:
    sys.stderr.write(f"riwaya: {words}\n")
