"""Gaps in time: dates that cannot both be right, whatever day within them is meant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from assistant.plan.gap import Gap, gap
from assistant.plan.model import Goal, Measure, Strategy
from assistant.plan.schedule import (
    dependencies,
    end_date,
    end_of,
    milestones_of,
    span_of,
    start_of,
)
from assistant.plan.wording import named, on, quoted, until


def date_gaps(strategy: Strategy) -> Iterator[Gap]:
    """Contradictions among the dates of goals, measures, their steps and the plan itself."""
    for measure in strategy.measures:
        yield from _measure(measure, strategy.period)
    for goal in strategy.goals:
        yield from _goal(goal, strategy)
    waits = dependencies(strategy)
    by_id = {measure.id: measure for measure in strategy.measures}
    circles = _circles(waits)
    for circle in circles:
        members = [by_id[measure] for measure in circle]
        yield gap(
            "waiting_in_a_circle",
            members[0].question("depends_on"),
            *(measure.place for measure in members),
            measures=named([measure.title for measure in members]),
        )
    for waiting, others in waits.items():
        for other in others:
            if not any(waiting in circle and other in circle for circle in circles):
                yield from _order(by_id[waiting], by_id[other])


def _measure(measure: Measure, period: str | None) -> Iterator[Gap]:
    start, end, plan = start_of(measure), end_of(measure), span_of(period)
    date = end_date(measure)
    if end is None or date is None:
        return
    name = quoted(measure.title)
    place, mends = measure.place, measure.question("end" if measure.end else "start")
    if start and measure.start and end.last < start.first:
        words = {"start": on(measure.start.partition("/")[0]), "end": until(date)}
        yield gap("end_before_start", mends, place, measure=name, **words)
        return
    for milestone in milestones_of(measure):
        if milestone.span and milestone.span.first > end.last:
            words = {"milestone": quoted(milestone.text), "end": until(date)}
            question = measure.question("milestones")
            yield gap("milestone_after_end", question, place, measure=name, **words)
    if plan and period and end.first > plan.last:
        words = {"end": until(date), "period": until(period)}
        yield gap("measure_after_plan", mends, place, measure=name, **words)


def _goal(goal: Goal, strategy: Strategy) -> Iterator[Gap]:
    due, plan = span_of(goal.until), span_of(strategy.period)
    if due is None or goal.until is None:
        return
    name, mends = quoted(goal.title), goal.question("until")
    starts = (
        (measure, start_of(measure)) for measure in strategy.measures if measure.goal == goal.id
    )
    late = [measure for measure, start in starts if start and start.first > due.last]
    if late:
        yield gap(
            "goal_due_before_measure" if len(late) == 1 else "goal_due_before_measures",
            mends,
            goal.place,
            *(measure.place for measure in late),
            goal=name,
            until=until(goal.until),
            measures=named([measure.title for measure in late]),
        )
    if plan and strategy.period and due.first > plan.last:
        words = {"until": until(goal.until), "period": until(strategy.period)}
        yield gap("goal_after_plan", mends, goal.place, goal=name, **words)


def _order(measure: Measure, other: Measure) -> Iterator[Gap]:
    """A measure that begins before, or is done before, what it waits for."""
    names = {"measure": quoted(measure.title), "other": quoted(other.title)}
    places = (measure.place, other.place)
    start, end = start_of(measure), end_of(other)
    date = end_date(other)
    if start and end and measure.start and date:
        if start.last < end.first:
            dates = {"start": on(measure.start.partition("/")[0]), "end": on(date)}
            yield gap("starts_too_early", measure.question("start"), *places, **names, **dates)
        return
    end, start = end_of(measure), start_of(other)
    date = end_date(measure)
    if end and start and other.start and date and end.last < start.first:
        dates = {"start": on(other.start.partition("/")[0]), "end": until(date)}
        mends = measure.question("end" if measure.end else "start")
        yield gap("ends_too_early", mends, *places, **names, **dates)


def _circles(waits: Mapping[str, tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Measures that wait for each other, each circle once, in the order of the measures."""
    reach = {measure: _all_before(measure, waits) for measure in waits}
    found: dict[frozenset[str], tuple[str, ...]] = {}
    for measure, before in reach.items():
        if measure in before:
            circle = tuple(m for m in reach if m in before and measure in reach[m])
            found.setdefault(frozenset(circle), circle)
    return list(found.values())


def _all_before(measure: str, waits: Mapping[str, tuple[str, ...]]) -> set[str]:
    found: set[str] = set()
    left = list(waits[measure])
    while left:
        one = left.pop()
        if one not in found:
            found.add(one)
            left.extend(waits.get(one, ()))
    return found
