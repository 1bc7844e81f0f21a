"""Rows of one member's conversation: where she is, the transcript, stored replies, the tracker."""

from __future__ import annotations

import datetime
from dataclasses import asdict, dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from assistant.store.tables import messages, positions, requests, trackers


@dataclass
class Position:
    """Where a member is. `pending` is a question back that must be settled first."""

    question: str | None = None
    return_to: str | None = None
    paused: bool = False
    pending: dict[str, Any] | None = None
    failures: int = 0
    turn: int = 0


@dataclass(frozen=True)
class MessageRow:
    """One message of a transcript."""

    id: str
    sender: str
    text: str
    at: datetime.datetime
    kind: str
    data: dict[str, Any] | None


@dataclass(frozen=True)
class StoredReply:
    """What was answered to a request, for one that repeats it."""

    body_hash: str
    status: int
    response: dict[str, Any]


def find_position(connection: Connection, member: str) -> Position | None:
    """Where a member is, or None when she has not begun."""
    row = connection.execute(
        sa.select(
            positions.c.question,
            positions.c.return_to,
            positions.c.paused,
            positions.c.pending,
            positions.c.failures,
            positions.c.turn,
        ).where(positions.c.member == member)
    ).one_or_none()
    return Position(*row) if row else None


def save_position(connection: Connection, member: str, position: Position, new: bool) -> None:
    """Notes where a member is; `new` for the first time."""
    values = asdict(position)
    if new:
        connection.execute(positions.insert().values(member=member, **values))
    else:
        connection.execute(positions.update().where(positions.c.member == member).values(**values))


def append_messages(connection: Connection, member: str, rows: list[MessageRow]) -> None:
    """New messages at the end of the transcript."""
    values = [
        {
            "member": member,
            "id": row.id,
            "sender": row.sender,
            "text": row.text,
            "at": row.at,
            "kind": row.kind,
            "data": row.data,
        }
        for row in rows
    ]
    connection.execute(messages.insert(), values)


def transcript(connection: Connection, member: str, after: str | None) -> list[MessageRow]:
    """A member's transcript; with `after`, the messages behind that one."""
    columns = (
        messages.c.id,
        messages.c.sender,
        messages.c.text,
        messages.c.at,
        messages.c.kind,
        messages.c.data,
    )
    query = sa.select(*columns).where(messages.c.member == member)
    if after is not None:
        number = connection.execute(
            sa.select(messages.c.number).where(messages.c.member == member, messages.c.id == after)
        ).scalar()
        query = query.where(messages.c.number > (number or 0))
    return [MessageRow(*row) for row in connection.execute(query.order_by(messages.c.number))]


def find_reply(connection: Connection, member: str, request: str) -> StoredReply | None:
    """The stored reply to a request."""
    row = connection.execute(
        sa.select(requests.c.body_hash, requests.c.status, requests.c.response).where(
            requests.c.member == member, requests.c.id == request
        )
    ).one_or_none()
    return StoredReply(*row) if row else None


def save_reply(connection: Connection, member: str, request: str, reply: StoredReply) -> None:
    """Keeps a reply for a client that repeats its request."""
    connection.execute(
        requests.insert().values(
            member=member,
            id=request,
            body_hash=reply.body_hash,
            status=reply.status,
            response=reply.response,
        )
    )


def find_tracker(connection: Connection, sender: str) -> str | None:
    """The serialised last turns of Rasa's tracker."""
    query = sa.select(trackers.c.events).where(trackers.c.sender == sender)
    return connection.execute(query).scalar()


def save_tracker(connection: Connection, sender: str, events: str) -> None:
    """Keeps the last turns of Rasa's tracker."""
    changed = connection.execute(
        trackers.update().where(trackers.c.sender == sender).values(events=events)
    )
    if changed.rowcount == 0:
        connection.execute(trackers.insert().values(sender=sender, events=events))
