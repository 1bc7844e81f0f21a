"""What happened in a process since a moment: few queries over indexed columns, none without end."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from assistant.store.tables import answer_revisions, delegations, members, notes, rounds, uploads

# Of each kind so many doings are looked at, the latest first; more are summed up no further.
MOST = 400


@dataclass(frozen=True)
class Doing:
    """One thing a member did: `kind` as in the API, `about` a question, a section or a title."""

    kind: str
    member: str | None
    name: str | None
    about: str | None
    at: datetime.datetime


def doings_since(
    connection: Connection, process: str, after: datetime.datetime | None, but: str | None
) -> list[Doing]:
    """What was done after a moment, the latest first; `but` is a member who is left out."""
    found = [
        *_doings(connection, process, after, but, "answers", answer_revisions, "question"),
        *_doings(connection, process, after, but, "upload", uploads, "purpose"),
        *_doings(connection, process, after, but, "round", rounds, None),
        *_remarks(connection, process, after, but),
        *_handed_over(connection, process, after, but),
        *_joined(connection, process, after, but),
    ]
    return sorted(found, key=lambda doing: doing.at, reverse=True)


def _doings(
    connection: Connection,
    process: str,
    after: datetime.datetime | None,
    but: str | None,
    kind: str,
    table: sa.Table,
    about: str | None,
) -> list[Doing]:
    named = table.c[about] if about else sa.null()
    query = (
        sa.select(table.c.member, members.c.name, named, table.c.at)
        .select_from(table.outerjoin(members, members.c.id == table.c.member))
        .where(table.c.process == process)
    )
    if kind == "answers":
        query = query.where(table.c.status == "answered")
    if kind == "upload":
        query = query.where(table.c.confirmed_at.is_not(None))
    query = _within(query, table.c.at, table.c.member, after, but)
    return [Doing(kind, *row) for row in connection.execute(query)]


def _remarks(
    connection: Connection, process: str, after: datetime.datetime | None, but: str | None
) -> list[Doing]:
    """Notes, proposals, and decisions about proposals."""
    decider = members.alias("deciders")
    query = (
        sa.select(notes, members.c.name.label("writer"), decider.c.name.label("decider"))
        .select_from(
            notes.outerjoin(members, members.c.id == notes.c.member).outerjoin(
                decider, decider.c.id == notes.c.closed_by
            )
        )
        .where(notes.c.process == process)
        .order_by(notes.c.at.desc())
        .limit(MOST)
    )
    if after is not None:
        query = query.where(sa.or_(notes.c.at > after, notes.c.closed_at > after))
    found = []
    for row in connection.execute(query):
        kind = "proposals" if row.kind == "proposal" else "notes"
        found.append(Doing(kind, row.member, row.writer, row.question, row.at))
        if row.closed_at is not None and row.kind == "proposal":
            done = Doing("decided", row.closed_by, row.decider, row.question, row.closed_at)
            found.append(done)
    return [one for one in found if _counts(one, after, but)]


def _handed_over(
    connection: Connection, process: str, after: datetime.datetime | None, but: str | None
) -> list[Doing]:
    """What was handed over, answered, or given back by who was asked."""
    closer = members.alias("closers")
    query = (
        sa.select(delegations, members.c.name.label("sender"), closer.c.name.label("closer"))
        .select_from(
            delegations.outerjoin(members, members.c.id == delegations.c.member).outerjoin(
                closer, closer.c.id == delegations.c.closed_by
            )
        )
        .where(delegations.c.process == process)
        .order_by(delegations.c.at.desc())
        .limit(MOST)
    )
    if after is not None:
        query = query.where(sa.or_(delegations.c.at > after, delegations.c.closed_at > after))
    found = []
    for row in connection.execute(query):
        about = row.question or row.section
        found.append(Doing("delegated", row.member, row.sender, about, row.at))
        returned = row.status == "withdrawn" and row.closed_by == row.recipient
        if row.closed_at is not None and (row.status == "answered" or returned):
            kind = "delegation_returned" if returned else "delegation_answered"
            found.append(Doing(kind, row.closed_by, row.closer, about, row.closed_at))
    return [one for one in found if _counts(one, after, but)]


def _joined(
    connection: Connection, process: str, after: datetime.datetime | None, but: str | None
) -> list[Doing]:
    query = sa.select(members.c.id, members.c.name, members.c.role, members.c.created_at).where(
        members.c.process == process, members.c.role != "founder"
    )
    query = _within(query, members.c.created_at, members.c.id, after, but)
    return [Doing("joined", *row) for row in connection.execute(query)]


def _within(
    query: Any, at: Any, member: Any, after: datetime.datetime | None, but: str | None
) -> Any:
    if after is not None:
        query = query.where(at > after)
    if but is not None:
        query = query.where(sa.or_(member.is_(None), member != but))
    return query.order_by(at.desc()).limit(MOST)


def _counts(doing: Doing, after: datetime.datetime | None, but: str | None) -> bool:
    return (after is None or doing.at > after) and (but is None or doing.member != but)
