"""Powers: posts handed over for a time, dismissals that two decide, posts suspended."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables."""
    op.add_column("staff", sa.Column("suspended_at", sa.BigInteger()))
    op.create_table(
        "delegation",
        sa.Column("id", ID, sa.Identity()),
        sa.Column("staff_id", ID, nullable=False),
        sa.Column("parent_id", ID),
        sa.Column("giver_id", ID, nullable=False),
        sa.Column("holder_id", ID, nullable=False),
        sa.Column("from_at", sa.BigInteger(), nullable=False),
        sa.Column("until_at", sa.BigInteger(), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("begun_at", sa.BigInteger()),
        sa.Column("ended_at", sa.BigInteger()),
        _refers("delegation", "staff_id", "staff"),
        _refers("delegation", "parent_id", "delegation"),
        _refers("delegation", "giver_id", "person"),
        _refers("delegation", "holder_id", "person"),
        sa.PrimaryKeyConstraint("id", name="pk_delegation"),
        sqlite_autoincrement=True,
    )
    for column in ("holder_id", "giver_id", "staff_id"):
        op.create_index(f"ix_delegation_{column}", "delegation", [column])
    op.create_index("ix_delegation_ended_at_until_at", "delegation", ["ended_at", "until_at"])
    op.create_table(
        "dismissal",
        sa.Column("id", ID, sa.Identity()),
        sa.Column("staff_id", ID, nullable=False),
        sa.Column("suspends", sa.Boolean(), nullable=False),
        sa.Column("made_by", ID, nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("decided_by", ID),
        sa.Column("decided_at", sa.BigInteger()),
        sa.Column("accepted", sa.Boolean()),
        _refers("dismissal", "staff_id", "staff"),
        _refers("dismissal", "made_by", "person"),
        _refers("dismissal", "decided_by", "person"),
        sa.PrimaryKeyConstraint("id", name="pk_dismissal"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_dismissal_staff_id", "dismissal", ["staff_id"])


def downgrade() -> None:
    """Remove the tables."""
    op.drop_table("dismissal")
    op.drop_table("delegation")
    op.drop_column("staff", "suspended_at")


def _refers(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_{column}_{target}"
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name)
