"""Shared cards as plain data, read from their rows."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy.engine import Connection

from assistant.exchange.keys import spaced
from assistant.exchange.model import Card, Item, Origin, Shared
from assistant.store.exchange import CardRow, ItemRow, visible_cards

# The order in which a card is read; within a kind by title.
ORDER = ("basics", "figures", "stage", "themes", "field", "measure", "lessons", "method", "contact")


def visible_card(connection: Connection, card: str) -> Card | None:
    """A card as others see it; None when it is not visible, or no longer."""
    row = visible_cards(connection, [card]).get(card)
    return card_data(row) if row else None


def cards_by_id(connection: Connection, ids: Collection[str]) -> dict[str, Card]:
    """Those of some cards that are visible."""
    return {card: card_data(row) for card, row in visible_cards(connection, ids).items()}


def card_data(row: CardRow) -> Card:
    """A card from its rows."""
    items = sorted(map(shared_of, row.items), key=_place)
    origin = Origin(row.key_name or "", spaced(row.key), row.at) if row.key else None
    return Card(row.id, tuple(items), origin)


def shared_of(row: ItemRow) -> Shared:
    """A shared item from its row."""
    return Shared(Item(row.item, row.kind, row.title, row.text, row.facts), row.at)


def row_of(card: str, shared: Shared, member: str | None) -> ItemRow:
    """The row of a shared item."""
    item = shared.item
    return ItemRow(
        card, item.id, item.kind, item.title, item.text, dict(item.facts), member, shared.at
    )


def _place(shared: Shared) -> tuple[int, str, str]:
    return ORDER.index(shared.item.kind), shared.item.title.casefold(), shared.item.id
