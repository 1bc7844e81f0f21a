"""Gaps of the review: measures not looked at, decisions without a reason, targets not compared,
and what goes on without anyone, any money or any decision behind it.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.plan.gap import Gap, gap
from assistant.plan.model import Balance, Goal, Measure, Strategy
from assistant.plan.wording import quoted

# Only then the review asks what was achieved.
BEGUN = ("running", "done", "stopped")
WITHOUT_REASON = {
    "change": "change_without_reason",
    "extend": "extension_without_reason",
    "end": "end_without_reason",
}
GOES_ON = ("continue", "change", "extend")
# What everything that goes on needs, by the review's question.
LASTING = {
    "responsibility": "continuation_without_responsible",
    "money": "continuation_without_money",
    "staff": "continuation_without_staff",
    "support": "continuation_without_support",
}
WITHOUT_STEP = {"change": "change_without_step", "extend": "extension_without_step"}


def review_gaps(strategy: Strategy) -> Iterator[Gap]:
    """What the review still lacks; nothing before it has begun."""
    balanced = any(measure.balance for measure in strategy.measures)
    if "review" not in strategy.begun and not balanced:
        return
    for measure in strategy.measures:
        yield from _measure(measure)
    for goal in strategy.goals:
        yield from _goal(goal)
    balances = [measure.balance for measure in strategy.measures if measure.balance]
    if any(balance.decision in GOES_ON for balance in balances):
        yield from _continuation(strategy)


def _measure(measure: Measure) -> Iterator[Gap]:
    balance = measure.balance or Balance(measure.review_place)

    def missing(kind: str, question: str, **words: str) -> Gap:
        name = quoted(measure.title)
        return gap(kind, balance.question(question), measure.place, measure=name, **words)

    if not balance.state:
        yield missing("not_balanced", "state")
        return
    target = measure.indicator.target
    if target and not measure.indicator.actual and balance.state in BEGUN:
        yield missing("measure_without_actual", "actual", target=quoted(target))
    if not balance.decision:
        yield missing("balance_without_decision", "decision")
    if balance.decision in WITHOUT_REASON and not balance.reason:
        yield missing(WITHOUT_REASON[balance.decision], "reason")
    if balance.decision in WITHOUT_STEP and not balance.next_step:
        yield missing(WITHOUT_STEP[balance.decision], "next_step")


def _goal(goal: Goal) -> Iterator[Gap]:
    if goal.indicator.target and not goal.indicator.actual:
        place = goal.balance.place if goal.balance else f"review.goals.{goal.id}"
        words = {"goal": quoted(goal.title), "target": quoted(goal.indicator.target)}
        yield gap("goal_without_actual", f"{place}.value_now", goal.place, **words)


def _continuation(strategy: Strategy) -> Iterator[Gap]:
    """What a measure that goes on needs; asked for only once something is to go on."""
    lasting = strategy.continuation
    for name, kind in LASTING.items():
        if not getattr(lasting, name):
            yield gap(kind, f"review.{name}")
    if lasting.council_decision is None:
        yield gap("continuation_without_decision", "review.council_decision")
    if lasting.council_decision and not lasting.council_topic:
        yield gap("decision_without_topic", "review.council_topic")
    if lasting.council_decision and "review.council_when" not in strategy.dates:
        yield gap("decision_without_date", "review.council_when")
