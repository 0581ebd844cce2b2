"""The tables of deeds on many tickets at once, and of problems that group like tickets."""

from sqlalchemy import Column, ForeignKey, Index, LargeBinary, Table, Text, UniqueConstraint

from storage.columns import Id, Moment, metadata, numbered, refers

bulk = numbered(
    "bulk",
    refers("person_id", "person"),
    Column("deed", Text, nullable=False),
    refers("assignee_id", "person", nullable=True),
    refers("problem_id", "problem", nullable=True),
    Column("words", LargeBinary, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("confirmed_at", Moment),
    Column("told_at", Moment),
)

bulk_item = numbered(
    "bulk_item",
    refers("bulk_id", "bulk"),
    refers("ticket_id", "ticket"),
    Column("done_at", Moment),
    Column("why", LargeBinary),
    UniqueConstraint("bulk_id", "ticket_id"),
)

problem = numbered(
    "problem",
    Column("office", Text, nullable=False),
    Column("title", LargeBinary, nullable=False),
    refers("made_by", "person"),
    Column("made_at", Moment, nullable=False),
    Column("closed_at", Moment),
    Index(None, "office", "id"),
)

problem_ticket = Table(
    "problem_ticket",
    metadata,
    Column("problem_id", Id, ForeignKey("problem.id"), primary_key=True, autoincrement=False),
    Column("ticket_id", Id, ForeignKey("ticket.id"), primary_key=True, autoincrement=False),
)
