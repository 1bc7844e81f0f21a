"""All rows of one process, table by table: read to be taken out, written to be put back.

Never among them: codes, identities, tokens, sessions, invitations (a way in is given anew), the
record of sign-ins and of the last use (of this installation), what is shared with other
municipalities (whoever agreed, agreed to those of this installation), Rasa's tracker (a scratch pad
of the last turn), and running numbers, which belong to one database.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from assistant.store.tables import answer_revisions, members, metadata

Row = dict[str, Any]
Rows = dict[str, list[Row]]

# In the order in which rows can be written, each with what its rows are sorted by. Sorted here
# and not by the databases: they do not agree on the order of texts.
TABLES: Mapping[str, tuple[str, ...]] = {
    "processes": ("id",),
    "members": ("created_at", "id"),
    "answers": ("question",),
    "answer_revisions": ("number",),
    "items": ("collection", "position", "id"),
    "positions": ("member",),
    "uploads": ("at", "id"),
    "rounds": ("number",),
    "delegations": ("at", "id"),
    "notes": ("at", "id"),
}
OF_TRANSCRIPT: Mapping[str, tuple[str, ...]] = {
    "messages": ("member", "number"),
    "unclear": ("member", "number"),
    "requests": ("member", "id"),
}
LEFT_OUT: Mapping[str, tuple[str, ...]] = {
    "processes": ("version",),
    "members": ("code_hash", "process", "identity_hash", "access_ended_at"),
    "answers": ("process",),
    "answer_revisions": ("number", "process"),
    "items": ("process",),
    "uploads": ("process",),
    "rounds": ("process",),
    "positions": ("seen_at", "left_at"),
    "delegations": ("process", "invitation"),
    "notes": ("process",),
    "messages": ("number",),
    "unclear": ("number",),
}


def read_process(connection: Connection, process: str, transcript: bool) -> Rows | None:
    """All rows of a process, None when there is none; the transcript only when asked for.

    A revision has its place in the `order` of all changes, and `undoes` names such a place.
    """
    wanted = {**TABLES, **(OF_TRANSCRIPT if transcript else {})}
    found = {table: _rows(connection, table, process, order) for table, order in wanted.items()}
    if not found["processes"]:
        return None
    _number_anew(found["answer_revisions"])
    return {
        table: [{k: v for k, v in row.items() if k not in LEFT_OUT.get(table, ())} for row in rows]
        for table, rows in found.items()
    }


def _rows(connection: Connection, name: str, process: str, order: tuple[str, ...]) -> list[Row]:
    table = metadata.tables[name]
    if name == "processes":
        condition = table.c.id == process
    elif "process" in table.c:
        condition = table.c.process == process
    else:
        own = sa.select(members.c.id).where(members.c.process == process)
        condition = table.c.member.in_(own)
    rows = [dict(row._mapping) for row in connection.execute(sa.select(table).where(condition))]
    return sorted(rows, key=lambda row: tuple(row[column] for column in order))


def _number_anew(revisions: list[Row]) -> None:
    order = {row["number"]: place for place, row in enumerate(revisions, 1)}
    for row in revisions:
        row["order"] = order[row["number"]]
        row["undoes"] = order.get(row["undoes"])


def taken_ids(connection: Connection, table: str, ids: Collection[str]) -> set[str]:
    """Which of these ids a table has already."""
    column = metadata.tables[table].c.id
    return {
        str(found)
        for part in _parts(sorted(ids))
        for found in connection.execute(sa.select(column).where(column.in_(part))).scalars()
    }


def _parts(ids: list[str], size: int = 500) -> Iterable[list[str]]:
    """In parts, since a statement takes only so many parameters."""
    return (ids[start : start + size] for start in range(0, len(ids), size))


def write_process(connection: Connection, rows: Rows, version: int) -> None:
    """Writes the rows as `read_process` gave them, as a process of that version."""
    process = rows["processes"][0]["id"]
    for name in (*TABLES, *OF_TRANSCRIPT):
        own = {"process": process} if "process" in metadata.tables[name].c else {}
        values = [{**row, **own} for row in rows.get(name, ())]
        if name == "processes":
            values = [{**row, "version": version} for row in values]
        if name == "answer_revisions":
            _write_revisions(connection, values)
        elif values:
            connection.execute(metadata.tables[name].insert(), values)


def _write_revisions(connection: Connection, rows: list[Row]) -> None:
    """One by one: what undoes another has to know the number that one was given."""
    numbers: dict[int, int] = {}
    for row in sorted(rows, key=lambda row: row["order"]):
        values = {**row, "undoes": numbers.get(row["undoes"])}
        order = values.pop("order")
        done = connection.execute(answer_revisions.insert(), values)
        assert done.inserted_primary_key is not None
        numbers[order] = done.inserted_primary_key[0]
