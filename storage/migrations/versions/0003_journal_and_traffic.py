"""The insert-only journal, and the machine's own traffic: inbox, outbox, leases, counters."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


TABLES = (
    "counter",
    "inbox",
    "lease",
    "root_key",
    "sending_pause",
    "standard_version",
    "journal",
    "outbox",
)


def upgrade() -> None:
    """Make the tables."""
    _counter()
    _inbox()
    _lease()
    _root_key()
    _sending_pause()
    _standard_version()
    _journal()
    _outbox()
    _triggers()


def downgrade() -> None:
    """Remove the tables."""
    for table in reversed(TABLES):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION journal_is_insert_only")


def _counter() -> None:
    op.create_table(
        "counter",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_counter"),
    )


def _inbox() -> None:
    op.create_table(
        "inbox",
        sa.Column("update_id", ID, autoincrement=False, nullable=False),
        sa.Column("lane", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("open", sa.Boolean(), nullable=False),
        sa.Column("attempts", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("content", sa.LargeBinary()),
        sa.Column("answer", sa.LargeBinary()),
        sa.Column("error", sa.Text()),
        sa.Column("received_at", sa.BigInteger(), nullable=False),
        sa.Column("done_at", sa.BigInteger()),
        sa.PrimaryKeyConstraint("update_id", name="pk_inbox"),
    )
    op.create_index(
        "ix_inbox_kept",
        "inbox",
        ["received_at"],
        sqlite_where=sa.text("content IS NOT NULL"),
        postgresql_where=sa.text("content IS NOT NULL"),
    )
    op.create_index(
        "ix_inbox_open",
        "inbox",
        ["received_at", "update_id"],
        sqlite_where=sa.text("open = 1"),
        postgresql_where=sa.text("open"),
    )
    op.create_index(
        "ix_inbox_pruned",
        "inbox",
        ["received_at"],
        sqlite_where=sa.text("content IS NULL"),
        postgresql_where=sa.text("content IS NULL"),
    )


def _lease() -> None:
    op.create_table(
        "lease",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("token", sa.BigInteger(), nullable=False),
        sa.Column("until_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_lease"),
    )


def _root_key() -> None:
    op.create_table(
        "root_key",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("value", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_root_key"),
    )


def _sending_pause() -> None:
    op.create_table(
        "sending_pause",
        sa.Column("chat_id", ID, autoincrement=False, nullable=False),
        sa.Column("until_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("chat_id", name="pk_sending_pause"),
    )


def _standard_version() -> None:
    op.create_table(
        "standard_version",
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("service", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("first_seen_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("hash", name="pk_standard_version"),
    )


def _journal() -> None:
    op.create_table(
        "journal",
        sa.Column("id", ID, sa.Identity()),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("prev", sa.LargeBinary(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("ticket_id", ID),
        sa.Column("version", sa.Integer()),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("actor_id", ID),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("sealed", sa.LargeBinary()),
        sa.ForeignKeyConstraint(["actor_id"], ["person.id"], name="fk_journal_actor_id_person"),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name="fk_journal_ticket_id_ticket"),
        sa.PrimaryKeyConstraint("id", name="pk_journal"),
        sa.UniqueConstraint("office", "seq", name="uq_journal_office_seq"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_journal_ticket_id_id", "journal", ["ticket_id", "id"])
    op.create_index(
        "uq_journal_ticket_id_version",
        "journal",
        ["ticket_id", "version"],
        unique=True,
        sqlite_where=sa.text("version IS NOT NULL"),
        postgresql_where=sa.text("version IS NOT NULL"),
    )


def _outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", ID, sa.Identity()),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary()),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("ticket_id", ID),
        sa.Column("journal_id", ID),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("open", sa.Boolean(), nullable=False),
        sa.Column("not_before", sa.BigInteger(), nullable=False),
        sa.Column("attempts", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("doubts", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("lease", sa.Text()),
        sa.Column("leased_until", sa.BigInteger()),
        sa.Column("message_id", sa.BigInteger()),
        sa.Column("error", sa.Text()),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("sent_at", sa.BigInteger()),
        sa.ForeignKeyConstraint(
            ["journal_id"], ["journal.id"], name="fk_outbox_journal_id_journal"
        ),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name="fk_outbox_ticket_id_ticket"),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sa.UniqueConstraint("key", name="uq_outbox_key"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_outbox_chat",
        "outbox",
        ["chat_id", "id"],
        sqlite_where=sa.text("open = 1"),
        postgresql_where=sa.text("open"),
    )
    op.create_index(
        "ix_outbox_due",
        "outbox",
        ["not_before", "id"],
        sqlite_where=sa.text("open = 1"),
        postgresql_where=sa.text("open"),
    )
    op.create_index(
        "ix_outbox_kept",
        "outbox",
        ["created_at"],
        sqlite_where=sa.text("content IS NOT NULL"),
        postgresql_where=sa.text("content IS NOT NULL"),
    )


_SQLITE_TRIGGERS = (
    (
        "CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal"
        " BEGIN SELECT RAISE(ABORT, 'the journal is insert-only'); END"
    ),
    (
        "CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal"
        " BEGIN SELECT RAISE(ABORT, 'the journal is insert-only'); END"
    ),
)
_POSTGRES_TRIGGERS = (
    (
        "CREATE FUNCTION journal_is_insert_only() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN RAISE EXCEPTION 'the journal is insert-only'; END $$"
    ),
    (
        "CREATE TRIGGER journal_no_change BEFORE UPDATE OR DELETE ON journal"
        " FOR EACH ROW EXECUTE FUNCTION journal_is_insert_only()"
    ),
    (
        "CREATE TRIGGER journal_no_truncate BEFORE TRUNCATE ON journal"
        " FOR EACH STATEMENT EXECUTE FUNCTION journal_is_insert_only()"
    ),
)


def _triggers() -> None:
    lite = op.get_bind().dialect.name == "sqlite"
    for statement in _SQLITE_TRIGGERS if lite else _POSTGRES_TRIGGERS:
        op.execute(statement)
