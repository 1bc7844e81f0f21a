"""Brings a database to the current schema, and says whether it is."""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from assistant.store.database import Database

MIGRATIONS = Path(__file__).parent / "migrations"
LOCK = 20_261_122


def upgrade(database: Database) -> None:
    """Runs the missing migrations; several processes may start at once."""
    with database.engine.connect() as connection:
        if database.engine.dialect.name == "postgresql":
            connection.execute(sa.text("SELECT pg_advisory_lock(:key)"), {"key": LOCK})
            connection.commit()
        config = _config()
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, "head")
            connection.commit()
        finally:
            if database.engine.dialect.name == "postgresql":
                connection.rollback()
                connection.execute(sa.text("SELECT pg_advisory_unlock(:key)"), {"key": LOCK})
                connection.commit()


def is_current(database: Database) -> bool:
    """Whether the database has the schema this program was written for."""
    with database.engine.connect() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
    return current == ScriptDirectory.from_config(_config()).get_current_head()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config
