"""The tables of people's powers: posts handed over for a time, dismissals that two decide."""

from sqlalchemy import Boolean, Column, Index

from storage.columns import Moment, numbered, refers

delegation = numbered(
    "delegation",
    refers("staff_id", "staff"),
    refers("parent_id", "delegation", nullable=True),
    refers("giver_id", "person"),
    refers("holder_id", "person"),
    Column("from_at", Moment, nullable=False),
    Column("until_at", Moment, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("begun_at", Moment),
    Column("ended_at", Moment),
    Index(None, "holder_id"),
    Index(None, "giver_id"),
    Index(None, "staff_id"),
    Index(None, "ended_at", "until_at"),
)

dismissal = numbered(
    "dismissal",
    refers("staff_id", "staff"),
    Column("suspends", Boolean, nullable=False),
    refers("made_by", "person"),
    Column("made_at", Moment, nullable=False),
    refers("decided_by", "person", nullable=True),
    Column("decided_at", Moment),
    Column("accepted", Boolean),
    Index(None, "staff_id"),
)
