"""The own card: what could be shared, what is, and the consent to every single text.

Shared is the text as it was shown. When an answer changes later, others go on seeing what was
agreed to, until somebody shares the new text or takes it back.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assistant.exchange.files import visible_only
from assistant.exchange.model import BASICS, CONTACT, Card, Item, Shared
from assistant.exchange.personal import hints
from assistant.privacy.hints import hint_of
from assistant.process.exchange.assembling import people_of, shareable
from assistant.process.exchange.cards import ORDER, card_data, row_of, shared_of
from assistant.process.offers import load_toolkit
from assistant.process.record import Record
from assistant.process.refusals import WRITING_ROLES, ReadOnlyError
from assistant.process.strategy import strategy_of
from assistant.store.exchange import card_of, drop_items, empty_card, open_card, put_items
from assistant.store.processes import members_of

# What `privacy` sees in a text and `exchange` does not look for.
GRAVE: Mapping[str | None, str] = {
    "health": "Hier steht vielleicht etwas über die Gesundheit eines Menschen.",
    "iban": "Hier steht vielleicht eine Kontonummer.",
}


class UnknownItemError(LookupError):
    """Nothing of that id can be shared."""


class WithoutBasicsError(ValueError):
    """Something is to be shared, but not whose it is."""


class ChangedSinceSeenError(ValueError):
    """The text that was shown is no longer the one that would be shared."""


@dataclass(frozen=True)
class Line:
    """One item: how it would be shared now (`now`), and how it is shared (`shared`)."""

    now: Item | None
    shared: Shared | None
    hints: tuple[str, ...] = ()

    @property
    def item(self) -> Item:
        """The item as it is, or as it was when it was shared."""
        found = self.now or (self.shared.item if self.shared else None)
        assert found is not None
        return found

    @property
    def changed(self) -> bool:
        """Whether an answer has changed since it was shared."""
        return bool(self.now and self.shared and self.now.mark != self.shared.item.mark)


@dataclass(frozen=True)
class Sharing:
    """The own card with its switches."""

    lines: tuple[Line, ...]
    contact: str | None
    may_change: bool

    @property
    def visible(self) -> bool:
        """Whether others see anything at all."""
        return any(line.shared and line.item.id == BASICS for line in self.lines)

    @property
    def shared(self) -> tuple[Line, ...]:
        """What is switched on."""
        return tuple(line for line in self.lines if line.shared)


def sharing_of(record: Record) -> Sharing:
    """What could be shared and what is."""
    now = {item.id: item for item in own_items(record)}
    row = card_of(record.connection, record.process.id)
    shared = {one.item: shared_of(one) for one in row.items} if row else {}
    contact = shared.pop(CONTACT, None)
    gone = sorted(set(shared) - set(now), key=lambda item: ORDER.index(shared[item].item.kind))
    names = _names(record)
    lines = (Line(now.get(i), shared.get(i), _hints(now.get(i), names)) for i in [*now, *gone])
    may_change = record.member.role in WRITING_ROLES
    return Sharing(tuple(lines), contact.item.text if contact else None, may_change)


def own_items(record: Record) -> list[Item]:
    """Everything of the own process that could be shared, as it stands now."""
    return shareable(
        record.guide, record.state, record.process, record.facts(), load_toolkit().catalogue
    )


def _names(record: Record) -> list[str]:
    members = [member.name for member in members_of(record.connection, record.process.id)]
    return people_of(strategy_of(record.guide, record.state, record.process.ags), members)


def _hints(item: Item | None, names: Sequence[str]) -> tuple[str, ...]:
    if item is None or item.kind in ("figures", "stage", "themes", "method"):
        return ()
    if item.kind == BASICS:
        # The municipality's own name is none of a person.
        return hints(item.text)
    text = f"{item.title}\n{item.text}"
    grave = hint_of(text)
    return (*((GRAVE[grave],) if grave in GRAVE else ()), *hints(text, names))


def change_sharing(
    record: Record, switches: Mapping[str, bool], seen: Mapping[str, str] | None = None
) -> None:
    """Shares and takes back items; taking back "basics" takes back everything.

    Raises UnknownItemError, WithoutBasicsError and ChangedSinceSeenError (then nothing changes),
    ReadOnlyError for who may not.
    """
    _check_role(record)
    current = {line.item.id: line for line in sharing_of(record).lines}
    for item in {*switches, *(seen or ())}:
        if item not in current:
            raise UnknownItemError(item)
    wanted = {item for item, on in switches.items() if on}
    for item in wanted:
        now = current[item].now
        if now is None:
            raise UnknownItemError(item)
        if seen and seen.get(item, now.mark) != now.mark:
            raise ChangedSinceSeenError(item)
    dropped = {item for item, on in switches.items() if not on}
    row = card_of(record.connection, record.process.id)
    if BASICS in dropped:
        if wanted:
            raise WithoutBasicsError
        withdraw(record)
        return
    if wanted and BASICS not in wanted and not current[BASICS].shared:
        raise WithoutBasicsError
    if row is not None and dropped:
        drop_items(record.connection, row.id, dropped)
    if wanted:
        _put(
            record, [item for line in current.values() if (item := line.now) and item.id in wanted]
        )


def set_contact(record: Record, contact: str | None) -> None:
    """Names a contact on purpose, or nobody. Raises WithoutBasicsError, ReadOnlyError."""
    _check_role(record)
    row = card_of(record.connection, record.process.id)
    text = " ".join(visible_only(contact or "").split())
    if not text:
        if row is not None:
            drop_items(record.connection, row.id, [CONTACT])
        return
    if row is None or all(item.item != BASICS for item in row.items):
        raise WithoutBasicsError
    _put(record, [Item(CONTACT, CONTACT, "Ansprechperson", text)])


def withdraw(record: Record) -> None:
    """Takes back everything. Raises ReadOnlyError."""
    _check_role(record)
    row = card_of(record.connection, record.process.id)
    if row is not None:
        empty_card(record.connection, row.id)


def own_card(record: Record) -> Card | None:
    """The own card as others see it now; None when they see nothing."""
    row = card_of(record.connection, record.process.id)
    card = card_data(row) if row else None
    return card if card and card.is_visible else None


def preview(record: Record, ids: Iterable[str]) -> Card | None:
    """The card as others would see it with exactly these items. Raises UnknownItemError."""
    known = {line.item.id: line for line in sharing_of(record).lines}
    now = datetime.datetime.now(datetime.timezone.utc)
    items = []
    for item in dict.fromkeys(ids):
        line = known.get(item)
        if line is None or line.now is None:
            raise UnknownItemError(item)
        items.append(Shared(line.now, now))
    card = Card(None, tuple(sorted(items, key=lambda one: ORDER.index(one.item.kind))))
    return card if card.is_visible else None


def _put(record: Record, items: Iterable[Item]) -> None:
    now = datetime.datetime.now(datetime.timezone.utc)
    card = open_card(record.connection, record.process.id, now)
    rows = [row_of(card, Shared(item, now), record.member.id) for item in items]
    put_items(record.connection, card, rows)


def _check_role(record: Record) -> None:
    if record.member.role not in WRITING_ROLES:
        raise ReadOnlyError(record.member.role)
