"""The record of what an operator has imported from public registers."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from assistant.store.tables import imports


@dataclass(frozen=True)
class Import:
    """One import: `kind` of data, name of the `file`, `source` to be cited, `state` (the day the
    figures are of, None when unknown), `count` of rows, and when it happened (`at`)."""

    kind: str
    file: str
    source: str
    state: datetime.date | None
    count: int
    at: datetime.datetime


COLUMNS = [getattr(imports.c, name) for name in Import.__dataclass_fields__]
OF_KIND: sa.BindParameter[str] = sa.bindparam("of_kind")
NEWEST_OF_ALL = sa.select(sa.func.max(imports.c.number))
NEWEST = sa.select(sa.func.max(imports.c.number)).where(imports.c.kind == OF_KIND)


def add_import(connection: Connection, done: Import) -> None:
    """Records an import."""
    connection.execute(imports.insert(), done.__dict__)


def newest_import(connection: Connection, kind: str) -> int | None:
    """The number of the newest import of a kind: while it is the same, the data are the same."""
    number: int | None = connection.execute(NEWEST, {"of_kind": kind}).scalar()
    return number


def newest_of_all(connection: Connection) -> int | None:
    """The number of the newest import of any kind."""
    number: int | None = connection.execute(NEWEST_OF_ALL).scalar()
    return number


def current_imports(connection: Connection) -> list[Import]:
    """Of each kind and state the newest import, in the order of kinds and states."""
    found: dict[tuple[str, datetime.date], Import] = {}
    for row in connection.execute(sa.select(*COLUMNS).order_by(imports.c.number)):
        done = Import(*row)
        found[done.kind, done.state or datetime.date.min] = done
    return [found[key] for key in sorted(found)]
