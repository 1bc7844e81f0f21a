"""What a method should fit: a situation with its wishes. What is not known is not wished."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any

LOW_TO_HIGH = {
    "preparation": ("low", "medium", "high"),
    "cost": ("low", "medium", "high", "very_high"),
    "level": ("inform", "consult", "involve", "decide"),
}


@dataclass(frozen=True)
class Wish:
    """A situation. Each field is None or empty where nothing is known.

    `days` and `participants` are numbers of working days and of people; `online` is "yes" (must
    work fully online), "hybrid" or "no" (on site); `conflict` is "low" or "high"; `size` one of
    the municipality sizes; `search` free words.
    """

    themes: tuple[str, ...] = ()
    stage: str | None = None
    audiences: tuple[str, ...] = ()
    ages: tuple[str, ...] = ()
    participants: int | None = None
    days: float | None = None
    preparation: str | None = None
    cost: str | None = None
    online: str | None = None
    conflict: str | None = None
    level: str | None = None
    size: str | None = None
    search: str = ""

    def overridden_by(self, said: Wish) -> Wish:
        """This wish with what another one says in its place."""
        changes: dict[str, Any] = {
            field.name: getattr(said, field.name)
            for field in fields(said)
            if getattr(said, field.name) not in (None, (), "")
        }
        return replace(self, **changes)

    @property
    def is_specific(self) -> bool:
        """Whether anything is wished besides what the process itself is: its stage and size."""
        return replace(self, stage=None, size=None, themes=()) != Wish()

    @property
    def is_specific_beyond_words(self) -> bool:
        """Whether anything but words to search is wished."""
        return replace(self, search="") != Wish()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is wished."""
        return self == Wish()
