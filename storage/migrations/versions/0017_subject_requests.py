"""What people ask about their own data: each a record with its own key and its clock."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "subject_request",
        sa.Column("id", ID, sa.Identity()),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("ticket_id", ID),
        sa.Column("key", sa.LargeBinary()),
        sa.Column("content", sa.LargeBinary()),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("stage", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("decided_by", ID),
        sa.Column("decided_at", sa.BigInteger()),
        _refers("subject_request", "person_id", "person"),
        _refers("subject_request", "ticket_id", "ticket"),
        _refers("subject_request", "decided_by", "person"),
        sa.PrimaryKeyConstraint("id", name="pk_subject_request"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_subject_request_state_due_at", "subject_request", ["state", "due_at"])
    op.create_index("ix_subject_request_person_id", "subject_request", ["person_id"])


def downgrade() -> None:
    """Remove the table."""
    op.drop_table("subject_request")


def _refers(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_{column}_{target}"
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name)
