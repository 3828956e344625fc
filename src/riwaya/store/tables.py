"""The tables, for SQLite and PostgreSQL alike. `migrations/` brings an older archive to this shape."""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

METADATA: Final = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)
# BigInteger makes no rowid alias in SQLite, where Integer has 64 bits anyway.
NUMBER: Final = BigInteger().with_variant(Integer, "sqlite")
# Moments are ISO 8601 text in UTC, so that both databases give back the same bytes.
MOMENT: Final = Text

outlets: Final = Table(
    "outlets",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("reports", NUMBER, nullable=False, default=0),
)

reports: Final = Table(
    "reports",
    METADATA,
    Column("row", NUMBER, primary_key=True, autoincrement=True),
    Column("key", Text, nullable=False, unique=True),
    Column("id", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("outlet", Text, nullable=False),
    Column("published", Date),
    Column("url", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("source", Text, nullable=False),  # path with :line, or address
    Column("ingested_at", MOMENT, nullable=False),
    Column("coder", Text, nullable=False),
    Column("warnings", Text, nullable=False),  # JSON
    Column("voice", Text),  # key of the report that it repeats, or its own; NULL until copies were looked for
    UniqueConstraint("id", "sha256"),
    UniqueConstraint("id", "version"),
    Index("ix_reports_published", "published"),
    Index("ix_reports_voice", "voice"),
)

# Parts of a report's MinHash: reports that share one are compared as possible copies.
report_bands: Final = Table(
    "report_bands",
    METADATA,
    Column("band", Text, primary_key=True),
    Column("report", ForeignKey("reports.row", ondelete="CASCADE"), primary_key=True),
)

events: Final = Table(
    "events",
    METADATA,
    Column("row", NUMBER, primary_key=True, autoincrement=True),
    Column("key", Text, nullable=False, unique=True),
    Column("report", ForeignKey("reports.row", ondelete="CASCADE"), nullable=False),
    Column("position", Integer, nullable=False),  # in the report
    Column("type", Text, nullable=False),
    Column("modality", Text, nullable=False),
    Column("date_start", Date),
    Column("date_end", Date),
    Column("country", Text, nullable=False),
    Column("lat", Float),  # of the most precise place
    Column("lon", Float),
    Column("confidence", Float),
    Column("data", Text, nullable=False),  # the whole Event, JSON
    Column("linked", Boolean, nullable=False, default=False),
    Index("ix_events_report", "report"),
    Index("ix_events_dates", "date_start", "date_end"),
    Index("ix_events_linked", "linked"),
)

# What linking compares, flat, so that a day's new events need no old event's JSON. See incidents/traits.py.
traits: Final = Table(
    "traits",
    METADATA,
    Column("event", ForeignKey("events.key", ondelete="CASCADE"), primary_key=True),
    Column("family", Text, nullable=False),
    Column("day_low", Integer, nullable=False),  # proleptic ordinals
    Column("day_high", Integer, nullable=False),
    Column("data", Text, nullable=False),  # the whole Traits, JSON
    Index("ix_traits_family_day", "family", "day_low"),
)

links: Final = Table(
    "links",
    METADATA,
    Column("a", ForeignKey("events.key", ondelete="CASCADE"), primary_key=True),
    Column("b", ForeignKey("events.key", ondelete="CASCADE"), primary_key=True),
    Column("weight", Float, nullable=False),
    Column("parts", Text, nullable=False),  # JSON
    Index("ix_links_b", "b"),
)

incidents: Final = Table(
    "incidents",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("type", Text, nullable=False),
    Column("date_start", Date),
    Column("date_end", Date),
    Column("country", Text, nullable=False),
    Column("lat", Float),
    Column("lon", Float),
    Column("reports", Integer, nullable=False),
    Column("voices", Integer, nullable=False),
    Column("outlets", Integer, nullable=False),
    Index("ix_incidents_dates", "date_start", "date_end"),
)

incident_events: Final = Table(
    "incident_events",
    METADATA,
    Column("event", ForeignKey("events.key", ondelete="CASCADE"), primary_key=True),
    Column("incident", ForeignKey("incidents.id"), nullable=False),
    Index("ix_incident_events_incident", "incident"),
)

# An id that is no more, and where what it named is now; a split leaves one line for each part that left.
forwards: Final = Table(
    "forwards",
    METADATA,
    Column("old", Text, primary_key=True),
    Column("new", Text, primary_key=True),
    Column("reason", Text, nullable=False),  # "merged", "split"
    Column("at", MOMENT, nullable=False),
)

judgements: Final = Table(
    "judgements",
    METADATA,
    Column("id", NUMBER, primary_key=True, autoincrement=True),
    Column("kind", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", MOMENT, nullable=False),
    Column("subject", Text, nullable=False),
    Column("other", Text, nullable=False),
    Column("field", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("undoes", NUMBER, nullable=False),
    Column("saw", Text, nullable=False),
    Index("ix_judgements_subject", "subject"),
    Index("ix_judgements_other", "other"),
)

audit: Final = Table(
    "audit",
    METADATA,
    Column("seq", NUMBER, primary_key=True, autoincrement=False),
    Column("at", MOMENT, nullable=False),
    Column("by", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("data", Text, nullable=False),
    Column("previous", Text, nullable=False),
    Column("hash", Text, nullable=False),
)

failures: Final = Table(
    "failures",
    METADATA,
    Column("row", NUMBER, primary_key=True, autoincrement=True),
    Column("source", Text, nullable=False),
    Column("stage", Text, nullable=False),
    Column("cause", Text, nullable=False),
    Column("id", Text, nullable=False),
    Column("at", MOMENT, nullable=False),
    UniqueConstraint("source", "stage", "cause", "id"),
)

# ---- what came from the web ----

# A feed of sources.yaml and how it fares; the address is the key, since sources.yaml is the analyst's.
feeds: Final = Table(
    "feeds",
    METADATA,
    Column("address", Text, primary_key=True),
    Column("outlet", Text, nullable=False),
    Column("etag", Text, nullable=False),
    Column("last_modified", Text, nullable=False),
    Column("next_at", MOMENT),
    Column("tried_at", MOMENT),
    Column("worked_at", MOMENT),
    Column("failing_since", MOMENT),  # the first of the failures in a row
    Column("failures", Integer, nullable=False),  # in a row
    Column("error", Text, nullable=False),
)

# Articles that feeds named: waiting to be fetched, done, or given up.
items: Final = Table(
    "items",
    METADATA,
    Column("row", NUMBER, primary_key=True, autoincrement=True),
    Column("address", Text, nullable=False, unique=True),
    Column("feed", Text, nullable=False),
    Column("outlet", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("published", MOMENT),
    Column("updated", MOMENT),
    Column("state", Text, nullable=False),  # "waiting", "done", "failed"
    Column("tries", Integer, nullable=False),  # in vain while it waits; looks at it again once it is done
    Column("next_at", MOMENT),
    Column("error", Text, nullable=False),
    Column("report", Text, nullable=False),  # key of the newest report made of it
    Index("ix_items_state", "state", "next_at"),
)

# Every answer that was kept, and where in which WARC file its record stands.
fetches: Final = Table(
    "fetches",
    METADATA,
    Column("row", NUMBER, primary_key=True, autoincrement=True),
    Column("address", Text, nullable=False),
    Column("final", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("at", MOMENT, nullable=False),
    Column("status", Integer, nullable=False),
    Column("sha256", Text, nullable=False),  # of the bytes of the body
    Column("file", Text, nullable=False),
    Column("offset", NUMBER, nullable=False),
    Column("record", Text, nullable=False),  # WARC-Record-ID
    Column("report", Text, nullable=False),  # key of the report made of it, "" where none
    Index("ix_fetches_address", "address"),
    Index("ix_fetches_report", "report"),
)

# ---- search ----

# The words of each report, folded, each once; see search.py. In SQLite an FTS5 table, which no MetaData can describe,
# in PostgreSQL an array under a GIN index: both are made by the migration, and left out of METADATA.
SEARCH: Final = "report_words"
