"""What is due next: beginnings, ends, steps, deadlines, agreements and appointments by date.

Nobody records when a step is done, so what has passed is shown for a while and then no more.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from assistant.plan.gap import words
from assistant.plan.load import SETTLED
from assistant.plan.model import Measure, Strategy
from assistant.plan.schedule import Day, Span, end_date, milestones_of, span_of
from assistant.plan.wording import quoted

AHEAD = 90
BACK = 30

Kind = Literal["appointment", "start", "end", "milestone", "next_step", "goal", "task"]


@dataclass(frozen=True)
class Due:
    """Something with a date. `text` is a line of German, `date` the stored form, `question` the id
    of the question that holds it; `passed` says that its last day was before today.
    """

    kind: Kind
    text: str
    date: str
    span: Span
    question: str
    responsible: str | None = None
    passed: bool = False


def due(strategy: Strategy, today: Day, ahead: int = AHEAD, back: int = BACK) -> tuple[Due, ...]:
    """What falls into the next `ahead` days or ended within the last `back` days, soonest first.

    A date said as a year or a quarter is due from its first to its last day and sorted by its
    last one.
    """
    window = Span(_shifted(today, -back), _shifted(today, ahead))
    found = (one for one in all_dates(strategy, today) if _falls(one.span, window))
    return tuple(sorted(found, key=lambda one: (one.span.last, one.span.first)))


def all_dates(strategy: Strategy, today: Day) -> Iterator[Due]:
    """Everything with a date, in no special order; `passed` is seen from today.

    Measures that are done or stopped by their balance are left out.
    """
    texts = words()["due"]
    for question, date in strategy.dates.items():
        name = words()["appointments"].get(question)
        if name:
            yield from _due("appointment", name, date, question, today)
    for goal in strategy.goals:
        if not goal.balance or goal.balance.reached != "reached":
            text = texts["goal"].format(name=quoted(goal.title))
            yield from _due("goal", text, goal.until, goal.question("until"), today)
    for measure in strategy.measures:
        if not measure.balance or measure.balance.state not in SETTLED:
            yield from _measure(measure, today)
        if measure.balance and measure.balance.next_step:
            step = quoted(measure.balance.next_step)
            text = texts["next_step"].format(name=quoted(measure.title), step=step)
            question, until = measure.balance.question("next_until"), measure.balance.next_until
            yield from _due("next_step", text, until, question, today, measure.responsible)
    for task in strategy.tasks:
        text = texts["task"].format(name=quoted(task.title))
        yield from _due("task", text, task.until, task.question("until"), today, task.responsible)


def _measure(measure: Measure, today: Day) -> Iterator[Due]:
    texts, name, who = words()["due"], quoted(measure.title), measure.responsible
    start = (measure.start or "").partition("/")[0]
    line = texts["start"].format(name=name)
    yield from _due("start", line, start, measure.question("start"), today, who)
    question = measure.question("end" if measure.end else "start")
    line = texts["end"].format(name=name)
    yield from _due("end", line, end_date(measure), question, today, who)
    for step in milestones_of(measure):
        line = texts["milestone"].format(name=name, step=quoted(step.text))
        yield from _due("milestone", line, step.date, measure.question("milestones"), today, who)


def _due(
    kind: Kind,
    text: str,
    date: str | None,
    question: str,
    today: Day,
    responsible: str | None = None,
) -> Iterator[Due]:
    span = span_of(date)
    if span and date:
        yield Due(kind, text, date, span, question, responsible, span.last < today)


def _falls(span: Span, window: Span) -> bool:
    """A period of years is due when it ends, not during all of them."""
    return window.first <= span.last <= window.last or (
        window.first <= span.first <= window.last and span.last >= window.first
    )


def _shifted(day: Day, days: int) -> Day:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return Day.max if days > 0 else Day.min
