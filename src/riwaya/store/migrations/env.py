"""What alembic runs: the migrations over the connection that opened the archive."""

from __future__ import annotations

from typing import Final

from alembic import context

VERSION_TABLE: Final = "riwaya_schema"

context.configure(
    connection=context.config.attributes["connection"], version_table=VERSION_TABLE, transactional_ddl=True
)
with context.begin_transaction():
    context.run_migrations()
