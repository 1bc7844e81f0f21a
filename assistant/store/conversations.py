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
    """Where a member is. `pending` is a question back that must be settled first; `topic` the
    knowledge entry shown last, for "und genauer?". `seen_at` is when she was last here, `left_at`
    when her visit before this one ended.
    """

    question: str | None = None
    return_to: str | None = None
    paused: bool = False
    pending: dict[str, Any] | None = None
    failures: int = 0
    turn: int = 0
    topic: str | None = None
    answered: str | None = None
    seen_at: datetime.datetime | None = None
    left_at: datetime.datetime | None = None


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


# Statements of every message, made once: SQLAlchemy keeps what it compiled by the object.
OF_MEMBER: sa.BindParameter[str] = sa.bindparam("of_member")
OF_REQUEST: sa.BindParameter[str] = sa.bindparam("of_request")
SELECT_POSITION = sa.select(
    positions.c.question,
    positions.c.return_to,
    positions.c.paused,
    positions.c.pending,
    positions.c.failures,
    positions.c.turn,
    positions.c.topic,
    positions.c.answered,
    positions.c.seen_at,
    positions.c.left_at,
).where(positions.c.member == OF_MEMBER)
INSERT_POSITION = positions.insert()
UPDATE_POSITION = (
    positions.update()
    .where(positions.c.member == OF_MEMBER)
    .values({name: sa.bindparam(name) for name in Position.__dataclass_fields__})
)
MESSAGE = (
    messages.c.id,
    messages.c.sender,
    messages.c.text,
    messages.c.at,
    messages.c.kind,
    messages.c.data,
)
INSERT_MESSAGES = messages.insert()
SELECT_REPLY = sa.select(requests.c.body_hash, requests.c.status, requests.c.response).where(
    requests.c.member == OF_MEMBER, requests.c.id == OF_REQUEST
)
INSERT_REPLY = requests.insert()
SELECT_TRACKER = sa.select(trackers.c.events).where(trackers.c.sender == OF_MEMBER)
UPDATE_TRACKER = (
    trackers.update()
    .where(trackers.c.sender == OF_MEMBER)
    .values({"events": sa.bindparam("events")})
)


def find_position(connection: Connection, member: str) -> Position | None:
    """Where a member is, or None when she has not begun."""
    row = connection.execute(SELECT_POSITION, {"of_member": member}).one_or_none()
    return Position(*row) if row else None


def save_position(connection: Connection, member: str, position: Position, new: bool) -> None:
    """Notes where a member is; `new` for the first time."""
    values = asdict(position)
    if new:
        connection.execute(INSERT_POSITION, {"member": member, **values})
    else:
        connection.execute(UPDATE_POSITION, {"of_member": member, **values})


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
    connection.execute(INSERT_MESSAGES, values)


def transcript(connection: Connection, member: str, after: str | None) -> list[MessageRow]:
    """A member's transcript; with `after`, the messages behind that one."""
    query = sa.select(*MESSAGE).where(messages.c.member == member)
    if after is not None:
        number = connection.execute(
            sa.select(messages.c.number).where(messages.c.member == member, messages.c.id == after)
        ).scalar()
        query = query.where(messages.c.number > (number or 0))
    return [MessageRow(*row) for row in connection.execute(query.order_by(messages.c.number))]


def last_messages(connection: Connection, member: str, count: int) -> list[MessageRow]:
    """The last messages of a transcript, the latest first."""
    query = (
        sa.select(*MESSAGE)
        .where(messages.c.member == member)
        .order_by(messages.c.number.desc())
        .limit(count)
    )
    return [MessageRow(*row) for row in connection.execute(query)]


def find_reply(connection: Connection, member: str, request: str) -> StoredReply | None:
    """The stored reply to a request."""
    given = {"of_member": member, "of_request": request}
    row = connection.execute(SELECT_REPLY, given).one_or_none()
    return StoredReply(*row) if row else None


def save_reply(connection: Connection, member: str, request: str, reply: StoredReply) -> None:
    """Keeps a reply for a client that repeats its request."""
    connection.execute(INSERT_REPLY, {"member": member, "id": request, **reply.__dict__})


def find_tracker(connection: Connection, sender: str) -> str | None:
    """The serialised last turns of Rasa's tracker."""
    return connection.execute(SELECT_TRACKER, {"of_member": sender}).scalar()


def save_tracker(connection: Connection, sender: str, events: str) -> None:
    """Keeps the last turns of Rasa's tracker."""
    changed = connection.execute(UPDATE_TRACKER, {"of_member": sender, "events": events})
    if changed.rowcount == 0:
        connection.execute(trackers.insert().values(sender=sender, events=events))
