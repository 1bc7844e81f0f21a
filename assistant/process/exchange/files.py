"""Cards that leave the installation and come in, as signed files; only the operator moves them."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace

from sqlalchemy.engine import Connection

from assistant.exchange.files import SignedCard, UnusableCardError, read_card, write_card
from assistant.exchange.keys import fingerprint, public_key, spaced
from assistant.exchange.model import CONTACT
from assistant.process.exchange.cards import card_data, row_of
from assistant.store.exchange import (
    CardRow,
    card_of,
    find_foreign,
    foreign_cards,
    key_names,
    open_foreign_card,
    put_items,
    trust_key,
)


class NothingSharedError(LookupError):
    """A process has never shared anything, or there is none."""


class UnknownKeyError(LookupError):
    """A file is signed by a key that the operator has not taken as known."""

    def __init__(self, fingerprint: str) -> None:
        super().__init__(fingerprint)
        self.fingerprint = fingerprint


@dataclass(frozen=True)
class TakenIn:
    """What an import did. `name` is empty when the file took back what an earlier one had."""

    card: str
    name: str
    items: int
    replaced: bool


def export_card(
    connection: Connection, process: str, key: bytes, now: datetime.datetime, contact: bool
) -> bytes:
    """The exchange file of what a process shares; without the contact unless it is wanted.

    Who has taken everything back gets a file that takes it back elsewhere too. Raises
    NothingSharedError.
    """
    row = card_of(connection, process)
    if row is None:
        raise NothingSharedError(process)
    card = card_data(row)
    kept = tuple(one for one in card.items if contact or one.item.id != CONTACT)
    shown = replace(card, items=kept if card.is_visible else ())
    return write_card(shown, row.id, now, key)


def import_card(
    connection: Connection,
    content: bytes,
    now: datetime.datetime,
    own_key: bytes | None,
    trust: tuple[str, str] | None = None,
) -> TakenIn:
    """Takes in the card of a file, in the place of an earlier one with the same origin.

    `trust` is a fingerprint that counts as known from now on, and its name. Raises
    UnusableCardError, UnknownKeyError.
    """
    signed = read_card(content, now)
    if own_key is not None and fingerprint(public_key(own_key)) == signed.fingerprint:
        raise UnusableCardError("Die Datei stammt von dieser Installation selbst.")
    if trust is not None and trust[0] != signed.fingerprint:
        raise UnusableCardError(
            "Die Datei ist mit einem anderen Schlüssel unterschrieben: "
            f"{spaced(signed.fingerprint)}. Bitte vergleichen Sie den Fingerabdruck noch einmal "
            "mit der anderen Stelle."
        )
    if trust is not None:
        trust_key(connection, *trust, now)
    elif signed.fingerprint not in key_names(connection):
        raise UnknownKeyError(signed.fingerprint)
    return _take_in(connection, signed, now)


def _take_in(connection: Connection, signed: SignedCard, now: datetime.datetime) -> TakenIn:
    known = find_foreign(connection, signed.fingerprint, signed.foreign_id)
    if known is not None and known.issued_at is not None and known.issued_at > signed.issued_at:
        raise UnusableCardError(
            "Von dieser Kommune gibt es hier schon eine neuere Fassung. Die ältere wird nicht "
            "eingelesen."
        )
    card = open_foreign_card(
        connection, signed.fingerprint, signed.foreign_id, signed.issued_at, now
    )
    put_items(connection, card, [row_of(card, one, None) for one in signed.card.items])
    replaced = known is not None and bool(known.items)
    return TakenIn(card, signed.card.name, len(signed.card.items), replaced)


def imported_cards(connection: Connection) -> list[CardRow]:
    """The cards that came by file and are still shared."""
    return [row for row in foreign_cards(connection) if card_data(row).is_visible]
