"""The tables of questions and answers: what people asked, and the answers that staff wrote."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    LargeBinary,
    Text,
    UniqueConstraint,
    column,
)

from storage.columns import Moment, numbered, refers

question = numbered(
    "question",
    Column("update_id", BigInteger, nullable=False, unique=True),
    Column("asked_at", Moment, nullable=False),
    Column("language", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("kind", Text, nullable=False, server_default=""),
    Column("entries", Text, nullable=False, server_default=""),
    Column("office", Text, nullable=False, server_default=""),
    Column("service", Text, nullable=False, server_default=""),
    Column("offered", Boolean, nullable=False),
    Column("masked", LargeBinary, nullable=False),
    Column("asked", LargeBinary),  # as it was typed, for a hand-over; forgotten after a day
    Column("rating", Text, nullable=False, server_default=""),
    Column("settled_at", Moment),
    Index(None, "asked_at"),
    Index(
        "ix_question_asked",
        "asked_at",
        sqlite_where=column("asked").is_not(None),
        postgresql_where=column("asked").is_not(None),
    ),
)

answer = numbered(
    "answer",
    Column("entry", Text, nullable=False),
    Column("nth", Integer, nullable=False),
    Column("office", Text, nullable=False, server_default=""),
    Column("state", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),
    refers("written_by", "person"),
    Column("written_at", Moment, nullable=False),
    refers("decided_by", "person", nullable=True),
    Column("decided_at", Moment),
    Index(None, "state"),
    UniqueConstraint("entry", "nth"),
)
