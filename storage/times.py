"""The tables of time: what an office enters into its calendar, and declared incidents."""

from sqlalchemy import Column, Index, Text

from storage.columns import Moment, numbered, refers

calendar_entry = numbered(
    "calendar_entry",
    Column("office", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("first_day", Text, nullable=False),
    Column("last_day", Text, nullable=False),
    Column("windows", Text, nullable=False, server_default=""),
    Column("title", Text, nullable=False),
    Column("source", Text, nullable=False),
    refers("made_by", "person"),
    Column("made_at", Moment, nullable=False),
    refers("removed_by", "person", nullable=True),
    Column("removed_at", Moment),
    Index(None, "office"),
)

incident = numbered(
    "incident",
    Column("office", Text, nullable=False),
    Column("services", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("first_at", Moment, nullable=False),
    Column("last_at", Moment),
    refers("declared_by", "person"),
    Column("declared_at", Moment, nullable=False),
    refers("confirmed_by", "person", nullable=True),
    Column("confirmed_at", Moment),
    Index(None, "office"),
)
