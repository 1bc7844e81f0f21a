"""What a rule of the SWOT is, and the reading of `content/swot_rules.yml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, Union

from assistant.profile.comparison import Level, With
from assistant.profile.indicator_content import CONTENT, ContentError, read_checked

Quadrant = Literal["strength", "weakness", "opportunity", "threat"]


@dataclass(frozen=True)
class Compared:
    """Holds when the indicator lies so beside another value; `against` None is either."""

    indicator: str
    levels: tuple[Level, ...]
    against: With | None


@dataclass(frozen=True)
class Bound:
    """Holds when the indicator's value reaches `bound` from below (`least`) or from above."""

    indicator: str
    bound: float
    least: bool


@dataclass(frozen=True)
class Answered:
    """Holds when an answer is one of `values`, lacks `lacks`, or has enough (or few) items.

    `said` is what that shows, in German.
    """

    question: str
    values: tuple[str, ...]
    lacks: str | None
    at_least: float | None
    at_most: float | None
    said: str


@dataclass(frozen=True)
class AnyOf:
    """Holds when one of its parts does."""

    parts: tuple[Union[Compared, Bound, Answered], ...]


Simple = Union[Compared, Bound, Answered]
Condition = Union[Simple, AnyOf]


@dataclass(frozen=True)
class Rule:
    """Proposes a point when all of `when` holds."""

    id: str
    topic: str
    quadrant: Quadrant
    theme: str
    title: str
    sentence: str
    when: tuple[Condition, ...]

    @property
    def conditions(self) -> tuple[Simple, ...]:
        """All conditions, those of alternatives too."""
        found: list[Simple] = []
        for condition in self.when:
            found += condition.parts if isinstance(condition, AnyOf) else (condition,)
        return tuple(found)


@dataclass(frozen=True)
class Side:
    """One of the two points of a strategy."""

    quadrant: Quadrant
    topic: str


@dataclass(frozen=True)
class Strategy:
    """What a strength or weakness and an opportunity or threat make together."""

    id: str
    title: str
    theme: str
    first: Side
    second: Side
    sentence: str


@dataclass(frozen=True)
class Combination:
    """How two quadrants go together: the guiding question, and a sentence with two titles."""

    question: str
    sentence: str


@dataclass(frozen=True)
class SwotContent:
    """All rules and strategies in the order of the file; `themes` name fields of action."""

    rules: tuple[Rule, ...]
    strategies: tuple[Strategy, ...]
    combinations: Mapping[str, Combination]
    themes: Mapping[str, str]

    def combination(self, first: Quadrant, second: Quadrant) -> Combination | None:
        """How a strength or weakness goes with an opportunity or threat."""
        return self.combinations.get(f"{first}_{second}")


@lru_cache(maxsize=4)
def load_swot(content: Path = CONTENT) -> SwotContent:
    """The rules from their file. Raises ContentError that names the place."""
    data = read_checked(content, "swot_rules")
    rules = tuple(_rule(row) for row in data["rules"])
    strategies = tuple(
        Strategy(**{**row, "first": Side(**row["first"]), "second": Side(**row["second"])})
        for row in data["strategies"]
    )
    themes = data["themes"]
    named = [(one.id, one.theme) for one in rules] + [(one.id, one.theme) for one in strategies]
    for name, theme in named:
        if theme not in themes:
            raise ContentError(f"swot_rules.yml: {name}: {theme} is no theme")
    combinations = {name: Combination(**row) for name, row in data["combinations"].items()}
    return SwotContent(rules, strategies, combinations, themes)


def _rule(row: Mapping[str, Any]) -> Rule:
    return Rule(**{**row, "when": tuple(_condition(one) for one in row["when"])})


def _condition(row: Mapping[str, Any]) -> Condition:
    if "any" in row:
        return AnyOf(tuple(_simple(part) for part in row["any"]))
    return _simple(row)


def _simple(row: Mapping[str, Any]) -> Simple:
    if "answer" in row:
        return Answered(
            row["answer"],
            tuple(row.get("is", ())),
            row.get("lacks"),
            row.get("at_least"),
            row.get("at_most"),
            row["said"],
        )
    if "compared" in row:
        return Compared(row["indicator"], tuple(row["compared"]), row.get("against"))
    least = "at_least" in row
    return Bound(row["indicator"], row["at_least" if least else "at_most"], least)
