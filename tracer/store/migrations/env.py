"""Runs migrations on the connection handed over, inside its transaction."""

from __future__ import annotations

from alembic import context

from tracer.store.schema import metadata
from tracer.store.versions import VERSION_TABLE

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSION_TABLE,
    render_as_batch=True,
)
context.run_migrations()
