"""Gaps within one goal or one measure: what its questions left open, and the money."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.plan.gap import Gap, gap
from assistant.plan.model import Goal, Measure, Strategy
from assistant.plan.schedule import end_date
from assistant.plan.wording import euros, quoted


def item_gaps(strategy: Strategy) -> Iterator[Gap]:
    """What is missing in the goals and the measures, and costs above the frame."""
    for goal in strategy.goals:
        yield from _goal(goal)
    for measure in strategy.measures:
        yield from _measure(measure)
    frame, costs = strategy.budget_frame, strategy.costs
    if frame is not None and costs > frame:
        yield gap("costs_above_frame", "plan.budget_frame", costs=euros(costs), frame=euros(frame))


def _goal(goal: Goal) -> Iterator[Gap]:
    def missing(kind: str, question: str) -> Gap:
        return gap(kind, goal.question(question), goal.place, goal=quoted(goal.title))

    if not goal.indicator.text:
        yield missing("goal_without_indicator", "indicator")
    else:
        # Asked only where there is an indicator, so only then something that can be mended.
        if not goal.indicator.baseline:
            yield missing("goal_without_baseline", "baseline")
        if not goal.indicator.target:
            yield missing("goal_without_target", "target")
    if not goal.until:
        yield missing("goal_without_deadline", "until")


def _measure(measure: Measure) -> Iterator[Gap]:
    def missing(kind: str, question: str, **words: str) -> Gap:
        mends, name = measure.question(question), quoted(measure.title)
        return gap(kind, mends, measure.place, measure=name, **words)

    if not measure.responsible:
        yield missing("measure_without_responsible", "responsible")
    if not measure.target_group:
        yield missing("measure_without_target_group", "target_group")
    if measure.budget is None:
        yield missing("measure_without_budget", "budget")
    elif measure.budget > 0 and not measure.funding:
        yield missing("cost_without_funding", "funding", budget=euros(measure.budget))
    if measure.indicator.text and not measure.indicator.target:
        yield missing("measure_without_target", "target_value")
    if not measure.start and not end_date(measure):
        yield missing("measure_without_period", "start")
    elif not measure.start:
        yield missing("measure_without_start", "start")
    elif not end_date(measure):
        yield missing("measure_without_end", "end")
