"""The connection to the database, and the one transaction that everything in a message joins."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from assistant.settings import read_settings

_open: ContextVar[Connection | None] = ContextVar("open_transaction", default=None)


# Milliseconds that a write waits for another, and the emptying of the log for a reader.
WRITER_PATIENCE = 15_000
READER_PATIENCE = 2_000


class TracesRemainError(RuntimeError):
    """Deleted rows still stand in the write-ahead log, because somebody is reading."""


class Database:
    """One database by its URL; threads may share it."""

    def __init__(self, url: str) -> None:
        self.url = _with_driver(url)
        self.engine = _engine(self.url)

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """The open transaction of this context, or a new one that commits at the end.

        On an error a new one is rolled back; a joined one is left to whoever opened it.
        """
        joined = _open.get()
        if joined is not None:
            yield joined
            return
        with self.engine.connect() as connection:
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
            bare.exec_driver_sql("VACUUM" if self.is_sqlite else "VACUUM FULL")
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
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    database = Database(settings.database_url)
    upgrade(database)
    return database


def _with_driver(url: str) -> str:
    if url.startswith(("postgresql://", "postgres://")):
        return "postgresql+psycopg://" + url.split("://", 1)[1]
    return url


def _engine(url: str) -> Engine:
    if not url.startswith("sqlite"):
        return sa.create_engine(url, pool_pre_ping=True, pool_size=8, max_overflow=8)
    database = sa.engine.make_url(url).database
    if database and database != ":memory:":
        Path(database).parent.mkdir(parents=True, exist_ok=True)
    engine = sa.create_engine(
        url,
        connect_args={
            "timeout": WRITER_PATIENCE / 1000,
            "check_same_thread": False,
            "isolation_level": None,
        },
    )
    sa.event.listen(engine, "connect", _set_up_sqlite)
    sa.event.listen(engine, "begin", _begin_sqlite)
    return engine


def _set_up_sqlite(connection: object, _: object) -> None:
    cursor = connection.cursor()  # type: ignore[attr-defined]
    # FULL: an acknowledged answer survives a power cut, not only a crash of the process.
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "secure_delete=ON",
        "temp_store=MEMORY",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    # A transaction that reads first and writes later would fail when another wrote in between.
    options = connection.get_execution_options()
    if options.get("isolation_level") == "AUTOCOMMIT":
        return
    writing = options.get("writing")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
