"""The tables of a case: ticket, documents, sheet, requests, clocks, conversation."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


TABLES = ("ticket", "clock", "conversation", "data_request", "document", "sheet", "pause")


def upgrade() -> None:
    """Make the tables."""
    _ticket()
    _clock()
    _conversation()
    _data_request()
    _document()
    _sheet()
    _pause()


def downgrade() -> None:
    """Remove the tables."""
    for table in reversed(TABLES):
        op.drop_table(table)


def _ticket() -> None:
    op.create_table(
        "ticket",
        sa.Column("id", ID, sa.Identity()),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("service", sa.Text(), nullable=False),
        sa.Column("standard_version", sa.Text(), nullable=False),
        sa.Column("draft_id", ID),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("desk_office", sa.Text(), nullable=False),
        sa.Column("holder_office", sa.Text(), nullable=False),
        sa.Column("holder_role", sa.Text(), nullable=False),
        sa.Column("claimed_by", ID),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("back_to", sa.Text(), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("open", sa.Boolean(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("company", sa.Text(), server_default="", nullable=False),
        sa.Column("key", sa.LargeBinary()),
        sa.Column("content", sa.LargeBinary()),
        sa.Column("submitted_at", sa.BigInteger(), nullable=False),
        sa.Column(
            "complete_at", sa.BigInteger(), server_default="253402300799000", nullable=False
        ),
        sa.Column("due_at", sa.BigInteger()),
        sa.Column("handed_over_at", sa.BigInteger()),
        sa.Column("handed_over_by", ID),
        sa.Column("channel", sa.Text()),
        sa.Column("confirmed_at", sa.BigInteger()),
        sa.Column("closed_at", sa.BigInteger()),
        sa.Column("closed_step", sa.Text()),
        sa.Column("flags", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["claimed_by"], ["person.id"], name="fk_ticket_claimed_by_person"),
        sa.ForeignKeyConstraint(["draft_id"], ["draft.id"], name="fk_ticket_draft_id_draft"),
        sa.ForeignKeyConstraint(
            ["handed_over_by"], ["person.id"], name="fk_ticket_handed_over_by_person"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_ticket_person_id_person"),
        sa.PrimaryKeyConstraint("id", name="pk_ticket"),
        sa.UniqueConstraint("draft_id", name="uq_ticket_draft_id"),
        sa.UniqueConstraint("number", name="uq_ticket_number"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_ticket_person_id_id", "ticket", ["person_id", "id"])
    op.create_index(
        "ix_ticket_queue",
        "ticket",
        ["holder_office", "holder_role", "complete_at", "id"],
        sqlite_where=sa.text("open = 1"),
        postgresql_where=sa.text("open"),
    )


def _clock() -> None:
    op.create_table(
        "clock",
        sa.Column("id", ID, sa.Identity()),
        sa.Column("ticket_id", ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("bound", sa.Text(), nullable=False),
        sa.Column("started_at", sa.BigInteger(), nullable=False),
        sa.Column("due_at", sa.BigInteger()),
        sa.Column("stopped_at", sa.BigInteger()),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name="fk_clock_ticket_id_ticket"),
        sa.PrimaryKeyConstraint("id", name="pk_clock"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_clock_ticket_id", "clock", ["ticket_id"])


def _conversation() -> None:
    op.create_table(
        "conversation",
        sa.Column("person_id", ID, autoincrement=False, nullable=False),
        sa.Column("draft_id", ID),
        sa.Column("ticket_id", ID),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("screen", sa.Text(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["draft_id"], ["draft.id"], name="fk_conversation_draft_id_draft"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_conversation_person_id_person"
        ),
        sa.ForeignKeyConstraint(
            ["ticket_id"], ["ticket.id"], name="fk_conversation_ticket_id_ticket"
        ),
        sa.PrimaryKeyConstraint("person_id", name="pk_conversation"),
    )


def _data_request() -> None:
    op.create_table(
        "data_request",
        sa.Column("id", ID, sa.Identity()),
        sa.Column("ticket_id", ID, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("wording", sa.LargeBinary(), nullable=False),
        sa.Column("asked_by", ID, nullable=False),
        sa.Column("asked_role", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("answer", sa.LargeBinary()),
        sa.Column("answered_at", sa.BigInteger()),
        sa.ForeignKeyConstraint(
            ["asked_by"], ["person.id"], name="fk_data_request_asked_by_person"
        ),
        sa.ForeignKeyConstraint(
            ["ticket_id"], ["ticket.id"], name="fk_data_request_ticket_id_ticket"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_data_request"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_data_request_ticket_id", "data_request", ["ticket_id"])


def _document() -> None:
    op.create_table(
        "document",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("person_id", ID, nullable=False),
        sa.Column("draft_id", ID),
        sa.Column("ticket_id", ID),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("width", sa.Integer()),
        sa.Column("height", sa.Integer()),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("key", sa.LargeBinary()),
        sa.Column("name", sa.LargeBinary()),
        sa.Column("album", sa.Text(), server_default="", nullable=False),
        sa.Column("flag", sa.Text(), server_default="", nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("removed_at", sa.BigInteger()),
        sa.ForeignKeyConstraint(["draft_id"], ["draft.id"], name="fk_document_draft_id_draft"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_document_person_id_person"),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name="fk_document_ticket_id_ticket"),
        sa.PrimaryKeyConstraint("id", name="pk_document"),
    )
    op.create_index("ix_document_draft_id", "document", ["draft_id"])
    op.create_index("ix_document_file", "document", ["file"])
    op.create_index("ix_document_person_id_created_at", "document", ["person_id", "created_at"])
    op.create_index("ix_document_ticket_id", "document", ["ticket_id"])


def _sheet() -> None:
    op.create_table(
        "sheet",
        sa.Column("id", ID, sa.Identity()),
        sa.Column("ticket_id", ID, nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("complete", sa.Boolean(), nullable=False),
        sa.Column("correct", sa.Boolean(), nullable=False),
        sa.Column("valid", sa.Boolean()),
        sa.Column("reason", sa.Text()),
        sa.Column("by_person", ID, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["by_person"], ["person.id"], name="fk_sheet_by_person_person"),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name="fk_sheet_ticket_id_ticket"),
        sa.PrimaryKeyConstraint("id", name="pk_sheet"),
        sa.UniqueConstraint("ticket_id", "item", name="uq_sheet_ticket_id_item"),
        sqlite_autoincrement=True,
    )


def _pause() -> None:
    op.create_table(
        "pause",
        sa.Column("id", ID, sa.Identity()),
        sa.Column("clock_id", ID, nullable=False),
        sa.Column("first_at", sa.BigInteger(), nullable=False),
        sa.Column("last_at", sa.BigInteger()),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["clock_id"], ["clock.id"], name="fk_pause_clock_id_clock"),
        sa.PrimaryKeyConstraint("id", name="pk_pause"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_pause_clock_id", "pause", ["clock_id"])
