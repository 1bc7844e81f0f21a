"""An answer with its name, the untold answers of a section, and a gap: what a book gives out."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Entry:
    """One answer with its name. `points` are the entries of a list and the titles of a choice;
    `own_words` says that a person wrote it; `item` names the item it belongs to.
    """

    question: str
    label: str
    text: str
    points: tuple[str, ...] = ()
    own_words: bool = False
    item: str | None = None


@dataclass(frozen=True)
class Rest:
    """The untold answers of one section; `earlier` are those to questions no longer asked."""

    title: str
    entries: tuple[Entry, ...]
    earlier: bool = False


@dataclass(frozen=True)
class Gap:
    """A question without an answer that the document would need, or "weiß ich noch nicht"."""

    question: str
    label: str
    item: str | None
    required: bool
    unknown: bool

    @property
    def text(self) -> str:
        """The gap by its name: "Bürgerbus: Verantwortlich"."""
        return f"{self.item}: {self.label}" if self.item else self.label
