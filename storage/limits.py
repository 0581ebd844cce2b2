"""The tables of what is kept within bounds: blocks with their appeals, and tasks to phone."""

from sqlalchemy import Boolean, Column, Index, LargeBinary, Text, UniqueConstraint

from storage.columns import Moment, numbered, open_index, refers

block = numbered(
    "block",
    refers("person_id", "person"),
    Column("office", Text, nullable=False),
    Column("role", Text, nullable=False),
    refers("made_by", "person"),
    Column("reason", LargeBinary, nullable=False),
    Column("from_at", Moment, nullable=False),
    Column("until_at", Moment, nullable=False),
    Column("appeal", LargeBinary),
    Column("appealed_at", Moment),
    refers("decided_by", "person", nullable=True),
    Column("decided_at", Moment),
    Column("lifted_at", Moment),
    Index(None, "person_id", "id"),
    Index(None, "until_at"),
)

phone_task = numbered(
    "phone_task",
    refers("ticket_id", "ticket"),
    Column("office", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("open", Boolean, nullable=False),
    Column("handed_at", Moment, nullable=False),
    Column("made_at", Moment, nullable=False),
    refers("done_by", "person", nullable=True),
    Column("done_at", Moment),
    Column("result", Text),
    UniqueConstraint("ticket_id", "handed_at"),
)

open_index("ix_phone_task_open", phone_task.c.office, phone_task.c.role, phone_task.c.id)
