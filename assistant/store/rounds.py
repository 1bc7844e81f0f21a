"""Rows of rounds: what plan and review held when a new round began."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from assistant.store.tables import rounds


@dataclass(frozen=True)
class RoundRow:
    """One round that is over; `number` counts from 1 within its process."""

    id: str
    number: int
    at: datetime.datetime
    member: str | None
    content: Mapping[str, Any]


COLUMNS = tuple(rounds.c[name] for name in RoundRow.__dataclass_fields__)


def add_round(connection: Connection, process: str, row: RoundRow) -> None:
    """Keeps a round."""
    connection.execute(rounds.insert().values(process=process, **row.__dict__))


def rounds_of(connection: Connection, process: str) -> list[RoundRow]:
    """The rounds of a process that are over, the first one first."""
    query = sa.select(*COLUMNS).where(rounds.c.process == process).order_by(rounds.c.number)
    return [RoundRow(**row._mapping) for row in connection.execute(query)]


def last_round(connection: Connection, process: str) -> RoundRow | None:
    """The round that was kept last."""
    query = (
        sa.select(*COLUMNS)
        .where(rounds.c.process == process)
        .order_by(rounds.c.number.desc())
        .limit(1)
    )
    row = connection.execute(query).one_or_none()
    return RoundRow(**row._mapping) if row else None


def delete_round(connection: Connection, round_id: str) -> None:
    """Takes a round away whose beginning was undone: its content is the plan again."""
    connection.execute(rounds.delete().where(rounds.c.id == round_id))
