"""Rows on sign-ins and changes of rights: when, what, by whom, about whom; never contents."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from assistant.store.tables import audit


@dataclass(frozen=True)
class AuditRow:
    """One event. People stand here by the random ids of members only."""

    at: datetime.datetime
    action: str
    outcome: str
    process: str | None
    member: str | None
    about: str | None
    role: str | None


COLUMNS = tuple(audit.c[name] for name in AuditRow.__dataclass_fields__)


def append_event(connection: Connection, row: AuditRow) -> None:
    """One more event."""
    connection.execute(audit.insert().values(**row.__dict__))


def events_since(
    connection: Connection, since: datetime.datetime, process: str | None = None
) -> list[AuditRow]:
    """The events since a moment, of one process or of all, the first one first."""
    query = sa.select(*COLUMNS).where(audit.c.at >= since)
    if process is not None:
        query = query.where(audit.c.process == process)
    return [AuditRow(*row) for row in connection.execute(query.order_by(audit.c.number))]
