"""Rows on what was deleted: when, of what kind, how many, and by whom; never what it was."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from assistant.store.tables import deletions

# "rule" is a period that is over; "operator" somebody at the command line.
By = Literal["rule", "founder", "member", "operator"]


@dataclass(frozen=True)
class Deletion:
    """One deletion. `actor` is the random id of the member who wanted it, else None."""

    at: datetime.datetime
    kind: str
    count: int
    by: str
    actor: str | None = None


def note_deletion(
    connection: Connection,
    kind: str,
    by: By,
    count: int = 1,
    actor: str | None = None,
    at: datetime.datetime | None = None,
) -> None:
    """Notes that something was deleted; nothing where nothing was."""
    if count < 1:
        return
    when = at or datetime.datetime.now(datetime.timezone.utc)
    row = Deletion(when, kind, count, by, actor)
    connection.execute(deletions.insert().values(**row.__dict__))


def all_deletions(connection: Connection) -> list[Deletion]:
    """What was deleted, the latest first."""
    columns = [deletions.c[name] for name in Deletion.__dataclass_fields__]
    rows = connection.execute(sa.select(*columns).order_by(deletions.c.number.desc()))
    return [Deletion(*row) for row in rows]
