"""The one line of Alembic migrations."""
