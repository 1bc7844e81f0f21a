"""A PostgreSQL database of one's own for as long as a test needs it."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from sqlalchemy.engine import Engine


@contextmanager
def empty_database(server: str) -> Iterator[str]:
    """The address of a new, empty database on a server; it is dropped at the end."""
    name = f"daks_{uuid.uuid4().hex[:12]}"
    engine = bare_engine(server)
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    try:
        yield server.rpartition("/")[0] + f"/{name}"
    finally:
        with engine.connect() as connection:
            connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
        engine.dispose()


def bare_engine(url: str) -> Engine:
    """An engine past the product: every statement counts at once."""
    with_driver = url.replace("postgresql://", "postgresql+psycopg://")
    return sa.create_engine(with_driver, isolation_level="AUTOCOMMIT")
