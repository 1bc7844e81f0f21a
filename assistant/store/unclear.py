"""Rows of what was not understood, for the operator to improve the training data with."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from assistant.store.tables import unclear


@dataclass(frozen=True)
class UnclearRow:
    """One message that was not understood: at which open question, and what it was taken for."""

    text: str
    question: str | None
    taken_for: str
    at: datetime.datetime


def note_unclear(connection: Connection, member: str, row: UnclearRow) -> None:
    """Keeps a message that was not understood."""
    connection.execute(unclear.insert(), {"member": member, **row.__dict__})


def all_unclear(connection: Connection, since: datetime.datetime) -> list[UnclearRow]:
    """What was not understood since then, the oldest first."""
    rows = connection.execute(
        sa.select(unclear.c.text, unclear.c.question, unclear.c.taken_for, unclear.c.at)
        .where(unclear.c.at >= since)
        .order_by(unclear.c.number)
    )
    return [UnclearRow(*row) for row in rows]


def forget_unclear(connection: Connection, before: datetime.datetime) -> int:
    """Deletes what is older; how many rows."""
    return connection.execute(unclear.delete().where(unclear.c.at < before)).rowcount
