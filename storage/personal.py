"""The tables of what people decide for themselves: how they are told, and what is theirs."""

from sqlalchemy import Boolean, Column, ForeignKey, Integer, Table, Text

from storage.columns import Id, Moment, metadata

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
