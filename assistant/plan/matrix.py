"""Effort against effect: which measures to begin with.

Both are the guide's answers (`effort`, `effect`: low, medium, high). Halves of the matrix: a
medium effect helps noticeably and counts as large, a medium effort takes time and agreement and
counts as large. An effort that is not answered is estimated by the rules below and marked; an
effect is never estimated, as neither cost nor time tells it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from assistant.plan.model import Measure, Strategy
from assistant.plan.schedule import period_of

Quadrant = Literal["begin", "plan", "aside", "defer"]
LEVELS = ("low", "medium", "high")
NAMES: dict[Quadrant, str] = {
    "begin": "sofort beginnen",
    "plan": "gut planen",
    "aside": "nebenbei",
    "defer": "zurückstellen",
}
MEANINGS: dict[Quadrant, str] = {
    "begin": "Wenig Aufwand, viel Wirkung: Damit zeigt sich früh, dass es vorangeht.",
    "plan": "Viel Aufwand, viel Wirkung: Das lohnt sich, braucht aber Zeit, Geld und Absprachen.",
    "aside": "Wenig Aufwand, wenig Wirkung: Das geht mit, wenn es niemanden aufhält.",
    "defer": "Viel Aufwand, wenig Wirkung: Das kann warten, bis Wichtigeres geschafft ist.",
}
# Own rules. Money: the measure's part of the whole frame (in per cent), else euros in the steps
# of the workshop's classes of cost. Time: a measure of more than half a year, of more than two.
SHARE_LOW, SHARE_MEDIUM = 5, 20
EUROS_LOW, EUROS_MEDIUM = 1_000, 10_000
DAYS_LOW, DAYS_MEDIUM = 184, 731


@dataclass(frozen=True)
class Placed:
    """A measure in the matrix. `estimated` says that its effort was not answered."""

    measure: Measure
    effort: str
    effect: str
    quadrant: Quadrant
    estimated: bool


@dataclass(frozen=True)
class Unplaced:
    """A measure that has no place yet, and the question that is missing first."""

    measure: Measure
    question: str


@dataclass(frozen=True)
class Matrix:
    """All measures: by quadrant, most effect and least effort first; and those without a place."""

    placed: tuple[Placed, ...]
    unplaced: tuple[Unplaced, ...]

    def in_quadrant(self, quadrant: Quadrant) -> tuple[Placed, ...]:
        """The measures of one quadrant."""
        return tuple(one for one in self.placed if one.quadrant == quadrant)


def matrix(strategy: Strategy) -> Matrix:
    """The matrix of a strategy; equal measures keep the order of the items."""
    placed: list[Placed] = []
    unplaced: list[Unplaced] = []
    for measure in strategy.measures:
        effort = measure.effort or estimated_effort(measure, strategy.budget_frame)
        if measure.effect in LEVELS and effort in LEVELS:
            where = quadrant_of(effort, measure.effect)
            placed.append(Placed(measure, effort, measure.effect, where, not measure.effort))
        else:
            missing = "effort" if effort not in LEVELS else "effect"
            unplaced.append(Unplaced(measure, measure.question(missing)))
    placed.sort(key=_order)
    return Matrix(tuple(placed), tuple(unplaced))


def quadrant_of(effort: str, effect: str) -> Quadrant:
    """Where an effort and an effect meet, each low, medium or high."""
    if effect == "low":
        return "aside" if effort == "low" else "defer"
    return "begin" if effort == "low" else "plan"


def estimated_effort(measure: Measure, frame: float | None = None) -> str | None:
    """Low, medium or high by money and time, whichever says more; None when neither is known.

    `frame` is the money for the whole plan in euros.
    """
    known = []
    if measure.budget is not None and frame:
        known.append(_step(100 * measure.budget / frame, SHARE_LOW, SHARE_MEDIUM))
    elif measure.budget is not None:
        known.append(_step(measure.budget, EUROS_LOW, EUROS_MEDIUM))
    period = period_of(measure)
    if period:
        known.append(_step((period.last - period.first).days + 1, DAYS_LOW, DAYS_MEDIUM))
    return LEVELS[max(known)] if known else None


def _step(value: float, low: float, medium: float) -> int:
    return (value > low) + (value > medium)


def _order(one: Placed) -> tuple[int, int, int]:
    quadrants = list(NAMES)
    return (
        quadrants.index(one.quadrant),
        -LEVELS.index(one.effect),
        LEVELS.index(one.effort),
    )
