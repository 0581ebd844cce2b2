"""Questions people asked, what they were answered, and the answers that staff wrote."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "question",
        sa.Column("id", ID, sa.Identity()),
        sa.Column("update_id", sa.BigInteger(), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False, server_default=""),
        sa.Column("entries", sa.Text(), nullable=False, server_default=""),
        sa.Column("office", sa.Text(), nullable=False, server_default=""),
        sa.Column("service", sa.Text(), nullable=False, server_default=""),
        sa.Column("offered", sa.Boolean(), nullable=False),
        sa.Column("masked", sa.LargeBinary(), nullable=False),
        sa.Column("asked", sa.LargeBinary()),
        sa.Column("rating", sa.Text(), nullable=False, server_default=""),
        sa.Column("settled_at", sa.BigInteger()),
        sa.PrimaryKeyConstraint("id", name="pk_question"),
        sa.UniqueConstraint("update_id", name="uq_question_update_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_question_asked_at", "question", ["asked_at"])
    typed = sa.column("asked").is_not(None)
    op.create_index(
        "ix_question_asked",
        "question",
        ["asked_at"],
        sqlite_where=typed,
        postgresql_where=typed,
    )
    op.create_table(
        "answer",
        sa.Column("id", ID, sa.Identity()),
        sa.Column("entry", sa.Text(), nullable=False),
        sa.Column("nth", sa.Integer(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False, server_default=""),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("written_by", ID, nullable=False),
        sa.Column("written_at", sa.BigInteger(), nullable=False),
        sa.Column("decided_by", ID),
        sa.Column("decided_at", sa.BigInteger()),
        _refers("answer", "written_by", "person"),
        _refers("answer", "decided_by", "person"),
        sa.PrimaryKeyConstraint("id", name="pk_answer"),
        sa.UniqueConstraint("entry", "nth", name="uq_answer_entry_nth"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_answer_state", "answer", ["state"])


def downgrade() -> None:
    """Remove the tables."""
    op.drop_table("answer")
    op.drop_table("question")


def _refers(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_{column}_{target}"
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name)
