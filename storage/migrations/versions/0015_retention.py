"""Retention: keys of people and guests, holds on tickets, lists of what is to be destroyed."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the columns and tables."""
    op.add_column("person", sa.Column("key", sa.LargeBinary()))
    op.add_column("guest", sa.Column("key", sa.LargeBinary()))
    op.add_column("ticket", sa.Column("destroyed_at", sa.BigInteger()))
    op.create_index("ix_ticket_office_closed_at", "ticket", ["office", "closed_at"])
    _legal_hold()
    _destruction()


def _legal_hold() -> None:
    op.create_table(
        "legal_hold",
        sa.Column("id", ID, sa.Identity()),
        sa.Column("ticket_id", ID, nullable=False),
        sa.Column("reason", sa.LargeBinary()),
        sa.Column("placed_by", ID, nullable=False),
        sa.Column("placed_at", sa.BigInteger(), nullable=False),
        sa.Column("agreed_by", ID),
        sa.Column("agreed_at", sa.BigInteger()),
        sa.Column("lift_by", ID),
        sa.Column("lift_at", sa.BigInteger()),
        sa.Column("lifted_by", ID),
        sa.Column("lifted_at", sa.BigInteger()),
        _refers("legal_hold", "ticket_id", "ticket"),
        _refers("legal_hold", "placed_by", "person"),
        _refers("legal_hold", "agreed_by", "person"),
        _refers("legal_hold", "lift_by", "person"),
        _refers("legal_hold", "lifted_by", "person"),
        sa.PrimaryKeyConstraint("id", name="pk_legal_hold"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_legal_hold_ticket_id", "legal_hold", ["ticket_id"])


def _destruction() -> None:
    op.create_table(
        "destruction",
        sa.Column("id", ID, sa.Identity()),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("made_by", ID, nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("items", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("decided_by", ID),
        sa.Column("decided_at", sa.BigInteger()),
        _refers("destruction", "made_by", "person"),
        _refers("destruction", "decided_by", "person"),
        sa.PrimaryKeyConstraint("id", name="pk_destruction"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_destruction_office_state", "destruction", ["office", "state"])


def downgrade() -> None:
    """Remove them; names under a person's own key become unreadable."""
    op.drop_table("destruction")
    op.drop_table("legal_hold")
    op.drop_index("ix_ticket_office_closed_at", "ticket")
    op.drop_column("ticket", "destroyed_at")
    op.drop_column("guest", "key")
    op.drop_column("person", "key")


def _refers(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_{column}_{target}"
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name)
