"""Visits: appointments, the guest book, filings on behalf, and codes that link."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.BigInteger()


def upgrade() -> None:
    """Make the tables."""
    _appointment()
    _guest()
    _on_behalf()
    _link_code()


def downgrade() -> None:
    """Remove the tables."""
    for table in ("link_code", "on_behalf", "guest", "appointment"):
        op.drop_table(table)


def _refers(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_{column}_{target}"
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name)


def _appointment() -> None:
    op.create_table(
        "appointment",
        sa.Column("id", ID, sa.Identity()),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("ticket_id", ID),
        sa.Column("slot_at", MOMENT),
        sa.Column("seat", sa.Integer()),
        sa.Column("active", sa.Text()),
        sa.Column("number", sa.Integer()),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("purpose", sa.LargeBinary()),
        sa.Column("made_by", ID, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("wake_at", MOMENT),
        sa.Column("stage", sa.Integer(), nullable=False, server_default="0"),
        _refers("appointment", "person_id", "person"),
        _refers("appointment", "ticket_id", "ticket"),
        _refers("appointment", "made_by", "person"),
        sa.PrimaryKeyConstraint("id", name="pk_appointment"),
        sa.UniqueConstraint("active", name="uq_appointment_active"),
        sa.UniqueConstraint(
            "office", "slot_at", "seat", name="uq_appointment_office_slot_at_seat"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_appointment_person_id_state", "appointment", ["person_id", "state"])
    op.create_index("ix_appointment_ticket_id", "appointment", ["ticket_id"])
    op.create_index("ix_appointment_wake_at_id", "appointment", ["wake_at", "id"])


def _guest() -> None:
    op.create_table(
        "guest",
        sa.Column("id", ID, sa.Identity()),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("appointment_id", ID),
        sa.Column("ticket_id", ID),
        sa.Column("content", sa.LargeBinary()),
        sa.Column("turn_at", MOMENT, nullable=False),
        sa.Column("arrived_at", MOMENT, nullable=False),
        sa.Column("registered_by", ID, nullable=False),
        sa.Column("called_by", ID),
        sa.Column("called_at", MOMENT),
        _refers("guest", "appointment_id", "appointment"),
        _refers("guest", "ticket_id", "ticket"),
        _refers("guest", "registered_by", "person"),
        _refers("guest", "called_by", "person"),
        sa.PrimaryKeyConstraint("id", name="pk_guest"),
        sa.UniqueConstraint("office", "day", "number", name="uq_guest_office_day_number"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_guest_ticket_id", "guest", ["ticket_id"])


def _on_behalf() -> None:
    op.create_table(
        "on_behalf",
        sa.Column("id", ID, sa.Identity()),
        sa.Column("draft_id", ID, nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("officer_id", ID, nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("contact", sa.LargeBinary()),
        sa.Column("made_at", MOMENT, nullable=False),
        _refers("on_behalf", "draft_id", "draft"),
        _refers("on_behalf", "person_id", "person"),
        _refers("on_behalf", "officer_id", "person"),
        sa.PrimaryKeyConstraint("id", name="pk_on_behalf"),
        sa.UniqueConstraint("draft_id", name="uq_on_behalf_draft_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_on_behalf_person_id", "on_behalf", ["person_id"])
    op.create_index("ix_on_behalf_officer_id", "on_behalf", ["officer_id"])


def _link_code() -> None:
    op.create_table(
        "link_code",
        sa.Column("id", ID, sa.Identity()),
        sa.Column("code_hash", sa.Text(), nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("ticket_id", ID, nullable=False),
        sa.Column("made_by", ID, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("used_by", ID),
        sa.Column("used_at", MOMENT),
        _refers("link_code", "person_id", "person"),
        _refers("link_code", "ticket_id", "ticket"),
        _refers("link_code", "made_by", "person"),
        _refers("link_code", "used_by", "person"),
        sa.PrimaryKeyConstraint("id", name="pk_link_code"),
        sa.UniqueConstraint("code_hash", name="uq_link_code_code_hash"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_link_code_person_id", "link_code", ["person_id"])
