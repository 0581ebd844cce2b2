"""The tables of the counter: appointments, guest book, filings on behalf, codes that link."""

from sqlalchemy import Column, Index, Integer, LargeBinary, Text, UniqueConstraint

from storage.columns import Moment, numbered, refers

appointment = numbered(
    "appointment",
    Column("office", Text, nullable=False),
    refers("person_id", "person"),
    refers("ticket_id", "ticket", nullable=True),
    Column("slot_at", Moment),
    Column("seat", Integer),  # NULL once it is given back: the database counts only what is held
    Column("active", Text, unique=True),  # what may have one booking at a time
    Column("number", Integer),
    Column("state", Text, nullable=False),
    Column("purpose", LargeBinary),
    refers("made_by", "person"),
    Column("made_at", Moment, nullable=False),
    Column("wake_at", Moment),
    Column("stage", Integer, nullable=False, server_default="0"),
    UniqueConstraint("office", "slot_at", "seat"),
    Index(None, "person_id", "state"),
    Index(None, "ticket_id"),
    Index(None, "wake_at", "id"),
)

guest = numbered(
    "guest",
    Column("office", Text, nullable=False),
    Column("day", Text, nullable=False),
    Column("number", Integer, nullable=False),
    refers("appointment_id", "appointment", nullable=True),
    refers("ticket_id", "ticket", nullable=True),
    Column("content", LargeBinary),
    Column("key", LargeBinary),
    Column("turn_at", Moment, nullable=False),
    Column("arrived_at", Moment, nullable=False),
    refers("registered_by", "person"),
    refers("called_by", "person", nullable=True),
    Column("called_at", Moment),
    UniqueConstraint("office", "day", "number"),
    Index(None, "ticket_id"),
)

on_behalf = numbered(
    "on_behalf",
    refers("draft_id", "draft"),
    refers("person_id", "person"),
    refers("officer_id", "person"),
    Column("office", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("contact", LargeBinary),
    Column("made_at", Moment, nullable=False),
    UniqueConstraint("draft_id"),
    Index(None, "person_id"),
    Index(None, "officer_id"),
)

link_code = numbered(
    "link_code",
    Column("code_hash", Text, nullable=False, unique=True),
    refers("person_id", "person"),
    refers("ticket_id", "ticket"),
    refers("made_by", "person"),
    Column("made_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    refers("used_by", "person", nullable=True),
    Column("used_at", Moment),
    Index(None, "person_id"),
)
