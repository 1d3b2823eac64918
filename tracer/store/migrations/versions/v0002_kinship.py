"""Kinship that follows from what is stated gets a table of its own."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the table; what is stored is linked anew, which fills it."""
    op.create_table(
        "linked_kinship",
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("relation", sa.Text(), nullable=False),
        sa.Column("target_id", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text()),
        sa.Column("via", sa.Text()),
        sa.Column("certainty", sa.Integer(), nullable=False),
        sa.Column("premises", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("position"),
    )
    op.execute("DELETE FROM stored_setting WHERE key = 'linked'")
