"""Rows of shared cards: what municipalities show each other, here or from a file.

A card is visible when it says whose it is (its item "basics"); whoever reads others' cards reads
visible ones only.
"""

from __future__ import annotations

import datetime
import secrets
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from assistant.store.tables import shared_cards, shared_items, trusted_keys

BASICS = "basics"
MOST_AT_ONCE = 500


@dataclass(frozen=True)
class ItemRow:
    """One shared text of a card, as it was previewed."""

    card: str
    item: str
    kind: str
    title: str
    text: str
    facts: Mapping[str, Any]
    member: str | None
    at: datetime.datetime


@dataclass(frozen=True)
class CardRow:
    """A card with its items; `key` and `key_name` are those of the file it came by."""

    id: str
    process: str | None
    stamp: int
    at: datetime.datetime
    key: str | None = None
    key_name: str | None = None
    foreign_id: str | None = None
    issued_at: datetime.datetime | None = None
    items: tuple[ItemRow, ...] = ()


ITEM = tuple(shared_items.c[name] for name in ItemRow.__dataclass_fields__)
CARD = (
    shared_cards.c.id,
    shared_cards.c.process,
    shared_cards.c.stamp,
    shared_cards.c.at,
    shared_cards.c.key,
    trusted_keys.c.name.label("key_name"),
    shared_cards.c.foreign_id,
    shared_cards.c.issued_at,
)
FROM = shared_cards.outerjoin(trusted_keys, trusted_keys.c.fingerprint == shared_cards.c.key)
VISIBLE = sa.exists().where(shared_items.c.card == shared_cards.c.id, shared_items.c.item == BASICS)
MARK = sa.select(sa.func.count(), sa.func.sum(shared_cards.c.stamp)).select_from(shared_cards)


def mark_of_cards(connection: Connection) -> tuple[int, int]:
    """Another pair whenever a card came, changed or went: count and sum of random stamps."""
    count, total = connection.execute(MARK).one()
    return int(count), int(total or 0)


def stamps(connection: Connection) -> dict[str, int]:
    """The stamps of all visible cards by their ids."""
    query = sa.select(shared_cards.c.id, shared_cards.c.stamp).where(VISIBLE)
    return {row[0]: row[1] for row in connection.execute(query)}


def visible_cards(connection: Connection, ids: Collection[str]) -> dict[str, CardRow]:
    """Those of some cards that are visible, with their items, by id."""
    found: dict[str, CardRow] = {}
    wanted = list(ids)
    for start in range(0, len(wanted), MOST_AT_ONCE):
        part = wanted[start : start + MOST_AT_ONCE]
        found |= _cards(connection, sa.and_(shared_cards.c.id.in_(part), VISIBLE))
    return found


def card_of(connection: Connection, process: str) -> CardRow | None:
    """The card of a process with its items, visible or not."""
    return next(iter(_cards(connection, shared_cards.c.process == process).values()), None)


def foreign_cards(connection: Connection) -> list[CardRow]:
    """All cards that came by file, those that were withdrawn too."""
    return list(_cards(connection, shared_cards.c.key.is_not(None)).values())


def find_foreign(connection: Connection, key: str, foreign_id: str) -> CardRow | None:
    """The card that came by file under that id of that key."""
    condition = sa.and_(shared_cards.c.key == key, shared_cards.c.foreign_id == foreign_id)
    return next(iter(_cards(connection, condition).values()), None)


def _cards(connection: Connection, condition: Any) -> dict[str, CardRow]:
    query = sa.select(*CARD).select_from(FROM).where(condition).order_by(shared_cards.c.at)
    cards = {row.id: row for row in connection.execute(query)}
    items: dict[str, list[ItemRow]] = {card: [] for card in cards}
    chosen = sa.select(shared_cards.c.id).where(condition)
    for row in connection.execute(sa.select(*ITEM).where(shared_items.c.card.in_(chosen))):
        if row.card in items:
            items[row.card].append(ItemRow(*row))
    return {
        card: CardRow(**row._mapping, items=tuple(sorted(items[card], key=lambda i: i.item)))
        for card, row in cards.items()
    }


