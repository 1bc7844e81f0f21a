"""Rows of items: the entries of the guide's collections, kept when deleted so they can return."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from assistant.store.tables import items


@dataclass(frozen=True)
class ItemRow:
    """One item; `origin` is the item of another collection it was made from."""

    collection: str
    id: str
    position: int
    origin: str | None


def current_items(connection: Connection, process: str) -> list[ItemRow]:
    """The items of a process that are not deleted, in their order."""
    rows = connection.execute(
        sa.select(items.c.collection, items.c.id, items.c.position, items.c.origin)
        .where(items.c.process == process, items.c.deleted_at.is_(None))
        .order_by(items.c.collection, items.c.position, items.c.id)
    )
    return [ItemRow(*row) for row in rows]


def add_item(
    connection: Connection, process: str, collection: str, item: str, origin: str | None = None
) -> None:
    """A new item at the end of its collection."""
    last = connection.execute(
        sa.select(sa.func.max(items.c.position)).where(
            items.c.process == process, items.c.collection == collection
        )
    ).scalar()
    connection.execute(
        items.insert().values(
            process=process,
            collection=collection,
            id=item,
            position=(last or 0) + 1,
            origin=origin,
        )
    )


def origins(connection: Connection, process: str, collection: str) -> dict[str, str]:
    """Items made from others: origin → item; deleted ones included, they are not made again."""
    rows = connection.execute(
        sa.select(items.c.origin, items.c.id).where(
            items.c.process == process,
            items.c.collection == collection,
            items.c.origin.is_not(None),
        )
    )
    return {row.origin: row.id for row in rows}


def was_deleted(connection: Connection, process: str, collection: str, item: str) -> bool:
    """Whether there was such an item and it was deleted."""
    query = sa.select(items.c.id).where(
        *_key(process, collection, item), items.c.deleted_at.is_not(None)
    )
    return connection.execute(query).first() is not None


def delete_item(
    connection: Connection,
    process: str,
    collection: str,
    item: str,
    member: str,
    at: datetime.datetime,
) -> None:
    """Takes an item out; its answers stay, so that it can return."""
    connection.execute(
        items.update()
        .where(*_key(process, collection, item))
        .values(deleted_by=member, deleted_at=at)
    )


def restore_item(connection: Connection, process: str, collection: str, item: str) -> None:
    """Brings a deleted item back to its place."""
    connection.execute(
        items.update()
        .where(*_key(process, collection, item))
        .values(deleted_by=None, deleted_at=None)
    )


def last_deleted(
    connection: Connection, process: str, member: str
) -> tuple[str, str, datetime.datetime] | None:
    """The item the member deleted last: collection, id, when."""
    row = connection.execute(
        sa.select(items.c.collection, items.c.id, items.c.deleted_at)
        .where(items.c.process == process, items.c.deleted_by == member)
        .order_by(items.c.deleted_at.desc())
        .limit(1)
    ).one_or_none()
    return tuple(row) if row else None


def set_order(connection: Connection, process: str, collection: str, ids: list[str]) -> None:
    """Puts the items of a collection in this order."""
    for position, item in enumerate(ids, 1):
        connection.execute(
            items.update().where(*_key(process, collection, item)).values(position=position)
        )


def _key(process: str, collection: str, item: str) -> tuple[sa.ColumnElement[bool], ...]:
    return (items.c.process == process, items.c.collection == collection, items.c.id == item)
