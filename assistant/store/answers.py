"""Rows of answers: the current one of each question, and all revisions ever made."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from assistant.store.tables import answer_revisions, answers


@dataclass(frozen=True)
class AnswerRow:
    """One revision of an answer."""

    question: str
    value: Any
    status: str
    revision: int
    member: str | None
    at: datetime.datetime


@dataclass(frozen=True)
class NumberedRow:
    """A revision with its running number over the whole database, for undoing."""

    number: int
    question: str
    revision: int


COLUMNS = (
    answers.c.question,
    answers.c.value,
    answers.c.status,
    answers.c.revision,
    answers.c.member,
    answers.c.at,
)


# Statements of every message, made once: SQLAlchemy keeps what it compiled by the object.
CHANGED = ("value", "status", "revision", "member", "at")
INSERT_REVISION = answer_revisions.insert()
INSERT_ANSWER = answers.insert()
UPDATE_ANSWER = (
    answers.update()
    .where(
        answers.c.process == sa.bindparam("of_process"),
        answers.c.question == sa.bindparam("of_question"),
    )
    .values({name: sa.bindparam(name) for name in CHANGED})
)


def current_answers(connection: Connection, process: str) -> list[AnswerRow]:
    """The current answer of every question of a process."""
    rows = connection.execute(sa.select(*COLUMNS).where(answers.c.process == process))
    return [AnswerRow(*row) for row in rows]


def find_answer(connection: Connection, process: str, question: str) -> AnswerRow | None:
    """The current answer of one question."""
    query = sa.select(*COLUMNS).where(answers.c.process == process, answers.c.question == question)
    row = connection.execute(query).one_or_none()
    return AnswerRow(*row) if row else None


def append_revision(
    connection: Connection, process: str, row: AnswerRow, undoes: int | None = None
) -> None:
    """A new revision, which becomes the current answer."""
    stored = {"process": process, **row.__dict__}
    connection.execute(INSERT_REVISION, {**stored, "undoes": undoes})
    if row.revision == 1:
        connection.execute(INSERT_ANSWER, stored)
    else:
        renamed = {"of_process": process, "of_question": row.question}
        connection.execute(UPDATE_ANSWER, {**renamed, **{name: stored[name] for name in CHANGED}})


def history(connection: Connection, process: str, question: str) -> list[AnswerRow]:
    """All revisions of one answer, the oldest first."""
    columns = [answer_revisions.c[column.name] for column in COLUMNS]
    rows = connection.execute(
        sa.select(*columns)
        .where(answer_revisions.c.process == process, answer_revisions.c.question == question)
        .order_by(answer_revisions.c.revision)
    )
    return [AnswerRow(*row) for row in rows]


def revisions_under(
    connection: Connection, process: str, *prefixes: str
) -> list[tuple[int, AnswerRow]]:
    """All revisions of the questions that begin so, with their running numbers, oldest first."""
    columns = [answer_revisions.c[column.name] for column in COLUMNS]
    rows = connection.execute(
        sa.select(answer_revisions.c.number, *columns)
        .where(
            answer_revisions.c.process == process,
            sa.or_(*(answer_revisions.c.question.startswith(prefix) for prefix in prefixes)),
        )
        .order_by(answer_revisions.c.number)
    )
    return [(row[0], AnswerRow(*row[1:])) for row in rows]


def last_revision(connection: Connection, member: str) -> NumberedRow | None:
    """The member's last revision that is neither undone nor itself an undoing."""
    undone = (
        sa.select(answer_revisions.c.undoes)
        .where(answer_revisions.c.member == member, answer_revisions.c.undoes.is_not(None))
        .scalar_subquery()
    )
    row = connection.execute(
        sa.select(
            answer_revisions.c.number, answer_revisions.c.question, answer_revisions.c.revision
        )
        .where(
            answer_revisions.c.member == member,
            answer_revisions.c.undoes.is_(None),
            answer_revisions.c.number.not_in(undone),
        )
        .order_by(answer_revisions.c.number.desc())
        .limit(1)
    ).one_or_none()
    return NumberedRow(*row) if row else None


def find_revision(
    connection: Connection, process: str, question: str, revision: int
) -> AnswerRow | None:
    """One revision of one answer."""
    found = [row for row in history(connection, process, question) if row.revision == revision]
    return found[0] if found else None
