"""What Alembic runs for each command: the given connection, all tables, batch mode."""

from alembic import context

from storage import learning, limits, many, opinions, powers, tables, times, traffic, visits
from storage.columns import metadata

modules = (
    tables.ticket,
    many.bulk,
    powers.delegation,
    limits.block,
    traffic.outbox,
    times.incident,
    visits.guest,
    opinions.survey_mark,
    learning.question,
)
assert all(table.metadata is metadata for table in modules)

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
