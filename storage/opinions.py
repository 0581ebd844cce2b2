"""The tables of the satisfaction survey: that a ticket was rated, and, apart, what was answered.

Nothing leads from an answer to its ticket or person: its id is random, its time is the month, and
its rows lie in the order of their ids.
"""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, LargeBinary, Table, Text

from flows.satisfaction import Element, Trait
from storage.columns import Id, metadata

survey_mark = Table(
    "survey_mark",
    metadata,
    Column("ticket_id", Id, ForeignKey("ticket.id"), primary_key=True, autoincrement=False),
    Column("rated", Boolean, nullable=False),
    Column("filled", Boolean, nullable=False),
    Column("content", LargeBinary),
)

survey_answer = Table(
    "survey_answer",
    metadata,
    Column("id", Text, primary_key=True),
    Column("office", Text, nullable=False),
    Column("service", Text, nullable=False),
    Column("month", Text, nullable=False),
    Column("overall", Integer),
    *(Column(one.value, Integer) for one in Element),
    *(Column(one.value, Text) for one in Trait),
    Column("comment", LargeBinary),
    Index("ix_survey_answer_office", "office", "month"),
    sqlite_with_rowid=False,
)
