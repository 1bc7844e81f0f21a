"""How the two databases are opened, and what one process takes of them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

# Milliseconds that a write waits for another, and the emptying of the log for a reader.
WRITER_PATIENCE = 15_000
READER_PATIENCE = 2_000
# Seconds until a connection must be free.
POOL_SECONDS = 5
# For libpq: seconds to connect, and how soon a server that is gone without a word is noticed.
CONNECTING = {
    "connect_timeout": 5,
    "application_name": "daks",
    "keepalives_idle": 30,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 20_000,
}


@dataclass(frozen=True)
class Limits:
    """What one process takes of PostgreSQL: connections, and milliseconds for each kind of wait.

    `lock` for a row that another holds, `statement` for one statement, `idle` for a transaction
    in which nothing happens, such as that of a worker that was stopped in the middle of a message:
    the server ends it and gives back its locks. 0 is without end.
    """

    connections: int = 4
    lock: int = WRITER_PATIENCE
    statement: int = 0
    idle: int = 0


def with_driver(url: str) -> str:
    """The URL with the driver that we use."""
    if url.startswith(("postgresql://", "postgres://")):
        return "postgresql+psycopg://" + url.split("://", 1)[1]
    return url


def open_engine(url: str, limits: Limits) -> Engine:
    """An engine with its connections set up; SQLite's folder is made."""
    if not url.startswith("sqlite"):
        return _postgres_engine(url, limits)
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


def _postgres_engine(url: str, limits: Limits) -> Engine:
    engine = sa.create_engine(
        url,
        # A connection that was lost, with the whole server for example, is replaced unnoticed.
        pool_pre_ping=True,
        pool_size=limits.connections,
        max_overflow=0,
        pool_timeout=POOL_SECONDS,
        connect_args=CONNECTING,
    )

    def set_up(connection: Any, _: object) -> None:
        connection.autocommit = True
        connection.execute(limits_in_sql(limits))
        connection.autocommit = False

    sa.event.listen(engine, "connect", set_up)
    return engine


def limits_in_sql(limits: Limits) -> str:
    """The limits as a connection is told."""
    return (
        f"SET lock_timeout = {limits.lock}; SET statement_timeout = {limits.statement}; "
        f"SET idle_in_transaction_session_timeout = {limits.idle}"
    )


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
