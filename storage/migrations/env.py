"""What Alembic runs for each command: the given connection, all tables, batch mode."""

from alembic import context

from storage import tables, times, traffic
from storage.columns import metadata

assert tables.ticket.metadata is traffic.outbox.metadata is times.incident.metadata is metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
