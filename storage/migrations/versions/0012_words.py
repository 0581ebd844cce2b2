"""Search: which words stand in a ticket, as keyed hashes."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the table, and note up to which ticket the words are still to be gathered."""
    op.create_table(
        "ticket_word",
        sa.Column("hash", sa.BigInteger(), autoincrement=False),
        sa.Column("ticket_id", ID, autoincrement=False),
        sa.ForeignKeyConstraint(
            ["ticket_id"], ["ticket.id"], name="fk_ticket_word_ticket_id_ticket"
        ),
        sa.PrimaryKeyConstraint("hash", "ticket_id", name="pk_ticket_word"),
    )
    op.create_index("ix_ticket_word_ticket_id", "ticket_word", ["ticket_id"])
    op.execute(
        "INSERT INTO counter (name, value)"
        " SELECT 'words_left', max(id) FROM ticket HAVING max(id) IS NOT NULL"
    )


def downgrade() -> None:
    """Remove the table."""
    op.execute("DELETE FROM counter WHERE name = 'words_left'")
    op.drop_table("ticket_word")
