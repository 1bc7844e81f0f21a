"""Rows of what members hand over to each other, of their notes, and of where they are now."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from assistant.store.tables import answers, delegations, invitations, members, notes, positions

OPEN = "open"


@dataclass(frozen=True)
class DelegationRow:
    """One question or section that was handed over.

    `name` and `department` are those of `recipient`, or as said as long as nobody has taken it
    on; `sender` is the name of `member`, who handed it over. `due` is a day in ISO 8601.
    """

    id: str
    question: str | None
    section: str | None
    recipient: str | None
    name: str | None
    department: str | None
    member: str | None
    sender: str | None
    at: datetime.datetime
    due: str | None
    note: str | None
    status: str
    closed_at: datetime.datetime | None
    closed_by: str | None


@dataclass(frozen=True)
class NoteRow:
    """A note on an answer, or a proposal of one (`kind`); `name` is that of `member`."""

    id: str
    question: str
    kind: str
    text: str | None
    value: Any
    member: str | None
    name: str | None
    at: datetime.datetime
    status: str
    closed_at: datetime.datetime | None
    closed_by: str | None


@dataclass(frozen=True)
class WhereRow:
    """Where a member is, and when she was last here."""

    member: str
    name: str
    role: str
    question: str
    seen_at: datetime.datetime


RECIPIENT, SENDER = members.alias("recipients"), members.alias("senders")
SELECT_DELEGATIONS = (
    sa.select(
        delegations.c.id,
        delegations.c.question,
        delegations.c.section,
        delegations.c.recipient,
        sa.func.coalesce(RECIPIENT.c.name, delegations.c.name),
        sa.func.coalesce(RECIPIENT.c.department, delegations.c.department),
        delegations.c.member,
        SENDER.c.name,
        delegations.c.at,
        delegations.c.due,
        delegations.c.note,
        delegations.c.status,
        delegations.c.closed_at,
        delegations.c.closed_by,
    )
    .select_from(
        delegations.outerjoin(RECIPIENT, RECIPIENT.c.id == delegations.c.recipient).outerjoin(
            SENDER, SENDER.c.id == delegations.c.member
        )
    )
    .order_by(delegations.c.at, delegations.c.id)
)
SELECT_NOTES = (
    sa.select(
        notes.c.id,
        notes.c.question,
        notes.c.kind,
        notes.c.text,
        notes.c.value,
        notes.c.member,
        members.c.name,
        notes.c.at,
        notes.c.status,
        notes.c.closed_at,
        notes.c.closed_by,
    )
    .select_from(notes.outerjoin(members, members.c.id == notes.c.member))
    .order_by(notes.c.at, notes.c.id)
)


def add_delegation(
    connection: Connection, process: str, row: DelegationRow, invitation: str | None
) -> None:
    """A new delegation; `invitation` is the hash of the code that was made for it."""
    values = {key: value for key, value in row.__dict__.items() if key != "sender"}
    if row.recipient is not None:
        # Her name stands with her, so that it goes when she goes.
        values |= {"name": None, "department": None}
    connection.execute(
        delegations.insert().values(process=process, invitation=invitation, **values)
    )


def delegations_of(
    connection: Connection, process: str, status: str | None = OPEN
) -> list[DelegationRow]:
    """The delegations of a process, the oldest first; of one status, or all."""
    query = SELECT_DELEGATIONS.where(delegations.c.process == process)
    if status is not None:
        query = query.where(delegations.c.status == status)
    return [DelegationRow(*row) for row in connection.execute(query)]


def find_delegation(connection: Connection, process: str, delegation: str) -> DelegationRow | None:
    """One delegation of a process."""
    query = SELECT_DELEGATIONS.where(
        delegations.c.process == process, delegations.c.id == delegation
    )
    row = connection.execute(query).one_or_none()
    return DelegationRow(*row) if row else None


def close_delegations(
    connection: Connection,
    ids: Sequence[str],
    status: str,
    member: str,
    at: datetime.datetime,
) -> None:
    """Notes that delegations are answered or withdrawn, and by whom."""
    closed = {"status": status, "closed_by": member, "closed_at": at}
    connection.execute(delegations.update().where(delegations.c.id.in_(ids)).values(closed))


def invitation_of(connection: Connection, delegation: str) -> str | None:
    """The hash of the code that was made for a delegation, if it can still be used."""
    query = (
        sa.select(delegations.c.invitation)
        .join(invitations, invitations.c.code_hash == delegations.c.invitation)
        .where(
            delegations.c.id == delegation,
            invitations.c.member.is_(None),
            invitations.c.expires_at > datetime.datetime.now(datetime.timezone.utc),
        )
    )
    found: str | None = connection.execute(query).scalar()
    return found


def set_invitation(connection: Connection, delegation: str, code_hash: str) -> None:
    """A new invitation for a delegation and those that shared its code, which ends if unused."""
    former = connection.execute(
        sa.select(delegations.c.invitation).where(delegations.c.id == delegation)
    ).scalar()
    unused = sa.and_(invitations.c.code_hash == former, invitations.c.member.is_(None))
    connection.execute(invitations.delete().where(unused))
    connection.execute(
        delegations.update()
        .where(sa.or_(delegations.c.id == delegation, delegations.c.invitation == former))
        .values(invitation=code_hash)
    )


def invited_with(connection: Connection, member: str) -> list[DelegationRow]:
    """The delegations whose invitation this member has taken, and that still name nobody."""
    own = sa.select(invitations.c.code_hash).where(invitations.c.member == member)
    query = SELECT_DELEGATIONS.where(
        delegations.c.invitation.in_(own), delegations.c.recipient.is_(None)
    )
    return [DelegationRow(*row) for row in connection.execute(query)]


def give_to(connection: Connection, ids: Sequence[str], member: str) -> None:
    """Makes a member the recipient: from now on her name stands with her alone."""
    taken = {"recipient": member, "name": None, "department": None}
    connection.execute(delegations.update().where(delegations.c.id.in_(ids)).values(taken))


def set_department(connection: Connection, member: str, department: str) -> None:
    """Notes the department of a member who has none yet."""
    connection.execute(
        members.update()
        .where(members.c.id == member, members.c.department.is_(None))
        .values(department=department)
    )


def add_note(connection: Connection, process: str, row: NoteRow) -> None:
    """A new note or proposal."""
    values = {key: value for key, value in row.__dict__.items() if key != "name"}
    connection.execute(notes.insert().values(process=process, **values))


def notes_of(connection: Connection, process: str, **only: str | None) -> list[NoteRow]:
    """The notes of a process, the oldest first; `only` those of a question or a status."""
    given = [notes.c[name] == value for name, value in only.items() if value is not None]
    query = SELECT_NOTES.where(notes.c.process == process, *given)
    return [NoteRow(*row) for row in connection.execute(query)]


def find_note(connection: Connection, process: str, note: str) -> NoteRow | None:
    """One note of a process."""
    query = SELECT_NOTES.where(notes.c.process == process, notes.c.id == note)
    row = connection.execute(query).one_or_none()
    return NoteRow(*row) if row else None


def settle_note(
    connection: Connection,
    note: str,
    status: str,
    member: str | None,
    at: datetime.datetime | None,
) -> None:
    """Notes what became of a note; without a member it is open again."""
    values: Mapping[str, Any] = {"status": status, "closed_by": member, "closed_at": at}
    connection.execute(notes.update().where(notes.c.id == note).values(values))


def delete_note(connection: Connection, note: str) -> None:
    """Deletes a note."""
    connection.execute(notes.delete().where(notes.c.id == note))


def answerers(connection: Connection, process: str) -> list[tuple[str, str | None, str]]:
    """Name and department of who gave each answer that counts now, with its question."""
    query = (
        sa.select(members.c.name, members.c.department, answers.c.question)
        .join(members, members.c.id == answers.c.member)
        .where(answers.c.process == process, answers.c.status == "answered")
        .order_by(members.c.created_at, members.c.id, answers.c.question)
    )
    return [(row[0], row[1], row[2]) for row in connection.execute(query)]


def seen_since(connection: Connection, process: str, since: datetime.datetime) -> list[WhereRow]:
    """Who was here since then and has a question open, the latest first."""
    query = (
        sa.select(
            members.c.id,
            members.c.name,
            members.c.role,
            positions.c.question,
            positions.c.seen_at,
        )
        .join(positions, positions.c.member == members.c.id)
        .where(
            members.c.process == process,
            positions.c.seen_at >= since,
            positions.c.question.is_not(None),
        )
        .order_by(positions.c.seen_at.desc())
        .limit(50)
    )
    return [WhereRow(*row) for row in connection.execute(query)]
