"""All rows of one person over all tables: read for her, and taken away from her."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from assistant.store.tables import (
    delegations,
    invitations,
    members,
    messages,
    metadata,
    requests,
    trackers,
)

Row = dict[str, Any]

# Shorter names than these are words too often: they are not searched for in texts.
SHORTEST_NAME = 4


def rows_of_person(
    connection: Connection,
    member: str,
    columns: Mapping[str, Sequence[str]],
    withheld: Collection[str],
) -> dict[str, list[Row]]:
    """The rows that name a member, by table; `columns` says where, `withheld` what to leave out.

    One query for each table, however many rows there are.
    """
    return {
        table: _rows(connection, metadata.tables[table], member, naming, withheld)
        for table, naming in columns.items()
    }


def _rows(
    connection: Connection,
    table: sa.Table,
    member: str,
    naming: Sequence[str],
    withheld: Collection[str],
) -> list[Row]:
    shown = [column for column in table.columns if f"{table.name}.{column.name}" not in withheld]
    query = (
        sa.select(*shown)
        .where(sa.or_(*(table.c[name] == member for name in naming)))
        .order_by(*table.primary_key.columns)
    )
    return [dict(row._mapping) for row in connection.execute(query)]


def take_name_away(connection: Connection, process: str, member: str, name: str, to: str) -> None:
    """Puts `to` where others are shown the name of a member: in what the assistant told them, and
    where something was handed over to her. What people wrote themselves is left as it is.
    """
    handed = sa.and_(delegations.c.process == process, _is_hers(delegations, member, name))
    connection.execute(delegations.update().where(handed).values(name=to, department=None))
    if len(name) < SHORTEST_NAME:
        return
    pattern = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
    others = sa.select(members.c.id).where(members.c.process == process, members.c.id != member)
    said = sa.and_(messages.c.member.in_(others), messages.c.sender == "assistant")
    _rename(connection, messages, said, ("number",), ("text", "data"), pattern, to)
    told = requests.c.member.in_(others)
    _rename(connection, requests, told, ("member", "id"), ("response",), pattern, to)


def _is_hers(table: sa.Table, member: str, name: str) -> sa.ColumnElement[bool]:
    return sa.or_(table.c.recipient == member, table.c.name == name)


def _rename(
    connection: Connection,
    table: sa.Table,
    which: sa.ColumnElement[bool],
    keys: Sequence[str],
    texts: Sequence[str],
    pattern: re.Pattern[str],
    to: str,
) -> None:
    """Replaces the pattern in the columns `texts`, plain text or JSON, of the rows it stands in."""
    shown = [table.c[column] for column in (*keys, *texts)]
    for row in connection.execute(sa.select(*shown).where(which)).all():
        before = {name: getattr(row, name) for name in texts}
        after = {name: _without(value, pattern, to) for name, value in before.items()}
        if after != before:
            same = sa.and_(*(table.c[key] == getattr(row, key) for key in keys))
            connection.execute(table.update().where(same).values(**after))


def _without(value: Any, pattern: re.Pattern[str], to: str) -> Any:
    if isinstance(value, str):
        return pattern.sub(to, value)
    if value is None:
        return None
    return json.loads(pattern.sub(to, json.dumps(value, ensure_ascii=False)))


def delete_member(connection: Connection, process: str, member: str, name: str) -> None:
    """Everything that is a member's alone; by foreign keys her contributions stay without her."""
    connection.execute(
        invitations.delete().where(
            invitations.c.process == process,
            sa.or_(
                invitations.c.member == member,
                sa.and_(invitations.c.member.is_(None), invitations.c.name == name),
            ),
        )
    )
    connection.execute(trackers.delete().where(trackers.c.sender == member))
    connection.execute(members.delete().where(members.c.id == member))
