"""Terms: until when the post is given that an invitation leads to."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the column."""
    op.add_column("invitation", sa.Column("until_at", sa.BigInteger()))


def downgrade() -> None:
    """Remove the column."""
    op.drop_column("invitation", "until_at")
