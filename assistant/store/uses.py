"""When each process was used last, and the notice given to one that is not used any more."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from assistant.store.tables import members, messages, metadata, process_uses, processes, sessions

# The kind of message that announces the deletion: it is written by a rule and no use.
NOTICE = "notice"


@dataclass(frozen=True)
class Use:
    """When a process was used last; from when its notice is, and when it is to be deleted."""

    process: str
    municipality: str
    used_at: datetime.datetime
    noticed_at: datetime.datetime | None
    due_at: datetime.datetime | None


def all_uses(connection: Connection, session_days: int) -> list[Use]:
    """Every process, the one that has been idle longest first.

    The last use is the latest of all that is dated: messages, revisions, uploads, sign-ins. What
    was noted before counts too, since messages are deleted earlier than the process.
    """
    latest: dict[str, datetime.datetime] = {}
    for process, at in _dated(connection, session_days):
        if at is not None and (process not in latest or at > latest[process]):
            latest[process] = at
    rows = connection.execute(
        sa.select(
            processes.c.id,
            processes.c.municipality,
            process_uses.c.noticed_at,
            process_uses.c.due_at,
        ).select_from(processes.outerjoin(process_uses))
    )
    uses = [Use(row[0], row[1], latest[row[0]], row[2], row[3]) for row in rows]
    return sorted(uses, key=lambda use: (use.used_at, use.process))


def _dated(
    connection: Connection, session_days: int
) -> Iterator[tuple[str, datetime.datetime | None]]:
    """Each process with its latest moments, one after the other."""
    days = datetime.timedelta(days=session_days)
    columns = [processes.c.created_at, process_uses.c.used_at, sessions.c.expires_at]
    columns += [
        table.c.at
        for table in metadata.sorted_tables
        if "at" in table.c and ("process" in table.c or "member" in table.c)
    ]
    for column in columns:
        for process, at in connection.execute(_latest(column)):
            began = at - days if column is sessions.c.expires_at and at is not None else at
            yield process, began


def _latest(column: sa.Column[datetime.datetime]) -> sa.Select[tuple[str, datetime.datetime]]:
    """The latest moment in a column, by process."""
    table = column.table
    latest = sa.func.max(column)
    if table is processes:
        return sa.select(processes.c.id, latest).group_by(processes.c.id)
    if "process" in table.c:
        return sa.select(table.c.process, latest).group_by(table.c.process)
    query = sa.select(members.c.process, latest).join(table, table.c.member == members.c.id)
    if table is messages:
        query = query.where(messages.c.kind != NOTICE)
    return query.group_by(members.c.process)


def save_use(connection: Connection, use: Use) -> None:
    """Notes the last use of a process and its notice."""
    values = {"used_at": use.used_at, "noticed_at": use.noticed_at, "due_at": use.due_at}
    changed = connection.execute(
        process_uses.update().where(process_uses.c.process == use.process).values(**values)
    )
    if changed.rowcount == 0:
        connection.execute(process_uses.insert().values(process=use.process, **values))
