"""Rows of processes and of the people who work on them."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from assistant.store.tables import members, processes, sessions, trackers


@dataclass(frozen=True)
class Process:
    """One municipality's undertaking. `version` grows with every change of what members see."""

    id: str
    municipality: str
    type: str
    ags: str | None
    parent: str | None
    created_at: datetime.datetime
    version: int
    names_in_documents: bool = False


@dataclass(frozen=True)
class Member:
    """One person in one process."""

    id: str
    process: str
    name: str
    department: str | None
    role: str


MEMBER = (members.c.id, members.c.process, members.c.name, members.c.department, members.c.role)


# Statements of every message, made once: SQLAlchemy keeps what it compiled by the object.
OF_ID: sa.BindParameter[str] = sa.bindparam("of_id")
SELECT_PROCESS = sa.select(processes).where(processes.c.id == OF_ID)
LOCK_PROCESS = SELECT_PROCESS.with_for_update()
TOUCH_PROCESS = (
    processes.update().where(processes.c.id == OF_ID).values(version=processes.c.version + 1)
)
SELECT_MEMBER = sa.select(*MEMBER).where(members.c.id == OF_ID)


def add_process(connection: Connection, process: Process) -> None:
    """A new process."""
    connection.execute(processes.insert().values(**process.__dict__))


def find_process(connection: Connection, process: str, lock: bool = False) -> Process | None:
    """A process by its id. `lock` keeps other writers of it waiting until the transaction ends."""
    query = LOCK_PROCESS if lock else SELECT_PROCESS
    row = connection.execute(query, {"of_id": process}).one_or_none()
    return Process(**row._mapping) if row else None


def set_key(connection: Connection, process: str, ags: str | None) -> None:
    """Notes the municipality key of a process, or that it has none."""
    connection.execute(processes.update().where(processes.c.id == process).values(ags=ags))


def set_names_in_documents(connection: Connection, process: str, shown: bool) -> None:
    """Notes whether the documents name who has contributed."""
    connection.execute(
        processes.update().where(processes.c.id == process).values(names_in_documents=shown)
    )


def touch_process(connection: Connection, process: str) -> None:
    """Marks the process as changed."""
    connection.execute(TOUCH_PROCESS, {"of_id": process})


def delete_process(connection: Connection, process: str) -> None:
    """Everything of a process, the trackers of its members included."""
    own = sa.select(members.c.id).where(members.c.process == process)
    connection.execute(trackers.delete().where(trackers.c.sender.in_(own)))
    connection.execute(processes.delete().where(processes.c.id == process))


def add_member(
    connection: Connection, member: Member, code_hash: str | None, at: datetime.datetime
) -> None:
    """A new person in a process."""
    connection.execute(
        members.insert().values(**member.__dict__, code_hash=code_hash, created_at=at)
    )


def find_member(connection: Connection, member: str) -> Member | None:
    """A person by id."""
    row = connection.execute(SELECT_MEMBER, {"of_id": member}).one_or_none()
    return Member(**row._mapping) if row else None


def find_member_by_code(connection: Connection, code_hash: str) -> Member | None:
    """The person whose access code this is."""
    query = sa.select(*MEMBER).where(members.c.code_hash == code_hash)
    row = connection.execute(query).one_or_none()
    return Member(**row._mapping) if row else None


def members_of(connection: Connection, process: str) -> list[Member]:
    """The people of a process in the order they came."""
    query = (
        sa.select(*MEMBER)
        .where(members.c.process == process)
        .order_by(members.c.created_at, members.c.id)
    )
    return [Member(**row._mapping) for row in connection.execute(query)]


def all_members(connection: Connection) -> list[tuple[Member, str]]:
    """Everybody on this installation with the name of the municipality, for the operator."""
    query = (
        sa.select(*MEMBER, processes.c.municipality)
        .join(processes, processes.c.id == members.c.process)
        .order_by(processes.c.municipality, members.c.created_at)
    )
    return [(Member(*row[:-1]), row[-1]) for row in connection.execute(query)]


def set_code(connection: Connection, member: str, code_hash: str) -> None:
    """A new access code; the old one and all open sessions end."""
    connection.execute(members.update().where(members.c.id == member).values(code_hash=code_hash))
    connection.execute(sessions.delete().where(sessions.c.member == member))
