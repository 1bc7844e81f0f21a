"""What the guide needs to know of one process: its answers and its items, as plain data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, Union

if TYPE_CHECKING:
    from assistant.guide.model import Option

Value = Union[str, int, float, bool, list[str], None]
Status = Literal["answered", "unknown", "skipped", "withdrawn"]


@dataclass(frozen=True)
class Answer:
    """The current revision of one answer. A withdrawn one counts as none."""

    value: Value
    status: Status
    revision: int


@dataclass(frozen=True)
class State:
    """One process as the guide sees it.

    `items` holds the item ids of each collection in their order; `upcoming` is an item that is
    offered but not begun: (collection, item id). It exists as soon as its first answer is stored.
    `proposals` are the options proposed to this process, by their list.
    """

    name: str
    type: str
    answers: Mapping[str, Answer] = field(default_factory=dict)
    items: Mapping[str, Sequence[str]] = field(default_factory=dict)
    completed: frozenset[str] = frozenset()
    upcoming: tuple[str, str] | None = None
    proposals: Mapping[str, Sequence[Option]] = field(default_factory=dict, compare=False)
    # Walks found for this state, by stage; a state never changes, so they stay true.
    walks: dict[str, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def answer(self, question: str) -> Answer | None:
        """The answer to a question, unless there is none or it was withdrawn."""
        answer = self.answers.get(question)
        return None if answer is None or answer.status == "withdrawn" else answer

    def value(self, question: str) -> Value:
        """The value of an answered question, else None."""
        answer = self.answer(question)
        return answer.value if answer and answer.status == "answered" else None

    def items_of(self, collection: str) -> list[str]:
        """The items of a collection, the upcoming one last.

        Named like a question of kind multiple, the collection is what is chosen there.
        """
        chosen = self.value(collection)
        if isinstance(chosen, list):
            return list(chosen)
        items = list(self.items.get(collection, ()))
        if self.upcoming and self.upcoming[0] == collection and self.upcoming[1] not in items:
            items.append(self.upcoming[1])
        return items
