"""The tables of the machine's own traffic: what came in, what goes out, who holds what."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    column,
    text,
)

from storage.columns import Id, Moment, metadata, numbered, open_index, refers

inbox = Table(
    "inbox",
    metadata,
    Column("update_id", Id, primary_key=True, autoincrement=False),
    Column("lane", BigInteger, nullable=False),
    Column("state", Text, nullable=False),
    Column("open", Boolean, nullable=False),
    Column("attempts", Integer, nullable=False, server_default=text("0")),
    Column("content", LargeBinary),
    Column("answer", LargeBinary),
    Column("error", Text),
    Column("received_at", Moment, nullable=False),
    Column("done_at", Moment),
)

open_index("ix_inbox_open", inbox.c.received_at, inbox.c.update_id)
# A row stands in exactly one of these two, so that neither sweep reads what the other left.
Index(
    "ix_inbox_kept",
    inbox.c.received_at,
    sqlite_where=column("content").is_not(None),
    postgresql_where=column("content").is_not(None),
)
Index(
    "ix_inbox_pruned",
    inbox.c.received_at,
    sqlite_where=column("content").is_(None),
    postgresql_where=column("content").is_(None),
)

outbox = numbered(
    "outbox",
    Column("key", Text, nullable=False, unique=True),
    Column("chat_id", BigInteger, nullable=False),
    Column("method", Text, nullable=False),
    Column("content", LargeBinary),
    Column("language", Text, nullable=False),
    refers("ticket_id", "ticket", nullable=True),
    refers("journal_id", "journal", nullable=True),
    Column("status", Text, nullable=False),
    Column("open", Boolean, nullable=False),
    Column("not_before", Moment, nullable=False),
    Column("attempts", Integer, nullable=False, server_default=text("0")),
    Column("doubts", Integer, nullable=False, server_default=text("0")),
    Column("lease", Text),
    Column("leased_until", Moment),
    Column("message_id", BigInteger),
    Column("error", Text),
    Column("created_at", Moment, nullable=False),
    Column("sent_at", Moment),
)

open_index("ix_outbox_chat", outbox.c.chat_id, outbox.c.id)
open_index("ix_outbox_due", outbox.c.not_before, outbox.c.id)
Index(
    "ix_outbox_kept",
    outbox.c.created_at,
    sqlite_where=column("content").is_not(None),
    postgresql_where=column("content").is_not(None),
)

sending_pause = Table(
    "sending_pause",
    metadata,
    Column("chat_id", Id, primary_key=True, autoincrement=False),
    Column("until_at", Moment, nullable=False),
)

lease = Table(
    "lease",
    metadata,
    Column("name", Text, primary_key=True),
    Column("owner", Text, nullable=False),
    Column("token", BigInteger, nullable=False),
    Column("until_at", Moment, nullable=False),
)

counter = Table(
    "counter",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", BigInteger, nullable=False),
)

standard_version = Table(
    "standard_version",
    metadata,
    Column("hash", Text, primary_key=True),
    Column("service", Text, nullable=False),
    Column("content", Text, nullable=False),
    Column("first_seen_at", Moment, nullable=False),
)

root_key = Table(
    "root_key",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("value", LargeBinary, nullable=False),
)
