"""The tables of people and their cases; those of the machine's own traffic are in `traffic`."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
    column,
)

from storage.columns import Id, Moment, metadata, numbered, open_index, refers
from storage.moments import NOT_YET

person = numbered(
    "person",
    Column("telegram_id", BigInteger, unique=True),
    Column("language", Text, nullable=False),
    Column("name", LargeBinary),
    Column("created_at", Moment, nullable=False),
    Column("unreachable_at", Moment),
    Column("key", LargeBinary),
    Column("blocked_until", Moment),
)

staff = numbered(
    "staff",
    refers("person_id", "person"),
    Column("office", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("title", Text),
    Column("from_at", Moment, nullable=False),
    Column("until_at", Moment),
    refers("appointed_by", "person", nullable=True),
    refers("confirmed_by", "person", nullable=True),
    Column("confirmed_at", Moment),
    Column("reminded_at", Moment),
    Column("suspended_at", Moment),
    Index(None, "person_id"),
    Index(None, "office", "role"),
)

invitation = numbered(
    "invitation",
    Column("token_hash", Text, nullable=False, unique=True),
    Column("office", Text, nullable=False),
    Column("role", Text, nullable=False),
    refers("made_by", "person"),
    Column("made_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    refers("used_by", "person", nullable=True),
    Column("used_at", Moment),
    refers("decided_by", "person", nullable=True),
    Column("decided_at", Moment),
    Column("accepted", Boolean),
    Column("until_at", Moment),
)

conversation = Table(
    "conversation",
    metadata,
    Column("person_id", Id, ForeignKey("person.id"), primary_key=True, autoincrement=False),
    refers("draft_id", "draft", nullable=True),
    refers("ticket_id", "ticket", nullable=True),
    Column("step", Text, nullable=False),
    Column("screen", Text, nullable=False),
    Column("updated_at", Moment, nullable=False),
)

draft = numbered(
    "draft",
    refers("person_id", "person"),
    Column("service", Text, nullable=False),
    Column("standard_version", Text, nullable=False),
    Column("ticket_id", Id),  # the returned ticket this draft completes (no cycle of foreign keys)
    Column("asked", Text, nullable=False),
    Column("turn", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("key", LargeBinary),
    Column("content", LargeBinary),
    Column("created_at", Moment, nullable=False),
    Column("updated_at", Moment, nullable=False),
    Column("reminded_at", Moment),
    Column("warned_at", Moment),
    Index(None, "person_id", "state"),
    Index(None, "state", "updated_at"),
)

ticket = numbered(
    "ticket",
    Column("number", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("service", Text, nullable=False),
    Column("standard_version", Text, nullable=False),
    Column("draft_id", Id, ForeignKey("draft.id"), unique=True),
    refers("person_id", "person"),
    Column("office", Text, nullable=False),
    Column("desk_office", Text, nullable=False),
    Column("holder_office", Text, nullable=False),
    Column("holder_role", Text, nullable=False),
    refers("claimed_by", "person", nullable=True),
    Column("step", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("back_to", Text, nullable=False, server_default=""),
    Column("version", Integer, nullable=False),
    Column("open", Boolean, nullable=False),
    Column("title", Text, nullable=False),
    Column("company", Text, nullable=False, server_default=""),
    Column("key", LargeBinary),
    Column("content", LargeBinary),
    Column("submitted_at", Moment, nullable=False),
    Column("complete_at", Moment, nullable=False, server_default=str(NOT_YET)),
    Column("due_at", Moment),
    Column("handed_over_at", Moment),
    refers("handed_over_by", "person", nullable=True),
    Column("channel", Text),
    Column("confirmed_at", Moment),
    Column("closed_at", Moment),
    Column("closed_step", Text),
    Column("flags", Text, nullable=False, server_default=""),
    Column("waiting_at", Moment),
    Column("reminded_at", Moment),
    Column("reminders", Integer, nullable=False, server_default="0"),
    Column("destroyed_at", Moment),
    Index(None, "person_id", "id"),
    Index(None, "office", "closed_at"),
)

open_index(
    "ix_ticket_queue",
    ticket.c.holder_office,
    ticket.c.holder_role,
    ticket.c.complete_at,
    ticket.c.id,
)

open_index("ix_ticket_waiting", ticket.c.waiting_at)

shut_out = Table(
    "shut_out",
    metadata,
    Column("ticket_id", Id, ForeignKey("ticket.id"), primary_key=True, autoincrement=False),
    Column("person_id", Id, ForeignKey("person.id"), primary_key=True, autoincrement=False),
)

ticket_word = Table(
    "ticket_word",
    metadata,
    Column("hash", BigInteger, primary_key=True, autoincrement=False),
    Column("ticket_id", Id, ForeignKey("ticket.id"), primary_key=True, autoincrement=False),
    Index(None, "ticket_id"),
)

letter = numbered(
    "letter",
    Column("office", Text, nullable=False),
    Column("year", Integer, nullable=False),
    Column("nth", Integer, nullable=False),
    refers("ticket_id", "ticket"),
    Column("their_number", LargeBinary, nullable=False),
    Column("their_date", Text, nullable=False),
    Column("received_on", Text, nullable=False),
    refers("entered_by", "person"),
    Column("entered_at", Moment, nullable=False),
    UniqueConstraint("office", "year", "nth"),
    Index(None, "ticket_id"),
)

sheet = numbered(
    "sheet",
    refers("ticket_id", "ticket"),
    Column("item", Text, nullable=False),
    Column("complete", Boolean, nullable=False),
    Column("correct", Boolean, nullable=False),
    Column("valid", Boolean),
    Column("reason", Text),
    refers("by_person", "person"),
    Column("at", Moment, nullable=False),
    UniqueConstraint("ticket_id", "item"),
)

document = Table(
    "document",
    metadata,
    Column("id", Text, primary_key=True),
    refers("person_id", "person"),
    refers("draft_id", "draft", nullable=True),
    refers("ticket_id", "ticket", nullable=True),
    Column("item", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("pages", Integer, nullable=False),
    Column("width", Integer),
    Column("height", Integer),
    Column("fingerprint", Text, nullable=False),
    Column("file", Text, nullable=False),
    Column("key", LargeBinary),
    Column("name", LargeBinary),
    Column("album", Text, nullable=False, server_default=""),
    Column("flag", Text, nullable=False, server_default=""),
    Column("created_at", Moment, nullable=False),
    Column("removed_at", Moment),
    Column("sealed_as", Text),  # of a copy: the document whose file it shares
    Index(None, "ticket_id"),
    Index(None, "draft_id"),
    Index(None, "person_id", "created_at"),
    Index(None, "file"),
)

data_request = numbered(
    "data_request",
    refers("ticket_id", "ticket"),
    Column("position", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("wording", LargeBinary, nullable=False),
    refers("asked_by", "person"),
    Column("asked_role", Text, nullable=False),
    Column("asked_at", Moment, nullable=False),
    Column("answer", LargeBinary),
    Column("answered_at", Moment),
    Index(None, "ticket_id"),
)

clock = numbered(
    "clock",
    refers("ticket_id", "ticket"),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("amount", Integer, nullable=False),
    Column("bound", Text, nullable=False),
    Column("started_at", Moment, nullable=False),
    Column("due_at", Moment),
    Column("stopped_at", Moment),
    Column("warned_at", Moment),
    Column("breached_at", Moment),
    Column("tier", Integer, nullable=False, server_default="0"),
    Index(None, "ticket_id"),
)

Index(
    "ix_clock_due",
    clock.c.due_at,
    sqlite_where=column("stopped_at").is_(None),
    postgresql_where=column("stopped_at").is_(None),
)

pause = numbered(
    "pause",
    refers("clock_id", "clock"),
    Column("first_at", Moment, nullable=False),
    Column("last_at", Moment),
    Column("reason", Text, nullable=False),
    Index(None, "clock_id"),
)

journal = numbered(
    "journal",
    Column("office", Text, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("prev", LargeBinary, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    Column("at", Moment, nullable=False),
    refers("ticket_id", "ticket", nullable=True),
    Column("version", Integer),
    Column("kind", Text, nullable=False),
    refers("actor_id", "person", nullable=True),
    Column("role", Text, nullable=False),
    Column("data", Text, nullable=False),
    Column("sealed", LargeBinary),
    UniqueConstraint("office", "seq"),
    Index(None, "ticket_id", "id"),
)

Index(
    "uq_journal_ticket_id_version",
    journal.c.ticket_id,
    journal.c.version,
    unique=True,
    sqlite_where=column("version").is_not(None),
    postgresql_where=column("version").is_not(None),
)
