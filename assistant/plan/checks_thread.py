"""Gaps of the thread: what leads nowhere, from the SWOT point down to the measure.

Each tear is named once, where it is mended: a risk whose field has no goal is named with the field.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.plan.gap import Gap, gap, words
from assistant.plan.model import FIELDS, GOALS, MEASURES, Strategy, SwotPoint, new_item
from assistant.plan.thread import FROM_SWOT, PRESSING, Thread
from assistant.plan.wording import listed, quoted


def thread_gaps(strategy: Strategy, thread: Thread) -> Iterator[Gap]:
    """What is torn. A stage that has not begun is no gap: its turn will come."""
    planning = "plan" in strategy.begun or bool(strategy.goals or strategy.measures)
    if planning and not strategy.goals:
        yield gap("no_goals", new_item(GOALS))
    elif strategy.goals and not strategy.fields:
        yield gap("no_fields", new_item(FIELDS))
    if strategy.goals and not strategy.measures:
        yield gap("no_measures", new_item(MEASURES))
    if planning or strategy.fields:
        yield from _points(strategy, thread)
    left_open = _left_open(strategy, thread)
    if strategy.goals:
        yield from _fields(strategy, thread, left_open)
        yield from _goals(strategy, thread, left_open)
        yield from _measures(strategy, thread)


def _points(strategy: Strategy, thread: Thread) -> Iterator[Gap]:
    for point in strategy.points:
        if point.quadrant in PRESSING and not thread.children.get(point.place):
            kind = f"{point.quadrant}_without_measure"
            yield gap(kind, FROM_SWOT, point.place, point=quoted(point.title))


def _fields(
    strategy: Strategy, thread: Thread, left_open: dict[str, list[SwotPoint]]
) -> Iterator[Gap]:
    for field in strategy.fields:
        if not thread.children.get(field.place):
            tail, places = _unanswered(left_open.get(field.place, []))
            yield gap(
                "field_without_goal",
                new_item(GOALS),
                field.place,
                *places,
                field=quoted(field.title),
                points=tail,
            )


def _goals(
    strategy: Strategy, thread: Thread, left_open: dict[str, list[SwotPoint]]
) -> Iterator[Gap]:
    for goal in strategy.goals:
        if strategy.measures and not thread.children.get(goal.place):
            tail, places = _unanswered(left_open.get(goal.place, []))
            yield gap(
                "goal_without_measure",
                new_item(MEASURES),
                goal.place,
                *places,
                goal=quoted(goal.title),
                points=tail,
            )
        if strategy.fields and goal.place not in thread.parents:
            mends = goal.question("field")
            yield gap("goal_without_field", mends, goal.place, goal=quoted(goal.title))


def _measures(strategy: Strategy, thread: Thread) -> Iterator[Gap]:
    for measure in strategy.measures:
        if measure.place not in thread.parents:
            mends = measure.question("goal")
            yield gap("measure_without_goal", mends, measure.place, measure=quoted(measure.title))


def _left_open(strategy: Strategy, thread: Thread) -> dict[str, list[SwotPoint]]:
    """By the first place below them at which the thread ends: weaknesses and threats unanswered."""
    ends: dict[str, list[SwotPoint]] = {}
    for point in strategy.points:
        below = thread.below(point.place)
        if point.quadrant not in PRESSING or thread.leads_to(point.place, "measure"):
            continue
        end = next((place for place in below if not thread.children.get(place)), None)
        if end:
            ends.setdefault(end, []).append(point)
    return ends


def _unanswered(points: list[SwotPoint]) -> tuple[str, list[str]]:
    """The sentence on points that stay unanswered, "" for none, and their places."""
    if not points:
        return "", []
    pressing = words()["pressing"]
    parts = [f"{pressing[point.quadrant]} {quoted(point.title)}" for point in points]
    text = words()["unanswered"].format(points=listed(parts))
    return text, [point.place for point in points]
