"""Who of a process's people can come in, and as what; found by code or by identity."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from assistant.store.processes import MEMBER, Member, Process
from assistant.store.tables import invitations, members, processes


@dataclass(frozen=True)
class Access:
    """A member, whether she can come in, and whether her house vouches for her."""

    member: Member
    is_open: bool
    by_house: bool


def accesses_of(connection: Connection, process: str) -> list[Access]:
    """All members of a process in the order they came."""
    came_invited = sa.exists().where(invitations.c.member == members.c.id)
    query = (
        sa.select(
            *MEMBER,
            members.c.access_ended_at,
            members.c.identity_hash,
            sa.or_(
                members.c.code_hash.is_not(None), members.c.identity_hash.is_not(None), came_invited
            ),
        )
        .where(members.c.process == process)
        .order_by(members.c.created_at, members.c.id)
    )
    return [
        Access(Member(*row[:-3]), bool(row[-1]) and row[-3] is None, row[-2] is not None)
        for row in connection.execute(query)
    ]


def identity_of(connection: Connection, member: str) -> str | None:
    """The identity a member is bound to, hashed."""
    query = sa.select(members.c.identity_hash).where(members.c.id == member)
    return connection.execute(query).scalar_one_or_none()


def has_ended(connection: Connection, member: str) -> bool:
    """Whether a member's access was ended."""
    query = sa.select(members.c.access_ended_at).where(members.c.id == member)
    return connection.execute(query).scalar_one_or_none() is not None


def bind_identity(connection: Connection, member: str, identity_hash: str) -> None:
    """From now on the house vouches for this member."""
    _set(connection, member, identity_hash=identity_hash)


def set_role(connection: Connection, member: str, role: str) -> None:
    """Another role."""
    _set(connection, member, role=role)


def end_access(connection: Connection, member: str, at: datetime.datetime) -> None:
    """The member cannot come in any more; what she has contributed stays."""
    _set(connection, member, code_hash=None, access_ended_at=at)


def reopen_access(connection: Connection, member: str) -> None:
    """The member may come in again."""
    _set(connection, member, access_ended_at=None)


def _set(connection: Connection, member: str, **values: object) -> None:
    connection.execute(members.update().where(members.c.id == member).values(**values))


def members_by_identity(
    connection: Connection, identity_hash: str
) -> list[tuple[Member, Process, bool]]:
    """Everybody an identity is, with the process, and whether she can come in."""
    own = tuple(processes.c[name] for name in Process.__dataclass_fields__)
    query = (
        sa.select(*MEMBER, members.c.access_ended_at, *own)
        .join(processes, processes.c.id == members.c.process)
        .where(members.c.identity_hash == identity_hash)
        .order_by(processes.c.created_at, processes.c.id)
    )
    size = len(MEMBER)
    return [
        (Member(*row[:size]), Process(*row[size + 1 :]), row[size] is None)
        for row in connection.execute(query)
    ]


def processes_like(connection: Connection, municipality: str) -> list[Process]:
    """The processes that a municipality's key or name may mean; `identity.joining` decides."""
    own = tuple(processes.c[name] for name in Process.__dataclass_fields__)
    wanted = municipality.strip()
    condition = (
        processes.c.ags == wanted
        if wanted.isascii() and wanted.isdigit()
        else sa.func.length(processes.c.municipality) > 0
    )
    query = sa.select(*own).where(condition).order_by(processes.c.created_at, processes.c.id)
    return [Process(*row) for row in connection.execute(query)]
