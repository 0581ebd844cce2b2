"""The first tables: people, who works where, and what they have begun."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


TABLES = ("person", "draft", "invitation", "staff")


def upgrade() -> None:
    """Make the tables."""
    _person()
    _draft()
    _invitation()
    _staff()


def downgrade() -> None:
    """Remove the tables."""
    for table in reversed(TABLES):
        op.drop_table(table)


def _person() -> None:
    op.create_table(
        "person",
        sa.Column("id", ID, sa.Identity()),
        sa.Column("telegram_id", sa.BigInteger()),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("name", sa.LargeBinary()),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("unreachable_at", sa.BigInteger()),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
        sa.UniqueConstraint("telegram_id", name="uq_person_telegram_id"),
        sqlite_autoincrement=True,
    )


def _draft() -> None:
    op.create_table(
        "draft",
        sa.Column("id", ID, sa.Identity()),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("service", sa.Text(), nullable=False),
        sa.Column("standard_version", sa.Text(), nullable=False),
        sa.Column("ticket_id", ID),
        sa.Column("asked", sa.Text(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("key", sa.LargeBinary()),
        sa.Column("content", sa.LargeBinary()),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_draft_person_id_person"),
        sa.PrimaryKeyConstraint("id", name="pk_draft"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_draft_person_id_state", "draft", ["person_id", "state"])


def _invitation() -> None:
    op.create_table(
        "invitation",
        sa.Column("id", ID, sa.Identity()),
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("made_by", ID, nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.Column("used_by", ID),
        sa.Column("used_at", sa.BigInteger()),
        sa.Column("decided_by", ID),
        sa.Column("decided_at", sa.BigInteger()),
        sa.Column("accepted", sa.Boolean()),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["person.id"], name="fk_invitation_decided_by_person"
        ),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name="fk_invitation_made_by_person"),
        sa.ForeignKeyConstraint(["used_by"], ["person.id"], name="fk_invitation_used_by_person"),
        sa.PrimaryKeyConstraint("id", name="pk_invitation"),
        sa.UniqueConstraint("token_hash", name="uq_invitation_token_hash"),
        sqlite_autoincrement=True,
    )


def _staff() -> None:
    op.create_table(
        "staff",
        sa.Column("id", ID, sa.Identity()),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("title", sa.Text()),
        sa.Column("from_at", sa.BigInteger(), nullable=False),
        sa.Column("until_at", sa.BigInteger()),
        sa.Column("appointed_by", ID),
        sa.Column("confirmed_by", ID),
        sa.Column("confirmed_at", sa.BigInteger()),
        sa.ForeignKeyConstraint(
            ["appointed_by"], ["person.id"], name="fk_staff_appointed_by_person"
        ),
        sa.ForeignKeyConstraint(
            ["confirmed_by"], ["person.id"], name="fk_staff_confirmed_by_person"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_staff_person_id_person"),
        sa.PrimaryKeyConstraint("id", name="pk_staff"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_staff_office_role", "staff", ["office", "role"])
    op.create_index("ix_staff_person_id", "staff", ["person_id"])
