"""Rows that are kept for a time only: counts and deletes those whose time is over."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from assistant.store.tables import (
    answers,
    audit,
    deletions,
    failed_sign_ins,
    invitations,
    members,
    messages,
    requests,
    sessions,
    trackers,
    unclear,
    uploads,
    used_tokens,
)


@dataclass(frozen=True)
class Moments:
    """What is older than these moments has had its time; None is never over.

    A stage has ended with the answer to one of `ends`.
    """

    now: datetime.datetime
    unclear: datetime.datetime
    failed_sign_ins: datetime.datetime
    uploads: datetime.datetime
    audit: datetime.datetime
    deletions: datetime.datetime
    transcript: datetime.datetime | None
    ends: tuple[str, ...]


@dataclass(frozen=True)
class Expiring:
    """Rows of one table, and which of them have had their time."""

    table: sa.Table
    over: sa.ColumnElement[bool]


def expiring(moments: Moments) -> dict[str, Expiring]:
    """What is kept for a time only, by its table's name, in the order in which it is deleted.

    No answers are among it.
    """
    with_message = sa.exists().where(
        messages.c.member == requests.c.member, messages.c.id == requests.c.id
    )
    of_member = sa.exists().where(members.c.id == trackers.c.sender)
    return {
        "messages": Expiring(messages, _of_ended_stage(moments)),
        "unclear": Expiring(unclear, unclear.c.at < moments.unclear),
        "sessions": Expiring(sessions, sessions.c.expires_at <= moments.now),
        # One that was taken is its member's way back, however old it is.
        "invitations": Expiring(
            invitations,
            sa.and_(invitations.c.member.is_(None), invitations.c.expires_at <= moments.now),
        ),
        "failed_sign_ins": Expiring(
            failed_sign_ins, failed_sign_ins.c.last_at < moments.failed_sign_ins
        ),
        "uploads": Expiring(
            uploads, sa.and_(uploads.c.confirmed_at.is_(None), uploads.c.at < moments.uploads)
        ),
        "used_tokens": Expiring(used_tokens, used_tokens.c.expires_at <= moments.now),
        "audit": Expiring(audit, audit.c.at < moments.audit),
        "requests": Expiring(requests, sa.not_(with_message)),
        "trackers": Expiring(trackers, sa.not_(of_member)),
        "deletions": Expiring(deletions, deletions.c.at < moments.deletions),
    }


def _of_ended_stage(moments: Moments) -> sa.ColumnElement[bool]:
    """Messages from before the end of a stage that ended long enough ago."""
    if moments.transcript is None:
        return sa.false()
    return sa.exists().where(
        members.c.id == messages.c.member,
        answers.c.process == members.c.process,
        answers.c.question.in_(moments.ends),
        answers.c.status == "answered",
        answers.c.at < moments.transcript,
        messages.c.at <= answers.c.at,
    )


def count(connection: Connection, rows: Expiring) -> tuple[int, int]:
    """How many rows there are, and how many have had their time."""
    total = sa.select(sa.func.count()).select_from(rows.table)
    over = connection.execute(total.where(rows.over)).scalar_one()
    return connection.execute(total).scalar_one(), over


def forget(connection: Connection, rows: Expiring) -> int:
    """Deletes the rows whose time is over; how many."""
    return connection.execute(rows.table.delete().where(rows.over)).rowcount
