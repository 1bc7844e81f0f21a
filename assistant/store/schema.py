"""Brings a database to the current schema, and says whether it is."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.engine import Connection

from assistant.store.database import Database, without_limits

MIGRATIONS = Path(__file__).parent / "migrations"
LOCK = 20_261_122


def upgrade(database: Database) -> None:
    """Runs the missing migrations; several processes may start at once."""
    with (
        _alone(database),
        database.engine.connect() as connection,
        without_limits(connection),
    ):
        if not database.is_sqlite:
            connection.execute(sa.text("SELECT pg_advisory_lock(:key)"), {"key": LOCK})
            connection.commit()
        config = _config()
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, "head")
            connection.commit()
        finally:
            if not database.is_sqlite:
                connection.rollback()
                connection.execute(sa.text("SELECT pg_advisory_unlock(:key)"), {"key": LOCK})
                connection.commit()


@contextmanager
def _alone(database: Database) -> Iterator[None]:
    """Keeps other processes waiting: SQLite cannot set itself up for several at once."""
    path = sa.engine.make_url(database.url).database
    if not database.is_sqlite or not path or path == ":memory:":
        yield
        return
    with Path(f"{path}.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def is_current(database: Database) -> bool:
    """Whether the database has the schema this program was written for."""
    with database.engine.connect() as connection:
        return is_current_on(connection)


def is_current_on(connection: Connection) -> bool:
    """Whether the database behind a connection has that schema."""
    return MigrationContext.configure(connection).get_current_revision() == head()


@lru_cache(maxsize=1)
def head() -> str | None:
    """The version of the schema this program was written for."""
    return ScriptDirectory.from_config(_config()).get_current_head()


def knows(version: str) -> bool:
    """Whether a database of that version can be brought to the current one."""
    scripts = ScriptDirectory.from_config(_config())
    return any(script.revision == version for script in scripts.walk_revisions())


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config
