"""Who is in a like situation, who knows about something, what others chose."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.exchange.counting import Counts, group_of
from assistant.exchange.model import Card, Item, Traits, size_class, traits_of
from assistant.exchange.search import Doc
from assistant.exchange.similarity import Likeness, compare
from assistant.guide.model import Guide
from assistant.process.exchange.assembling import comparable, theme_titles
from assistant.process.exchange.cards import cards_by_id
from assistant.process.exchange.others import Others, Sought, docs_of
from assistant.process.record import Record
from assistant.store.exchange import card_of_process


@dataclass(frozen=True)
class Near:
    """A municipality with how like the own one it is."""

    card: Card
    likeness: Likeness


@dataclass(frozen=True)
class Found:
    """A shared measure (its lessons beside it, if shared) or a method, and whose it is."""

    doc: Doc
    card: Card
    item: Item
    lessons: Item | None = None


def own_traits(record: Record) -> Traits:
    """What the own municipality is compared by: all that is known of it, shared or not."""
    return traits_of(comparable(record.guide, record.state, record.process, record.facts()))


def own_size(record: Record) -> Traits:
    """What says which group the own municipality belongs to."""
    population = record.facts().figures.get("population")
    size = size_class(population.value) if population else None
    return Traits(record.process.type, size=size)


def similar_to(record: Record, others: Others, limit: int = 20) -> tuple[list[Near], int]:
    """The visible municipalities that are most like the own one, and how many there are."""
    own = own_traits(record)
    best, total = others.similar(record.connection, own, _own_card(record), limit)
    cards = cards_by_id(record.connection, best)
    near = [
        Near(cards[card], _likeness(record.guide, own, cards[card]))
        for card in best
        if card in cards
    ]
    return near, total


def likeness_to(record: Record, card: Card) -> Likeness:
    """How like the own municipality another is, with reasons."""
    return _likeness(record.guide, own_traits(record), card)


def find_measures(
    record: Record, others: Others, sought: Sought, limit: int = 20
) -> tuple[list[Found], int]:
    """Shared measures and methods that are sought, the best first, and how many there are."""
    connection = record.connection
    best, total = others.find(connection, own_traits(record), sought, _own_card(record), limit)
    cards = cards_by_id(connection, {doc.card for doc in best})
    found = [one for doc in best if (one := _found(doc, cards.get(doc.card))) is not None]
    return found, total


def find_measure(record: Record, card: Card, item: str) -> Found | None:
    """One shared measure of a card by the item's id; None when it is not shared."""
    for doc, parts in docs_of(card.id or "", (one.item for one in card.items)):
        if any(part.id == item for part in parts):
            return _found(doc, card)
    return None


def chosen_by_others(record: Record, others: Others) -> tuple[str, Counts]:
    """What the own group chose: the group's name, and the numbers that may be told."""
    own = own_size(record)
    return group_of(own), others.counts(record.connection, own, _own_card(record))


def _found(doc: Doc, card: Card | None) -> Found | None:
    if card is None:
        return None
    if doc.kind == "method":
        method = card.find(f"method.{doc.source}")
        return Found(doc, card, method) if method else None
    measure, lessons = (card.find(f"{kind}.{doc.source}") for kind in ("measure", "lessons"))
    item = measure or lessons
    return Found(doc, card, item, lessons) if item else None


def _own_card(record: Record) -> str | None:
    return card_of_process(record.connection, record.process.id)


def _likeness(guide: Guide, own: Traits, card: Card) -> Likeness:
    other = traits_of(one.item for one in card.items)
    return compare(own, other, theme_titles(guide))
