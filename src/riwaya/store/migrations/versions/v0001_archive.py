"""The archive as it began: reports, events, links, incidents, judgements, the log, what came from the web, search."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from alembic import op

revision: Final = "0001"
down_revision: Final = None

# Each word of a report once: no index of positions, since the text itself tells them. See store/search.py.
# FTS5's tokenizer "ascii" takes every letter outside ASCII for part of a word, so that words come out as they go in.
SEARCH: Final = {
    "sqlite": (
        "CREATE VIRTUAL TABLE report_words USING fts5(words, content='', detail=none, columnsize=0, tokenize='ascii')",
    ),
    "postgresql": (
        "CREATE TABLE report_words ("
        "report BIGINT PRIMARY KEY REFERENCES reports (row) ON DELETE CASCADE, words TEXT[] NOT NULL)",
        "CREATE INDEX ix_report_words_words ON report_words USING gin (words)",
    ),
}


def upgrade() -> None:
    """Makes all tables."""
    op.create_table(
        "audit",
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("previous", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_audit")),
    )
    op.create_table(
        "failures",
        sa.Column("row", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("row", name=op.f("pk_failures")),
        sa.UniqueConstraint("source", "stage", "cause", "id", name=op.f("uq_failures_source_stage_cause_id")),
    )
    op.create_table(
        "feeds",
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("outlet", sa.Text(), nullable=False),
        sa.Column("etag", sa.Text(), nullable=False),
        sa.Column("last_modified", sa.Text(), nullable=False),
        sa.Column("next_at", sa.Text(), nullable=True),
        sa.Column("tried_at", sa.Text(), nullable=True),
        sa.Column("worked_at", sa.Text(), nullable=True),
        sa.Column("failing_since", sa.Text(), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("address", name=op.f("pk_feeds")),
    )
    op.create_table(
        "fetches",
        sa.Column("row", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("final", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("offset", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("report", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("row", name=op.f("pk_fetches")),
    )
    op.create_index("ix_fetches_address", "fetches", ["address"], unique=False)
    op.create_index("ix_fetches_report", "fetches", ["report"], unique=False)
    op.create_table(
        "forwards",
        sa.Column("old", sa.Text(), nullable=False),
        sa.Column("new", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("old", "new", name=op.f("pk_forwards")),
    )
    op.create_table(
        "incidents",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("date_start", sa.Date(), nullable=True),
        sa.Column("date_end", sa.Date(), nullable=True),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("voices", sa.Integer(), nullable=False),
        sa.Column("outlets", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incidents")),
    )
    op.create_index("ix_incidents_dates", "incidents", ["date_start", "date_end"], unique=False)
    op.create_table(
        "items",
        sa.Column("row", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("feed", sa.Text(), nullable=False),
        sa.Column("outlet", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("published", sa.Text(), nullable=True),
        sa.Column("updated", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("next_at", sa.Text(), nullable=True),
        sa.Column("error", sa.Text(), nullable=False),
        sa.Column("report", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("row", name=op.f("pk_items")),
        sa.UniqueConstraint("address", name=op.f("uq_items_address")),
    )
    op.create_index("ix_items_state", "items", ["state", "next_at"], unique=False)
    op.create_table(
        "judgements",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("other", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("undoes", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("saw", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_judgements")),
    )
    op.create_index("ix_judgements_other", "judgements", ["other"], unique=False)
    op.create_index("ix_judgements_subject", "judgements", ["subject"], unique=False)
    op.create_table(
        "outlets",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("reports", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outlets")),
    )
    op.create_table(
        "reports",
        sa.Column("row", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("outlet", sa.Text(), nullable=False),
        sa.Column("published", sa.Date(), nullable=True),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("ingested_at", sa.Text(), nullable=False),
        sa.Column("coder", sa.Text(), nullable=False),
        sa.Column("warnings", sa.Text(), nullable=False),
        sa.Column("voice", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("row", name=op.f("pk_reports")),
        sa.UniqueConstraint("id", "sha256", name=op.f("uq_reports_id_sha256")),
        sa.UniqueConstraint("id", "version", name=op.f("uq_reports_id_version")),
        sa.UniqueConstraint("key", name=op.f("uq_reports_key")),
    )
    op.create_index("ix_reports_published", "reports", ["published"], unique=False)
    op.create_index("ix_reports_voice", "reports", ["voice"], unique=False)
    op.create_table(
        "events",
        sa.Column("row", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("report", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("modality", sa.Text(), nullable=False),
        sa.Column("date_start", sa.Date(), nullable=True),
        sa.Column("date_end", sa.Date(), nullable=True),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("confidence", sa.Float(), nullable=True),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("linked", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.row"], name=op.f("fk_events_report"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("row", name=op.f("pk_events")),
        sa.UniqueConstraint("key", name=op.f("uq_events_key")),
    )
    op.create_index("ix_events_dates", "events", ["date_start", "date_end"], unique=False)
    op.create_index("ix_events_linked", "events", ["linked"], unique=False)
    op.create_index("ix_events_report", "events", ["report"], unique=False)
    op.create_table(
        "report_bands",
        sa.Column("band", sa.Text(), nullable=False),
        sa.Column("report", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["report"], ["reports.row"], name=op.f("fk_report_bands_report"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("band", "report", name=op.f("pk_report_bands")),
    )
    op.create_table(
        "incident_events",
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("incident", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["event"], ["events.key"], name=op.f("fk_incident_events_event"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["incident"], ["incidents.id"], name=op.f("fk_incident_events_incident")),
        sa.PrimaryKeyConstraint("event", name=op.f("pk_incident_events")),
    )
    op.create_index("ix_incident_events_incident", "incident_events", ["incident"], unique=False)
    op.create_table(
        "links",
        sa.Column("a", sa.Text(), nullable=False),
        sa.Column("b", sa.Text(), nullable=False),
        sa.Column("weight", sa.Float(), nullable=False),
        sa.Column("parts", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["a"], ["events.key"], name=op.f("fk_links_a"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["b"], ["events.key"], name=op.f("fk_links_b"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("a", "b", name=op.f("pk_links")),
    )
    op.create_index("ix_links_b", "links", ["b"], unique=False)
    op.create_table(
        "traits",
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("family", sa.Text(), nullable=False),
        sa.Column("day_low", sa.Integer(), nullable=False),
        sa.Column("day_high", sa.Integer(), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["event"], ["events.key"], name=op.f("fk_traits_event"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("event", name=op.f("pk_traits")),
    )
    op.create_index("ix_traits_family_day", "traits", ["family", "day_low"], unique=False)

    for statement in SEARCH[op.get_context().dialect.name]:
        op.execute(statement)
