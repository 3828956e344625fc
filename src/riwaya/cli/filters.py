"""What narrows a list or an export down: read from options, and refused where nothing could ever match."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from difflib import get_close_matches
from typing import Final, get_args

import typer

from riwaya.cli.coding import day_option
from riwaya.export.codebooks import country, listed_actors
from riwaya.model.events import EventType

NO_STATE: Final = "XX"  # the gazetteer's code of what no list of states has


def days_options(since: str | None, until: str | None) -> tuple[dt.date | None, dt.date | None]:
    """First and last day. Raises the usage error for what is no day, and for an end before its beginning."""
    first, last = day_option(since, "--since"), day_option(until, "--until")
    if first is not None and last is not None and last < first:
        raise typer.BadParameter(f"{last} is before --since {first}", param_hint="--until")
    return first, last


def type_options(types: Sequence[str]) -> tuple[str, ...]:
    """The types of events. Raises the usage error that lists those that there are."""
    known = get_args(EventType)
    unknown = sorted(set(types) - set(known))
    if unknown:
        words = f"no type of event: {', '.join(unknown)}; there are {', '.join(known)}"
        raise typer.BadParameter(words, param_hint="--type")
    return tuple(types)


def country_options(codes: Sequence[str]) -> tuple[str, ...]:
    """Codes of countries in capitals. Raises the usage error for what is no code of ISO 3166-1 alpha-2."""
    capitals = tuple(code.upper() for code in codes)
    unknown = [
        code for code, capital in zip(codes, capitals, strict=True) if capital != NO_STATE and not country(capital)
    ]
    if unknown:
        words = f"no country: {', '.join(unknown)} (two letters of ISO 3166-1, as YE)"
        raise typer.BadParameter(words, param_hint="--country")
    return capitals


def actor_options(ids: Sequence[str]) -> tuple[str, ...]:
    """Ids of parties. Raises the usage error for what the lexicon has not, with ids like it."""
    known: Collection[str] = listed_actors()
    for one in ids:
        if one not in known:
            near = ", ".join(get_close_matches(one, known, 3))
            words = f"no party of lexicon/actors.tsv: {one}{f'; ids like it: {near}' if near else ''}"
            raise typer.BadParameter(words, param_hint="--actor")
    return tuple(ids)
