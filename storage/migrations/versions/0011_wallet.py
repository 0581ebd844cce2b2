"""The document wallet: until when a checked document holds, and each consent to use it again."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables, and let a document share the file of another."""
    op.add_column("document", sa.Column("sealed_as", sa.Text()))
    op.create_table(
        "wallet_item",
        sa.Column("id", ID, sa.Identity()),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("ticket_id", ID, nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("valid_until", sa.Text(), nullable=False),
        sa.Column("noted_at", sa.BigInteger(), nullable=False),
        sa.Column("dropped_at", sa.BigInteger()),
        _refers("wallet_item", "person_id", "person"),
        _refers("wallet_item", "ticket_id", "ticket"),
        sa.PrimaryKeyConstraint("id", name="pk_wallet_item"),
        sa.UniqueConstraint("ticket_id", "item", name="uq_wallet_item_ticket_id_item"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "wallet_use",
        sa.Column("id", ID, sa.Identity()),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("ticket_id", ID, nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("draft_id", ID, nullable=False),
        sa.Column("consented_at", sa.BigInteger(), nullable=False),
        _refers("wallet_use", "person_id", "person"),
        _refers("wallet_use", "ticket_id", "ticket"),
        _refers("wallet_use", "draft_id", "draft"),
        sa.PrimaryKeyConstraint("id", name="pk_wallet_use"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_wallet_use_person_id", "wallet_use", ["person_id"])


def downgrade() -> None:
    """Remove the tables; a copy of a shared file becomes unreadable."""
    op.drop_table("wallet_use")
    op.drop_table("wallet_item")
    op.drop_column("document", "sealed_as")


def _refers(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_{column}_{target}"
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name)
