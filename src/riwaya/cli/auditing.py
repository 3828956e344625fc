"""The work of `riwaya audit`."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

import msgspec
import typer

from riwaya.cli.coding import OK, day_option
from riwaya.cli.failing import told_briefly
from riwaya.store import audit
from riwaya.store.audit import Head
from riwaya.store.engine import open_store
from riwaya.store.verifying import Verified
from riwaya.store.verifying import verify as verified

SOMETHING_FOUND: Final = 1
_HEAD: Final = re.compile(r"(\d{1,18}):([0-9a-f]{64})")
_DATA_SHOWN: Final = 100


def verify(head: str | None, db: str | None) -> int:
    """Names what does not agree; the exit code."""
    kept = _kept(head)
    with told_briefly(), open_store(db, create=False) as store, store.reading() as connection:
        found = verified(connection, kept)
    for finding in found.findings:
        typer.echo(f"{finding.where}: {finding.what}")
    typer.echo(f"riwaya: {_summary(found)}", err=True)
    if kept is None and not found.findings:
        typer.echo("riwaya: whether lines were cut off the end only a head shows that was kept (--head)", err=True)
    return SOMETHING_FOUND if found.findings else OK


def _summary(found: Verified) -> str:
    counted = f"{found.lines:,} lines, {found.judgements:,} judgements, {found.reports:,} reports"
    return f"{counted}: {f'{len(found.findings):,} found' if found.findings else 'all agrees'}"


def _kept(head: str | None) -> Head | None:
    if head is None:
        return None
    found = _HEAD.fullmatch(head.strip())
    if found is None:
        raise typer.BadParameter(f"{head!r} is not as riwaya audit head prints it (SEQ:HASH)", param_hint="--head")
    return Head(int(found[1]), found[2])


def head(db: str | None) -> None:
    """Prints the head."""
    with told_briefly(), open_store(db, create=False) as store, store.reading() as connection:
        last = audit.head(connection)
    typer.echo(f"{last.seq}:{last.hash}")


def log(since: str | None, by: str | None, *, as_json: bool, db: str | None) -> None:
    """Prints the lines."""
    day = day_option(since, "--since")
    moment = dt.datetime.combine(day, dt.time(), dt.UTC) if day else None
    with told_briefly(), open_store(db, create=False) as store, store.reading() as connection:
        for entry in audit.log(connection, moment, by):
            if as_json:
                typer.echo(msgspec.json.encode(entry).decode("utf-8"))
                continue
            data = entry.data if len(entry.data) <= _DATA_SHOWN else f"{entry.data[:_DATA_SHOWN]}…"
            typer.echo("\t".join((str(entry.seq), entry.at.isoformat(), entry.by, entry.action, data)))
