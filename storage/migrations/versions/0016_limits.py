"""Limits: blocks with their appeals, and tasks to phone."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables."""
    op.add_column("person", sa.Column("blocked_until", sa.BigInteger()))
    op.create_table(
        "block",
        sa.Column("id", ID, sa.Identity()),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("made_by", ID, nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        sa.Column("from_at", sa.BigInteger(), nullable=False),
        sa.Column("until_at", sa.BigInteger(), nullable=False),
        sa.Column("appeal", sa.LargeBinary()),
        sa.Column("appealed_at", sa.BigInteger()),
        sa.Column("decided_by", ID),
        sa.Column("decided_at", sa.BigInteger()),
        sa.Column("lifted_at", sa.BigInteger()),
        _refers("block", "person_id", "person"),
        _refers("block", "made_by", "person"),
        _refers("block", "decided_by", "person"),
        sa.PrimaryKeyConstraint("id", name="pk_block"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_block_person_id_id", "block", ["person_id", "id"])
    op.create_index("ix_block_until_at", "block", ["until_at"])
    op.create_table(
        "phone_task",
        sa.Column("id", ID, sa.Identity()),
        sa.Column("ticket_id", ID, nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("open", sa.Boolean(), nullable=False),
        sa.Column("handed_at", sa.BigInteger(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("done_by", ID),
        sa.Column("done_at", sa.BigInteger()),
        sa.Column("result", sa.Text()),
        _refers("phone_task", "ticket_id", "ticket"),
        _refers("phone_task", "done_by", "person"),
        sa.PrimaryKeyConstraint("id", name="pk_phone_task"),
        sa.UniqueConstraint("ticket_id", "handed_at", name="uq_phone_task_ticket_id_handed_at"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_phone_task_open",
        "phone_task",
        ["office", "role", "id"],
        sqlite_where=sa.text("open = 1"),
        postgresql_where=sa.text("open"),
    )


def downgrade() -> None:
    """Remove the tables."""
    op.drop_table("phone_task")
    op.drop_table("block")
    op.drop_column("person", "blocked_until")


def _refers(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_{column}_{target}"
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name)