def process_of_card(connection: Connection, card: str) -> str | None:
    """The process behind a visible card; None for one that came by file, or is not visible."""
    query = sa.select(shared_cards.c.process).where(shared_cards.c.id == card, VISIBLE)
    return connection.execute(query).scalar_one_or_none()


def card_of_process(connection: Connection, process: str) -> str | None:
    """The id of a process's card, None while it is not visible."""
    query = sa.select(shared_cards.c.id).where(shared_cards.c.process == process, VISIBLE)
    return connection.execute(query).scalar_one_or_none()


def open_card(connection: Connection, process: str, at: datetime.datetime) -> str:
    """The id of a process's card, made when there is none."""
    query = sa.select(shared_cards.c.id).where(shared_cards.c.process == process)
    known: str | None = connection.execute(query).scalar_one_or_none()
    if known is not None:
        return known
    card = secrets.token_hex(16)
    values = {"id": card, "process": process, "stamp": _stamp(), "at": at}
    connection.execute(shared_cards.insert().values(**values))
    return card


def open_foreign_card(
    connection: Connection,
    key: str,
    foreign_id: str,
    issued_at: datetime.datetime,
    at: datetime.datetime,
) -> str:
    """The id of the card for a file, emptied, with the moment that the file was issued."""
    known = find_foreign(connection, key, foreign_id)
    if known is None:
        card = secrets.token_hex(16)
        values = {"id": card, "key": key, "foreign_id": foreign_id, "issued_at": issued_at,
                  "stamp": _stamp(), "at": at}  # fmt: skip
        connection.execute(shared_cards.insert().values(**values))
        return card
    connection.execute(shared_items.delete().where(shared_items.c.card == known.id))
    _change(connection, known.id, issued_at=issued_at, at=at)
    return known.id


def put_items(connection: Connection, card: str, items: Iterable[ItemRow]) -> None:
    """Puts texts into a card, in the place of those with the same id."""
    rows = [item.__dict__ for item in items]
    if rows:
        drop_items(connection, card, [row["item"] for row in rows])
        connection.execute(shared_items.insert(), rows)


def drop_items(connection: Connection, card: str, items: Collection[str]) -> None:
    """Takes texts out of a card."""
    condition = sa.and_(shared_items.c.card == card, shared_items.c.item.in_(list(items)))
    connection.execute(shared_items.delete().where(condition))
    _change(connection, card)


def empty_card(connection: Connection, card: str) -> None:
    """Takes everything out of a card; it keeps its id, so that a file can take it back too."""
    connection.execute(shared_items.delete().where(shared_items.c.card == card))
    _change(connection, card)


def remove_card(connection: Connection, card: str) -> None:
    """Removes a card altogether."""
    connection.execute(shared_cards.delete().where(shared_cards.c.id == card))


def _change(connection: Connection, card: str, **values: Any) -> None:
    changed = shared_cards.update().where(shared_cards.c.id == card)
    connection.execute(changed.values(stamp=_stamp(), **values))


def _stamp() -> int:
    return secrets.randbits(40)


def trust_key(connection: Connection, fingerprint: str, name: str, at: datetime.datetime) -> None:
    """Takes files of a key from now on; `name` is what the operator calls it."""
    known = connection.execute(
        trusted_keys.update().where(trusted_keys.c.fingerprint == fingerprint).values(name=name)
    )
    if not known.rowcount:
        values = {"fingerprint": fingerprint, "name": name, "at": at}
        connection.execute(trusted_keys.insert().values(**values))


def key_names(connection: Connection) -> dict[str, str]:
    """The names of the keys whose files are taken, by fingerprint."""
    query = sa.select(trusted_keys.c.fingerprint, trusted_keys.c.name)
    return {row[0]: row[1] for row in connection.execute(query)}


def distrust_key(connection: Connection, fingerprint: str) -> bool:
    """Takes no files of a key any more, and removes what came by it; False for an unknown one."""
    condition = trusted_keys.c.fingerprint == fingerprint
    return bool(connection.execute(trusted_keys.delete().where(condition)).rowcount)
