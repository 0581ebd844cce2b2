"""Complaints: who is kept out of a ticket, and the register of incoming letters."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "shut_out",
        sa.Column("ticket_id", ID, autoincrement=False),
        sa.Column("person_id", ID, autoincrement=False),
        _refers("shut_out", "ticket_id", "ticket"),
        _refers("shut_out", "person_id", "person"),
        sa.PrimaryKeyConstraint("ticket_id", "person_id", name="pk_shut_out"),
    )
    op.create_table(
        "letter",
        sa.Column("id", ID, sa.Identity()),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("nth", sa.Integer(), nullable=False),
        sa.Column("ticket_id", ID, nullable=False),
        sa.Column("their_number", sa.LargeBinary(), nullable=False),
        sa.Column("their_date", sa.Text(), nullable=False),
        sa.Column("received_on", sa.Text(), nullable=False),
        sa.Column("entered_by", ID, nullable=False),
        sa.Column("entered_at", sa.BigInteger(), nullable=False),
        _refers("letter", "ticket_id", "ticket"),
        _refers("letter", "entered_by", "person"),
        sa.PrimaryKeyConstraint("id", name="pk_letter"),
        sa.UniqueConstraint("office", "year", "nth", name="uq_letter_office_year_nth"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_letter_ticket_id", "letter", ["ticket_id"])


def downgrade() -> None:
    """Remove the tables."""
    op.drop_table("letter")
    op.drop_table("shut_out")


def _refers(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_{column}_{target}"
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name)
