"""How Alembic runs here: on the connection that is handed in, within its transaction, tables rebuilt in batches."""

from alembic import context

from qualcode.store.schema import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,
    transactional_ddl=True,
    compare_type=True,
)
context.run_migrations()
