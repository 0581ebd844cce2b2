"""The satisfaction survey: which ticket was rated, and, apart from it, what was answered."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
ELEMENTS = (
    *("requirements", "procedure", "time", "fee", "product"),
    *("competence", "conduct", "facilities", "complaints"),
)
TRAITS = ("sex", "age", "education", "occupation")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "survey_mark",
        sa.Column("ticket_id", ID, autoincrement=False),
        sa.Column("rated", sa.Boolean(), nullable=False),
        sa.Column("filled", sa.Boolean(), nullable=False),
        sa.Column("content", sa.LargeBinary()),
        sa.ForeignKeyConstraint(
            ["ticket_id"], ["ticket.id"], name="fk_survey_mark_ticket_id_ticket"
        ),
        sa.PrimaryKeyConstraint("ticket_id", name="pk_survey_mark"),
    )
    op.create_table(
        "survey_answer",
        sa.Column("id", sa.Text()),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("service", sa.Text(), nullable=False),
        sa.Column("month", sa.Text(), nullable=False),
        sa.Column("overall", sa.Integer()),
        *(sa.Column(name, sa.Integer()) for name in ELEMENTS),
        *(sa.Column(name, sa.Text()) for name in TRAITS),
        sa.Column("comment", sa.LargeBinary()),
        sa.PrimaryKeyConstraint("id", name="pk_survey_answer"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_survey_answer_office", "survey_answer", ["office", "month"])


def downgrade() -> None:
    """Remove the tables."""
    op.drop_table("survey_answer")
    op.drop_table("survey_mark")
