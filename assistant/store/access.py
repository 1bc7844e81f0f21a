"""Rows of sessions, invitations and failed sign-ins. Codes and tokens come here hashed."""

from __future__ import annotations

import contextlib
import datetime
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from assistant.store.processes import MEMBER, Member
from assistant.store.tables import failed_sign_ins, invitations, members, sessions, used_tokens


@dataclass(frozen=True)
class Invitation:
    """An invitation into a process; `member` is who has taken it, and comes back with it."""

    process: str
    role: str
    name: str | None
    expires_at: datetime.datetime
    member: str | None
    id: str | None
    created_at: datetime.datetime | None


INVITATION = tuple(invitations.c[name] for name in Invitation.__dataclass_fields__)


@dataclass(frozen=True)
class SessionRow:
    """Who a token belongs to, and the identity it is bound to, where the house vouches."""

    member: Member
    identity_hash: str | None


def add_session(
    connection: Connection,
    token_hash: str,
    member: str,
    expires_at: datetime.datetime,
    identity_hash: str | None = None,
) -> None:
    """A new session."""
    connection.execute(
        sessions.insert().values(
            token_hash=token_hash,
            member=member,
            expires_at=expires_at,
            identity_hash=identity_hash,
        )
    )


def find_session(
    connection: Connection, token_hash: str, now: datetime.datetime
) -> SessionRow | None:
    """Who a token belongs to, unless it has expired or her access was ended."""
    query = (
        sa.select(*MEMBER, sessions.c.identity_hash)
        .join(sessions, sessions.c.member == members.c.id)
        .where(
            sessions.c.token_hash == token_hash,
            sessions.c.expires_at > now,
            members.c.access_ended_at.is_(None),
        )
    )
    row = connection.execute(query).one_or_none()
    return SessionRow(Member(*row[:-1]), row[-1]) if row else None


def end_session(connection: Connection, token_hash: str) -> None:
    """Ends one session."""
    connection.execute(sessions.delete().where(sessions.c.token_hash == token_hash))


def end_sessions_of(connection: Connection, member: str) -> None:
    """Ends all sessions of a member."""
    connection.execute(sessions.delete().where(sessions.c.member == member))


def end_expired_sessions(connection: Connection, now: datetime.datetime) -> None:
    """Removes sessions that are over."""
    connection.execute(sessions.delete().where(sessions.c.expires_at <= now))


def add_invitation(connection: Connection, code_hash: str, invitation: Invitation) -> None:
    """A new invitation."""
    connection.execute(invitations.insert().values(code_hash=code_hash, **invitation.__dict__))


def find_invitation(connection: Connection, code_hash: str) -> Invitation | None:
    """An invitation by its code."""
    query = sa.select(*INVITATION).where(invitations.c.code_hash == code_hash)
    row = connection.execute(query).one_or_none()
    return Invitation(*row) if row else None


def invitations_of(connection: Connection, process: str) -> list[Invitation]:
    """All invitations of a process, the latest first."""
    query = sa.select(*INVITATION).where(invitations.c.process == process)
    found = [Invitation(*row) for row in connection.execute(query)]
    return sorted(found, key=lambda one: (one.expires_at, one.id or ""), reverse=True)


def take_invitation(connection: Connection, code_hash: str, member: str) -> None:
    """Notes who has taken the invitation."""
    connection.execute(
        invitations.update().where(invitations.c.code_hash == code_hash).values(member=member)
    )


def delete_invitation(connection: Connection, process: str, invitation: str) -> None:
    """Revokes an invitation."""
    connection.execute(
        invitations.delete().where(invitations.c.process == process, invitations.c.id == invitation)
    )


def forget_invitations_of(connection: Connection, member: str) -> None:
    """The codes by which a member came in let her in no more."""
    connection.execute(invitations.delete().where(invitations.c.member == member))


def spend_token(
    connection: Connection, token_hash: str, expires_at: datetime.datetime, now: datetime.datetime
) -> bool:
    """Notes that a token of the intranet was used; whether it was the first time."""
    connection.execute(used_tokens.delete().where(used_tokens.c.expires_at <= now))
    try:
        with connection.begin_nested():
            connection.execute(
                used_tokens.insert().values(token_hash=token_hash, expires_at=expires_at)
            )
    except sa.exc.IntegrityError:
        return False
    return True


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
    own = failed_sign_ins.c.address_hash == address_hash
    values = {"count": count, "last_at": at}
    if connection.execute(failed_sign_ins.update().where(own).values(**values)).rowcount:
        return
    # Another worker may be noting the same address now; one of them is enough.
    with contextlib.suppress(sa.exc.IntegrityError), connection.begin_nested():
        connection.execute(failed_sign_ins.insert().values(address_hash=address_hash, **values))


def forget_failures(connection: Connection, address_hash: str) -> None:
    """A sign-in succeeded."""
    connection.execute(
        failed_sign_ins.delete().where(failed_sign_ins.c.address_hash == address_hash)
    )
