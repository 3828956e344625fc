"""Incidents put into an archive by hand, as linking would."""

from __future__ import annotations

import datetime as dt
from typing import Final

import msgspec
from sqlalchemy import Connection, insert, select

from riwaya.incidents.whole import whole
from riwaya.model import CodedReport
from riwaya.model.accounts import Account
from riwaya.store.accounts import Filing, file_report
from riwaya.store.incidents import row_of
from riwaya.store.tables import events, forwards, incident_events, incidents, reports

AT: Final = dt.datetime(2021, 3, 9, tzinfo=dt.UTC)


def put(connection: Connection, id_: str, *accounts: Account) -> None:
    """Files the reports of these accounts and makes them one incident, as linking does."""
    filed: list[str] = []
    for one in accounts:
        report = msgspec.structs.replace(one.report, text=one.report.text or one.report_key)
        sha256 = f"{one.report_key:0>64}"
        coded = CodedReport(id=report.id, outlet=report.outlet, sha256=sha256, coder="test", events=(one.event,))
        key = file_report(connection, Filing(report=report, coded=coded, where="by hand"), AT)
        assert key is not None
        voice = reports.update().where(reports.c.key == key).values(voice=one.voice)
        connection.execute(voice)
        filed += connection.execute(
            select(events.c.key).join(reports, events.c.report == reports.c.row).where(reports.c.key == key)
        ).scalars()
    connection.execute(insert(incidents).values(row_of(whole(id_, accounts))))
    connection.execute(insert(incident_events), [{"event": key, "incident": id_} for key in filed])


def forward(connection: Connection, old: str, new: str, reason: str = "merged") -> None:
    connection.execute(insert(forwards).values(old=old, new=new, reason=reason, at=AT.isoformat()))
