"""What people decide for themselves: how and when they are told."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "preference",
        sa.Column("person_id", ID, autoincrement=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("quiet_from", sa.Integer()),
        sa.Column("quiet_until", sa.Integer()),
        sa.Column("news_wait", sa.Boolean(), nullable=False),
        sa.Column("wallet", sa.Boolean(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_preference_person_id_person"
        ),
        sa.PrimaryKeyConstraint("person_id", name="pk_preference"),
    )


def downgrade() -> None:
    """Remove the table."""
    op.drop_table("preference")
