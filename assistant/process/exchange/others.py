"""All visible cards in memory, to be compared and searched, brought up to date before every look.

Up to date as of the same transaction, by the stamps of the cards. What is kept says only which
cards to look at: their texts are read from their rows (`cards.py`), so that nothing that was taken
back is ever shown.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from sqlalchemy.engine import Connection

from assistant.exchange.counting import Chosen, Counts, Tally, counts, group_of
from assistant.exchange.model import Item, Traits, traits_of
from assistant.exchange.search import Array, Doc, Index
from assistant.exchange.similarity import Crowd
from assistant.process.exchange.cards import shared_of
from assistant.store.exchange import CardRow, mark_of_cards, stamps, visible_cards

if TYPE_CHECKING:
    from assistant.exchange.search import Vocabulary


# How much being in a like situation counts beside the words that were sought.
SIMILAR_COUNTS = 0.15
NOWHERE = -1


@dataclass(frozen=True)
class Sought:
    """What is looked for: words, and what must be so of what is found."""

    text: str = ""
    themes: frozenset[str] = frozenset()
    state: str | None = None
    kind: str | None = None


@dataclass(frozen=True)
class _Entry:
    stamp: int
    docs: tuple[Doc, ...]
    group: str
    chosen: Chosen | None


class Others:
    """All visible cards, ready to be compared and searched. Threads may share it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._mark: tuple[int, int] | None = None
        self._entries: dict[str, _Entry] = {}
        self._index: Index | None = None
        self._tallies: dict[str, Tally] = {}
        # Each card has a place in the crowd; one that is gone leaves it free for the next.
        self._crowd = Crowd()
        self._cards: list[str | None] = []
        self._free: list[int] = []
        self._places: dict[str, int] = {}
        # By place in the index the card's place in the crowd.
        self._card_of_doc: list[int] = []
        # Both as arrays: the places that are taken, and the cards of the docs.
        self._taken: Array = np.zeros(0, dtype=np.int64)
        self._cards_of_docs: Array = np.zeros(0, dtype=np.int64)

    def similar(
        self, connection: Connection, own: Traits, but: str | None, limit: int
    ) -> tuple[list[str], int]:
        """The ids of the cards most like `own`, without the card `but`; and how many there are."""
        with self._lock:
            self._update(connection)
            values = self._crowd.similarities(own)
            places = self._taken[self._taken != self._places.get(but or "", NOWHERE)]
            best, total = _best(values, places, limit)
            cards = [str(self._cards[place]) for place in best]
        return cards, total

    def find(
        self, connection: Connection, own: Traits, sought: Sought, but: str | None, limit: int
    ) -> tuple[list[Doc], int]:
        """What the words find on other cards, the best first, and how much there is.

        Without words that say something it is everything, by similarity.
        """
        with self._lock:
            index = self._update(connection)
            cards = self._cards_of_docs
            if index.says_nothing(sought.text):
                near, there = np.zeros(len(cards)), cards != NOWHERE
            else:
                near = index.search(sought.text)
                there = near > 0
            there &= cards != self._places.get(but or "", NOWHERE)
            places = np.flatnonzero(there)
            if sought != Sought(sought.text):
                fits = (_fits(index.docs[place], sought) for place in places)
                places = places[np.fromiter(fits, dtype=bool, count=len(places))]
            similar = self._crowd.similarities(own)
            if len(cards) and len(similar):
                near = near + SIMILAR_COUNTS * similar[cards]
            best, total = _best(near, places, limit)
            found = [doc for place in best if (doc := index.docs[place]) is not None]
        return found, total

    def counts(self, connection: Connection, own: Traits, own_card: str | None) -> Counts:
        """What the own group chose, without the own choice."""
        group = group_of(own)
        with self._lock:
            self._update(connection)
            entry = self._entries.get(own_card or "")
            mine = entry.chosen if entry and entry.group == group else None
            return counts(self._tallies.get(group, Tally()), mine)

    def _update(self, connection: Connection) -> Index:
        index = self._index
        if index is None:
            index = self._index = Index(_vocabulary())
        mark = mark_of_cards(connection)
        if mark == self._mark:
            return index
        known = stamps(connection)
        gone = [card for card, entry in self._entries.items() if known.get(card) != entry.stamp]
        for card in gone:
            self._forget(index, card)
        fresh = [card for card in known if card not in self._entries]
        for row in visible_cards(connection, fresh).values():
            self._take_in(index, row)
        self._taken = np.array(sorted(self._places.values()), dtype=np.int64)
        self._cards_of_docs = np.array(self._card_of_doc, dtype=np.int64)
        self._mark = mark
        return index

    def _forget(self, index: Index, card: str) -> None:
        entry = self._entries.pop(card)
        for doc in entry.docs:
            self._card_of_doc[index.remove(doc)] = NOWHERE
        if entry.chosen is not None:
            self._tallies[entry.group].add(entry.chosen, -1)
        place = self._places.pop(card)
        self._crowd.put(place, Traits(""))
        self._cards[place] = None
        self._free.append(place)

    def _take_in(self, index: Index, row: CardRow) -> None:
        items = [shared_of(one).item for one in row.items]
        traits = traits_of(items)
        place = self._free.pop() if self._free else len(self._cards)
        self._cards[place : place + 1] = [row.id]
        self._places[row.id] = place
        self._crowd.put(place, traits)
        docs = []
        for doc, parts in docs_of(row.id, items):
            at = index.add(doc, parts[0].title, "\n".join(part.text for part in parts))
            self._card_of_doc[at : at + 1] = [place]
            docs.append(doc)
        methods = {item.source: item.facts.get("again") for item in items if item.kind == "method"}
        entry = _Entry(row.stamp, tuple(docs), group_of(traits), methods or None)
        self._entries[row.id] = entry
        if entry.chosen is not None:
            self._tallies.setdefault(entry.group, Tally()).add(entry.chosen)


def _fits(doc: Doc | None, sought: Sought) -> bool:
    return (
        doc is not None
        and (not sought.themes or doc.theme in sought.themes)
        and sought.state in (None, doc.state)
        and sought.kind in (None, doc.kind)
    )


def _best(values: Array, places: Array, limit: int) -> tuple[list[int], int]:
    """The places with the highest values, the highest first, and how many there were."""
    total = len(places)
    if total > limit:
        places = places[np.argpartition(-values[places], limit - 1)[:limit]]
    order = np.argsort(-values[places], kind="stable")
    return [int(place) for place in places[order]], total


def docs_of(card: str, items: Iterable[Item]) -> Iterable[tuple[Doc, list[Item]]]:
    """What can be found of a card: a measure and its lessons are one thing."""
    together: dict[tuple[str, str], list[Item]] = {}
    for item in items:
        if item.kind in ("measure", "lessons", "method"):
            kind = "method" if item.kind == "method" else "measure"
            together.setdefault((kind, item.source), []).append(item)
    for (kind, source), parts in together.items():
        facts = {name: value for part in parts for name, value in part.facts.items()}
        yield Doc(card, source, kind, facts.get("theme"), facts.get("state_of")), parts


def _vocabulary() -> Vocabulary:
    # With its word forms comes scikit-learn, which who makes documents does not need.
    from assistant.process.exchange.vocabulary import load_vocabulary

    return load_vocabulary()
