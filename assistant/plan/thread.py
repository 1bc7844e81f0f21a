"""The thread as a graph: SWOT points → fields of action → goals → measures → balance.

A node is known by its place ("plan.goals.g1"), because ids are unique within a list only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.plan.model import FIELDS, GOALS, MEASURES, POINTS, Item, Strategy, new_item

Level = Literal["point", "field", "goal", "measure", "balance"]
LEVELS: tuple[Level, ...] = ("point", "field", "goal", "measure", "balance")

# Strengths and opportunities are what one works with; weaknesses and threats ask for an answer.
PRESSING = ("threat", "weakness")
FROM_SWOT = "workshop.fields_from_swot"


@dataclass(frozen=True)
class Node:
    """One item on the thread. A balance has its measure's title."""

    place: str
    level: Level
    title: str


@dataclass(frozen=True)
class TornEnd:
    """Where the thread ends too early: nothing above or below this place, and what mends it."""

    place: str
    level: Level
    side: Literal["above", "below"]
    question: str


@dataclass(frozen=True)
class Thread:
    """All nodes by place, level by level, and the neighbours of each in the order of the items."""

    nodes: Mapping[str, Node]
    parents: Mapping[str, tuple[str, ...]]
    children: Mapping[str, tuple[str, ...]]

    def above(self, place: str) -> tuple[str, ...]:
        """The places a place hangs on, the nearest first. Empty for an unknown one."""
        return _reached(place, self.parents)

    def below(self, place: str) -> tuple[str, ...]:
        """The places that hang on a place, the nearest first. Empty for an unknown one."""
        return _reached(place, self.children)

    def at(self, level: Level) -> tuple[Node, ...]:
        """The nodes of one level in the order of the items."""
        return tuple(node for node in self.nodes.values() if node.level == level)

    def leads_to(self, place: str, level: Level) -> bool:
        """Whether anything of that level hangs on a place."""
        return any(self.nodes[found].level == level for found in self.below(place))


def thread_of(strategy: Strategy) -> Thread:
    """The graph of a strategy; a reference to something that is not there is left out."""
    nodes = {node.place: node for node in _nodes(strategy)}
    parents: dict[str, tuple[str, ...]] = {}
    children: dict[str, list[str]] = {}
    for lower, upper in _edges(strategy):
        if upper in nodes:
            parents[lower] = (upper,)
            children.setdefault(upper, []).append(lower)
    return Thread(nodes, parents, {place: tuple(below) for place, below in children.items()})


def torn_ends(strategy: Strategy, thread: Thread | None = None) -> tuple[TornEnd, ...]:
    """Every end that should go on, from the top of the thread to its bottom.

    A field needs no origin where there are no SWOT points, and a measure no balance before the
    review has begun. Of the SWOT points only weaknesses and threats must lead on.
    """
    return tuple(_torn(strategy, thread or thread_of(strategy)))


def _torn(strategy: Strategy, thread: Thread) -> Iterator[TornEnd]:
    below, above = thread.children, thread.parents
    for point in strategy.points:
        if point.quadrant in PRESSING and point.place not in below:
            yield TornEnd(point.place, "point", "below", FROM_SWOT)
    for field in strategy.fields:
        if strategy.points and field.place not in above:
            yield TornEnd(field.place, "field", "above", field.question("origin"))
        if field.place not in below:
            yield TornEnd(field.place, "field", "below", new_item(GOALS))
    for goal in strategy.goals:
        if goal.place not in above:
            mends = goal.question("field") if strategy.fields else new_item(FIELDS)
            yield TornEnd(goal.place, "goal", "above", mends)
        if goal.place not in below:
            yield TornEnd(goal.place, "goal", "below", new_item(MEASURES))
    for measure in strategy.measures:
        if measure.place not in above:
            mends = measure.question("goal") if strategy.goals else new_item(GOALS)
            yield TornEnd(measure.place, "measure", "above", mends)
        if "review" in strategy.begun and measure.place not in below:
            yield TornEnd(measure.place, "measure", "below", f"{measure.review_place}.state")


def _nodes(strategy: Strategy) -> Iterator[Node]:
    levels: tuple[tuple[Level, Sequence[Item]], ...] = (
        ("point", strategy.points),
        ("field", strategy.fields),
        ("goal", strategy.goals),
        ("measure", strategy.measures),
    )
    for level, items in levels:
        for item in items:
            yield Node(item.place, level, item.title)
    for measure in strategy.measures:
        if measure.balance:
            yield Node(measure.balance.place, "balance", measure.title)


def _edges(strategy: Strategy) -> Iterator[tuple[str, str]]:
    """Pairs of the lower and the upper place."""
    for field in strategy.fields:
        yield field.place, f"{POINTS}.{field.origin}"
    for goal in strategy.goals:
        yield goal.place, f"{FIELDS}.{goal.field}"
    for measure in strategy.measures:
        yield measure.place, f"{GOALS}.{measure.goal}"
        if measure.balance:
            yield measure.balance.place, measure.place


def _reached(place: str, neighbours: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    next_ones = list(neighbours.get(place, ()))
    while next_ones:
        found.update(dict.fromkeys(next_ones))
        next_ones = [one for near in next_ones for one in neighbours.get(near, ())]
    return tuple(found)
