"""Rows of sessions, invitations and failed sign-ins. Codes and tokens come here hashed."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from assistant.store.processes import MEMBER, Member
from assistant.store.tables import failed_sign_ins, invitations, members, sessions


@dataclass(frozen=True)
class Invitation:
    """An invitation into a process; `member` is who has taken it, and comes back with it."""

    process: str
    role: str
    name: str | None
    expires_at: datetime.datetime
    member: str | None


def add_session(
    connection: Connection, token_hash: str, member: str, expires_at: datetime.datetime
) -> None:
    """A new session."""
    connection.execute(
        sessions.insert().values(token_hash=token_hash, member=member, expires_at=expires_at)
    )


def find_session_member(
    connection: Connection, token_hash: str, now: datetime.datetime
) -> Member | None:
    """Who a token belongs to, unless it has expired."""
    query = (
        sa.select(*MEMBER)
        .join(sessions, sessions.c.member == members.c.id)
        .where(sessions.c.token_hash == token_hash, sessions.c.expires_at > now)
    )
    row = connection.execute(query).one_or_none()
    return Member(**row._mapping) if row else None


def end_session(connection: Connection, token_hash: str) -> None:
    """Ends one session."""
    connection.execute(sessions.delete().where(sessions.c.token_hash == token_hash))


def end_expired_sessions(connection: Connection, now: datetime.datetime) -> None:
    """Removes sessions that are over."""
    connection.execute(sessions.delete().where(sessions.c.expires_at <= now))


def add_invitation(connection: Connection, code_hash: str, invitation: Invitation) -> None:
    """A new invitation."""
    connection.execute(invitations.insert().values(code_hash=code_hash, **invitation.__dict__))


def find_invitation(connection: Connection, code_hash: str) -> Invitation | None:
    """An invitation by its code."""
    row = connection.execute(
        sa.select(
            invitations.c.process,
            invitations.c.role,
            invitations.c.name,
            invitations.c.expires_at,
            invitations.c.member,
        ).where(invitations.c.code_hash == code_hash)
    ).one_or_none()
    return Invitation(**row._mapping) if row else None


def take_invitation(connection: Connection, code_hash: str, member: str) -> None:
    """Notes who has taken the invitation."""
    connection.execute(
        invitations.update().where(invitations.c.code_hash == code_hash).values(member=member)
    )


def failures(connection: Connection, address_hash: str) -> tuple[int, datetime.datetime] | None:
    """How often a sign-in from an address failed in a row, and when last."""
    row = connection.execute(
        sa.select(failed_sign_ins.c.count, failed_sign_ins.c.last_at).where(
            failed_sign_ins.c.address_hash == address_hash
        )
    ).one_or_none()
    return (row.count, row.last_at) if row else None  # type: ignore[return-value]


def note_failure(
    connection: Connection, address_hash: str, count: int, at: datetime.datetime
) -> None:
    """One more failed sign-in."""
    forget_failures(connection, address_hash)
    connection.execute(
        failed_sign_ins.insert().values(address_hash=address_hash, count=count, last_at=at)
    )


def forget_failures(connection: Connection, address_hash: str) -> None:
    """A sign-in succeeded."""
    connection.execute(
        failed_sign_ins.delete().where(failed_sign_ins.c.address_hash == address_hash)
    )
