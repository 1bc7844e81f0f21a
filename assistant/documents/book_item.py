"""One item of a collection as a document tells it: a guest group, an idea, a measure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.guide.choices import item_title
from assistant.guide.state import Value

if TYPE_CHECKING:
    from assistant.documents.book import Book


@dataclass(frozen=True)
class Item:
    """One item of a collection. `source` is the collection whose items it goes through: that of a
    round over another one's items ("review.measures" goes through "plan.measures").
    """

    book: Book
    collection: str
    source: str
    id: str
    number: int
    singular: str

    @property
    def name(self) -> str:
        """What the item is called, without telling it; by its number until it has a name."""
        book = self.book
        title = item_title(book.guide, book.state, self.source, self.id)
        return title or f"{self.singular} {self.number}"

    @property
    def has_name(self) -> bool:
        """Whether it has a name of its own."""
        return item_title(self.book.guide, self.book.state, self.source, self.id) is not None

    def title(self) -> str:
        """What the item is called, told from now on."""
        section = self.book.guide.collections().get(self.collection)
        if section is not None and section.collection is not None:
            self.book.tell(self.question(section.collection.title))
        return self.name

    def question(self, name: str) -> str:
        """The id of the item's question of that name."""
        return f"{self.collection}.{self.id}.{name}"

    def said(self, name: str) -> str | None:
        """An answer as people read it, told from now on."""
        return self.book.said(self.question(name))

    def value(self, name: str) -> Value:
        """An answer's value, told from now on."""
        return self.book.value(self.question(name))

    def entries_of(self, name: str) -> tuple[str, ...]:
        """A list's entries or the titles of what is chosen, told from now on."""
        return self.book.entries_of(self.question(name))

    def peek(self, name: str) -> str | None:
        """An answer as people read it, without telling it."""
        return self.book.peek(self.question(name))

    def peek_value(self, name: str) -> Value:
        """An answer's value, without telling it."""
        return self.book.peek_value(self.question(name))
