"""Judgements and the log can only be added to: the database itself refuses to change or delete a line of them.

Who can take a trigger off can still change a line; `riwaya audit verify` then finds it.
"""

from __future__ import annotations

from typing import Final

from alembic import op

revision: Final = "0002"
down_revision: Final = "0001"

GUARDED: Final = ("judgements", "audit")
NUMBERS: Final = {"judgements": "id", "audit": "seq"}
REFUSAL: Final = "judgements and the log can only be added to"


def upgrade() -> None:
    """Puts the guards up."""
    for statement in _sqlite() if op.get_context().dialect.name == "sqlite" else _postgresql():
        op.execute(statement)


def _sqlite() -> list[str]:
    """The third one: INSERT OR REPLACE deletes a row without asking the trigger on deletion."""
    statements = []
    for table in GUARDED:
        refuse = f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        taken = f"EXISTS (SELECT 1 FROM {table} WHERE {NUMBERS[table]} = NEW.{NUMBERS[table]})"
        statements += [
            f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {refuse}",
            f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {refuse}",
            f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN {taken} {refuse}",
        ]
    return statements


def _postgresql() -> list[str]:
    refuse = f"BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END"
    statements = [f"CREATE FUNCTION riwaya_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ {refuse} $$"]
    for table in GUARDED:
        statements += [
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION riwaya_append_only()",
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION riwaya_append_only()",
        ]
    return statements
