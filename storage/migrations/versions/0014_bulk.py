"""Many tickets at once: a task with its items, and problems that group like tickets."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "problem",
        sa.Column("id", ID, sa.Identity()),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("title", sa.LargeBinary(), nullable=False),
        sa.Column("made_by", ID, nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("closed_at", sa.BigInteger()),
        _refers("problem", "made_by", "person"),
        sa.PrimaryKeyConstraint("id", name="pk_problem"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_problem_office_id", "problem", ["office", "id"])
    op.create_table(
        "bulk",
        sa.Column("id", ID, sa.Identity()),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("deed", sa.Text(), nullable=False),
        sa.Column("assignee_id", ID),
        sa.Column("problem_id", ID),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("confirmed_at", sa.BigInteger()),
        sa.Column("told_at", sa.BigInteger()),
        _refers("bulk", "person_id", "person"),
        _refers("bulk", "assignee_id", "person"),
        _refers("bulk", "problem_id", "problem"),
        sa.PrimaryKeyConstraint("id", name="pk_bulk"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "bulk_item",
        sa.Column("id", ID, sa.Identity()),
        sa.Column("bulk_id", ID, nullable=False),
        sa.Column("ticket_id", ID, nullable=False),
        sa.Column("done_at", sa.BigInteger()),
        sa.Column("why", sa.LargeBinary()),
        _refers("bulk_item", "bulk_id", "bulk"),
        _refers("bulk_item", "ticket_id", "ticket"),
        sa.PrimaryKeyConstraint("id", name="pk_bulk_item"),
        sa.UniqueConstraint("bulk_id", "ticket_id", name="uq_bulk_item_bulk_id_ticket_id"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "problem_ticket",
        sa.Column("problem_id", ID, autoincrement=False),
        sa.Column("ticket_id", ID, autoincrement=False),
        _refers("problem_ticket", "problem_id", "problem"),
        _refers("problem_ticket", "ticket_id", "ticket"),
        sa.PrimaryKeyConstraint("problem_id", "ticket_id", name="pk_problem_ticket"),
    )


def downgrade() -> None:
    """Remove the tables."""
    for table in ("problem_ticket", "bulk_item", "bulk", "problem"):
        op.drop_table(table)


def _refers(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_{column}_{target}"
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name)
