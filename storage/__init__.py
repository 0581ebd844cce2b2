"""Tables, named queries, the unit of work, outbox, document store, migrations."""
