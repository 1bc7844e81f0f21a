"""Measures the suggestion on situations written by hand: what must and must not be on top."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.toolkit.suggest import Suggestion, Toolkit
from assistant.toolkit.wish import Wish

FIRST = 5
SEVERAL = ("themes", "audiences", "ages")
Choose = Callable[[Wish], Sequence[Suggestion]]


@dataclass(frozen=True)
class Case:
    """A situation with the methods that practitioners expect, and those they never would."""

    situation: str
    wish: Wish
    must: tuple[str, ...]
    must_not: tuple[str, ...]


@dataclass(frozen=True)
class Outcome:
    """What was suggested for a case."""

    case: Case
    suggested: tuple[str, ...]

    @property
    def hit(self) -> bool:
        """Whether one of those that must be there is."""
        return bool(set(self.case.must) & set(self.suggested))

    @property
    def wrong(self) -> tuple[str, ...]:
        """Those suggested that must not be."""
        return tuple(m for m in self.suggested if m in self.case.must_not)


def case_of(row: Mapping[str, Any]) -> Case:
    """A case from its row in a file of situations."""
    wish: dict[str, Any] = {k: tuple(v) if k in SEVERAL else v for k, v in row["wish"].items()}
    return Case(row["situation"], Wish(**wish), tuple(row["must"]), tuple(row.get("must_not", ())))


def first_of_all(toolkit: Toolkit) -> Choose:
    """The first five of the ranking, as the API gives them."""
    return lambda wish: toolkit.rank(wish)[:FIRST]


def picked(toolkit: Toolkit) -> Choose:
    """The mixed choice, as the dialogue gives it."""
    return lambda wish: toolkit.pick(wish)


def evaluate(cases: Sequence[Case], choose: Choose) -> list[Outcome]:
    """The outcome of each case."""
    return [Outcome(case, tuple(s.method.id for s in choose(case.wish))) for case in cases]
