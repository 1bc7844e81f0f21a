"""The connection to the database, and the one transaction that everything in a message joins."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from assistant.settings import read_settings
from assistant.store.engines import (
    READER_PATIENCE,
    WRITER_PATIENCE,
    Limits,
    limits_in_sql,
    open_engine,
    with_driver,
)

_open: ContextVar[Connection | None] = ContextVar("open_transaction", default=None)


# How PostgreSQL calls it when a lock is not to be had, and when two wait for each other.
LOCKED = ("55P03", "40P01")
# Milliseconds that the rewriting of a table waits for those who work with it.
REWRITER_PATIENCE = 10_000


class TracesRemainError(RuntimeError):
    """Deleted rows still stand in the write-ahead log, because somebody is reading."""


class LockedError(RuntimeError):
    """Another worker holds what this transaction needs; it is rolled back and may be repeated."""


class Database:
    """One database by its URL; threads may share it."""

    def __init__(self, url: str, limits: Limits | None = None) -> None:
        self.url = with_driver(url)
        self.engine = open_engine(self.url, limits or Limits())

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """The open transaction of this context, or a new one that commits at the end.

        On an error a new one is rolled back; a joined one is left to whoever opened it. Raises
        LockedError when another worker held a lock for too long.
        """
        joined = _open.get()
        if joined is not None:
            yield joined
            return
        with _locks_told(), self.engine.connect() as connection:
            writing = connection.execution_options(writing=True)
            with writing.begin():
                token = _open.set(writing)
                try:
                    yield writing
                finally:
                    _open.reset(token)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A consistent view for reading only; joins an open transaction."""
        joined = _open.get()
        if joined is not None:
            yield joined
            return
        with self.engine.connect() as connection:
            # One moment for all queries: PostgreSQL would else show each of them a newer one.
            level = {} if self.is_sqlite else {"isolation_level": "REPEATABLE READ"}
            with connection.execution_options(**level).begin():
                yield connection

    @property
    def is_sqlite(self) -> bool:
        """Whether this is SQLite, else PostgreSQL."""
        return bool(self.engine.dialect.name == "sqlite")

    def erase_traces(self) -> None:
        """Clears what deleted rows left in free pages and in the write-ahead log.

        Rewrites the database, so it is for the rare deletion of a whole process. Raises
        TracesRemainError while somebody else still reads the old state.
        """
        with self.engine.connect() as connection:
            bare = connection.execution_options(isolation_level="AUTOCOMMIT")
            if self.is_sqlite:
                bare.exec_driver_sql("VACUUM")
            else:
                _rewrite_tables(bare)
        self.empty_log()

    def empty_log(self) -> None:
        """Empties SQLite's write-ahead log. Raises TracesRemainError while somebody reads."""
        if not self.is_sqlite:
            return
        with self.engine.connect() as connection:
            bare = connection.execution_options(isolation_level="AUTOCOMMIT")
            bare.exec_driver_sql(f"PRAGMA busy_timeout={READER_PATIENCE}")
            busy = bare.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()[0]
            bare.exec_driver_sql(f"PRAGMA busy_timeout={WRITER_PATIENCE}")
        if busy:
            raise TracesRemainError

    def close(self) -> None:
        """Gives back all connections."""
        self.engine.dispose()


@contextmanager
def transaction() -> Iterator[Connection]:
    """The open transaction, or one of its own on the database of the settings.

    For Rasa's stock commands: there nobody has opened one.
    """
    joined = _open.get()
    if joined is not None:
        yield joined
        return
    with default_database().transaction() as connection:
        yield connection


@lru_cache(maxsize=1)
def default_database() -> Database:
    """The database of the settings, brought to the current schema."""
    from assistant.store.schema import upgrade

    settings = read_settings()
    settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    database = Database(settings.database_url)
    upgrade(database)
    return database


@contextmanager
def without_limits(connection: Connection, lock: int = 0) -> Iterator[None]:
    """Lets long statements run, for migrations and rewriting; `lock` milliseconds for a lock."""
    if connection.dialect.name == "sqlite":
        yield
        return
    connection.exec_driver_sql(limits_in_sql(Limits(lock=lock)))
    connection.commit()
    try:
        yield
    finally:
        # The next who takes a connection gets a fresh one with its limits.
        connection.invalidate()


def _rewrite_tables(connection: Connection) -> None:
    try:
        with without_limits(connection, REWRITER_PATIENCE):
            connection.exec_driver_sql("VACUUM FULL")
    except sa.exc.OperationalError as error:
        if _is_locked(error):
            raise TracesRemainError from None
        raise


@contextmanager
def _locks_told() -> Iterator[None]:
    try:
        yield
    except sa.exc.DBAPIError as error:
        if _is_locked(error):
            raise LockedError from None
        raise


def _is_locked(error: sa.exc.DBAPIError) -> bool:
    return getattr(error.orig, "sqlstate", None) in LOCKED
