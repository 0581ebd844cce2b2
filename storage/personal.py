"""The tables of what people decide for themselves: how they are told, and what is theirs."""

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
)

from storage.columns import Id, Moment, metadata, numbered, refers

preference = Table(
    "preference",
    metadata,
    Column("person_id", Id, ForeignKey("person.id"), primary_key=True, autoincrement=False),
    Column("zone", Text, nullable=False),
    Column("quiet_from", Integer),  # NULL: the hours of reminders.toml
    Column("quiet_until", Integer),
    Column("news_wait", Boolean, nullable=False),
    Column("wallet", Boolean, nullable=False),
    Column("updated_at", Moment, nullable=False),
)

wallet_item = numbered(
    "wallet_item",
    refers("person_id", "person"),
    refers("ticket_id", "ticket"),
    Column("item", Text, nullable=False),
    Column("valid_until", Text, nullable=False),
    Column("noted_at", Moment, nullable=False),
    Column("dropped_at", Moment),
    UniqueConstraint("ticket_id", "item"),
)

wallet_use = numbered(
    "wallet_use",
    refers("person_id", "person"),
    refers("ticket_id", "ticket"),
    Column("item", Text, nullable=False),
    refers("draft_id", "draft"),
    Column("consented_at", Moment, nullable=False),
    Index(None, "person_id"),
)

legal_hold = numbered(
    "legal_hold",
    refers("ticket_id", "ticket"),
    Column("reason", LargeBinary),
    refers("placed_by", "person"),
    Column("placed_at", Moment, nullable=False),
    refers("agreed_by", "person", nullable=True),
    Column("agreed_at", Moment),
    refers("lift_by", "person", nullable=True),
    Column("lift_at", Moment),
    refers("lifted_by", "person", nullable=True),
    Column("lifted_at", Moment),
    Index(None, "ticket_id"),
)

destruction = numbered(
    "destruction",
    Column("office", Text, nullable=False),
    refers("made_by", "person"),
    Column("made_at", Moment, nullable=False),
    Column("items", Text, nullable=False),
    Column("state", Text, nullable=False),
    refers("decided_by", "person", nullable=True),
    Column("decided_at", Moment),
    Index(None, "office", "state"),
)

subject_request = numbered(
    "subject_request",
    refers("person_id", "person"),
    Column("office", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("state", Text, nullable=False),
    refers("ticket_id", "ticket", nullable=True),
    Column("key", LargeBinary),
    Column("content", LargeBinary),
    Column("made_at", Moment, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("stage", Integer, nullable=False, server_default="0"),
    refers("decided_by", "person", nullable=True),
    Column("decided_at", Moment),
    Index(None, "state", "due_at"),
    Index(None, "person_id"),
)
