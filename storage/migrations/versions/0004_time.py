"""Time: calendar entries, incidents, and what the sweeps have already told."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MARKS = {
    "clock": ("warned_at", "breached_at"),
    "ticket": ("waiting_at", "reminded_at"),
    "draft": ("reminded_at", "warned_at"),
    "staff": ("reminded_at",),
}
COUNTS = {"clock": "tier", "ticket": "reminders"}


def upgrade() -> None:
    """Make the tables and the marks."""
    _calendar_entry()
    _incident()
    for table, names in MARKS.items():
        for name in names:
            op.add_column(table, sa.Column(name, sa.BigInteger()))
    for table, name in COUNTS.items():
        op.add_column(table, sa.Column(name, sa.Integer(), nullable=False, server_default="0"))
    running = sa.text("stopped_at IS NULL")
    op.create_index(
        "ix_clock_due", "clock", ["due_at"], sqlite_where=running, postgresql_where=running
    )
    op.create_index(
        "ix_ticket_waiting",
        "ticket",
        ["waiting_at"],
        sqlite_where=sa.text("open = 1"),
        postgresql_where=sa.text("open"),
    )
    op.create_index("ix_draft_state_updated_at", "draft", ["state", "updated_at"])


def downgrade() -> None:
    """Remove the tables and the marks."""
    op.drop_index("ix_draft_state_updated_at", "draft")
    op.drop_index("ix_ticket_waiting", "ticket")
    op.drop_index("ix_clock_due", "clock")
    for table, name in COUNTS.items():
        op.drop_column(table, name)
    for table, names in MARKS.items():
        for name in names:
            op.drop_column(table, name)
    op.drop_table("incident")
    op.drop_table("calendar_entry")


def _person(column: str, table: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_{column}_person"
    return sa.ForeignKeyConstraint([column], ["person.id"], name=name)


def _calendar_entry() -> None:
    op.create_table(
        "calendar_entry",
        sa.Column("id", ID, sa.Identity()),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("first_day", sa.Text(), nullable=False),
        sa.Column("last_day", sa.Text(), nullable=False),
        sa.Column("windows", sa.Text(), nullable=False, server_default=""),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("made_by", ID, nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.Column("removed_by", ID),
        sa.Column("removed_at", sa.BigInteger()),
        _person("made_by", "calendar_entry"),
        _person("removed_by", "calendar_entry"),
        sa.PrimaryKeyConstraint("id", name="pk_calendar_entry"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_calendar_entry_office", "calendar_entry", ["office"])


def _incident() -> None:
    op.create_table(
        "incident",
        sa.Column("id", ID, sa.Identity()),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("services", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("first_at", sa.BigInteger(), nullable=False),
        sa.Column("last_at", sa.BigInteger()),
        sa.Column("declared_by", ID, nullable=False),
        sa.Column("declared_at", sa.BigInteger(), nullable=False),
        sa.Column("confirmed_by", ID),
        sa.Column("confirmed_at", sa.BigInteger()),
        _person("declared_by", "incident"),
        _person("confirmed_by", "incident"),
        sa.PrimaryKeyConstraint("id", name="pk_incident"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_incident_office", "incident", ["office"])
